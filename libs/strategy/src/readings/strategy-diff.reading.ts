/**
 * The net change of the strategy between two moments, each line with the events that made it. What changed and changed
 * back is in no line but counted; it can be listed in place of the rest. Only nodes that some event touched are looked at.
 */
import { reject, type Actor, type Instant, type Rejection } from '#kernel';
import { isWithin } from '../organisation/line.js';
import type { CycleId, GoalId, PostId, ThreadId, UnitId } from '../vocabulary.js';
import { structureOf } from '../views/structure.js';
import { goalIdOf, theTree, type Moment, type TreeTouch } from '../views/index.js';
import { mainLinkOf } from './alignment-node.reading.js';
import type { Reader } from './openness.reading.js';
import {
  comparedKinds,
  stands,
  strategyDifferences,
  strategyNode,
  strategyNodeKinds,
  type StrategyDifference,
  type StrategyNode,
  type StrategyNodeKind,
  type StrategyRef,
} from './strategy-node.reading.js';
import { affectedBy, mayKnowWhy, touchesIn } from './tree-changes.reading.js';

/**
 * ADDED: stands at the later moment and did not at the earlier, also where it was dropped and taken up again.
 * DROPPED: the other way round, whether it left the tree or stays in it as dropped. The others are of what stands at both.
 */
export const diffKinds = ['ADDED', 'DROPPED', ...comparedKinds] as const;
export type DiffKind = (typeof diffKinds)[number];

export interface DiffEvent {
  readonly position: number;
  readonly at: Instant;
  readonly actor: Actor;
  /** The event's name. */
  readonly event: string;
  /** Null where none was given, or it is not the reader's to know. */
  readonly reason: string | null;
}

export interface DiffLine {
  readonly kind: DiffKind;
  /** As it stands at the later moment, else as it last stood. */
  readonly node: StrategyNode;
  readonly before: StrategyNode | null;
  readonly after: StrategyNode | null;
  /** Empty for what was added or dropped. */
  readonly differences: readonly StrategyDifference[];
  /** Everything that changed just this, the latest first. */
  readonly events: readonly DiffEvent[];
}

/** How many nodes of a kind changed in one way, and how many did and came back to where they were. */
export interface DiffCount {
  readonly kind: DiffKind;
  readonly of: StrategyNodeKind;
  readonly changed: number;
  readonly cameBack: number;
}

export interface StrategyDiff {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly DiffLine[];
  /** Of every kind, also of those not asked for. */
  readonly counts: readonly DiffCount[];
}

export interface DiffQuestion {
  /** Only what is of this cycle, or of none. */
  readonly cycle?: CycleId | null;
  /** Only what is, or was, in this unit or one below it. */
  readonly unit?: UnitId | null;
  readonly kinds?: readonly DiffKind[] | null;
  /** Instead of the net change: what changed and came back. */
  readonly cameBack?: boolean | null;
}

/** One node with the events that may have changed it, in order. */
interface Touched {
  readonly ref: StrategyRef;
  readonly touches: TreeTouch[];
  /** The thread whose link it took the place of: the node the same goal stood as before. */
  was: ThreadId | null;
}

const keyOf = (ref: StrategyRef): string => `${ref.kind}:${ref.kind === 'DIMENSION' ? `${ref.unit}/` : ''}${ref.id}`;

/** The link a goal has its parent by; null before there is the goal. */
const mainLink = (moment: Moment, id: GoalId): ThreadId | null => {
  const goal = moment.tables.goals.get(id);
  return goal ? mainLinkOf(moment, goal) : null;
};

class Comparing {
  /** The earlier tables on the later day: what days alone change is no event's doing. */
  private readonly begin: Moment;
  private readonly nodes = new Map<string, Touched>();
  /** What events about a subject may have changed. */
  private readonly affecting = new Map<string, readonly StrategyRef[]>();
  private readonly lines: DiffLine[] = [];
  private readonly reversals: DiffLine[] = [];

  constructor(
    private readonly from: Moment,
    private readonly to: Moment,
    private readonly momentAt: (position: number) => Moment,
    private readonly now: Moment,
    private readonly reader: Reader,
  ) {
    this.begin = { ...from, today: to.today };
  }

  all(): { readonly lines: readonly DiffLine[]; readonly reversals: readonly DiffLine[] } {
    for (const touch of this.touches()) for (const ref of this.affected(touch)) this.touched(ref, touch);
    this.pairTakenOver();
    for (const node of this.nodes.values()) this.compare(node);
    const inOrder = (one: DiffLine, other: DiffLine): number =>
      diffKinds.indexOf(one.kind) - diffKinds.indexOf(other.kind) ||
      strategyNodeKinds.indexOf(one.node.kind) - strategyNodeKinds.indexOf(other.node.kind) ||
      one.events.at(-1)!.position - other.events.at(-1)!.position;
    return { lines: this.lines.sort(inOrder), reversals: this.reversals.sort(inOrder) };
  }

