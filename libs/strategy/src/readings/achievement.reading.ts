/** How far an aim or goal has come: attainment, pace and activity, period by period, and what lies under it. */
import type { Day } from '#kernel';
import { achievementOf, activityOf, type Achievement } from '../arithmetic/attainment.js';
import { cellStatus, type CellStatus } from '../arithmetic/cell-status.js';
import { addPeriods } from '../arithmetic/days.js';
import { rollUp, watermelonOf, type RollUpChild, type RolledUp, type Watermelon } from '../arithmetic/roll-up.js';
import { planOf, windowOf } from '../arithmetic/trajectory.js';
import { sumOf } from '../arithmetic/figures.js';
import type { Figure, MeasureId, MeasuredTerms, ParentRef, Period, RollUpMethod } from '../vocabulary.js';
import type { MeasureRecord, MilestoneState, Moment } from '../views/index.js';
import { goalIdOf } from '../views/index.js';
import { AddingUp, threadsUnder } from './adds-up.reading.js';
import { calendarOf, dueDayOf, dueUpTo, plannedMeasureOf, publishedOf, readingsOf } from './figures-of-measure.reading.js';
import { seesGoal, type Reader } from './openness.reading.js';

/** One period of a goal: what was planned, what came, and how the two compare. */
export interface AchievementCell {
  readonly period: Period;
  /** By when the figure is due. */
  readonly due: Day;
  /** In the measure's unit; null outside the plan. */
  readonly plan: number | null;
  readonly reported: boolean;
  readonly value: Figure | null;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  readonly status: CellStatus;
  /** The figure when the period was closed; null while it is open, or where nothing was reported then. */
  readonly published: Figure | null;
  readonly closed: boolean;
  readonly corrected: boolean;
  readonly late: boolean;
  readonly note: string | null;
}

export interface GoalAchievement {
  readonly subject: ParentRef;
  readonly measure: MeasureId | null;
  /** Null without a measured target. */
  readonly measured: Achievement | null;
  readonly activity: { readonly done: number; readonly due: number; readonly activity: number | null };
  /** The latest period that has come due, or was reported since. */
  readonly latest: AchievementCell | null;
  readonly cells: readonly AchievementCell[];
  /** The plans of earlier revisions, kept beside the one in force. */
  readonly ghosts: readonly { readonly revision: number; readonly on: Day; readonly plan: readonly { period: Period; value: number }[] }[];
  readonly rollUp: RolledUp;
  /** The own measure and what lies under it contradict each other. */
  readonly watermelon: Watermelon | null;
  /** Due periods in a row, up to the latest, that were MISSED. */
  readonly missedInARow: number;
}

interface Subject {
  readonly ref: ParentRef;
  readonly terms: MeasuredTerms | null;
  readonly due: Day;
  readonly method: RollUpMethod;
  readonly milestones: readonly MilestoneState[];
}

const subjectOf = ({ tables }: Moment, ref: ParentRef): Subject | null => {
  const aim = ref.kind === 'AIM' ? tables.aims.get(ref.id) : undefined;
  if (aim) return { ref, terms: aim.terms.measured, due: aim.terms.due, method: aim.terms.rollUp, milestones: [] };
  const goal = ref.kind === 'GOAL' ? tables.goals.get(ref.id) : undefined;
  return goal ? { ref, terms: goal.terms.measured, due: goal.terms.due, method: goal.rollUp, milestones: goal.milestones } : null;
};

