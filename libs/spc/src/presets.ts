import type { Options, Preset } from './model.js';

/** What a preset decides, and nothing but the preset: everything in which the conventions differ from each other. */
export interface Convention extends Required<
  Pick<
    Options,
    | 'chart'
    | 'shiftPoints'
    | 'trendPoints'
    | 'limitConstant'
    | 'screening'
    | 'minPointsLimits'
    | 'twoSigmaCountsBeyond'
    | 'rulesCrossSegments'
    | 'conflict'
    | 'conflictTie'
    | 'targetOnLimit'
    | 'missing'
  >
> {
  /** Whose limits a baseline sets: those of the first segment, those of each (by its own first points), or those of a chart that is never recalculated. */
  readonly baselineSets: 'first' | 'each' | 'all';
  /** Fewer baseline points are refused. */
  readonly baselineLeast: number;
  /** A segment of fewer counted points has trial limits. */
  readonly trialBelow: number;
}

/** Making Data Count, SQL query 2.6. On a conflict the measure chooses; left to itself it does not favour good news. */
const mdc: Convention = {
  chart: 'xmr',
  shiftPoints: 6,
  trendPoints: 6,
  limitConstant: 2.66,
  screening: 'none',
  minPointsLimits: 13,
  twoSigmaCountsBeyond: true,
  rulesCrossSegments: 'trend',
  conflict: 'concern',
  conflictTie: 'concern',
  targetOnLimit: 'decides',
  missing: 'bridge',
  baselineSets: 'first',
  baselineLeast: 2,
  trialBelow: 12,
};

export const conventions: Readonly<Record<Preset, Convention>> = {
  'mdc-2.6': mdc,
  'mdc-2.6a': { ...mdc, conflict: 'rank' },
  'mdc-excel-5': {
    ...mdc,
    twoSigmaCountsBeyond: false,
    rulesCrossSegments: 'all',
    conflict: 'improvement',
    conflictTie: 'improvement',
    baselineSets: 'all',
  },
  'nhsr-0.2': {
    ...mdc,
    shiftPoints: 7,
    trendPoints: 7,
    screening: 'ranges',
    minPointsLimits: 2,
    twoSigmaCountsBeyond: false,
    rulesCrossSegments: 'none',
    conflict: 'precedence',
    targetOnLimit: 'inconsistent',
    missing: 'break',
    baselineSets: 'each',
    baselineLeast: 12,
    // It says "fewer than 12" and warns at 12 too.
    trialBelow: 13,
  },
  run: { ...mdc, chart: 'run' },
};
