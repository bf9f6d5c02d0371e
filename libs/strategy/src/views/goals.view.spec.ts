import { fold, type RecordedOf } from '#kernel';
import { happened, logOf, seen, thread, trust } from '#testing';
import { goal } from '../goal/goal.decider.js';
import type { GoalEvents } from '../goal/goal.events.js';
import { goalsView } from './goals.view.js';

type Event = Parameters<typeof happened<GoalEvents>>[2];
const logged = (...events: Event[]) => logOf(happened<GoalEvents>('goal', 'goal-1', ...events));
const look = (...events: Event[]) => seen(goalsView)(...logged(...events));

const terms = thread.offerOf({
  milestones: [{ id: 'audit', text: 'audit', due: '2026-06-30' }],
  conditions: [{ id: 'staff', text: 'staffed', owner: 'people', due: '2026-06-30' }],
  resourcesGranted: [{ id: 'nurse', kind: 'WTE', amount: '1', text: 'a nurse', fundedBy: 'finance', deliverBy: '2026-06-30' }],
});
const established = trust.aGoal(terms);
const revised = (changes: Partial<GoalEvents['GoalRevised']> = {}): Event => ({
  type: 'GoalRevised',
  data: { ...established.data, revision: 2, releases: null, ...changes } as GoalEvents['GoalRevised'],
});
const goalOf = (...events: Event[]) => look(...events).sighting.tables.goals.get('goal-1')!;

