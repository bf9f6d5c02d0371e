import { BadSeries, type Chart, type ChartKind, type Options, type Point } from './model.js';
import { rulebookOf, type Rulebook } from './rulebook.js';
import { readSeries, type Series } from './series.js';
import { xmrChart } from './xmr.js';

/** How each kind of chart is drawn. */
const charts: { readonly [Kind in ChartKind]?: (series: Series, rulebook: Rulebook) => Chart } = {
  xmr: xmrChart,
};

/**
 * The chart of one series: what to draw, what it says, what to beware of.
 *
 * @throws BadSeries naming the field that cannot be, with its value and the way out.
 */
export function chartOf(points: readonly Point[], options: Options = {}): Chart {
  const rulebook = rulebookOf(options);
  const draw = charts[rulebook.chart];
  if (draw === undefined) {
    const drawn = Object.keys(charts).join(', ');
    throw new BadSeries('options.chart', `options.chart is ${rulebook.chart}: it cannot be drawn; take one of ${drawn}`);
  }
  return draw(readSeries(points), rulebook);
}
