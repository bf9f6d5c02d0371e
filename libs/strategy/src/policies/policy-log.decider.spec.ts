import type { EventOf } from '#kernel';
import { story } from '#testing';
import { policyLog, policyLogCodes } from './policy-log.decider.js';
import type { PolicyLogEvents } from './policy-log.events.js';

const { given, provoked } = story(policyLog);
const key = 'agreement-makes-goal:event-5:thread-1';
const refused: PolicyLogEvents['PolicyStuck'] = {
  key,
  policy: 'agreement-makes-goal',
  cause: 'event-5',
  code: 'GoalIsClosed',
  because: 'it is closed',
};
const settled: EventOf<PolicyLogEvents> = { type: 'PolicySettled', data: { key, outcome: 'NOTHING_TO_DO' } };
const stuck: EventOf<PolicyLogEvents> = { type: 'PolicyStuck', data: refused };
const retried: EventOf<PolicyLogEvents> = { type: 'PolicyRetried', data: { key } };

describe('the log of policies', () => {
  it('says once that a debt left nothing to do', () => {
    given().when('SettleDebt', { key }).then(settled);
    given(settled).when('SettleDebt', { key }).nothing();
  });

  it('says once that a rule refused, and again after another try', () => {
    given().when('MarkStuck', refused).then(stuck);
    given(stuck).when('MarkStuck', refused).nothing();
    given(settled).when('MarkStuck', refused).nothing();
    given(stuck, retried).when('MarkStuck', refused).then(stuck);
  });

  it('tries again only what is stuck', () => {
    given(stuck).when('RetryDebt', { key }).then(retried);
    given().when('RetryDebt', { key }).refused('DebtNotStuck', key);
    given(stuck, retried).when('RetryDebt', { key }).refused('DebtNotStuck');
  });

  it('settles a debt that was stuck before', () => given(stuck, retried).when('SettleDebt', { key }).then(settled));

  it('provokes every refusal there is', () => expect(provoked()).toEqual([...policyLogCodes].sort()));
});
