/** One story of the record, event by event: everything that happened to an aim, a unit or a thread, and to what belongs to it. */
import { reject, type Recorded, type Rejection } from '#kernel';
import type { AimId, MeasureId, ThreadId, UnitId } from '../vocabulary.js';
import { childThreads, resolveParent } from '../views/parents.js';
import { goalIdOf, ordinalOf, type ChronicleEntry, type Moment, type ThreadRecord } from '../views/index.js';
import { aggregateOf, entryOpenness, type HistoryEntry } from './history.reading.js';
import { seesGoal, threadOpenness, type Reader } from './openness.reading.js';
import { touchesIn } from './tree-changes.reading.js';

/** Whose story it is. */
export interface StoryOf {
  readonly kind: 'AIM' | 'UNIT' | 'THREAD';
  readonly id: string;
}

/** One event of a story. */
export interface StoryStep extends HistoryEntry {
  /** An event of a measure, which leaves every tree as it is. */
  readonly ofMeasure: boolean;
  /** What says of whom it speaks, so that a right can be looked at again. */
  readonly entry: ChronicleEntry;
}

/** A longer story is asked for part by part: a unit's by its aims and threads, or without figures. */
export const storyStepsMax = 200_000;

/** What an event of a stream that many things share may be about, the nearest first. */
const aboutFields = ['aim', 'candidate', 'objective', 'post', 'unit', 'cycle'] as const;

/** Whose record an event changed: what is compared before and after. */
export const subjectOfEvent = (event: Recorded): string => {
  const aggregate = aggregateOf(event);
  if (aggregate !== 'organisation' && aggregate !== 'strategy') return event.subject;
  const named = event.data as Partial<Record<(typeof aboutFields)[number], unknown>>;
  const ids = aboutFields.map((field) => named[field]);
  return ids.find((id) => typeof id === 'string') ?? event.subject;
};

/** What changes or ends something, so that whoever stands under it has to know. */
const changesParent: ReadonlySet<string> = new Set([
  'AimRevised',
  'AimDropped',
  'BallServed',
  'OfferCountered',
  'CommitmentMade',
  'DirectionGiven',
  'OfferDeclined',
  'ThreadClosed',
  'ThreadWithdrawn',
  'CommitmentReleased',
  'GoalRevised',
  'LinkReleased',
  'GoalClosed',
  'GoalReopened',
]);

export type StoryCode = 'StoryTooLong';

/**
 * Gathers the events of subject after subject; one that two of them have in common is told once. Whatever
 * joins the story on the way is told from where it joined: the story as of an earlier moment is the beginning of the whole.
 */