/** Every period of the plan, and those reported after it up to the latest: what was promised beside what came of it. */
const cellsOf = (moment: Moment, measure: MeasureRecord, terms: MeasuredTerms, due: Day): AchievementCell[] => {
  const readings = readingsOf(moment, measure.id);
  const published = publishedOf(moment, measure);
  const notes = new Map(moment.tables.annotations.of(measure.id).map(({ period, text }) => [period, text]));
  const { frequency, direction, kind } = measure.definition;
  const calendar = calendarOf(moment);
  const plan = new Map(planOf(terms, due, plannedMeasureOf(measure)).map(({ period, value }) => [period, value]));
  const periods = new Set([...plan.keys(), ...[...readings.keys()].filter((period) => period > terms.jopTo)]);
  const lastDue = dueUpTo(measure, moment);
  for (let period = addPeriods(frequency, terms.jopTo, 1); period <= lastDue; period = addPeriods(frequency, period, 1)) periods.add(period);
  return [...periods].sort().map((period) => {
    const cell = readings.get(period) ?? null;
    const planned = kind === 'DAYS_BETWEEN' ? null : (plan.get(period) ?? null);
    return {
      period,
      due: dueDayOf(measure, period, calendar),
      plan: planned,
      reported: cell !== null,
      value: cell?.value ?? null,
      numerator: cell?.numerator ?? null,
      denominator: cell?.denominator ?? null,
      status: cellStatus({
        actual: cell && { value: cell.value === null ? null : Number(cell.value) },
        plan: planned,
        due: period <= lastDue,
        direction,
        tolerance: Number(terms.tolerance),
      }),
      published: published.get(period)?.cell?.value ?? null,
      closed: published.has(period),
      corrected: cell?.corrected ?? false,
      late: cell?.late ?? false,
      note: notes.get(period) ?? null,
    };
  });
};

const missedInARow = (cells: readonly AchievementCell[]): number => {
  const judged = cells.filter(({ status }) => status === 'MET' || status === 'NEAR' || status === 'MISSED');
  const lastKept = judged.findLastIndex(({ status }) => status !== 'MISSED');
  return judged.length - 1 - lastKept;
};

