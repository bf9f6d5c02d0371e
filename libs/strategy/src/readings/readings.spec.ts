import fc from 'fast-check';
import { isRejection } from '#kernel';
import { happened, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import type { Offer, ParentRef } from '../vocabulary.js';
import type { Moment } from '../views/index.js';
import {
  Achieving,
  AddingUp,
  TouchedTree,
  TouchedWork,
  alignmentTree,
  findings,
  historyOf,
  myWork,
  negotiation,
  readerOf,
  threadMoved,
  threadsAsked,
  treeChanges,
  unitPage,
  workTouch,
} from './index.js';
import type { AlignmentNode, Reader } from './index.js';

/** Laws of all readings, held over random stories of the small trust. */

type Move = Parameters<typeof happened<CatchballEvents>>[2];
const sides = [
  { receiver: 'medicine', unit: 'medicine-unit' },
  { receiver: 'surgery', unit: 'surgery-unit' },
  { receiver: 'ward-7', unit: 'ward-7-unit' },
  { receiver: 'ward-7-nurse', unit: 'ward-7-unit' },
] as const;
const settledEnds = ['committed', 'directed'] as const;
/** Two events each, so that one may stand for the other without moving anything else in the log. */
const talks = ['countered', 'accepted', 'declined'] as const;

const links = fc.array(
  fc.record({
    side: fc.constantFrom(...sides),
    parent: fc.nat({ max: 20 }),
    whileNegotiated: fc.boolean(),
    private: fc.boolean(),
    pledge: fc.integer({ min: 0, max: 9 }).map((each) => each === 0),
    end: fc.constantFrom(...settledEnds, ...settledEnds, ...talks),
    otherEnd: fc.constantFrom(...talks),
    contribution: fc.option(fc.integer({ min: -2, max: 12 })),
    strong: fc.integer({ min: 0, max: 4 }).map((each) => each === 0),
  }),
  { minLength: 1, maxLength: 6 },
);
const laterKinds = [
  'release',
  'withdraw',
  'renegotiate',
  'drop',
  'achieve',
  'fail',
  'change',
  'question',
  'aim',
  'draft',
  'figure',
] as const;
const later = fc.array(fc.record({ link: fc.nat({ max: 20 }), kind: fc.constantFrom(...laterKinds) }), { maxLength: 10 });
const stories = fc.record({ links, later });
type Story = typeof stories extends fc.Arbitrary<infer Value> ? Value : never;
type Link = Story['links'][number];

/** Which of two tellings: the second says other things wherever not everybody may listen. */
interface Telling {
  readonly privately: boolean;
  readonly personally: boolean;
}
const plain: Telling = { privately: false, personally: false };

const isSettled = ({ end }: Link): boolean => end === 'committed' || end === 'directed';
const offerOf = (link: Link, telling: Telling): Offer => {
  const { contribution, strong } = link;
  const other = telling.privately && link.private && !isSettled(link);
  const personally = telling.personally && link.side.receiver === 'ward-7-nurse';
  const offer = thread.offerOf({
    contribution: contribution === null ? null : { amount: String(other ? contribution + 3 : contribution), conversion: null },
    ...(strong && { link: { kind: 'SUPPORTS', strength: other ? 'WEAK' : 'STRONG' } }),
    conditions: [{ id: 'c1', text: personally ? 'a quieter room' : 'porters', owner: 'surgery', due: '2026-05-01' }],
    ...((other || personally) && { statement: 'What nobody else is to know', rationale: 'between us' }),
  });
  return other ? { ...offer, measured: { ...offer.measured!, target: '17', jop: '19' } } : offer;
};

const movesOf = (end: Link['end'], offer: Offer): Move[] => {
  if (end === 'countered') return [thread.countered(2, thread.onTable(offer))];
  return end === 'accepted' ? [thread.accepted(thread.receiver, 'RECEIVER', offer)] : [thread.declined()];
};

const begun = (all: readonly Link[], index: number, telling: Telling): Past[] => {
  const link = all[index]!;
  const above = link.parent % (index + 1);
  const parent: ParentRef =
    above === index
      ? { kind: 'AIM', id: 'aim-1' }
      : { kind: link.whileNegotiated || !isSettled(all[above]!) ? 'THREAD' : 'GOAL', id: `t${above}` };
  const offer = offerOf(link, telling);
  const story = {
    ...link.side,
    parent,
    giver: above === index ? 'chief-nurse' : all[above]!.side.receiver,
    private: link.private,
    offer,
    ...(link.pledge && { kind: 'PLEDGE' as const }),
  };
  if (link.end === 'committed') return told.committed(`t${index}`, story);
  if (link.end === 'directed') return told.directed(`t${index}`, story);
  const end = telling.privately && link.private ? link.otherEnd : link.end;
  return told.threadOf(`t${index}`, story, ...movesOf(end, offer));
};

/** What happens later, where it can; goals that are gone stay so. */
const went = ({ links: all, later: since }: Story): Past[][] => {
  const gone = new Set<string>();
  const strategyOf = (event: Parameters<typeof happened<StrategyEvents>>[2]) => [happened<StrategyEvents>('strategy', 'trust', event)];
  return since.flatMap(({ link: number, kind }, index): Past[][] => {
    const id = `t${number % all.length}`;
    const link = all[number % all.length]!;
    const move = (...moves: Move[]) => [happened<CatchballEvents>('catchball', id, ...moves)];
    const goal = (...events: Parameters<typeof happened<GoalEvents>>[2][]) => [happened<GoalEvents>('goal', id, ...events)];
    if (kind === 'aim') return index === 0 ? strategyOf({ type: 'AimDropped', data: { aim: 'aim-1', reason: 'board' } }) : [];
    if (kind === 'draft') {
      const dimensions = [{ id: `d${index}`, name: `Dimension ${index}`, statement: 'new' }];
      return strategyOf({
        type: 'TrueNorthDrafted',
        data: { unit: number % 2 ? 'medicine-unit' : 'operations', statement: 'Home', dimensions, reason: 'new' },
      });
    }
    if (kind === 'figure') return [told.figures('falls', { [`2026-0${3 + (number % 6)}`]: String(number + 5) })];
    if (kind === 'change')
      return move({
        type: 'ParentChangeNoted',
        by: thread.policy,
        data: { cause: 'e', parentRevision: 2, effect: isSettled(link) ? 'CONFIRM' : 'STALE', confirmBy: '2026-04-10' },
      });
    if (!isSettled(link)) {
      if (kind !== 'withdraw' || gone.has(id)) return kind === 'question' && !gone.has(id) ? move(thread.asked()) : [];
      gone.add(id);
      return move({ type: 'ThreadWithdrawn', data: { reason: 'no time', cause: null } });
    }
    if (gone.has(id)) return [];
    if (kind === 'renegotiate') return move(thread.renegotiated());
    if (kind === 'fail') return goal({ type: 'ConditionFailed', data: { condition: 'c1', reason: 'none found' } });
    if (kind !== 'release' && kind !== 'drop' && kind !== 'achieve') return [];
    gone.add(id);
    if (kind !== 'release')
      return goal({ type: 'GoalClosed', data: { outcome: kind === 'drop' ? 'DROPPED' : 'ACHIEVED', evidence: 'minute', reason: 'over' } });
    return [
      ...move({ type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } }),
      ...goal({ type: 'LinkReleased', data: { thread: id, reason: 'moved' } }),
    ];
  });
};

