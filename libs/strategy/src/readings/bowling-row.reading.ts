/** One row of the bowling chart: a measured target of an aim or goal, a cell per month, and where the year is heading. */
import type { Day } from '#kernel';
import {
  columnsOf,
  ghostOf,
  yearTargetOf,
  yearToDateOf,
  type BowlingBasis,
  type BowlingColumn,
  type YearToDate,
} from '../arithmetic/bowling.js';
import { cellMarks } from '../arithmetic/cell-status.js';
import { forecastsOf, type Forecasts, type Process } from '../arithmetic/forecast.js';
import { planOf, type PlanPoint } from '../arithmetic/trajectory.js';
import type { GoalOutcome } from '../goal/goal.events.js';
import type { FiguresShown } from '../measure/chart-choice.js';
import type { MeasureDefinition } from '../measure/measure.events.js';
import { closedNow, closingPeriodOf, type Cell } from '../measure/series.js';
import { resolvePost } from '../organisation/line.js';
import type { CycleId, Figure, MeasureId, MeasuredTerms, ParentRef, Period, PostId, TargetBasis, UnitId } from '../vocabulary.js';
import type { GoalRecord, MeasureRecord, Moment } from '../views/index.js';
import { isActive } from '../views/parents.js';
import { structureOf } from '../views/structure.js';
import type { Readings } from './achievement-cells.reading.js';
import { dueUpTo, plannedMeasureOf, publishedOf, readingsOf } from './figures-of-measure.reading.js';
import { judgementOf, type Judgement } from './measure-chart.reading.js';

/** What a row shows of a measure's chart. */
export type ChartJudgement = Pick<
  Judgement,
  'variation' | 'assurance' | 'variationText' | 'assuranceText' | 'latest' | 'counted' | 'limitsFrom'
>;
export type ChartOf = (measure: MeasureRecord, figures: FiguresShown) => ChartJudgement;

/** Which figures a chart is of: those that stood when their months were closed, or those known at the moment. */
export const bowlingViews = ['AS_KNOWN_NOW', 'AS_PUBLISHED'] as const;
export type BowlingView = (typeof bowlingViews)[number];

/** One month of a row. */
export interface BowlingCell extends BowlingColumn {
  readonly letter: string;
  readonly shape: string;
  readonly colour: string;
  /** Every figure in it was reported as 0/0. */
  readonly noActivity: boolean;
  /** What the month showed when it was closed, and what is known of it at the moment; in the measure's unit. */
  readonly asPublished: number | null;
  readonly asKnownNow: number | null;
  /** The month is closed; what is shown of one that is not can still change. */
  readonly closed: boolean;
  /** A figure in it was recorded after its month was closed. */
  readonly late: boolean;
  /** A figure in it took the place of another. */
  readonly corrected: boolean;
}

/** What was planned before a re-plan, in the same columns. */
export interface GhostRow {
  readonly revision: number;
  /** The day that plan was agreed. */
  readonly on: Day;
  readonly plan: readonly (number | null)[];
}

/** How a goal or aim stands; nothing that was once in the chart vanishes from it. */
export type RowState = 'PLANNED' | 'ACTIVE' | 'RELEASED' | GoalOutcome;

export interface BowlingRow {
  readonly subject: ParentRef;
  readonly statement: string;
  readonly state: RowState;
  /** The post that stands for the owner of a goal or the sponsor of an aim. */
  readonly owner: PostId;
  readonly unit: UnitId;
  readonly measure: MeasureId;
  readonly measureName: string;
  readonly unitOfMeasure: string;
  readonly direction: MeasureDefinition['direction'];
  readonly frequency: MeasureDefinition['frequency'];
  readonly basis: TargetBasis;
  readonly jop: Figure;
  readonly jopFrom: Period;
  readonly jopTo: Period;
  /** As agreed, by its due date. */
  readonly target: Figure;
  readonly due: Day;
  readonly tolerance: Figure;
  readonly maintain: boolean;
  /** The target itself, or where it is due after the year the plan of the last column. */
  readonly yearTarget: { readonly value: number | null; readonly of: 'TARGET' | 'LAST_COLUMN' };
  /** One per column of the chart. */
  readonly cells: readonly BowlingCell[];
  /** Oldest first; empty where it was never planned anew. */
  readonly ghosts: readonly GhostRow[];
  readonly yearToDate: YearToDate;
  readonly forecasts: Forecasts;
  /** Of the chart of the same figures; without limits its texts say why there are none. */
  readonly icons: Pick<ChartJudgement, 'variation' | 'assurance' | 'variationText' | 'assuranceText'>;
}

