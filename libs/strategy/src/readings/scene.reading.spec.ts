import { isRejection } from '#kernel';
import { happened, thread, told, trust } from '#testing';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { alignmentTree } from './alignment-tree.reading.js';
import type { AlignmentNode } from './alignment-node.reading.js';
import { readerOf } from './openness.reading.js';
import { sceneOf } from './scene.reading.js';
import { storyOf, type StoryOf, type StoryStep } from './story.reading.js';

const { trustAfter, threadOf, committed, directed, figures } = told;

const under = (id: string, giver: string, receiver: string) => ({ parent: { kind: 'THREAD', id }, giver, receiver }) as const;
/** Down to a nurse, in medicine and beside it; offers that fall through, a redirection, a drop. */
const log = trustAfter(
  committed('t1'),
  threadOf('t2', under('t1', 'medicine', 'ward-7'), thread.countered(2)),
  threadOf('t3', under('t2', 'ward-7', 'ward-7-nurse')),
  directed('t4', { receiver: 'surgery', unit: 'surgery-unit' }),
  threadOf('t5', { receiver: 'surgery', private: true }, thread.declined()),
  figures('falls', { '2026-03': '19' }),
  happened<GoalEvents>('goal', 't1', { type: 'GoalClosed', data: { outcome: 'DROPPED', evidence: 'minute', reason: 'over' } }),
  happened<StrategyEvents>('strategy', 'trust', {
    type: 'AimRevised',
    data: { aim: 'aim-1', revision: 2, terms: { ...trust.aimTerms, due: '2027-06-30' }, reason: 'board' },
  }),
  happened<OrganisationEvents>('organisation', 'trust', {
    type: 'PostClosed',
    data: { post: 'ward-7', successor: 'medicine', on: '2026-03-02', reason: 'merged' },
  }),
);
const stories: readonly StoryOf[] = [
  { kind: 'AIM', id: 'aim-1' },
  { kind: 'UNIT', id: 'board' },
  { kind: 'UNIT', id: 'medicine-unit' },
  { kind: 'UNIT', id: 'ward-7-unit' },
  { kind: 'THREAD', id: 't1' },
  { kind: 'THREAD', id: 't2' },
  { kind: 'THREAD', id: 't5' },
];
const people = ['aud', 'sue', 'nia'];
/** The views as the service gives them: on the day of the event. */
const at = (position: number) => ({ ...log.asOf(position), today: log.log[position - 1]?.on ?? '2026-03-02' });
const now = log.now();
const stepsOf = (story: StoryOf, person = 'aud'): readonly StoryStep[] => {
  const steps = storyOf(now, now, readerOf(now, person), story, { withFigures: true });
  if (isRejection(steps)) throw new Error(steps.because);
  return steps;
};
const scene = (story: StoryOf, step: StoryStep, person = 'aud', ranks: number | null = null) => {
  const made = sceneOf(at, now, readerOf(now, person), story, step, ranks);
  if (isRejection(made)) throw new Error(made.because);
  return made;
};

/** What of the whole tree belongs to a story: the nodes that are its own, and all that hangs under them. */
const restricted = (nodes: readonly AlignmentNode[], { kind, id }: StoryOf, hasTrueNorth: boolean): object[] => {
  const kept = new Set<string>();
  for (const node of nodes) {
    const isOwn = kind === 'UNIT' && !hasTrueNorth ? node.unit === id && node.thread !== null : node.id === id;
    if (isOwn || (node.parent !== null && kept.has(node.parent))) kept.add(node.id);
  }
  return nodes
    .filter((node) => kept.has(node.id))
    .map(({ rank: _, ...node }) => ({ ...node, parent: node.parent !== null && kept.has(node.parent) ? node.parent : null }));
};
const byId = (nodes: readonly object[]): object[] => (nodes as { id: string }[]).toSorted((one, other) => (one.id < other.id ? -1 : 1));

