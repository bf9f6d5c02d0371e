import { as, story } from '#testing';
import type { StandingOverFinding } from './finding.commands.js';
import { finding, findingRefusals } from './finding.decider.js';
import type { FindingEvents } from './finding.events.js';

const { given, provoked } = story(finding);
const key = 'TARGET_LOWERED.event-9.t1';
const reason = 'Twenty beds were opened without staff';
const about = { code: 'TARGET_LOWERED', subject: { kind: 'GOAL', id: 't1' } } as const;
const facts: StandingOverFinding = { found: { ...about, decidedBy: ['ann', 'ben'] }, mayAnswer: true };
const by = (person: string, changes: Partial<StandingOverFinding> = {}) => ({
  as: as('chief-executive', person),
  subject: key,
  facts: { ...facts, ...changes },
});
const eve = by('eve');
const said: FindingEvents['FindingAcknowledged'] = { finding: key, ...about, reason };
const acknowledged = { type: 'FindingAcknowledged', data: said } as const;
const withdrawn = { type: 'AcknowledgementWithdrawn', data: { ...said, reason: 'The beds were closed again' } } as const;

describe('a finding', () => {
  it('is acknowledged with a reason, which says what was found about what', () => {
    given().when('AcknowledgeFinding', { reason }, eve).then(acknowledged);
  });

  it('is acknowledged once, and again after that was withdrawn', () => {
    given(acknowledged).when('AcknowledgeFinding', { reason }, eve).refused('AlreadyAcknowledged', reason);
    given(acknowledged).when('WithdrawAcknowledgement', { reason: withdrawn.data.reason }, eve).then(withdrawn);
    given(acknowledged, withdrawn).when('AcknowledgeFinding', { reason }, eve).then(acknowledged);
    given(acknowledged, withdrawn).when('WithdrawAcknowledgement', { reason }, eve).refused('NotAcknowledged');
    given().when('WithdrawAcknowledgement', { reason }, eve).refused('NotAcknowledged');
  });

  it('is never acknowledged by those who decided it; they may take an acknowledgement back', () => {
    given().when('AcknowledgeFinding', { reason }, by('ben')).refused('NotYours', 'somebody who had no part in it');
    given(acknowledged).when('WithdrawAcknowledgement', { reason: withdrawn.data.reason }, by('ben')).then(withdrawn);
  });

  it('has to be there, and is answered by those above', () => {
    const none = by('eve', { found: null });
    given().when('AcknowledgeFinding', { reason }, none).refused('NoSuchFinding', key);
    given(acknowledged).when('WithdrawAcknowledgement', { reason }, none).refused('NoSuchFinding', key);
    const other = by('sue', { mayAnswer: false });
    given().when('AcknowledgeFinding', { reason }, other).refused('MayNotAnswer', 'a lead of the line above');
    given(acknowledged).when('WithdrawAcknowledgement', { reason }, other).refused('MayNotAnswer');
  });

  it('asks for a reason that explains something', () => {
    given().when('AcknowledgeFinding', { reason: ' ' }, eve).refused('TextMissing');
    given().when('AcknowledgeFinding', { reason: 'seen, fine' }, eve).refused('ReasonTooShort', '3 words');
    given(acknowledged).when('WithdrawAcknowledgement', { reason: 'no' }, eve).refused('ReasonTooShort');
    given()
      .when('AcknowledgeFinding', { reason: 'x '.repeat(1_001) }, eve)
      .refused('TextTooLong', '2000');
  });
});

describe('every refusal of a finding', () => {
  it('was provoked above', () => expect(provoked()).toEqual([...findingRefusals].sort()));
});
