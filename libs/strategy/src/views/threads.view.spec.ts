import { happened, logOf, seen, thread } from '#testing';
import { evolveCatchball, unserved, type CatchballState } from '../catchball/catchball.state.js';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import { goalIdOf, phaseOf, threadsView, type ThreadPhase } from './threads.view.js';

type Event = Parameters<typeof happened<CatchballEvents>>[2];
const look = (...events: Event[]) => seen(threadsView)(...logOf(happened<CatchballEvents>('catchball', 'thread-1', ...events)));
const withdrawn: Event = { type: 'ThreadWithdrawn', data: { reason: 'no longer needed', cause: null } };
const lastPhase = (...events: Event[]): ThreadPhase => phaseOf(look(...events).sighting.tables.threads.get('thread-1')!.state);

describe('the threads view', () => {
  it('lists a thread under its parent, its sides, its cycle and its goal, once however often it is served', () => {
    const again = thread.served({ round: 2, side: 'RECEIVER' }, thread.receiver);
    const { tables } = look(thread.served(), thread.declined(), again).sighting;
    expect(tables.threadsByParent.of('AIM:aim-1')).toEqual(['thread-1']);
    expect(tables.threadsByGiver.of('chief-nurse')).toEqual(['thread-1']);
    expect(tables.threadsByReceiver.of('medicine')).toEqual(['thread-1']);
    expect(tables.threadsByCycle.of('cycle-26')).toEqual(['thread-1']);
    expect(tables.threadsByGoal.of('thread-1')).toEqual(['thread-1']);
    expect(tables.threads.get('thread-1')?.since).toBe(1);
  });

  it('lists a thread that re-parents under the goal it names', () => {
    const { tables } = look(thread.served({ existingGoal: 'goal-9' })).sighting;
    expect(tables.threadsByGoal.of('goal-9')).toEqual(['thread-1']);
    expect(goalIdOf(tables.threads.get('thread-1')!)).toBe('goal-9');
    expect(goalIdOf(look(thread.served()).sighting.tables.threads.get('thread-1')!)).toBe('thread-1');
  });

  it('folds the state by the rules of catchball themselves', () => {
    const story = [...thread.rounds(3), thread.escalated(), thread.directed()];
    const log = logOf(happened<CatchballEvents>('catchball', 'thread-1', ...story));
    const state = log.reduce<CatchballState>(
      (before, event) => (evolveCatchball[event.type as 'BallServed'] as (...args: unknown[]) => CatchballState)(before, event.data, event),
      unserved,
    );
    expect(look(...story).sighting.tables.threads.get('thread-1')?.state).toEqual(state);
  });

  it('names the phase in the trade’s words', () => {
    expect(lastPhase(thread.served())).toBe('OPEN');
    expect(lastPhase(thread.served(), thread.accepted())).toBe('TENTATIVE');
    expect(lastPhase(...thread.committed)).toBe('COMMITTED');
    expect(lastPhase(thread.served(), thread.declined())).toBe('DECLINED');
    expect(lastPhase(...thread.rounds(3), thread.escalated())).toBe('ESCALATED');
    expect(lastPhase(...thread.imposed)).toBe('DIRECTED');
    expect(lastPhase(thread.served(), withdrawn)).toBe('WITHDRAWN');
    expect(lastPhase(thread.served(), { type: 'PledgeLapsed', data: { cause: 'event-0' } })).toBe('LAPSED');
    expect(lastPhase(...thread.committed, { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } })).toBe(
      'RELEASED',
    );
  });

  it('stands on what is in force when a renegotiation is withdrawn', () => {
    expect(lastPhase(...thread.committed, thread.renegotiated(), withdrawn)).toBe('COMMITTED');
    expect(lastPhase(...thread.committed, thread.renegotiated(), thread.declined())).toBe('DECLINED');
  });

  it('keeps every move with who made it, what was said, and where the ball lay then', () => {
    const sight = look(thread.served(), thread.countered(2), thread.asked(thread.giver, 'GIVER', '2026-03-05', 2));
    sight.shows(
      ({ tables }) =>
        tables.moves
          .of('thread-1')
          .map(({ type, person, side, round, text, ball, phase }) => [type, person, side, round, text, ball, phase]),
      [
        ['BallServed', 'ann', 'GIVER', 1, thread.firstOffer.rationale, 'RECEIVER', 'OPEN'],
        ['OfferCountered', 'ben', 'RECEIVER', 2, thread.reason, 'GIVER', 'OPEN'],
        ['QuestionAsked', 'ann', 'GIVER', 2, 'which wards?', 'GIVER', 'OPEN'],
      ],
    );
    sight.shows(({ tables }) => tables.threads.get('thread-1')?.question, {
      side: 'GIVER',
      text: 'which wards?',
      person: 'ann',
      post: 'chief-nurse',
      on: '2026-03-05',
    });
    sight.asOf(2).shows(({ tables }) => tables.moves.of('thread-1').length, 2);
    sight.asOf(2).shows(({ tables }) => tables.threads.get('thread-1')?.question, null);
  });

  it('counts the days a ball lies from the day it came', () => {
    const { tables } = look(
      thread.served(),
      { ...thread.countered(2), on: '2026-03-10' },
      thread.asked(thread.giver, 'GIVER', '2026-03-12', 2),
    ).sighting;
    expect(tables.threads.get('thread-1')?.ballSince).toBe('2026-03-10');
    expect(tables.threads.get('thread-1')?.movedOn).toBe('2026-03-12');
  });

  it('keeps every offer, the arbiter’s without a side', () => {
    const { tables } = look(...thread.imposed).sighting;
    expect(tables.offers.of('thread-1').map(({ side, round, offer }) => [side, round, offer.measured?.target])).toEqual([
      ['GIVER', 1, '10'],
      ['RECEIVER', 2, '14'],
      ['GIVER', 3, '10'],
      [null, 3, '10'],
    ]);
  });

  it('keeps how a settlement came about, and forgets it with its release', () => {
    const released: Event = { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } };
    const sight = look(...thread.committed, released);
    sight.asOf(5).shows(({ tables }) => tables.threads.get('thread-1')?.settlement, {
      signatures: { giver: { person: 'ann', post: 'chief-nurse' }, receiver: { person: 'ben', post: 'medicine' } },
      arbiter: null,
      rationale: null,
      unitGoals: 2,
      ownerGoals: 1,
      sharesElsewhere: '0',
      ordinal: 5,
      on: '2026-03-02',
    });
    sight.shows(({ tables }) => tables.threads.get('thread-1')?.settlement, null);
    sight.shows(({ tables }) => tables.threads.get('thread-1')?.firstSettled, { episode: 1, ordinal: 5 });
    sight.shows(({ tables }) => tables.threads.get('thread-1')?.ended, { reason: 'moved', cause: null, on: '2026-03-02' });
  });

  it('counts proposals until something is in force, and no further', () => {
    const proposals = (...events: Event[]) => look(...events).sighting.tables.threads.get('thread-1')?.proposals;
    expect(proposals(thread.served())).toBe(1);
    expect(proposals(thread.served(), thread.countered(2))).toBe(2);
    expect(proposals(...thread.committed)).toBe(1);
    expect(proposals(...thread.committed, thread.renegotiated())).toBe(1);
    expect(proposals(...thread.imposed)).toBe(4);
  });

  it('stops at a move of a thread that was never served: the log is broken', () => {
    expect(() => look(thread.countered(2))).toThrow('before it was served');
  });
});
