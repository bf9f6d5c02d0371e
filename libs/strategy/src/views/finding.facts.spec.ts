import { as, happened, thread, told, trust } from '#testing';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import { integrityFindings } from '../readings/integrity/integrity.reading.js';
import { factsFor } from './facts.js';

/** A goal of `owner` whose target was made easier after a miss. */
const loweredBy = (owner: 'medicine' | 'ward-7-nurse') => {
  const link = owner === 'medicine' ? {} : { giver: 'ward-7', receiver: owner, unit: 'ward-7-unit' };
  const log = trust.trustLog(
    happened<OrganisationEvents>(
      'organisation',
      'trust',
      { type: 'PostAdded', data: { post: 'coach', unit: 'board', title: 'coach', role: 'COACH', leads: false } },
      { type: 'HolderAppointed', data: { post: 'coach', person: 'cai', from: '2025-04-01', to: null } },
    ),
    told.committed('t1', link),
    told.figures('falls', { '2026-05': '22' }),
    happened<GoalEvents>('goal', 't1', {
      type: 'GoalRevised',
      data: {
        revision: 2,
        owner,
        unit: owner === 'medicine' ? 'medicine-unit' : 'ward-7-unit',
        parent: { kind: 'AIM', id: 'aim-1' },
        terms: thread.offerOf({}, '14'),
        agreement: { kind: 'COMMITTED', thread: 't1', episode: 1, offerHash: 'a'.repeat(64), event: 'made' },
        releases: null,
      },
    }),
  );
  const moment = told.viewsOver(log).now();
  const { key } = integrityFindings(moment, moment, null)[0]!;
  const read = (post: string, person: string, subject = key) =>
    factsFor.finding.AcknowledgeFinding(moment, { reason: 'r' }, as(post, person), subject);
  return {
    read,
    withdraw: (post: string, person: string) => factsFor.finding.WithdrawAcknowledgement(moment, { reason: 'r' }, as(post, person), key),
  };
};

describe('the facts of an answer to a finding', () => {
  const { read, withdraw } = loweredBy('medicine');

  it('are the finding with those who decided it; none for a key nothing was found under', () => {
    expect(read('chief-executive', 'eve')).toEqual({
      found: { code: 'TARGET_LOWERED', subject: { kind: 'GOAL', id: 't1' }, decidedBy: ['ann', 'ben'] },
      mayAnswer: true,
    });
    expect(read('chief-executive', 'eve', 'TARGET_LOWERED.event-1.t1')).toEqual({ found: null, mayAnswer: false });
    expect(withdraw('chief-executive', 'eve')).toEqual(read('chief-executive', 'eve'));
  });

  it('let executives and coaches answer, leads only for the units below theirs', () => {
    const may = (post: string, person: string): boolean => read(post, person).mayAnswer;
    expect([may('chief-nurse', 'ann'), may('coach', 'cai'), may('chief-operating', 'carl')]).toEqual([true, true, true]);
    expect([may('medicine', 'ben'), may('surgery', 'sue'), may('data-steward', 'dan'), may('auditor', 'aud')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(loweredBy('ward-7-nurse').read('medicine', 'ben').mayAnswer).toBe(true);
    expect(loweredBy('ward-7-nurse').read('ward-7', 'wim').mayAnswer).toBe(false);
  });

  it('hold no finding of what whoever asks may not see', () => {
    expect(loweredBy('ward-7-nurse').read('surgery', 'sue').found).toBeNull();
  });
});