  /** Those between the two, and closings of posts told before whose day has come since. */
  private *touches(): Generator<TreeTouch> {
    const { from, to } = this;
    const closedBy = ({ tables, today }: Moment, post: PostId): boolean => (tables.posts.get(post)?.closed?.on ?? '9999-12-31') <= today;
    const come = [...to.tables.posts.keys()].filter((post) => closedBy(to, post) && !closedBy(from, post));
    if (come.length > 0)
      for (const touch of from.tables.treeTouches.of(theTree)) if (touch.about === 'POST' && come.includes(touch.subject)) yield touch;
    yield* touchesIn(to, { from: from.position, to: to.position });
  }

  /** By the links there were before and those there are after: threads never change what they serve, so that all between are among them. */
  private affected(touch: TreeTouch): readonly StrategyRef[] {
    const key = `${touch.about} ${touch.subject}`;
    const known = this.affecting.get(key);
    if (known) return known;
    const { begin, to, now, reader } = this;
    const candidate =
      touch.about === 'AIM' ? to.tables.aims.get(touch.subject)?.candidate : touch.about === 'CANDIDATE' ? touch.subject : undefined;
    const refs = [
      ...[begin, to].flatMap((moment) => affectedBy(touch, begin, { moment, now, reader }).map(({ ref }) => ref)),
      ...(candidate === undefined ? [] : [{ kind: 'CANDIDATE', id: candidate } as const]),
    ];
    this.affecting.set(key, refs);
    return refs;
  }

  private touched(ref: StrategyRef, touch: TreeTouch): void {
    const key = keyOf(ref);
    const known = this.nodes.get(key);
    if (!known) this.nodes.set(key, { ref, touches: [touch], was: null });
    else if (known.touches.at(-1) !== touch) known.touches.push(touch);
  }

  /** A goal that another thread took over is one node that hangs elsewhere now, not one dropped and one added. */
  private pairTakenOver(): void {
    const { from, to } = this;
    for (const { ref, touches } of this.nodes.values()) {
      if (ref.kind !== 'LINK' || this.nodeAt(from, ref) === null || this.nodeAt(to, ref) !== null) continue;
      const goal = goalIdOf(from.tables.threads.get(ref.id)!);
      const [before, after] = [mainLink(from, goal), mainLink(to, goal)];
      if (before !== ref.id || after === null || after === before) continue;
      const heir = this.nodes.get(keyOf({ kind: 'LINK', id: after }));
      if (!heir || this.nodeAt(to, heir.ref) === null) continue;
      heir.was = ref.id;
      heir.touches.push(...touches);
      heir.touches.sort((one, other) => one.ordinal - other.ordinal);
      this.nodes.delete(keyOf(ref));
    }
  }

  private nodeAt(moment: Moment, ref: StrategyRef): StrategyNode | null {
    return strategyNode(moment, this.now, this.reader, ref);
  }

  /** The node at a moment; of a goal that was taken over, the link it had its parent by. */
  private standingAt(moment: Moment, { ref, was }: Touched): StrategyNode | null {
    if (was === null) return this.nodeAt(moment, ref);
    const record = moment.tables.threads.get(was);
    return this.nodeAt(moment, { kind: 'LINK', id: (record && mainLink(moment, goalIdOf(record))) ?? was });
  }

  private compare(touched: Touched): void {
    const before = this.standingAt(this.from, touched);
    const after = this.standingAt(this.to, touched);
    const { made, seen } = this.played(touched);
    const node = after ?? before ?? seen;
    if (node === null) return;
    const eventsOf = (...kinds: DiffKind[]): DiffEvent[] => {
      const events = new Map(kinds.flatMap((kind) => made.get(kind) ?? []).map((event) => [event.position, event]));
      return events.size > 0 ? [...events.values()].sort((one, other) => other.position - one.position) : this.announced(touched);
    };
    const line = { node, before, after, differences: [] as readonly StrategyDifference[] };
    const gone = !stands(before) && !stands(after);
    if (gone) {
      if (made.has('ADDED')) this.reversals.push({ ...line, kind: 'ADDED', events: eventsOf('ADDED', 'DROPPED') });
      return;
    }
    if (!stands(before)) return void this.lines.push({ ...line, kind: 'ADDED', events: eventsOf('ADDED', 'STANDING') });
    if (!stands(after)) return void this.lines.push({ ...line, kind: 'DROPPED', events: eventsOf('DROPPED') });
    const net = strategyDifferences(before, after);
    for (const [kind, differences] of net) this.lines.push({ ...line, kind, differences, events: eventsOf(kind) });
    if (made.has('DROPPED')) this.reversals.push({ ...line, kind: 'DROPPED', events: eventsOf('DROPPED', 'ADDED') });
    else
      for (const kind of comparedKinds)
        if (made.has(kind) && !net.has(kind)) this.reversals.push({ ...line, kind, events: eventsOf(kind) });
  }

