import { gapsOf } from './judgement.js';
import type { RunsAnalysis, Warning } from './model.js';
import { figuresOf, isOfQuotients } from './process-figures.js';
import { processOf, sideOf, type PointLines, type Process, type ProcessKind } from './processes.js';
import type { Rulebook } from './rulebook.js';
import { runsAnalysisOf } from './runs.js';
import { cut, type Cut } from './segments.js';
import type { Series } from './series.js';

/** A stretch of points with the voice of its process: what they say of it. */
export interface ProcessSegment extends Cut {
  readonly voice: Process;
  readonly runs: RunsAnalysis;
}

/** All that is calculated of a chart whose limits come from what is counted. */
export interface ProcessJudgement {
  readonly kind: ProcessKind;
  readonly series: Series;
  readonly rulebook: Rulebook;
  readonly segments: readonly ProcessSegment[];
  readonly limitsShown: boolean;
  readonly notes: readonly Warning[];
}

/** The lines at a point of a segment; null where none are shown, and where shares and rates lack a denominator. */
export const linesAt = (
  { kind, limitsShown }: ProcessJudgement,
  { voice }: ProcessSegment,
  denominator: number | null,
): PointLines | null => (limitsShown && (denominator !== null || !isOfQuotients(kind)) ? voice.linesAt(denominator ?? 1) : null);

/** Reads what each stretch of a series says of its process, and by it where the points lie. */
export const judgeProcess = (kind: ProcessKind, series: Series, rulebook: Rulebook): ProcessJudgement => {
  const { segments: cuts, notes } = cut(series, rulebook);
  const figures = figuresOf(kind, series, gapsOf(series, rulebook));
  const segments = cuts.map((one): ProcessSegment => {
    const voice = processOf(kind, figures, one.from, one.baselineTo ?? one.to, rulebook);
    const { centre } = voice;
    const sides = centre === null ? [] : Array.from(series.values.subarray(one.from, one.to), (value) => sideOf(value, centre));
    return { ...one, voice, runs: runsAnalysisOf(sides) };
  });
  const limitsShown = kind !== 'run' && series.values.length >= rulebook.minPointsLimits && rulebook.values !== 'rolling';
  return { kind, series, rulebook, segments, limitsShown, notes };
};
