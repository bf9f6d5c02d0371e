import type { Chart, ChartKind, Options, Point } from './model.js';
import { processChart } from './process-chart.js';
import { rulebookOf, type Rulebook } from './rulebook.js';
import { readSeries, type Series } from './series.js';
import { xmrChart } from './xmr.js';

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