  /** Goes through what may have changed the node: which events did, in what ways, and how it was last seen. */
  private played(touched: Touched): { readonly made: ReadonlyMap<DiffKind, readonly DiffEvent[]>; readonly seen: StrategyNode | null } {
    const made = new Map<DiffKind, DiffEvent[]>();
    const note = (kind: DiffKind, by: readonly DiffEvent[]): void => void made.set(kind, [...(made.get(kind) ?? []), ...by]);
    const first = this.standingAt(this.begin, touched);
    let [stood, isStanding, seen] = [stands(first) ? first : null, stands(first), first];
    // Why a settlement is as it is was said with the offers before it.
    let said: readonly DiffEvent[] = [];
    for (const touch of touched.touches) {
      if (touch.ordinal <= this.from.position) continue;
      const moment = this.momentAt(touch.ordinal);
      const node = this.standingAt({ ...moment, today: this.to.today }, touched);
      const mayKnow = mayKnowWhy({ moment, now: this.now, reader: this.reader }, touch);
      const event = eventOf(touch, mayKnow);
      const by = rests.has(touch.type) ? [...said, event] : [event];
      if (stands(node) !== isStanding) note(isStanding ? 'DROPPED' : 'ADDED', by);
      if (stands(node)) {
        // What comes back may have changed while it was away.
        if (stood) for (const kind of strategyDifferences(stood, node).keys()) note(kind, by);
        stood = node;
      }
      if (mayKnow && says.has(touch.type) && touch.subject === touched.ref.id) said = begins.has(touch.type) ? [event] : [...said, event];
      isStanding = stands(node);
      seen = node ?? seen;
    }
    return { made, seen };
  }

  /** What only a day brought is told by the events that announced it. */
  private announced({ touches }: Touched): DiffEvent[] {
    const { from, now, reader } = this;
    const before = touches.filter(({ ordinal }) => ordinal <= from.position);
    return before.map((touch) => eventOf(touch, mayKnowWhy({ moment: from, now, reader }, touch))).reverse();
  }
}

const eventOf = ({ ordinal: position, at, actor, type: event, reason }: TreeTouch, mayKnow: boolean): DiffEvent => ({
  position,
  at,
  actor,
  event,
  reason: mayKnow ? reason : null,
});

/** What opens an episode, what is said in it, and what rests on that. */
const begins = new Set(['BallServed', 'RenegotiationOpened']);
const says = new Set([...begins, 'OfferCountered', 'CommitmentMade', 'DirectionGiven']);
const rests = new Set(['CommitmentMade', 'DirectionGiven', 'GoalEstablished', 'GoalRevised']);

const countsOf = (lines: readonly DiffLine[], reversals: readonly DiffLine[]): DiffCount[] => {
  const count = (among: readonly DiffLine[], kind: DiffKind, of: StrategyNodeKind): number =>
    among.filter((line) => line.kind === kind && line.node.kind === of).length;
  return diffKinds.flatMap((kind) =>
    strategyNodeKinds.flatMap((of): DiffCount[] => {
      const [changed, cameBack] = [count(lines, kind, of), count(reversals, kind, of)];
      return changed + cameBack === 0 ? [] : [{ kind, of, changed, cameBack }];
    }),
  );
};

/**
 * The net change after `from` up to and including `to`, for a reader by their rights of `now`. `momentAt` gives the views at
 * a position, 0 being the time before the first event. Refused with `FromAfterTo` where the moments are the wrong way round.
 */
export const strategyDiff = (
  from: Moment,
  to: Moment,
  momentAt: (position: number) => Moment,
  now: Moment,
  reader: Reader,
  { cycle = null, unit = null, kinds = null, cameBack = false }: DiffQuestion = {},
): StrategyDiff | Rejection<'FromAfterTo'> => {
  if (from.position > to.position || from.at > to.at)
    return reject(
      'FromAfterTo',
      `the first moment (${from.at}, position ${from.position}) lies after the second (${to.at}, position ${to.position}): change them round`,
    );
  const structure = structureOf(to);
  const isAsked = ({ before, after, node }: DiffLine): boolean =>
    (cycle === null || node.cycle === null || node.cycle === cycle) &&
    (unit === null || [before, after, node].some((each) => each !== null && isWithin(structure, each.unit, unit)));
  const compared = new Comparing(from, to, momentAt, now, reader).all();
  const lines = compared.lines.filter(isAsked);
  const reversals = compared.reversals.filter(isAsked);
  const wanted = (cameBack ? reversals : lines).filter(({ kind }) => kinds === null || kinds.includes(kind));
  return { from: from.position, to: to.position, lines: wanted, counts: countsOf(lines, reversals) };
};
