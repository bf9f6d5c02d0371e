import type { Chart, ChartKind, Glance, Options, Point } from './model.js';
import { processChart } from './process-chart.js';
import { rulebookOf, type Rulebook } from './rulebook.js';
import { readSeries, type Series } from './series.js';
import { xmrChart, xmrGlance } from './xmr.js';

/** How each kind of chart is drawn. */
const charts: { readonly [Kind in ChartKind]: (series: Series, rulebook: Rulebook) => Chart } = {
  xmr: xmrChart,
  run: processChart,
  p: processChart,
  'p-prime': processChart,
  u: processChart,
  'u-prime': processChart,
  c: processChart,
  t: processChart,
  g: processChart,
};

/**
 * The chart of one series: what to draw, what it says, what to beware of.
 *
 * @throws BadSeries naming the field that cannot be, with its value and the way out.
 */
export function chartOf(points: readonly Point[], options: Options = {}): Chart {
  const rulebook = rulebookOf(options);
  return charts[rulebook.chart](readSeries(points), rulebook);
}

const seenOf = ({ points, options, variation, assurance, variationText, assuranceText, counted, limitsFrom }: Chart): Glance => ({
  variation,
  assurance,
  variationText,
  assuranceText,
  counted,
  limitsFrom,
  shiftPoints: options.shiftPoints!,
  latest: points.findLast(({ ghost, missing }) => !ghost && !missing) ?? null,
});

/**
 * What {@link chartOf} says of the latest point, for lists of many series. An XmR chart is not drawn for it: of three years
 * of months that takes a tenth of the time.
 *
 * @throws BadSeries where the chart would
 */
export function glanceOf(points: readonly Point[], options: Options = {}): Glance {
  const rulebook = rulebookOf(options);
  const series = readSeries(points);
  return rulebook.chart === 'xmr' ? xmrGlance(series, rulebook) : seenOf(charts[rulebook.chart](series, rulebook));
}