const logOf = (story: Story, telling: Telling = plain): Past[] =>
  trust.trustLog(...story.links.map((_, index) => begun(story.links, index, telling)), ...went(story));

const today = '2026-06-15';
const sights = (log: readonly Past[]) => {
  const views = told.viewsOver(log);
  return { now: views.now(today), at: (position: number): Moment => views.asOf(position, today) };
};

/** Everything one person is shown at a moment; a thread's own record is for the rules, and is shown by its openness. */
const shownTo = (reader: Reader, moment: Moment, now: Moment): object => {
  const { tables } = moment;
  const sums = new AddingUp(moment, now, reader);
  const achieving = new Achieving(moment, now, reader, sums);
  const parents = [
    ...Array.from(tables.aims.keys(), (id) => ({ kind: 'AIM', id }) as const),
    ...Array.from(tables.goals.keys(), (id) => ({ kind: 'GOAL', id }) as const),
  ];
  return {
    tree: alignmentTree(moment, now, reader),
    sums: parents.map((parent) => sums.of(parent)),
    achievements: parents.map((parent) => achieving.of(parent)),
    lists: (['SERVED', 'DUE', 'MOVED'] as const).map((order) => threadsAsked(moment, now, reader, {}, order).map(({ id }) => id)),
    overdue: threadsAsked(moment, now, reader, { overdue: true }).map(({ id }) => id),
    phases: (['OPEN', 'TENTATIVE', 'DECLINED'] as const).map((phase) =>
      threadsAsked(moment, now, reader, { phases: [phase] }).map(({ id }) => id),
    ),
    threads: Array.from(tables.threads.keys(), (id) => {
      const read = negotiation(moment, now, reader, id);
      return read && { ...read, record: null };
    }),
    findings: findings(moment, now, reader),
    pages: Array.from(tables.units.keys(), (unit) => unitPage(moment, now, reader, unit)),
    histories: [...tables.chronicle.keys()].map((subject) => [subject, historyOf(moment, now, reader, subject)]),
    work: myWork(moment, [...reader.posts]),
  };
};