class Gathering {
  private readonly steps = new Map<number, StoryStep>();
  /** The measures named, each with the event that named it first. */
  private readonly measures = new Map<MeasureId, number>();

  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader,
    private readonly withFigures: boolean,
    private readonly stepsMax: number,
  ) {}

  /** The events told, in order. */
  told(): readonly StoryStep[] | Rejection<StoryCode> {
    for (const [measure, from] of this.measures) this.measure(measure, from);
    if (this.steps.size > this.stepsMax)
      return reject(
        'StoryTooLong',
        `the story has more than ${this.stepsMax} events: leave its figures out, or ask for an aim or a thread of it`,
      );
    return [...this.steps.values()].sort((one, other) => one.ordinal - other.ordinal);
  }

  private add(entry: ChronicleEntry, ofMeasure = false): void {
    const ordinal = ordinalOf(entry);
    if (this.steps.size > this.stepsMax || this.steps.has(ordinal)) return;
    const openness = entryOpenness(this.reader, this.now, entry);
    if (openness === 'NONE') return;
    this.steps.set(ordinal, { ordinal, openness, ofMeasure, entry });
  }

  /** Everything about a subject, from an ordinal on. */
  private subject(id: string, from = 0): void {
    for (const entry of this.moment.tables.chronicle.of(id)) if (ordinalOf(entry) >= from) this.add(entry);
  }

  private named(measure: MeasureId, ordinal: number): void {
    this.measures.set(measure, Math.min(ordinal, this.measures.get(measure) ?? ordinal));
  }

  /** How a measure is defined anew, and what is said about its chart; its figures, most of any log, where they are asked for. */
  private measure(id: MeasureId, from: number): void {
    const { chronicle, observations, closings } = this.moment.tables;
    const left = this.withFigures ? new Set() : new Set([...observations.of(id), ...closings.of(id)].map(({ ordinal }) => ordinal));
    // Goals that name the measure stand in its chronicle too, whoever's they are; its own events are but numbers.
    for (const entry of chronicle.of(id)) if (typeof entry === 'number' && entry >= from && !left.has(entry)) this.add(entry, true);
  }

  /** A thread with the goal it made or revised, and the measures it was about as far as the reader may know. */
  thread(record: ThreadRecord, from = 0): void {
    const { tables } = this.moment;
    const { id, firstSettled } = record;
    this.subject(id, from);
    const openness = threadOpenness(this.reader, this.now, id);
    const opened = openness === 'ALL' ? 0 : openness === 'FROM_COMMITMENT' ? (firstSettled?.ordinal ?? Infinity) : Infinity;
    for (const { offer, ordinal } of tables.offers.of(id))
      if (offer.measured && ordinal >= opened) this.named(offer.measured.measure, Math.max(ordinal, from));
    if (!firstSettled) return;
    const goal = goalIdOf(record);
    const joined = Math.max(firstSettled.ordinal, from);
    if (goal !== id) this.subject(goal, joined);
    if (!seesGoal(this.reader, this.now, goal)) return;
    for (const { terms, ordinal } of tables.goalRevisions.of(goal))
      if (terms.measured && ordinal >= joined) this.named(terms.measured.measure, ordinal);
  }

  /** Every thread that was ever served under these, however far down; with a goal that came from elsewhere, what serves it. */
  private below(threads: readonly ThreadId[]): void {
    const { tables } = this.moment;
    const joined = new Map<ThreadId, number>(threads.map((id) => [id, 0]));
    const open = [...threads];
    for (const id of open) {
      const record = tables.threads.get(id)!;
      const came = goalIdOf(record) === id ? 0 : (record.firstSettled?.ordinal ?? 0);
      for (const child of childThreads(tables, { kind: 'THREAD', id })) {
        const { kind, id: under } = tables.threads.get(child)!.state.thread.parent;
        const shared = kind === 'THREAD' && under !== id ? (tables.threads.get(under)!.firstSettled?.ordinal ?? 0) : 0;
        const from = Math.max(joined.get(id)!, came, shared);
        if ((joined.get(child) ?? Infinity) <= from) continue;
        joined.set(child, from);
        open.push(child);
      }
    }
    for (const [id, from] of joined) this.thread(tables.threads.get(id)!, from);
  }

  aim(id: AimId): void {
    const { tables } = this.moment;
    const { candidate, cycle } = tables.aims.get(id)!;
    this.subject(id);
    this.subject(candidate);
    const { activatedOn, changedAt } = tables.cycles.get(cycle)!;
    if (activatedOn !== null && changedAt > tables.candidates.get(candidate)!.since) this.add(changedAt);
    for (const { terms, ordinal } of tables.aimRevisions.of(id)) this.named(terms.measured.measure, ordinal);
    this.below(childThreads(tables, { kind: 'AIM', id }));
  }

  /** The aim, goal or thread it is served under, as that changed since. */
  parentOf({ since, state }: ThreadRecord): void {
    const { tables, position } = this.moment;
    const named = state.thread.parent;
    const settled = named.kind === 'THREAD' ? tables.threads.get(named.id)?.firstSettled : undefined;
    const parents = [
      { ...named, from: since },
      ...(settled ? [{ ...resolveParent(tables, named), from: Math.max(since, settled.ordinal) }] : []),
    ];
    for (const { ordinal, about, subject, type } of touchesIn(this.moment, { from: since - 1, to: position }))
      if (changesParent.has(type) && parents.some(({ kind, id, from }) => kind === about && id === subject && ordinal >= from))
        this.add(about === 'THREAD' || about === 'GOAL' ? { ordinal, about, subject } : ordinal);
  }

  unit(id: UnitId): void {
    const { tables } = this.moment;
    for (const measure of tables.measuresByUnit.of(id)) this.measure(measure, 0);
    const posts = tables.postsByUnit.of(id);
    for (const post of posts)
      for (const thread of [...tables.threadsByGiver.of(post), ...tables.threadsByReceiver.of(post)])
        this.thread(tables.threads.get(thread)!);
    for (const goal of tables.goalsByUnit.of(id)) {
      const joined = tables.goalRevisions.of(goal).find(({ unit }) => unit === id);
      this.subject(goal, joined?.ordinal);
    }
    for (const aim of tables.aims.values()) if (aim.unit === id) this.subject(aim.id);
    for (const objective of tables.objectives.values()) if (objective.unit === id) this.subject(objective.id);
    for (const post of posts) this.subject(post);
    this.subject(id);
  }
}

/** Whether there is such a thing at the moment for the reader to know of. */
export const hasStory = ({ tables }: Moment, now: Moment, reader: Reader, { kind, id }: StoryOf): boolean => {
  if (kind === 'AIM') return tables.aims.has(id);
  if (kind === 'UNIT') return tables.units.has(id);
  return tables.threads.has(id) && threadOpenness(reader, now, id) !== 'NONE';
};

/**
 * The story up to a moment in order, as far as it is the reader's to see; `now` is the present, by which rights are judged.
 * Of an aim: the aim and its candidate, the cycle's activation, and every thread and goal that ever stood below it. Of a
 * unit: the unit and its posts, the threads they are a side of, its goals, aims and objectives. Of a thread: its moves, its
 * goal, and how what it is served under changed. With each comes how the measures were defined anew and charted since they
 * were named; their figures only where they are asked for. None where there is nothing of that name for the reader.
 */
export const storyOf = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  story: StoryOf,
  { withFigures = false, stepsMax = storyStepsMax }: { readonly withFigures?: boolean; readonly stepsMax?: number } = {},
): readonly StoryStep[] | Rejection<StoryCode> => {
  if (!hasStory(moment, now, reader, story)) return [];
  const gathering = new Gathering(moment, now, reader, withFigures, stepsMax);
  if (story.kind === 'AIM') gathering.aim(story.id);
  else if (story.kind === 'UNIT') gathering.unit(story.id);
  else {
    const thread = moment.tables.threads.get(story.id)!;
    gathering.thread(thread);
    gathering.parentOf(thread);
  }
  return gathering.told();
};
