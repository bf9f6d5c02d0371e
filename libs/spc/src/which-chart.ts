import { sayCount, sayFigure } from './figures.js';
import type { ChartKind, Options, Point } from './model.js';
import { medianOf } from './runs.js';
import { sigmaZOf } from './processes.js';
import { conventions } from './presets.js';
import { readSeries, rowOf, type Series } from './series.js';

/** What a measure's figures are. */
export const measureKinds = [
  'continuous',
  'proportion',
  'rate',
  'count',
  'days-between',
  'cases-between',
  'ordinal',
  'categories',
  'rolling',
] as const satisfies readonly (NonNullable<Options['values']> | 'cases-between' | 'ordinal' | 'categories')[];
export type MeasureKind = (typeof measureKinds)[number];

export interface MeasureDescribed {
  readonly kind: MeasureKind;
  readonly points: readonly Point[];
  /** Whether many units are to be compared at one time, rather than one followed through time. */
  readonly manyUnits?: boolean;
}

/** The figures a suggestion rests on; null where they say nothing of the kind. */
export interface MeasureFigures {
  /** Points that count: neither ghosts nor missing. */
  readonly counted: number;
  readonly mean: number | null;
  readonly medianDenominator: number | null;
  readonly sigmaZ: number | null;
}

export interface ChartSuggestion {
  readonly chart: ChartKind | 'funnel' | 'pareto';
  /** What else suits, the better first. Of a series in time an XmR chart always does. */
  readonly alternatives: readonly (ChartKind | 'funnel' | 'pareto')[];
  readonly because: string;
  readonly figures: MeasureFigures;
}

/** Counted points from which limits are shown. */
const pointsForLimits = conventions['mdc-2.6'].minPointsLimits;
/** Denominators up to this leave chance a share in the variation that can be seen; far above it chance all but vanishes. */
const modestDenominator = 1000;
/** Neighbours that vary between so many times as much as chance makes them vary as by chance. */
const nearChance = { from: 0.8, to: 1.2 } as const;
/** Fewer than so many events a period are rare events. */
const countLeast = 5;

const figuresOf = ({ kind, points }: MeasureDescribed): MeasureFigures => {
  const series = readSeries(points);
  const { values } = series;
  const counted = values.length;
  const sum = (some: Float64Array): number => some.reduce((total, value) => total + value, 0);
  if (counted === 0) return { counted, mean: null, medianDenominator: null, sigmaZ: null };
  const parts = partsOf(series, kind);
  const mean = sum(values) / counted;
  if (parts === null || (kind !== 'proportion' && kind !== 'rate')) return { counted, mean, medianDenominator: null, sigmaZ: null };
  const centre = sum(parts.numerators) / sum(parts.denominators);
  const variance = kind === 'proportion' ? centre * (1 - centre) : centre;
  return {
    counted,
    mean: centre,
    medianDenominator: medianOf([...parts.denominators]),
    sigmaZ: sigmaZOf({ values, ...parts, gaps: null }, 0, counted, centre, (n) => Math.sqrt(variance / n)),
  };
};

/** Numerators and denominators of the counted points; null where one of them lacks them, or they are no parts of a whole. */
const partsOf = (series: Series, kind: MeasureKind): { readonly numerators: Float64Array; readonly denominators: Float64Array } | null => {
  const rows = Array.from(series.values, (_, index) => series.points[rowOf(series, index)]!);
  const isPart = ({ numerator, denominator }: Point): boolean =>
    numerator != null && !!denominator && numerator >= 0 && (kind !== 'proportion' || numerator <= denominator);
  if (!rows.every(isPart)) return null;
  return {
    numerators: Float64Array.from(rows, ({ numerator }) => numerator!),
    denominators: Float64Array.from(rows, ({ denominator }) => denominator!),
  };
};

/**
 * Which chart suits a measure, with the reason. It is a suggestion: people choose, and an XmR chart is always allowed.
 *
 * @throws BadSeries naming a point that cannot be read
 */
export const suggestChart = (measure: MeasureDescribed): ChartSuggestion => {
  const figures = figuresOf(measure);
  return { ...choiceOf(measure, figures), figures };
};

