import type { View } from '#kernel';
import { happened, logOf, seen, thread, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { ParentRef } from '../vocabulary.js';
import { childThreads, isActive, parentRevisionOf, resolveParent, wouldLoop } from './parents.js';
import { trustViews, type Shapes } from './index.js';

type Event = Parameters<typeof happened<CatchballEvents>>[2];
const threadOf = (id: string, ...events: Event[]): Past[] => happened<CatchballEvents>('catchball', id, ...events);
const goalOf = (id: string, ...events: Parameters<typeof happened<GoalEvents>>[2][]): Past[] => happened<GoalEvents>('goal', id, ...events);
const tablesOf = (...streams: Past[][]) => seen<Shapes>(...(trustViews as unknown as View<Shapes>[]))(...logOf(...streams)).sighting.tables;

const parentThread: ParentRef = { kind: 'THREAD', id: 'parent' };
const agreedBy = (by: string) => ({ kind: 'COMMITTED', thread: by, episode: 1, offerHash: 'a'.repeat(64), event: `of-${by}` }) as const;
const goalBy = (by: string) => trust.aGoal(thread.firstOffer, { agreement: agreedBy(by) });
const revisedBy = (by: string, revision: number, releases: string | null = null): Parameters<typeof happened<GoalEvents>>[2] => {
  const { cycle: _, ...rest } = goalBy(by).data as GoalEvents['GoalEstablished'];
  return { type: 'GoalRevised', data: { ...rest, revision, releases } };
};
const child = threadOf('child', thread.served({ parent: parentThread }));

describe('the revision a child under a thread stands on', () => {
  const revision = (...streams: Past[][]) => parentRevisionOf(tablesOf(...streams), parentThread);

  it('grows with each offer put on the parent’s table', () => {
    expect(revision(threadOf('parent', thread.served()))).toBe(1);
    expect(revision(threadOf('parent', ...thread.rounds(3)))).toBe(3);
  });

  it('stays when the parent commits to the offer that lay on the table', () => {
    expect(revision(threadOf('parent', ...thread.committed))).toBe(1);
    expect(revision(threadOf('parent', ...thread.committed), goalOf('parent', goalBy('parent')))).toBe(1);
  });

  it('grows with a direction, which is an offer of its own', () => {
    expect(revision(threadOf('parent', ...thread.imposed))).toBe(4);
  });

  it('stays while the parent is renegotiated and grows when its goal is revised', () => {
    const committed = threadOf('parent', ...thread.committed, thread.renegotiated());
    expect(revision(committed, goalOf('parent', goalBy('parent')))).toBe(1);
    expect(revision(committed, goalOf('parent', goalBy('parent'), revisedBy('parent', 2)))).toBe(2);
  });

  it('goes on counting when another thread re-parents the goal', () => {
    const streams = [threadOf('parent', ...thread.rounds(2), thread.accepted(), thread.made())];
    const goal = goalOf('parent', goalBy('parent'), revisedBy('parent', 2), revisedBy('other', 3, 'parent'));
    expect(revision(...streams, goal)).toBe(4);
  });

  it('is 0 where there is no such parent', () => {
    const tables = tablesOf();
    expect(['AIM', 'GOAL', 'THREAD'].map((kind) => parentRevisionOf(tables, { kind, id: 'none' } as ParentRef))).toEqual([0, 0, 0]);
  });
});

describe('children of a parent', () => {
  const under = (ref: ParentRef, ...streams: Past[][]) => childThreads(tablesOf(...streams), ref);

  it('are found under the thread while it is negotiated, and under its goal afterwards', () => {
    expect(under(parentThread, threadOf('parent', thread.served()), child)).toEqual(['child']);
    const settled = threadOf('parent', ...thread.committed);
    const later = threadOf('later', thread.served({ parent: { kind: 'GOAL', id: 'parent' } }));
    expect(under({ kind: 'GOAL', id: 'parent' }, settled, child, later)).toEqual(['later', 'child']);
    expect(under(parentThread, settled, child, later)).toEqual(['later', 'child']);
  });

  it('of a re-parenting that is still negotiated stay apart from the goal’s', () => {
    const moving = threadOf('moving', thread.served({ existingGoal: 'parent' }));
    const consulted = threadOf('consulted', thread.served({ parent: { kind: 'THREAD', id: 'moving' } }));
    const settled = threadOf('parent', ...thread.committed);
    expect(under({ kind: 'GOAL', id: 'parent' }, settled, child, moving, consulted)).toEqual(['child']);
    expect(under({ kind: 'THREAD', id: 'moving' }, settled, child, moving, consulted)).toEqual(['consulted']);
  });

  it('name a thread that stands for its goal once it has settled', () => {
    expect(resolveParent(tablesOf(threadOf('parent', thread.served())), parentThread)).toEqual(parentThread);
    expect(resolveParent(tablesOf(threadOf('parent', ...thread.committed)), parentThread)).toEqual({ kind: 'GOAL', id: 'parent' });
  });
});

describe('a loop', () => {
  it('is seen through threads and goals, however long the way', () => {
    const parent = threadOf('parent', thread.served());
    const tables = tablesOf(parent, child, threadOf('grandchild', thread.served({ parent: { kind: 'THREAD', id: 'child' } })));
    expect(wouldLoop(tables, { kind: 'THREAD', id: 'grandchild' }, 'parent', 'parent')).toBe(true);
    expect(wouldLoop(tables, parentThread, 'grandchild', 'grandchild')).toBe(false);
    expect(wouldLoop(tables, { kind: 'AIM', id: 'aim-1' }, 'parent', 'parent')).toBe(false);
  });

  it('is seen where a goal would come under what lies below it', () => {
    const under = goalOf('child', trust.aGoal(thread.firstOffer, { parent: { kind: 'GOAL', id: 'parent' }, agreement: agreedBy('child') }));
    const tables = tablesOf(goalOf('parent', goalBy('parent')), under);
    expect(wouldLoop(tables, { kind: 'GOAL', id: 'child' }, 'moving', 'parent')).toBe(true);
    expect(wouldLoop(tables, { kind: 'GOAL', id: 'parent' }, 'moving', 'child')).toBe(false);
  });

  it('does not run through links that were released', () => {
    const under = goalOf(
      'child',
      trust.aGoal(thread.firstOffer, { parent: { kind: 'GOAL', id: 'parent' }, agreement: agreedBy('child') }),
      { type: 'LinkReleased', data: { thread: 'child', reason: 'moved' } },
    );
    expect(wouldLoop(tablesOf(goalOf('parent', goalBy('parent')), under), { kind: 'GOAL', id: 'child' }, 'moving', 'parent')).toBe(false);
  });
});

describe('a goal', () => {
  const goal = (...events: Parameters<typeof happened<GoalEvents>>[2][]) =>
    tablesOf(goalOf('parent', goalBy('parent'), ...events)).goals.get('parent')!;

  it('is active as long as a commitment or decision is in force and nobody closed it', () => {
    expect(isActive(goal())).toBe(true);
    expect(isActive(goal({ type: 'LinkReleased', data: { thread: 'parent', reason: 'moved' } }))).toBe(false);
    expect(isActive(goal({ type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'e', reason: 'r' } }))).toBe(false);
  });
});
