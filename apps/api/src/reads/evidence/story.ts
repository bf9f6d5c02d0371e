/** What an evidence pack is about: one aim or goal, everything that serves it, and the events all of that rests on. */
import {
  childThreads,
  goalIdOf,
  historyOf,
  mainLinkOf,
  opennessAt,
  ranksMax,
  resolveParent,
  seesGoal,
  type AimRecord,
  type GoalRecord,
  type MeasureId,
  type MeasureRecord,
  type Moment,
  type ParentRef,
  type Reader,
  type ThreadId,
  type ThreadOpenness,
  type ThreadRecord,
} from '#strategy';

/** What somebody asks a pack of. */
export interface PackSubject {
  readonly kind: 'AIM' | 'GOAL';
  readonly id: string;
}

/** How much a pack holds; beyond it says in words what was left out, and how to get it. */
export const packLimits = { links: 2_000, threads: 100, measures: 60, figures: 60, events: 5_000 } as const;

/** One thread of the story, numbered from 1 in the order of the line. */
export interface StoryThread {
  readonly number: number;
  readonly rank: number;
  readonly record: ThreadRecord;
  readonly openness: ThreadOpenness;
}

/** A measure with the aims and goals of the story that are judged by it. */
export interface StoryMeasure {
  readonly number: number;
  readonly measure: MeasureRecord;
  readonly serves: readonly string[];
}

export interface Story {
  readonly subject: PackSubject;
  readonly statement: string;
  /** The aim itself, or the one the goal serves in the end; null where that is not to be found any more. */
  readonly aim: AimRecord | null;
  /** The goal itself, and those between it and the aim, the nearest to the aim first. */
  readonly above: readonly GoalRecord[];
  readonly goal: GoalRecord | null;
  readonly threads: readonly StoryThread[];
  readonly threadById: ReadonlyMap<ThreadId, StoryThread>;
  /** The line goes on beyond the links a pack holds. */
  readonly cutOff: boolean;
  readonly goals: readonly GoalRecord[];
  readonly measures: readonly StoryMeasure[];
  readonly measureById: ReadonlyMap<MeasureId, StoryMeasure>;
  /** Every event of it that the reader may see, in order, and how many of figures there was no room for. */
  readonly ordinals: readonly number[];
  readonly eventsLeftOut: number;
}

/** Goes down the line from an aim or goal; what the reader may not know of is passed over, and what hangs under it is not. */
class Walk {
  readonly threads: StoryThread[] = [];
  cutOff = false;
  private readonly seen = new Set<ThreadId>();
  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader,
  ) {}

  down(ids: readonly ThreadId[], rank: number): void {
    for (const id of ids) this.thread(id, rank);
  }

  private thread(id: ThreadId, rank: number): void {
    const record = this.moment.tables.threads.get(id);
    if (!record || this.seen.has(id) || rank > ranksMax) return;
    if (this.threads.length >= packLimits.links) {
      this.cutOff = true;
      return;
    }
    this.seen.add(id);
    const openness = opennessAt(this.reader, this.now, record);
    if (openness !== 'NONE') this.threads.push({ number: this.threads.length + 1, rank, record, openness });
    this.down(childThreads(this.moment.tables, { kind: 'THREAD', id }), openness === 'NONE' ? rank : rank + 1);
  }
}

/** The line from a goal up to its aim, the goals on it from the top. */
const upwards = (moment: Moment, from: GoalRecord): { readonly aim: AimRecord | null; readonly above: readonly GoalRecord[] } => {
  const { tables } = moment;
  const above: GoalRecord[] = [];
  let at: GoalRecord | null = from;
  for (let step = 0; at && step < ranksMax; step++) {
    const thread = tables.threads.get(mainLinkOf(moment, at));
    const parent: ParentRef = thread ? resolveParent(tables, thread.state.thread.parent) : at.parent;
    if (parent.kind === 'AIM') return { aim: tables.aims.get(parent.id) ?? null, above };
    at = tables.goals.get(parent.id) ?? null;
    if (at) above.unshift(at);
  }
  return { aim: null, above };
};

