/** A measured target of an aim or goal as it stood at a moment, and which of its periods had been missed by then. */
import type { Day } from '#kernel';
import { listed, saidPeriod, saidValue } from '../../arithmetic/in-words.js';
import { cellStatus, type CellStatus } from '../../arithmetic/cell-status.js';
import { planOf } from '../../arithmetic/trajectory.js';
import type { Cell } from '../../measure/series.js';
import type { CycleId, Figure, MeasureId, MeasuredTerms, Period, UnitId } from '../../vocabulary.js';
import type { MeasureRecord, Moment } from '../../views/index.js';
import { isActive } from '../../views/parents.js';
import { plannedMeasureOf, readingsOf } from '../figures-of-measure.reading.js';
import type { FindingEvidence } from './integrity-rule.js';

/** An aim or goal, measured or not. */
export interface Aimed {
  readonly ref: { readonly kind: 'AIM' | 'GOAL'; readonly id: string };
  readonly statement: string;
  readonly unit: UnitId;
  readonly cycle: CycleId;
  readonly due: Day;
  /** The event that brought it into being, and the one by which it is as it is. */
  readonly since: number;
  readonly agreedAt: number;
  readonly measured: MeasuredTerms | null;
}

export interface MeasuredTarget extends Aimed {
  readonly terms: MeasuredTerms;
  readonly measure: MeasureRecord;
}

export const aimedAt = ({ tables }: Moment, { kind, id }: Aimed['ref']): Aimed | null => {
  const record = kind === 'AIM' ? tables.aims.get(id) : tables.goals.get(id);
  if (!record) return null;
  const { unit, cycle, since, terms } = record;
  const revisions = kind === 'AIM' ? tables.aimRevisions.of(id) : tables.goalRevisions.of(id);
  const agreedAt = revisions.at(-1)?.ordinal ?? since;
  return { ref: { kind, id }, statement: terms.statement, unit, cycle, due: terms.due, since, agreedAt, measured: terms.measured };
};

export const targetAt = (moment: Moment, ref: Aimed['ref']): MeasuredTarget | null => {
  const aimed = aimedAt(moment, ref);
  const measure = aimed?.measured && moment.tables.measures.get(aimed.measured.measure);
  return aimed?.measured && measure ? { ...aimed, terms: aimed.measured, measure } : null;
};

/** Everything in force that is measured by it: adopted aims and active goals. */
export const targetsOf = (moment: Moment, measure: MeasureId): MeasuredTarget[] => {
  const { tables } = moment;
  const aims = [...tables.aims.values()].filter(({ status, terms }) => status === 'ADOPTED' && terms.measured.measure === measure);
  const goals = [...new Set(tables.goalsByMeasure.of(measure))].filter((id) => {
    const goal = tables.goals.get(id);
    return goal !== undefined && isActive(goal) && goal.terms.measured?.measure === measure;
  });
  return [...aims.map(({ id }) => ({ kind: 'AIM', id }) as const), ...goals.map((id) => ({ kind: 'GOAL', id }) as const)].flatMap(
    (ref) => targetAt(moment, ref) ?? [],
  );
};

/** A period with a plan and a figure. */
export interface JudgedPeriod {
  readonly period: Period;
  readonly value: Figure;
  readonly plan: number;
  readonly status: CellStatus;
  /** The event of the figure. */
  readonly ordinal: number;
}

/** What every period was planned to come to; days between rare events are planned by no period. */
export const plannedIn = ({ measure, terms, due }: MeasuredTarget): ReadonlyMap<Period, number> =>
  measure.definition.kind === 'DAYS_BETWEEN'
    ? new Map()
    : new Map(planOf(terms, due, plannedMeasureOf(measure)).map(({ period, value }) => [period, value]));

export const judged = (
  { measure, terms }: MeasuredTarget,
  plan: number | undefined,
  { period, value, ordinal }: Pick<Cell, 'period' | 'value' | 'ordinal'>,
): JudgedPeriod | null => {
  if (plan === undefined || value === null) return null;
  const { direction } = measure.definition;
  const status = cellStatus({ actual: { value: Number(value) }, plan, due: true, direction, tolerance: Number(terms.tolerance) });
  return { period, value, plan, status, ordinal };
};

/** Every period of the plan that had a figure by then, in order. */
export const judgedBy = (moment: Moment, target: MeasuredTarget): JudgedPeriod[] => {
  const planned = plannedIn(target);
  return [...readingsOf(moment, target.measure.id).values()].flatMap((cell) => judged(target, planned.get(cell.period), cell) ?? []);
};

/** How far back a miss still explains a decision, in periods that were judged. */
export const latestPeriods = 3;

/** Of the latest three judged periods those that were MISSED, oldest first. */
export const missedLately = (moment: Moment, target: MeasuredTarget): JudgedPeriod[] =>
  judgedBy(moment, target)
    .slice(-latestPeriods)
    .filter(({ status }) => status === 'MISSED');

/** The day its run ends: when it is due, or with its year where that ends before. */
export const runEnds = ({ tables }: Moment, { due, cycle }: Aimed): Day => {
  const ends = tables.cycles.get(cycle)?.ends;
  return ends !== undefined && ends < due ? ends : due;
};

/** What was agreed when the decision was made, and the figures that showed how it went. */
export const evidenceOf = (target: MeasuredTarget, periods: readonly { readonly ordinal: number }[]): FindingEvidence[] => [
  agreedBy(target),
  ...periods.map(({ ordinal }): FindingEvidence => ({ position: ordinal, kind: 'MEASURE', id: target.measure.id })),
];
export const agreedBy = ({ ref, agreedAt }: Aimed): FindingEvidence => ({ position: agreedAt, ...ref });

const saidMax = 4;
/** `May 2026 (38 where 37 was planned)`, of many the latest. */
export const saidPeriods = ({ measure: { definition } }: MeasuredTarget, periods: readonly JudgedPeriod[]): string => {
  const left = periods.length - saidMax;
  const words = periods
    .slice(-saidMax)
    .map(
      ({ period, value, plan }) =>
        `${saidPeriod(period)} (${saidValue(definition, value)} where ${saidValue(definition, plan)} was planned)`,
    );
  return `${left > 0 ? `${left} earlier, ` : ''}${listed(words)}`;
};