/** Makes rows at one moment; keep one for many. What may be seen is its caller's to ask. */
export class BowlingRows {
  private readonly series = new Map<MeasureId, Series>();

  constructor(
    private readonly moment: Moment,
    private readonly chartOf: ChartOf = (measure, figures) => judgementOf(moment, measure, figures),
  ) {}

  ofAim(id: string, columns: readonly Period[], view: BowlingView): BowlingRow | null {
    const { tables } = this.moment;
    const { unit, terms, status, cycle } = tables.aims.get(id)!;
    return this.row(columns, view, {
      subject: { kind: 'AIM', id },
      statement: terms.statement,
      state: status === 'DROPPED' ? 'DROPPED' : runningState(this.moment, cycle),
      owner: terms.sponsor,
      unit,
      terms: terms.measured,
      due: terms.due,
      revisions: tables.aimRevisions.of(id).map((each) => ({ ...each, measured: each.terms.measured, due: each.terms.due })),
    });
  }

  ofGoal(goal: GoalRecord, columns: readonly Period[], view: BowlingView): BowlingRow | null {
    const { id, unit, owner, terms } = goal;
    if (terms.measured === null) return null;
    return this.row(columns, view, {
      subject: { kind: 'GOAL', id },
      statement: terms.statement,
      state: goalState(this.moment, goal),
      owner,
      unit,
      terms: terms.measured,
      due: terms.due,
      revisions: this.moment.tables.goalRevisions.of(id).map((each) => ({ ...each, measured: each.terms.measured, due: each.terms.due })),
    });
  }

  private row(columns: readonly Period[], view: BowlingView, row: Planned): BowlingRow | null {
    const { moment } = this;
    const { terms, due } = row;
    const measure = moment.tables.measures.get(terms.measure);
    if (!measure) return null;
    const { definition } = measure;
    const series = this.seriesOf(measure);
    const planned = plannedMeasureOf(measure);
    const basis: BowlingBasis = {
      measure: planned,
      basis: terms.basis,
      jopTo: terms.jopTo,
      tolerance: Number(terms.tolerance),
      plan: planFor(measure, terms, due),
      readings: series.known,
      isDue: (period) => period <= series.dueUpTo,
      isByEvents: definition.kind === 'DAYS_BETWEEN',
    };
    // A figure that is there and not yet published is not overdue.
    const published: BowlingBasis = {
      ...basis,
      readings: series.published,
      isDue: (period) => basis.isDue(period) && (series.isClosed(period) || !series.known.has(period)),
    };
    const both = { AS_KNOWN_NOW: columnsOf(columns, basis), AS_PUBLISHED: columnsOf(columns, published) };
    const shown = view === 'AS_KNOWN_NOW' ? basis : published;
    const shownColumns = both[view];
    const judged = this.chartOf(measure, view === 'AS_KNOWN_NOW' ? 'KNOWN' : 'PUBLISHED');
    return {
      subject: row.subject,
      statement: row.statement,
      state: row.state,
      owner: resolvePost(structureOf(moment), row.owner, moment.today)?.id ?? row.owner,
      unit: row.unit,
      measure: measure.id,
      measureName: definition.name,
      unitOfMeasure: definition.unitOfMeasure,
      direction: definition.direction,
      frequency: definition.frequency,
      basis: terms.basis,
      jop: terms.jop,
      jopFrom: terms.jopFrom,
      jopTo: terms.jopTo,
      target: terms.target,
      due,
      tolerance: terms.tolerance,
      maintain: terms.maintain,
      yearTarget: yearTargetOf(shownColumns, Number(terms.target), due, basis.plan.length > 0),
      cells: shownColumns.map((column, index) =>
        cellOf(column, shown.readings as Readings, series, both.AS_PUBLISHED[index]!.actual, both.AS_KNOWN_NOW[index]!.actual),
      ),
      ghosts: ghostsOf(columns, measure, basis, row.revisions),
      yearToDate: yearToDateOf(shownColumns, shown),
      forecasts: forecastsOf(shownColumns, shown, processOf(judged), whyNoProcess(judged)),
      icons: {
        variation: judged.variation,
        assurance: judged.assurance,
        variationText: judged.variationText,
        assuranceText: judged.assuranceText,
      },
    };
  }

