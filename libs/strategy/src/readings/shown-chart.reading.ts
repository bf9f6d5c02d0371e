/** A chart as a publication keeps it: figures as text, so that it is the same in any language for ever. */
import type { Chart, Options } from '#spc';
import { rounded } from '../arithmetic/figures.js';
import { type FiguresShown, type ShownChart, type ShownOptions, shownPointsMax, type ShownTarget } from '../measure/chart-choice.js';
import type { Figure, MeasureId } from '../vocabulary.js';
import type { Moment } from '../views/index.js';
import { measureChart } from './measure-chart.reading.js';

const text = (number: number | null | undefined): Figure | null => (number === null || number === undefined ? null : rounded(number));
const certain = (number: number): Figure => rounded(number) ?? '0';

const targetsOf = (target: Options['target']): ShownTarget[] => {
  if (target === null || target === undefined) return [];
  if (typeof target === 'number') return [{ from: null, value: certain(target) }];
  return target.map((each) =>
    'value' in each
      ? { from: each.from ?? null, value: certain(each.value) }
      : { from: each.from ?? null, lo: certain(each.lo), hi: certain(each.hi) },
  );
};

const optionsShown = (options: Options): ShownOptions => ({
  direction: options.direction ?? null,
  targets: targetsOf(options.target),
  recalculateAt: [...(options.recalculateAt ?? [])],
  baselinePoints: options.baselinePoints ?? null,
  baselineUntil: options.baselineUntil ?? null,
  shiftPoints: options.shiftPoints ?? null,
  trendPoints: options.trendPoints ?? null,
  limitConstant: text(options.limitConstant),
  screening: options.screening ?? null,
  minPointsLimits: options.minPointsLimits ?? null,
  twoSigmaCountsBeyond: options.twoSigmaCountsBeyond ?? null,
  rulesCrossSegments: options.rulesCrossSegments ?? null,
  conflict: options.conflict ?? null,
  conflictTie: options.conflictTie ?? null,
  targetOnLimit: options.targetOnLimit ?? null,
  missing: options.missing ?? null,
  bounds: options.bounds ? { lo: text(options.bounds.lo), hi: text(options.bounds.hi) } : null,
  pointsPerYear: options.pointsPerYear ?? null,
  values: options.values ?? null,
});

const shown = (chart: Chart, periods: readonly { readonly period: string }[]): ShownChart => {
  const points = chart.points.map(({ value, ghost, mean, lower, upper, type }, index) => ({
    period: periods[index]!.period,
    value: text(value),
    ghost,
    mean: text(mean),
    lower: text(lower),
    upper: text(upper),
    type,
  }));
  const latest = chart.points.findLastIndex(({ ghost, missing }) => !ghost && !missing);
  return {
    preset: chart.preset,
    chart: chart.chart,
    rulesVersion: chart.rulesVersion,
    options: optionsShown(chart.options),
    latest: periods[latest]?.period ?? null,
    variation: chart.variation,
    assurance: chart.assurance,
    points: points.slice(-shownPointsMax),
    pointsLeftOut: Math.max(0, points.length - shownPointsMax),
  };
};

/** What would be published of a measure's chart at the moment, or why there is nothing. */
export const shownChartAt = (moment: Moment, id: MeasureId, figures: FiguresShown): ShownChart | { readonly none: string } => {
  const measure = moment.tables.measures.get(id);
  if (!measure) return { none: 'there is no such measure' };
  const { chart, periods, problem } = measureChart(moment, measure, { figures });
  return chart ? shown(chart, periods) : { none: problem?.because ?? 'there are no figures' };
};
