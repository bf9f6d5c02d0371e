import { happened, logOf, seen, thread, trust } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { FindingEvents } from '../finding/finding.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import { eventTypes } from '../catalogue.js';
import { chronicleView, ordinalOf } from './chronicle.view.js';

describe('the chronicle', () => {
  const log = trust.trustLog(
    happened<CatchballEvents>('catchball', 'thread-1', thread.served(), thread.countered(2)),
    happened<GoalEvents>('goal', 'thread-1', trust.aGoal(thread.firstOffer)),
  );
  const { tables } = seen(chronicleView)(...log).sighting;
  const told = (subject: string) => tables.chronicle.of(subject).map((entry) => log[ordinalOf(entry) - 1]?.type);

  it('tells a subject’s own events in order', () => {
    expect(told('thread-1')).toEqual(['BallServed', 'OfferCountered', 'GoalEstablished']);
  });

  it('tells of posts, units, aims and measures what other streams say about them', () => {
    expect(told('medicine')).toEqual(['PostAdded', 'HolderAppointed', 'DeputyNamed', 'BallServed', 'GoalEstablished']);
    expect(told('aim-1')).toEqual(['CandidateAdopted', 'BallServed', 'GoalEstablished']);
    expect(told('falls')).toEqual(['MeasureDefined', 'GoalEstablished']);
    expect(told('cycle-26')).toEqual(['CyclePlanned', 'CycleActivated', 'CandidateNominated', 'CandidateAdopted', 'GoalEstablished']);
  });

  it('says of an event of a thread or goal whose it is, wherever it is told', () => {
    const goal = log.length;
    expect(tables.chronicle.of('medicine').slice(-2)).toEqual([
      { ordinal: goal - 2, about: 'THREAD', subject: 'thread-1' },
      { ordinal: goal, about: 'GOAL', subject: 'thread-1' },
    ]);
    expect(tables.chronicle.of('falls')[0]).toBe(log.findIndex(({ type }) => type === 'MeasureDefined') + 1);
  });

  it('says of an answer to a finding whose goal it is about', () => {
    const answer = (kind: 'GOAL' | 'AIM', id: string) =>
      happened<FindingEvents>('finding', `found-${id}`, {
        type: 'FindingAcknowledged',
        data: { finding: `found-${id}`, code: 'TARGET_LOWERED', subject: { kind, id }, reason: 'beds were opened' },
      });
    const { chronicle } = seen(chronicleView)(...logOf(answer('GOAL', 'g1'), answer('AIM', 'a1'))).sighting.tables;
    const ofGoal = { ordinal: 1, about: 'GOAL', subject: 'g1' };
    expect([chronicle.of('found-g1'), chronicle.of('g1'), chronicle.of('found-a1'), chronicle.of('a1')]).toEqual([
      [ofGoal],
      [ofGoal],
      [2],
      [2],
    ]);
  });

  it('tells each event once, though it names a subject twice', () => {
    const goal = trust.aGoal(thread.firstOffer, { parent: { kind: 'THREAD', id: 'thread-1' } });
    const seenOnce = seen(chronicleView)(...logOf(happened<GoalEvents>('goal', 'thread-1', goal))).sighting.tables;
    expect(seenOnce.chronicle.of('thread-1').map(ordinalOf)).toEqual([1]);
  });

  it('lists every event of the trust', () => {
    const listed = Object.keys(chronicleView.on);
    const own = ['LogOpened', 'PolicySettled', 'PolicyStuck', 'PolicyRetried', 'SealPlaced', 'AccessRecorded'];
    expect(listed.sort()).toEqual(eventTypes.filter((type) => !own.includes(type)).sort());
  });
});
