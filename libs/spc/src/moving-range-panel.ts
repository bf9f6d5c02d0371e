import { upperRangeFactor } from './limits.js';
import type { Chart, Day } from './model.js';

/** The chart of moving ranges that goes under an XmR chart. */
export interface MovingRangePanel {
  readonly points: readonly {
    readonly date: Day;
    readonly segment: number;
    readonly range: number | null;
    /** Strictly above the upper limit. */
    readonly above: boolean;
  }[];
  readonly segments: readonly {
    readonly index: number;
    readonly from: Day;
    readonly to: Day;
    readonly mean: number | null;
    /** 3.267 times the mean range (Wheeler's D4 for pairs); null where limits are not shown. */
    readonly upper: number | null;
  }[];
}

/** The moving ranges of a chart, their mean and their upper limit per segment: a range above it is a jump of its own. */
export function movingRangePanel({ points, segments, limitsShown }: Pick<Chart, 'points' | 'segments' | 'limitsShown'>): MovingRangePanel {
  const lines = segments.map(({ index, from, to, meanMovingRange }) => ({
    index,
    from,
    to,
    mean: meanMovingRange,
    upper: limitsShown && meanMovingRange !== null ? upperRangeFactor * meanMovingRange : null,
  }));
  return {
    segments: lines,
    points: points.map(({ date, segment, movingRange }) => {
      const upper = lines[segment]?.upper ?? null;
      return { date, segment, range: movingRange, above: movingRange !== null && upper !== null && movingRange > upper * (1 + 1e-9) };
    }),
  };
}