type Choice = Omit<ChartSuggestion, 'figures'>;
const choose = (chart: ChartSuggestion['chart'], alternatives: ChartSuggestion['alternatives'], because: string): Choice => ({
  chart,
  alternatives,
  because,
});

const choiceOf = ({ kind, manyUnits }: MeasureDescribed, figures: MeasureFigures): Choice => {
  const { counted, mean } = figures;
  if (kind === 'categories')
    return choose('pareto', [], 'Categories have no order in time: a Pareto shows which few of them make most of the whole.');
  if (manyUnits === true)
    return choose(
      'funnel',
      ['xmr'],
      'Many units at one time are compared in a funnel plot, which allows each the variation its size brings.',
    );
  if (kind === 'rolling')
    return choose(
      'run',
      ['xmr'],
      'A rolling figure shares most of its data with the one before it, so no limits hold for it: draw it as a line, and chart the figures it is made of.',
    );
  if (kind === 'ordinal')
    return choose('run', ['xmr'], 'Grades have an order but no distances, so a median and runs suit them and a mean does not.');
  if (counted < pointsForLimits)
    return choose(
      'run',
      ['xmr'],
      `${sayCount(counted, 'point')} ${counted === 1 ? 'counts' : 'count'}, and limits take ${pointsForLimits}: until then a run chart says all that can be said.`,
    );
  if (kind === 'days-between')
    return choose('t', ['xmr'], 'Time between rare events is far from even: a t chart evens it out before it draws limits.');
  if (kind === 'cases-between')
    return choose('g', ['xmr'], 'Cases between rare events follow a geometric distribution, for which a g chart has its limits.');
  if (kind === 'count')
    return mean! < countLeast
      ? choose(
          't',
          ['g', 'xmr'],
          `${sayFigure(mean!)} events a period are too few for limits on both sides: chart the days (t) or the cases (g) between them.`,
        )
      : choose(
          'xmr',
          ['c'],
          `${sayFigure(mean!)} events a period are enough for an XmR chart, which takes its limits from what the counts do.`,
        );
  if (kind === 'proportion' || kind === 'rate') return choiceOfQuotients(kind, figures);
  return choose('xmr', [], 'An XmR chart takes its limits from the measurements themselves.');
};

const choiceOfQuotients = (kind: 'proportion' | 'rate', { mean, medianDenominator, sigmaZ }: MeasureFigures): Choice => {
  const [plain, prime] = kind === 'proportion' ? (['p', 'p-prime'] as const) : (['u', 'u-prime'] as const);
  if (medianDenominator === null || sigmaZ === null)
    return choose(
      'xmr',
      [],
      `Without a numerator and the denominator it belongs to for every point, an XmR chart of the ${kind} is what can be drawn; store both, never the ${kind} alone.`,
    );
  const said = `neighbours vary ${sayFigure(Number(sigmaZ.toFixed(2)))} times as much as chance makes them, on denominators of about ${sayFigure(medianDenominator)}`;
  const xmr = (also: readonly ChartKind[], so: string): Choice =>
    choose('xmr', also, `An XmR chart of the ${kind} takes its limits from what the figures do: ${said}${so}`);
  if (sigmaZ > nearChance.to) return xmr([prime], `, so a plain ${plain} chart would call ordinary periods special.`);
  if (sigmaZ < nearChance.from) return xmr([prime], `, so a plain ${plain} chart would overlook special periods.`);
  const expected = medianDenominator * (kind === 'proportion' ? Math.min(mean!, 1 - mean!) : mean!);
  if (expected < countLeast) return xmr([prime], `, and about ${sayFigure(expected)} events a period are too few for a ${plain} chart.`);
  if (medianDenominator > modestDenominator)
    return xmr(
      [prime, plain],
      `, which is chance, but so large that the least change of the process would leave the limits of a ${plain} chart.`,
    );
  return kind === 'proportion'
    ? choose('p', ['xmr', 'p-prime'], `Chance alone explains the variation: ${said}, so a p chart allows each point what its size brings.`)
    : xmr(['u-prime', 'u'], ', which is chance, so a u chart agrees.');
};
