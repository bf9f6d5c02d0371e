import { readTogether, type Scorecard, type ScorecardLine } from '#strategy';

/** A measure of a scorecard by hand: it gets worse and misses its target. */
export const handMadeLine = (changes: Partial<ScorecardLine> = {}): ScorecardLine => ({
  measure: 'measure-1',
  name: 'Falls',
  unit: 'unit-1',
  unitOfMeasure: 'falls',
  direction: { kind: 'DECREASE' },
  class: null,
  latest: { period: '2026-03', value: '12', numerator: null, denominator: null },
  target: { value: 5 },
  met: false,
  variation: 'concern_high',
  assurance: 'consistent_fail',
  variationText: 'It rises.',
  assuranceText: 'It will go on missing its target.',
  problem: null,
  awaited: null,
  periodsOverdue: 0,
  reading: readTogether('concern_high', 'consistent_fail'),
  ...changes,
});

/** A measure of which nothing is known yet. */
export const emptyLine: ScorecardLine = handMadeLine({
  measure: 'measure-2',
  name: 'Sores',
  latest: null,
  target: null,
  met: null,
  variation: null,
  assurance: null,
  variationText: 'There is nothing to judge.',
  assuranceText: 'There is no target.',
  reading: readTogether(null, null),
});

export const handMadeScorecard = (...lines: readonly ScorecardLine[]): Pick<Scorecard, 'lines' | 'falseIcons'> => ({
  lines,
  falseIcons: {
    measures: lines.length,
    expected: 0.02 * lines.length,
    sentence: 'About so many would show a special cause by chance alone.',
  },
});