  /** Read once per measure, whoever shares it. */
  private seriesOf(measure: MeasureRecord): Series {
    let known = this.series.get(measure.id);
    if (!known) this.series.set(measure.id, (known = seriesAt(this.moment, measure)));
    return known;
  }
}

/** A goal or aim as a row wants it. */
interface Planned {
  readonly subject: ParentRef;
  readonly statement: string;
  readonly state: RowState;
  readonly owner: PostId;
  readonly unit: UnitId;
  readonly terms: MeasuredTerms;
  readonly due: Day;
  readonly revisions: readonly Revision[];
}
interface Revision {
  readonly revision: number;
  readonly on: Day;
  readonly measured: MeasuredTerms | null;
  readonly due: Day;
}

interface Series {
  readonly known: Readings;
  readonly published: Readings;
  readonly dueUpTo: Period;
  isClosed(period: Period): boolean;
}

const seriesAt = (moment: Moment, measure: MeasureRecord): Series => {
  const { frequency } = measure.definition;
  const closed = closedNow(moment.tables.closings.of(measure.id));
  const published = [...publishedOf(moment, measure)].flatMap(([period, { cell }]): [Period, Cell][] => (cell ? [[period, cell]] : []));
  return {
    known: readingsOf(moment, measure.id),
    published: new Map(published),
    dueUpTo: dueUpTo(measure, moment),
    isClosed: (period) => closed.has(closingPeriodOf(frequency, period)),
  };
};

const runningState = ({ tables }: Moment, cycle: CycleId): RowState =>
  tables.cycles.get(cycle)?.state === 'PLANNING' ? 'PLANNED' : 'ACTIVE';

const goalState = (moment: Moment, goal: GoalRecord): RowState => {
  if (goal.closed) return goal.closed.outcome;
  return isActive(goal) ? runningState(moment, goal.cycle) : 'RELEASED';
};

/** Days between rare events are planned by no month. */
const planFor = (measure: MeasureRecord, terms: MeasuredTerms, due: Day): readonly PlanPoint[] =>
  measure.definition.kind === 'DAYS_BETWEEN' ? [] : planOf(terms, due, plannedMeasureOf(measure));

const samePlan = (a: readonly PlanPoint[], b: readonly PlanPoint[]): boolean =>
  a.length === b.length && a.every(({ period, value }, index) => b[index]!.period === period && b[index]!.value === value);

/** Plans of earlier revisions on the same measure, each by the revision that first had it: one that left the plan as it was casts no shadow. */
const ghostsOf = (
  columns: readonly Period[],
  measure: MeasureRecord,
  basis: Pick<BowlingBasis, 'measure'>,
  revisions: readonly Revision[],
): GhostRow[] => {
  const plans = revisions
    .flatMap(({ revision, on, measured, due }) =>
      measured?.measure === measure.id ? [{ revision, on, jopTo: measured.jopTo, plan: planFor(measure, measured, due) }] : [],
    )
    .filter(({ plan }, index, all) => index === 0 || !samePlan(plan, all[index - 1]!.plan));
  return plans
    .slice(0, -1)
    .map(({ revision, on, jopTo, plan }) => ({ revision, on, plan: ghostOf(columns, { measure: basis.measure, jopTo, plan }) }));
};

const cellOf = (
  column: BowlingColumn,
  readings: Readings,
  { isClosed }: Series,
  asPublished: number | null,
  asKnownNow: number | null,
): BowlingCell => {
  const cells = column.periods.flatMap((period) => readings.get(period) ?? []);
  return {
    ...column,
    ...cellMarks[column.status],
    noActivity: cells.length > 0 && cells.every(({ value }) => value === null),
    asPublished,
    asKnownNow,
    closed: column.periods.length > 0 && column.periods.every(isClosed),
    late: cells.some(({ late }) => late),
    corrected: cells.some(({ corrected }) => corrected),
  };
};

/** The newest stretch of the chart, where its limits are shown. */
const processOf = (judged: ChartJudgement): Process | null => {
  const { mean = null, lower = null, upper = null, displayLower = null, displayUpper = null } = judged.latest ?? {};
  return mean === null || (lower === null && upper === null) ? null : { mean, lower: displayLower, upper: displayUpper };
};

const whyNoProcess = (judged: ChartJudgement): string =>
  judged.counted === 0
    ? 'the measure has no chart'
    : judged.counted < judged.limitsFrom
      ? `limits are not shown yet (${judged.counted} of ${judged.limitsFrom} points)`
      : 'its chart shows no limits';
