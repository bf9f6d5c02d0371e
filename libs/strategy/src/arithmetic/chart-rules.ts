/** Which engine draws charts, by the version of its rules; and the convention a trust draws them by. */
import { chartOf, glanceOf, type Chart, type Glance, type Options, type Point, type Preset } from '#spc';

/** A version of the rules: the whole chart of a series, and what that chart says of the latest point, drawn without the rest. */
export interface ChartRules {
  chartOf(points: readonly Point[], options: Options): Chart;
  glanceOf(points: readonly Point[], options: Options): Glance;
}

/**
 * Every version of the rules that charts can be drawn by. A version that once was in force stays here for ever, so that
 * the past looks as it looked then.
 */
export const chartRules: ReadonlyMap<number, ChartRules> = new Map([[1, { chartOf, glanceOf }]]);

/** How charts are drawn where a measure does not choose otherwise. */
export interface ChartConvention {
  readonly preset: Preset;
  /** Points in a row that make a shift, and points in a row that make a trend; null is as the preset has them. */
  readonly shiftPoints: number | null;
  readonly trendPoints: number | null;
  readonly rulesVersion: number;
}

/** Making Data Count's query 2.6, by the first version of the rules. */
export const conventionAtFirst: ChartConvention = { preset: 'mdc-2.6', shiftPoints: null, trendPoints: null, rulesVersion: 1 };

/** Points in a row that may be chosen to make a shift or a trend. */
export const runPointsMin = 6;
export const runPointsMax = 8;