describe('readings of any story', () => {
  it('show of a past position what a log that ended there shows', () => {
    fc.assert(
      fc.property(stories, fc.nat({ max: 1_000 }), fc.constantFrom('aud', 'sue', 'dan', 'wim'), (story, somewhere, person) => {
        const log = logOf(story);
        const { now, at } = sights(log);
        const position = 1 + (somewhere % log.length);
        const fresh = sights(log.slice(0, position)).now;
        const reader = readerOf(now, person);
        expect(shownTo(reader, at(position), now)).toEqual(shownTo(reader, fresh, now));
      }),
      { numRuns: 40 },
    );
  });

  it('tell by the changes between two positions how one tree became the other', () => {
    fc.assert(
      fc.property(
        stories,
        fc.nat({ max: 1_000 }),
        fc.nat({ max: 1_000 }),
        fc.constantFrom('aud', 'dan', 'wim'),
        (story, one, other, person) => {
          const log = logOf(story);
          const { now, at } = sights(log);
          const reader = readerOf(now, person);
          const first = trust.trustLog().length;
          const [from, to] = [one, other].map((each) => first + (each % (log.length - first + 1))).sort((a, b) => a - b) as [
            number,
            number,
          ];
          const nodesAt = (position: number): Map<string, AlignmentNode> => {
            const tree = alignmentTree(at(position), now, reader);
            if (isRejection(tree)) throw new Error(tree.because);
            return new Map(tree.nodes.map((node) => [node.id, { ...node, rank: 0 }]));
          };
          const grown = nodesAt(from);
          for (const { before, after } of treeChanges(at, now, reader, { from, to }).changes) {
            if (before) {
              expect(grown.get(before.id)).toEqual(before);
              grown.delete(before.id);
            }
            if (after) grown.set(after.id, after);
          }
          const byId = (nodes: Map<string, AlignmentNode>) => [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(byId(grown)).toEqual(byId(nodesAt(to)));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('name of the tree between two positions exactly the nodes that look different to the reader, or have just opened', () => {
    fc.assert(
      fc.property(
        stories,
        fc.nat({ max: 1_000 }),
        fc.constantFrom('aud', 'dan', 'wim', 'eve', 'coo'),
        fc.constantFrom(null, 'aim-1', 't0', 'board'),
        (story, somewhere, person, root) => {
          const log = logOf(story);
          const { now, at } = sights(log);
          const reader = readerOf(now, person);
          const first = trust.trustLog().length;
          const earlier = at(first + (somewhere % (log.length - first + 1)));
          const nodes = (moment: Moment, rights: Moment): Map<string, string> => {
            const tree = alignmentTree(moment, rights, reader, { root });
            if (isRejection(tree)) return new Map();
            return new Map(
              tree.nodes.map((node) => [
                node.id,
                JSON.stringify({ ...node, rank: 0, revision: null, ...(node.id === root && { parent: null }) }),
              ]),
            );
          };
          const differing = (one: Map<string, string>, other: Map<string, string>): string[] =>
            [...new Set([...one.keys(), ...other.keys()])].filter((id) => one.get(id) !== other.get(id));
          const is = nodes(now, now);
          const told = new TouchedTree(earlier, now).idsFor(reader, root)!;
          expect(told).toEqual(expect.arrayContaining(differing(nodes(earlier, now), is)));
          const known = new Set([...differing(nodes(earlier, now), is), ...differing(nodes(earlier, earlier), is)]);
          expect(told.filter((id) => !known.has(id) && id !== root)).toEqual([]);
          expect(new Set(told).size).toBe(told.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('name of a person’s work everything about which the list says something else than before', () => {
    fc.assert(
      fc.property(
        stories,
        fc.nat({ max: 1_000 }),
        fc.constantFrom('eve', 'ann', 'ben', 'sue', 'wim', 'nia', 'dan'),
        (story, somewhere, person) => {
          const log = logOf(story);
          const { now, at } = sights(log);
          const reader = readerOf(now, person);
          const first = trust.trustLog().length;
          const from = first + (somewhere % (log.length - first + 1));
          const items = (moment: Moment): Map<string, string> => {
            const found = new Map<string, string>();
            for (const item of myWork(moment, [...reader.posts]))
              found.set(item.subject.id, `${found.get(item.subject.id)} ${JSON.stringify(item)}`);
            return found;
          };
          const [was, is] = [items(at(from)), items(now)];
          const differing = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
          const told = new TouchedWork(at(from), now, log.slice(from).map(workTouch)).subjectsFor(reader);
          expect(told).toEqual(expect.arrayContaining(differing));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('call a thread moved whenever its history has something new for the reader', () => {
    fc.assert(
      fc.property(stories, fc.nat({ max: 1_000 }), fc.constantFrom('aud', 'dan', 'wim', 'eve'), (story, somewhere, person) => {
        const log = logOf(story);
        const { now } = sights(log);
        const reader = readerOf(now, person);
        const from = somewhere % log.length;
        for (const id of now.tables.threads.keys()) {
          const shown = historyOf(now, now, reader, id).filter(
            ({ ordinal }) => ordinal > from && log[ordinal - 1]!.stream.endsWith(`catchball-${id}`),
          );
          expect([id, threadMoved(now, reader, id, from)]).toEqual([id, shown.length > 0]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('show to others the same, whatever is said and done in a thread kept between its sides', () => {
    fc.assert(
      fc.property(stories, fc.nat({ max: 1_000 }), fc.constantFrom('dan', 'eve'), (story, somewhere, person) => {
        const [one, other] = [logOf(story), logOf(story, { ...plain, privately: true })].map(sights);
        const position = 1 + (somewhere % logOf(story).length);
        for (const { now: moment, other: otherwise } of [
          { now: one!.now, other: other!.now },
          { now: one!.at(position), other: other!.at(position) },
        ]) {
          const [reader, otherReader] = [readerOf(one!.now, person), readerOf(other!.now, person)];
          expect(shownTo(reader, moment, one!.now)).toEqual(shownTo(otherReader, otherwise, other!.now));
          const span = { from: 0, to: moment.position };
          expect(treeChanges(one!.at, one!.now, reader, span)).toEqual(treeChanges(other!.at, other!.now, otherReader, span));
          const told = [one!, other!].map(({ at, now }) => new TouchedTree(at(position), now).idsFor(reader));
          expect(told[0]).toEqual(told[1]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("show to whoever it is not for no word of a single person's goal", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const [one, other] = [logOf(story), logOf(story, { ...plain, personally: true })].map(sights);
        const [reader, otherReader] = [readerOf(one!.now, 'dan'), readerOf(other!.now, 'dan')];
        expect(shownTo(reader, one!.now, one!.now)).toEqual(shownTo(otherReader, other!.now, other!.now));
      }),
      { numRuns: 40 },
    );
  });
});