describe('the scene of a step', () => {
  it('is the whole tree of then, restricted to what the story is about, for whoever asks', () => {
    let compared = 0;
    for (const person of people)
      for (const story of stories)
        for (const step of stepsOf(story, person)) {
          const moment = at(step.ordinal);
          const whole = alignmentTree(moment, now, readerOf(now, person));
          if (isRejection(whole)) throw new Error(whole.because);
          const { tree } = scene(story, step, person);
          expect(tree.position).toBe(step.ordinal);
          expect([story, byId(tree.nodes.map(({ rank: _, ...node }) => node))]).toEqual([
            story,
            byId(restricted(whole.nodes, story, moment.tables.trueNorths.has(story.id))),
          ]);
          compared += tree.nodes.length;
        }
    expect(compared).toBeGreaterThan(200);
  });

  it('tells of every node the event changed, and of no other', () => {
    const steps = stepsOf({ kind: 'AIM', id: 'aim-1' });
    const changes = steps.map((step) => [
      log.log[step.ordinal - 1]!.type,
      ...scene({ kind: 'AIM', id: 'aim-1' }, step).changed.map(({ id, kinds }) => `${id} ${kinds.join()}`),
    ]);
    expect(changes).toEqual(
      expect.arrayContaining([
        ['CandidateNominated'],
        ['CandidateAdopted', 'aim-1 ADDED'],
        ['BallServed', 't1 ADDED'],
        ['OfferAccepted', 't1 STANDING'],
        ['OfferCountered', 't2 RETARGETED,REWORDED'],
        ['BallServed', 't3 ADDED'],
        ['ObservationRecorded'],
        ['GoalClosed', 't1 STATE', 't2 STANDING'],
        ['AimRevised', 'aim-1 RETARGETED'],
      ]),
    );
  });

  it('puts together what was before and what changed to what is after, at every step', () => {
    for (const story of stories)
      for (const step of stepsOf(story)) {
        const { tree, changed } = scene(story, step);
        const earlier = sceneOf(
          (position) => (position === step.ordinal ? { ...at(step.ordinal - 1), today: at(step.ordinal).today } : at(position)),
          now,
          readerOf(now, 'aud'),
          story,
          { ...step, ofMeasure: true },
        );
        if (isRejection(earlier)) throw new Error(earlier.because);
        const nodes = new Map(earlier.tree.nodes.map((node) => [node.id, node]));
        for (const { id, after } of changed) {
          if (after) nodes.set(id, after);
          else nodes.delete(id);
        }
        const seen = (all: Iterable<AlignmentNode>) =>
          byId([...all].map(({ id, statement, target, standing, state, owner }) => ({ id, statement, target, standing, state, owner })));
        expect(seen(nodes.values())).toEqual(seen(tree.nodes));
      }
  });

  it('shows another owner where a post was handed over', () => {
    const story: StoryOf = { kind: 'UNIT', id: 'ward-7-unit' };
    const handed = stepsOf(story).find(({ ordinal }) => log.log[ordinal - 1]!.type === 'PostClosed')!;
    expect(scene(story, handed).changed.map(({ id, kinds, before, after }) => [id, kinds, before?.owner, after?.owner])).toEqual([
      ['t2', ['REOWNED'], 'ward-7', 'medicine'],
    ]);
  });

  it('goes no deeper than asked', () => {
    const story: StoryOf = { kind: 'AIM', id: 'aim-1' };
    const last = stepsOf(story).at(-1)!;
    expect(scene(story, last, 'aud', 1).tree.nodes.map(({ id }) => id)).toEqual(['aim-1', 't1', 't4', 't5']);
  });

  it('is the same going forward and back', () => {
    const story: StoryOf = { kind: 'AIM', id: 'aim-1' };
    const steps = stepsOf(story);
    const forward = steps.map((step) => scene(story, step));
    expect(steps.toReversed().map((step) => scene(story, step))).toEqual(forward.toReversed());
  });
});