const measuresOf = ({ tables }: Moment, aim: AimRecord | null, goals: readonly GoalRecord[]): StoryMeasure[] => {
  const serving = new Map<string, Set<string>>();
  const judged = [...(aim ? [aim.terms] : []), ...goals.map(({ terms }) => terms)];
  for (const { measured, statement } of judged) {
    if (!measured) continue;
    serving.set(measured.measure, (serving.get(measured.measure) ?? new Set()).add(statement));
  }
  return [...serving].flatMap(([id, serves], index) => {
    const measure = tables.measures.get(id);
    return measure ? [{ number: index + 1, measure, serves: [...serves] }] : [];
  });
};

/** The events of the line's own upper end: what was said last of the True North, the objective and the cycle. */
const ordinalsAbove = ({ tables }: Moment, aim: AimRecord): number[] => {
  const objective = tables.objectives.get(aim.terms.objective);
  const cycle = tables.cycles.get(aim.cycle);
  const inForce = tables.trueNorths.get(objective?.unit ?? aim.unit)?.inForce;
  return [inForce?.since, objective?.since, objective?.changedAt, cycle?.since, cycle?.changedAt].filter((each) => each !== undefined);
};

/** Null where no aim or goal has that id at the moment, or it is not the reader's to see. */
export const storyOf = (moment: Moment, now: Moment, reader: Reader, subject: PackSubject): Story | null => {
  const { tables } = moment;
  const goal = subject.kind === 'GOAL' ? (tables.goals.get(subject.id) ?? null) : null;
  if (subject.kind === 'GOAL' && (!goal || !seesGoal(reader, now, goal.id))) return null;
  const { aim, above } = goal ? upwards(moment, goal) : { aim: tables.aims.get(subject.id) ?? null, above: [] };
  if (!goal && !aim) return null;

  const walk = new Walk(moment, now, reader);
  walk.down(goal ? tables.threadsByGoal.of(goal.id) : childThreads(tables, { kind: 'AIM', id: subject.id }), 0);

  const ids = new Set(
    walk.threads.flatMap(({ record, openness }) =>
      openness === 'STANDING_ONLY' || record.firstSettled === null ? [] : [goalIdOf(record)],
    ),
  );
  const goals = [...ids].flatMap((id) => {
    const found = tables.goals.get(id);
    return found && seesGoal(reader, now, id) ? [found] : [];
  });
  const measures = measuresOf(moment, goal ? null : aim, goals);

  const historyOfAll = (subjects: readonly string[]): number[] =>
    subjects.flatMap((each) => historyOf(moment, now, reader, each).map(({ ordinal }) => ordinal));
  const told = [subject.id, ...(aim && !goal ? [aim.candidate] : []), ...walk.threads.map(({ record }) => record.id), ...ids];
  const own = new Set([...(aim ? [...ordinalsAbove(moment, aim), aim.since] : []), ...historyOfAll(told)]);
  const figures = [...new Set(historyOfAll(measures.map(({ measure }) => measure.id)))].filter((ordinal) => !own.has(ordinal));
  const all = [...[...own].sort((a, b) => a - b), ...figures.sort((a, b) => a - b)];
  return {
    subject,
    statement: (goal ?? aim)!.terms.statement,
    aim,
    above: above.filter(({ id }) => seesGoal(reader, now, id)),
    goal,
    threads: walk.threads,
    threadById: new Map(walk.threads.map((thread) => [thread.record.id, thread])),
    cutOff: walk.cutOff,
    goals,
    measures,
    measureById: new Map(measures.map((each) => [each.measure.id, each])),
    ordinals: all.slice(0, packLimits.events).sort((a, b) => a - b),
    eventsLeftOut: Math.max(0, all.length - packLimits.events),
  };
};
