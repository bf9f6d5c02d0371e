import { sayDay } from './calendar.js';
import { sayCount, sayFigure, sayValue } from './figures.js';
import { judgeSeries, type Judgement } from './judgement.js';
import type { RecalculationSuggestion } from './model.js';
import { rowOf } from './series.js';

/** A run on one side of the mean, to the latest point, from which a recalculation is worth asking about. */
const runLeast = 8;
/** Points before and after the change that make limits one may rely on. */
const stretchLeast = 12;

/** Where the run on one side of the mean that reaches the latest point begins. */
const runStart = ({ zones, gaps }: Judgement, from: number): number => {
  const latest = zones.length - 1;
  const side = Math.sign(zones[latest]!);
  let start = latest;
  while (start > from && !gaps?.[start] && Math.sign(zones[start - 1]!) === side) start -= 1;
  return side === 0 ? latest : start;
};

const meanOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let index = from; index < to; index += 1) sum += values[index]!;
  return sum / (to - from);
};

/**
 * Where limits might be calculated anew, with what speaks for it: a run of eight or more on one side of the newest
 * segment's mean that lasts to the latest point, a mean moved by a sigma or more, and twelve points or more before it.
 * After fewer than twelve points it is one to watch. Whether a cause is known is for people to say.
 */
export function suggestRecalculation(judgement: Judgement): RecalculationSuggestion | null {
  const { series, rulebook, segments, limitsShown, zones } = judgement;
  const segment = segments.at(-1);
  // A chart whose limits a baseline sets for ever has no segment to add.
  const isFixed = rulebook.baselineSets === 'all' && segment?.baselineTo != null;
  if (!limitsShown || !segment || segment.mean === null || segment.sigma === null || segment.sigma <= segment.tolerance || isFixed)
    return null;
  const counted = zones.length;
  const start = runStart(judgement, segment.from);
  const pointsAfter = counted - start;
  const pointsBefore = start - segment.from;
  if (pointsAfter < runLeast || pointsBefore < stretchLeast) return null;
  const meanAfter = meanOf(series.values, start, counted);
  const sigmaMoved = Math.abs(meanAfter - segment.mean) / segment.sigma;
  if (!(sigmaMoved >= 1) || !Number.isFinite(sigmaMoved)) return null;
  const from = series.points[rowOf(series, start)]!.date;
  const then = judgeSeries(series, { ...rulebook, recalculateAt: [...rulebook.recalculateAt, from] });
  const strength = pointsAfter >= stretchLeast ? 'suggest' : 'watch';
  const side = meanAfter > segment.mean ? 'above' : 'below';
  const wayOn =
    strength === 'suggest'
      ? 'If a cause is known, limits may be calculated anew from there.'
      : `It is early: limits take ${stretchLeast} points after the change.`;
  return {
    from,
    strength,
    runLength: pointsAfter,
    meanBefore: segment.mean,
    meanAfter,
    sigmaMoved,
    pointsBefore,
    pointsAfter,
    iconsNow: { variation: judgement.variation, assurance: judgement.assurance },
    iconsThen: { variation: then.variation, assurance: then.assurance },
    because:
      `Since ${sayDay(from)} ${sayCount(pointsAfter, 'point')} in a row lie ${side} the mean of ${sayValue(segment.mean, rulebook.inPercent)}; ` +
      `their own mean is ${sayValue(meanAfter, rulebook.inPercent)}, ${sayFigure(Number(sigmaMoved.toFixed(1)))} sigma away. ${wayOn}`,
  };
}
