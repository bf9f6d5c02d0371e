/** Units held against each other: the figures of one measure each, pooled over the same days, within limits by their size. */
import { type Day, reject, type Rejection } from '#kernel';
import { BadSeries, type Funnel, type FunnelKind, funnelOf } from '#spc';
import { frequencyWords, kindWords, saidDay, saidSpan } from '../arithmetic/in-words.js';
import { aggregate } from '../arithmetic/aggregation.js';
import { addPeriods, firstDay, lastDay, nextPeriod, periodOf, periodsBetween } from '../arithmetic/days.js';
import type { MeasureKind } from '../measure/measure.events.js';
import { isInParts } from '../measure/reading.js';
import { asKnownNow } from '../measure/series.js';
import type { Figure, MeasureId, UnitId } from '../vocabulary.js';
import type { MeasureRecord, Moment } from '../views/index.js';

/** Measures that are compared at once: every trust of England, and room for more. */
export const comparedMax = 250;

export interface FunnelQuestion {
  /** Periods count that lie wholly between these days, both included. */
  readonly from: Day;
  readonly to: Day;
  /** What every unit is held against; all units together where it is left out. */
  readonly target?: Figure | null;
  /** Whether limits are widened by what units vary beyond chance. Yes, unless told otherwise. */
  readonly overdispersion?: boolean | null;
  /** Another moment: the figures as they were known then. */
  readonly known?: Moment;
}

/** What was pooled to make a unit's figure: so many periods reported, of so many. */
export interface ComparedMeasure {
  readonly measure: MeasureRecord;
  readonly reported: number;
  readonly of: number;
}

export interface LeftOut {
  readonly measure: MeasureId;
  readonly name: string;
  readonly because: string;
}

export interface UnitsCompared {
  readonly kind: MeasureKind;
  readonly unitOfMeasure: string;
  readonly funnel: Funnel;
  /** One for each unit of the funnel, in the same order. */
  readonly compared: readonly ComparedMeasure[];
  readonly leftOut: readonly LeftOut[];
}

export type FunnelCode = 'NotComparable' | 'NothingToCompare';
type Refused = Rejection<FunnelCode>;

const funnelKinds: Readonly<Partial<Record<MeasureKind, FunnelKind>>> = { PROPORTION: 'proportion', RATE: 'rate' };

/** What the measures all are, or which of them cannot be held against the others. */
const sameKind = (measures: readonly MeasureRecord[]): { kind: MeasureKind; funnelKind: FunnelKind; unitOfMeasure: string } | Refused => {
  const [first] = measures;
  if (!first) return reject('NothingToCompare', 'none of these measures exists at this moment, name some that do');
  const { kind, unitOfMeasure } = first.definition;
  for (const { definition } of measures) {
    if (funnelKinds[definition.kind] === undefined || !isInParts(definition))
      return reject(
        'NotComparable',
        `'${definition.name}' is a ${kindWords[definition.kind]} without numerators and denominators, compare proportions or rates that have them`,
      );
    if (definition.kind !== kind || definition.unitOfMeasure !== unitOfMeasure)
      return reject(
        'NotComparable',
        `'${definition.name}' is a ${kindWords[definition.kind]} in ${definition.unitOfMeasure} and '${first.definition.name}' a ${kindWords[kind]} in ${unitOfMeasure}, compare measures of one thing`,
      );
  }
  return { kind, funnelKind: funnelKinds[kind]!, unitOfMeasure };
};

interface Pooled extends ComparedMeasure {
  readonly numerator: number;
  readonly denominator: number;
}

/** The figures between two days as one, or why there is none. */
const pooledBetween = (moment: Moment, measure: MeasureRecord, from: Day, to: Day): Pooled | { readonly because: string } => {
  const { frequency } = measure.definition;
  const [atFrom, atTo] = [periodOf(frequency, from), periodOf(frequency, to)];
  const first = firstDay(frequency, atFrom) < from ? nextPeriod(frequency, atFrom) : atFrom;
  const last = lastDay(frequency, atTo) > to ? addPeriods(frequency, atTo, -1) : atTo;
  const of = periodsBetween(frequency, first, last) + 1;
  if (of < 1)
    return {
      because: `it is reported ${frequencyWords[frequency].adverb}, and no whole ${frequencyWords[frequency].period} lies from ${saidDay(from)} to ${saidDay(to)}`,
    };
  // What was said of other periods changes nothing in these: ten years of weeks are not gone through for the sake of one.
  const said = moment.tables.observations
    .of(measure.id)
    .filter((record) => record.kind === 'REVERSED' || (record.period >= first && record.period <= last));
  const cells = [...asKnownNow(said).values()];
  if (cells.length === 0) return { because: `no figure is reported for ${saidSpan(first, last)}` };
  const { numerator, denominator } = aggregate(cells, 'RATIO');
  if (numerator === null || denominator === null) return { because: 'a figure of it has no numerator and denominator' };
  if (denominator === 0) return { because: `there was no activity in ${saidSpan(first, last)}` };
  return { measure, numerator, denominator, reported: cells.length, of };
};

/** Each by its unit; by its own name too, where several are of the same unit. */
const namesOf = ({ tables }: Moment, measures: readonly MeasureRecord[]): ReadonlyMap<MeasureId, string> => {
  const sharing = (unit: UnitId): boolean => measures.filter((each) => each.unit === unit).length > 1;
  return new Map(
    measures.map(({ id, unit, definition }) => {
      const name = tables.units.get(unit)?.name ?? unit;
      return [id, sharing(unit) ? `${name}: ${definition.name}` : name];
    }),
  );
};

/**
 * Proportions or rates of many units over the same days, each pooled as Σ numerator / Σ denominator. Points that charts leave
 * out as ghosts count: they were reported. A measure without a figure in that time is left out, with the reason.
 */
export const unitsCompared = (
  moment: Moment,
  ids: readonly MeasureId[],
  { from, to, target = null, overdispersion, known = moment }: FunnelQuestion,
): UnitsCompared | Refused => {
  if (from > to) return reject('NothingToCompare', `no day lies from ${saidDay(from)} to ${saidDay(to)}, name the earlier one first`);
  const asked = [...new Set(ids)];
  const measures = asked.flatMap((id) => moment.tables.measures.get(id) ?? []);
  const same = sameKind(measures);
  if ('because' in same) return same;
  const names = namesOf(moment, measures);
  const compared: Pooled[] = [];
  const leftOut: LeftOut[] = [];
  for (const id of asked) {
    const measure = moment.tables.measures.get(id);
    const name = names.get(id) ?? id;
    const figures = measure ? pooledBetween(known, measure, from, to) : { because: 'there is no such measure at this moment' };
    if ('because' in figures) leftOut.push({ measure: id, name, because: figures.because });
    else compared.push(figures);
  }
  if (compared.length === 0)
    return reject(
      'NothingToCompare',
      `none of these measures can be compared: ${leftOut
        .slice(0, 3)
        .map(({ name, because }) => `${name}, since ${because}`)
        .join('; ')}`,
    );
  try {
    const funnel = funnelOf(
      compared.map(({ measure: { id }, numerator, denominator }) => ({ id, name: names.get(id)!, numerator, denominator })),
      { kind: same.funnelKind, overdispersion: overdispersion ?? true, ...(target !== null && { target: Number(target) }) },
    );
    return { kind: same.kind, unitOfMeasure: same.unitOfMeasure, funnel, compared, leftOut };
  } catch (error) {
    if (error instanceof BadSeries) return reject('NotComparable', error.message);
    throw error;
  }
};
