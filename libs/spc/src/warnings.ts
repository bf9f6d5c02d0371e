import type { Judgement } from './judgement.js';
import type { ChartPoint, Segment, Warning } from './model.js';

export const warningsOf = ({ notes }: Judgement, _points: readonly ChartPoint[], _segments: readonly Segment[]): readonly Warning[] =>
  notes;