describe('the goals view', () => {
  it('shows a goal with its terms, its link and what was promised in it', () => {
    const { links, milestones, conditions, grants, status, revision, rollUp } = goalOf(established);
    expect({ status, revision, rollUp }).toEqual({ status: 'OPEN', revision: 1, rollUp: 'OWN_MEASURE' });
    expect(links).toEqual([
      {
        thread: 'thread-1',
        parent: { kind: 'AIM', id: 'aim-1' },
        share: '1',
        weight: '1',
        link: { kind: 'CONTRIBUTES' },
        contribution: null,
        kind: 'COMMITTED',
        released: null,
      },
    ]);
    expect(milestones).toEqual([{ ...terms.milestones[0], done: null }]);
    expect(conditions).toEqual([{ ...terms.conditions[0], state: 'OPEN', because: null, on: null, at: null }]);
    expect(grants).toEqual([{ ...terms.resourcesGranted[0], state: 'DUE', because: null, on: null }]);
  });

  it('is listed by parent, unit, owner, measure and cycle, and under new ones after a revision', () => {
    const { tables } = look(
      established,
      revised({
        unit: 'surgery-unit',
        owner: 'surgery',
        parent: { kind: 'GOAL', id: 'goal-9' },
        releases: 'thread-1',
        agreement: { ...established.data.agreement, thread: 'thread-2' },
      } as Partial<GoalEvents['GoalRevised']>),
    ).sighting;
    expect([tables.goalsByParent.of('AIM:aim-1'), tables.goalsByParent.of('GOAL:goal-9')]).toEqual([['goal-1'], ['goal-1']]);
    expect([tables.goalsByUnit.of('medicine-unit'), tables.goalsByUnit.of('surgery-unit')]).toEqual([['goal-1'], ['goal-1']]);
    expect([tables.goalsByOwner.of('medicine'), tables.goalsByOwner.of('surgery')]).toEqual([['goal-1'], ['goal-1']]);
    expect([tables.goalsByMeasure.of('falls'), tables.goalsByCycle.of('cycle-26')]).toEqual([['goal-1'], ['goal-1']]);
  });

  it('releases the old link in the revision that takes its place', () => {
    const agreement = { kind: 'COMMITTED', thread: 'thread-2', episode: 1, offerHash: 'b'.repeat(64), event: 'event-2' } as const;
    const { links } = goalOf(established, revised({ agreement, releases: 'thread-1' }));
    expect(links.map((link) => [link.thread, link.released === null])).toEqual([
      ['thread-1', false],
      ['thread-2', true],
    ]);
  });

  it('keeps what became of a promise that the next terms repeat', () => {
    const done: Event = { type: 'MilestoneDone', data: { milestone: 'audit', on: '2026-03-01', evidence: 'report' } };
    const failed: Event = { type: 'ConditionFailed', data: { condition: 'staff', reason: 'nobody came' } };
    const { milestones, conditions } = goalOf(established, done, failed, revised());
    expect(milestones[0]?.done).toEqual({ on: '2026-03-01', evidence: 'report', ordinal: 2 });
    expect(conditions[0]).toMatchObject({ state: 'FAILED', because: 'nobody came', on: '2026-03-02' });
  });

  it('keeps every revision for the ghost rows', () => {
    look(established, revised({ terms: thread.offerOf({}, '12') })).shows(
      ({ tables }) => tables.goalRevisions.of('goal-1').map(({ revision, terms: each }) => [revision, each.measured?.target]),
      [
        [1, '10'],
        [2, '12'],
      ],
    );
  });

  it('keeps a gap accepted for one revision only', () => {
    const accepted: Event = { type: 'GoalGapAccepted', data: { coverage: '0.5', gap: '3', plan: 'ward 9', reviewOn: '2026-09-01' } };
    expect(goalOf(established, accepted).gap).toMatchObject({ revision: 1, coverage: '0.5', gap: '3' });
    expect(goalOf(established, accepted, revised()).gap).toBeNull();
  });

  it('closes and reopens', () => {
    const closed: Event = { type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'nine falls', reason: 'year over' } };
    const sight = look(established, closed, { type: 'GoalReopened', data: { reason: 'counted twice' } });
    sight.asOf(2).shows(({ tables }) => tables.goals.get('goal-1')?.closed, {
      outcome: 'ACHIEVED',
      evidence: 'nine falls',
      reason: 'year over',
      on: '2026-03-02',
      ordinal: 2,
    });
    sight.shows(({ tables }) => [tables.goals.get('goal-1')?.status, tables.goals.get('goal-1')?.closed], ['OPEN', null]);
  });

  it('agrees with the goal’s own rules on links, roll-up and promises', () => {
    const story: Event[] = [
      established,
      { type: 'LinkReweighted', data: { thread: 'thread-1', weight: '2', reason: 'more beds' } },
      { type: 'RollUpChosen', data: { method: 'MIN', reason: 'safety' } },
      { type: 'MilestoneDone', data: { milestone: 'audit', on: '2026-03-01', evidence: 'report' } },
      { type: 'MilestoneReopened', data: { milestone: 'audit', reason: 'incomplete' } },
      { type: 'ConditionMet', data: { condition: 'staff', evidence: 'rota' } },
      { type: 'GrantDelivered', data: { grant: 'nurse', on: '2026-03-02', evidence: 'started' } },
      { type: 'GrantFailed', data: { grant: 'nurse', reason: 'left again' } },
      revised(),
      { type: 'LinkReleased', data: { thread: 'thread-1', reason: 'moved' } },
    ];
    const log = logged(...story);
    for (let count = 1; count <= story.length; count++) {
      const state = fold(goal, goal.initial, log.slice(0, count) as unknown as RecordedOf<GoalEvents>[]);
      if (state.phase === 'none') throw new Error('the goal was established');
      const shown = seen(goalsView)(...log)
        .asOf(count)
        .sighting.tables.goals.get('goal-1')!;
      expect(
        shown.links.filter(({ released }) => released === null).map(({ thread: by, parent, weight }) => ({ thread: by, parent, weight })),
      ).toEqual(state.links);
      expect([shown.rollUp, shown.revision, shown.owner]).toEqual([state.rollUp, state.revision, state.owner]);
      expect(shown.milestones.map(({ id, done }) => [id, done !== null])).toEqual(
        [...state.milestones].map(([id, { state: kept }]) => [id, kept === 'DONE']),
      );
      expect(shown.conditions.map(({ id, state: kept }) => [id, kept])).toEqual(
        [...state.conditions].map(([id, { state: kept }]) => [id, kept]),
      );
      expect(shown.grants.map(({ id, state: kept }) => [id, kept])).toEqual([...state.grants].map(([id, { state: kept }]) => [id, kept]));
    }
  });
});
