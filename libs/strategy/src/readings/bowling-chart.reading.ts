/** The bowling chart of a unit, an aim, a post or one goal: a row per measured target, a column per month of the year. */
import type { Day } from '#kernel';
import { yearColumns } from '../arithmetic/bowling.js';
import { financialYear } from '../arithmetic/days.js';
import type { CycleId, GoalId, ParentRef, Period, PostId, UnitId } from '../vocabulary.js';
import { goalIdOf, type Moment } from '../views/index.js';
import { standsFor } from '../views/structure.js';
import { threadsUnder } from './adds-up.reading.js';
import { currentCycle } from './alignment-node.reading.js';
import { BowlingRows, type BowlingRow, type BowlingView, type ChartOf } from './bowling-row.reading.js';
import { settingsOf } from './figures-of-measure.reading.js';
import { seesGoal, type Reader } from './openness.reading.js';

/** A goal without a row: it has no measured target. */
export interface RowlessGoal {
  readonly goal: GoalId;
  readonly statement: string;
  readonly because: string;
}

export interface BowlingChart {
  readonly of: { readonly kind: 'UNIT' | 'AIM' | 'POST' | 'GOAL'; readonly id: string };
  readonly cycle: CycleId | null;
  readonly view: BowlingView;
  /** How people call the financial year, and its twelve months. */
  readonly year: string;
  readonly columns: readonly Period[];
  readonly rows: readonly BowlingRow[];
  readonly withoutRow: readonly RowlessGoal[];
}

export interface BowlingQuestion {
  /** The cycle whose aims and goals are shown; the current one where none is named. */
  readonly cycle?: CycleId | null;
  /** Any day of the financial year shown; where none is named, today within the cycle, else the cycle's first day. */
  readonly day?: Day | null;
  readonly view?: BowlingView | null;
}

/** Reads bowling charts at one moment for one reader; keep one for many questions. */
export class Bowling {
  private readonly rows: BowlingRows;

  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader | null,
    chartOf?: ChartOf,
  ) {
    this.rows = new BowlingRows(moment, chartOf);
  }

  /** Aims its posts sponsor and goals it has. Null where no unit has that id. */
  ofUnit(unit: UnitId, question: BowlingQuestion = {}): BowlingChart | null {
    const { moment } = this;
    const { tables, today } = moment;
    if (!tables.units.get(unit)) return null;
    const cycle = question.cycle ?? currentCycle(moment);
    const posts = tables.postsByUnit.of(unit).flatMap((post) => (isOpen(moment, post) ? standsFor(moment, post, today) : []));
    const goals = tables.goalsByUnit.of(unit).filter((goal) => tables.goals.get(goal)?.unit === unit);
    return this.chart({ kind: 'UNIT', id: unit }, cycle, question, this.aimsOf(posts, cycle), goals);
  }

  /** Aims the post sponsors and goals it owns, with those of posts it succeeded. Null where no post has that id. */
  ofPost(post: PostId, question: BowlingQuestion = {}): BowlingChart | null {
    const { moment } = this;
    const { tables, today } = moment;
    if (!tables.posts.get(post)) return null;
    const cycle = question.cycle ?? currentCycle(moment);
    const posts = standsFor(moment, post, today);
    const goals = posts.flatMap((each) => tables.goalsByOwner.of(each).filter((goal) => tables.goals.get(goal)?.owner === each));
    return this.chart({ kind: 'POST', id: post }, cycle, question, this.aimsOf(posts, cycle), goals);
  }

  /** The aim and the goals that serve it. Null where there is no such aim. */
  ofAim(aim: string, question: BowlingQuestion = {}): BowlingChart | null {
    const record = this.moment.tables.aims.get(aim);
    if (!record) return null;
    const ref = { kind: 'AIM', id: aim } as const;
    return this.chart(ref, record.cycle, question, [ref], this.goalsUnder(ref));
  }

  /** The goal and those that serve it. Null where there is none, or it is not the reader's to see. */
  ofGoal(goal: GoalId, question: BowlingQuestion = {}): BowlingChart | null {
    const record = this.moment.tables.goals.get(goal);
    if (!record || !this.sees(goal)) return null;
    const ref = { kind: 'GOAL', id: goal } as const;
    return this.chart(ref, record.cycle, question, [], [goal, ...this.goalsUnder(ref)]);
  }

  private sees(goal: GoalId): boolean {
    return this.reader === null || seesGoal(this.reader, this.now, goal);
  }

  private aimsOf(posts: readonly PostId[], cycle: CycleId | null): ParentRef[] {
    const { tables } = this.moment;
    const sponsored = new Set(posts);
    const aims = cycle === null ? [] : tables.aimsByCycle.of(cycle).filter((aim) => sponsored.has(tables.aims.get(aim)!.terms.sponsor));
    return aims.map((id) => ({ kind: 'AIM', id }));
  }

  private goalsUnder(ref: ParentRef): GoalId[] {
    const { tables } = this.moment;
    return threadsUnder(this.moment, ref).flatMap((thread) => {
      const goal = tables.goals.get(goalIdOf(thread));
      return goal?.links.some((link) => link.thread === thread.id && link.released === null) ? [goal.id] : [];
    });
  }

  private chart(
    of: BowlingChart['of'],
    cycle: CycleId | null,
    { day, view }: BowlingQuestion,
    aims: readonly ParentRef[],
    goals: readonly GoalId[],
  ): BowlingChart {
    const { moment } = this;
    const { financialYearStart } = settingsOf(moment);
    const within = day ?? dayShown(moment, cycle);
    const columns = yearColumns(within, financialYearStart);
    const shown = view ?? 'AS_KNOWN_NOW';
    const seen = [...new Set(goals)]
      .map((id) => moment.tables.goals.get(id)!)
      .filter(({ id, cycle: its }) => its === cycle && this.sees(id));
    const rows = [
      ...aims.flatMap(({ id }) => this.rows.ofAim(id, columns, shown) ?? []),
      ...seen.flatMap((goal) => this.rows.ofGoal(goal, columns, shown) ?? []),
    ];
    return {
      of,
      cycle,
      view: shown,
      year: financialYear(within, financialYearStart).label,
      columns,
      rows,
      withoutRow: seen.flatMap(({ id, terms }) =>
        terms.measured === null
          ? [{ goal: id, statement: terms.statement, because: 'it has milestones and no measured target, so that no month has a plan' }]
          : [],
      ),
    };
  }
}

const isOpen = ({ tables, today }: Moment, post: PostId): boolean => {
  const record = tables.posts.get(post);
  return record !== undefined && (record.closed === null || record.closed.on > today);
};

const dayShown = ({ tables, today }: Moment, cycle: CycleId | null): Day => {
  const asked = cycle === null ? undefined : tables.cycles.get(cycle);
  return asked && (today < asked.starts || today > asked.ends) ? asked.starts : today;
};