/** Reads achievements at one moment for one reader (`null` reads everything); keep one for many questions. */
export class Achieving {
  private readonly sums: AddingUp;
  private readonly measuredKnown = new Map<string, Achievement | null>();

  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader | null,
    sums?: AddingUp,
  ) {
    this.sums = sums ?? new AddingUp(moment, now, reader);
  }

  /** Null where no aim or goal has that id. */
  of(ref: ParentRef): GoalAchievement | null {
    const { moment } = this;
    const subject = subjectOf(moment, ref);
    if (!subject) return null;
    const measure = subject.terms ? moment.tables.measures.get(subject.terms.measure) : undefined;
    const cells = measure && subject.terms ? cellsOf(moment, measure, subject.terms, subject.due) : [];
    const measured = this.measuredOf(ref);
    const rolled = this.rolledUp(subject, measured);
    const missed = missedInARow(cells);
    const lastDue = measure ? dueUpTo(measure, moment) : '';
    return {
      subject: ref,
      measure: measure?.id ?? null,
      measured,
      activity: activityOf(
        subject.milestones.map(({ due, done }) => ({ due, done: done !== null })),
        moment.today,
      ),
      latest: cells.findLast(({ reported, period }) => reported || period <= lastDue) ?? null,
      cells,
      ghosts: this.ghostsOf(ref, measure),
      rollUp: rolled,
      watermelon: this.watermelonOf(ref, cells),
      missedInARow: missed,
    };
  }

  /** Attainment and pace of the subject's own measure. */
  measuredOf(ref: ParentRef): Achievement | null {
    const key = `${ref.kind}:${ref.id}`;
    const known = this.measuredKnown.get(key);
    if (known !== undefined) return known;
    const subject = subjectOf(this.moment, ref);
    const measure = subject?.terms ? this.moment.tables.measures.get(subject.terms.measure) : undefined;
    const measured =
      subject?.terms && measure
        ? achievementOf({
            terms: subject.terms,
            due: subject.due,
            measure: plannedMeasureOf(measure),
            readings: readingsOf(this.moment, measure.id),
            dueUpTo: dueUpTo(measure, this.moment),
          })
        : null;
    this.measuredKnown.set(key, measured);
    return measured;
  }

  private rolledUp({ ref, terms, method }: Subject, measured: Achievement | null): RolledUp {
    return rollUp(
      {
        method,
        own: measured?.attainment ?? null,
        jop: terms?.jop ?? null,
        target: terms?.target ?? null,
        need: method === 'SUM' ? (this.sums.of(ref)?.need ?? null) : null,
      },
      this.childrenOf(ref),
    );
  }

  private watermelonOf(ref: ParentRef, cells: readonly AchievementCell[]): Watermelon | null {
    const children = this.childrenOf(ref);
    if (children.length === 0) return null;
    const weighted = rollUp({ method: 'WEIGHTED', own: null, jop: null, target: null, need: null }, children);
    return watermelonOf(
      cells.map(({ status }) => status),
      weighted,
    );
  }

  /** The goals that serve a parent, as its roll-up sees them; a child the reader may not see is unknown, not absent. */
  private childrenOf(ref: ParentRef): RollUpChild[] {
    const { moment, now, reader } = this;
    const { tables, today } = moment;
    return threadsUnder(moment, ref).flatMap((thread): RollUpChild[] => {
      const goal = thread.state.thread.kind === 'PLEDGE' || !thread.state.inForce ? undefined : tables.goals.get(goalIdOf(thread));
      const link = goal?.links.find((each) => each.thread === thread.id && each.released === null);
      if (!goal || !link) return [];
      const open = reader === null || seesGoal(reader, now, goal.id);
      const measured = open ? this.measuredOf({ kind: 'GOAL', id: goal.id }) : null;
      const { done, due } = activityOf(
        goal.milestones.map((milestone) => ({ due: milestone.due, done: milestone.done !== null })),
        today,
      );
      const dropped = goal.closed?.outcome === 'DROPPED';
      return [
        {
          id: goal.id,
          name: tables.units.get(goal.unit)?.name ?? goal.unit,
          link: link.link,
          weight: link.weight,
          attainment: measured?.attainment ?? null,
          note: dropped ? 'dropped; keeps its weight at its last value' : open ? (measured?.because ?? null) : 'a single person’s goal',
          periodsOverdue: dropped ? 0 : (measured?.periodsOverdue ?? 0),
          contribution: link.contribution?.amount ?? null,
          parts: this.partsOf(goal.terms.measured, measured),
          jop: goal.terms.measured?.jop ?? null,
          target: goal.terms.measured?.target ?? null,
          milestones: { done, due },
        },
      ];
    });
  }

  /** Numerator and denominator over the periods compared, or, before any figure, over the jump-off point's window. */
  private partsOf(terms: MeasuredTerms | null, measured: Achievement | null): RollUpChild['parts'] {
    const measure = terms ? this.moment.tables.measures.get(terms.measure) : undefined;
    if (!terms || !measure) return null;
    const readings = readingsOf(this.moment, measure.id);
    const { frequency } = measure.definition;
    const window = Array.from({ length: windowOf(terms, frequency) }, (_, index) => addPeriods(frequency, terms.jopFrom, index));
    const periods = measured && measured.periods.length > 0 ? measured.periods : window;
    const parts = periods.flatMap((period) => {
      const { numerator = null, denominator = null } = readings.get(period) ?? {};
      return numerator === null || denominator === null ? [] : [{ numerator, denominator }];
    });
    return parts.length === 0
      ? null
      : { numerator: sumOf(parts.map(({ numerator }) => numerator)), denominator: sumOf(parts.map(({ denominator }) => denominator)) };
  }

  private ghostsOf(ref: ParentRef, measure: MeasureRecord | undefined): GoalAchievement['ghosts'] {
    if (ref.kind !== 'GOAL' || !measure) return [];
    return this.moment.tables.goalRevisions
      .of(ref.id)
      .slice(0, -1)
      .flatMap(({ revision, on, terms }) =>
        terms.measured?.measure === measure.id
          ? [{ revision, on, plan: planOf(terms.measured, terms.due, plannedMeasureOf(measure)).map(({ period, value }) => ({ period, value })) }]
          : [],
      );
  }
}
