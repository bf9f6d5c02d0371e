import type { Point } from './model.js';
import { suggestChart, type MeasureKind } from './which-chart.js';

const month = (index: number): string => `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
const values = (given: readonly number[]): Point[] => given.map((value, index) => ({ date: month(index), value }));
const quotients = (given: readonly number[], denominator: number): Point[] =>
  given.map((numerator, index) => ({ date: month(index), numerator, denominator }));
const every = (count: number, of: (index: number) => number): readonly number[] => Array.from({ length: count }, (_, index) => of(index));
const asked = (kind: MeasureKind, points: readonly Point[]) => {
  const { chart, alternatives } = suggestChart({ kind, points });
  return [chart, ...alternatives];
};

describe('Which chart suits', () => {
  it('is a p chart where chance alone explains a proportion of modest denominators', () => {
    // Of 100 a fifth: σ is 4, so steps of 4 or 5 every month are z-ranges of about 1.128.
    const suggestion = suggestChart({
      kind: 'proportion',
      points: quotients(
        every(16, (index) => 20 + (index % 2 === 0 ? 2.25 : -2.25)),
        100,
      ),
    });
    expect(suggestion.chart).toBe('p');
    expect(suggestion.figures.sigmaZ).toBeCloseTo(4.5 / 4 / 1.128, 10);
    expect(suggestion.figures).toMatchObject({ counted: 16, medianDenominator: 100, mean: 0.2 });
    expect(suggestion.because).toBe(
      'Chance alone explains the variation: neighbours vary 1 times as much as chance makes them, on denominators of about 100, so a p chart allows each point what its size brings.',
    );
  });

  it('is an XmR chart, or p′, where a proportion varies beyond chance', () => {
    const points = quotients(
      every(16, (index) => 9000 + (index % 2 === 0 ? 200 : -200)),
      10_000,
    );
    expect(asked('proportion', points)).toEqual(['xmr', 'p-prime']);
    // σ is 0.003, a step 0.04: 13.33/1.128 = 11.82.
    expect(suggestChart({ kind: 'proportion', points }).because).toBe(
      'An XmR chart of the proportion takes its limits from what the figures do: neighbours vary 11.82 times as much as chance makes them, on denominators of about 10,000, so a plain p chart would call ordinary periods special.',
    );
  });

  it('is an XmR chart of a proportion that varies less than chance, is rare, or is of large denominators', () => {
    expect(
      suggestChart({
        kind: 'proportion',
        points: quotients(
          every(16, () => 20),
          100,
        ),
      }).because,
    ).toContain('would overlook special periods');
    // 1 ± 0.56 of 100: σ is 0.995, a step of 1.12 close to chance.
    const rare = quotients(
      every(16, (index) => 1 + (index % 2 === 0 ? 0.56 : -0.56)),
      100,
    );
    expect(suggestChart({ kind: 'proportion', points: rare }).because).toContain('about 1 events a period are too few for a p chart');
    // 5,000 of 10,000: σ is 50, a step of 56.4.
    const large = quotients(
      every(16, (index) => 5000 + (index % 2 === 0 ? 28.2 : -28.2)),
      10_000,
    );
    expect(asked('proportion', large)).toEqual(['xmr', 'p-prime', 'p']);
  });

  it('is an XmR chart where parts were not stored, and says that they should be', () => {
    const { chart, because } = suggestChart({ kind: 'proportion', points: values(every(13, () => 0.9)) });
    expect([chart, because]).toEqual(['xmr', expect.stringContaining('store both, never the proportion alone')]);
  });

  it('is an XmR chart, or u′, for a rate', () => {
    expect(
      asked(
        'rate',
        quotients(
          every(16, (index) => (index % 2 === 0 ? 10 : 30)),
          1000,
        ),
      ),
    ).toEqual(['xmr', 'u-prime']);
  });

  it('is an XmR chart, or c, for counts of five or more, and a chart of what lies between for fewer', () => {
    expect(asked('count', values(every(13, () => 5)))).toEqual(['xmr', 'c']);
    expect(asked('count', values(every(13, (index) => (index === 0 ? 4 : 5))))).toEqual(['t', 'g', 'xmr']);
  });

  it('is a t chart for days between events and a g chart for cases between them', () => {
    expect(asked('days-between', values(every(13, (index) => index)))).toEqual(['t', 'xmr']);
    expect(asked('cases-between', values(every(13, (index) => index)))).toEqual(['g', 'xmr']);
  });

  it('is a run chart below 13 points that count, for grades and for rolling figures', () => {
    const points = values(every(13, (index) => index));
    expect(asked('continuous', points)).toEqual(['xmr']);
    expect(asked('continuous', points.slice(1))).toEqual(['run', 'xmr']);
    expect(asked('continuous', [{ ...points[0]!, ghost: true }, ...points.slice(1)])).toEqual(['run', 'xmr']);
    expect(asked('ordinal', points)).toEqual(['run', 'xmr']);
    expect(asked('rolling', points)).toEqual(['run', 'xmr']);
    expect(suggestChart({ kind: 'continuous', points: [] }).because).toBe(
      '0 points count, and limits take 13: until then a run chart says all that can be said.',
    );
  });

  it('is a funnel for many units at one time and a Pareto for categories', () => {
    expect(suggestChart({ kind: 'proportion', points: [], manyUnits: true }).chart).toBe('funnel');
    expect(suggestChart({ kind: 'categories', points: [] }).chart).toBe('pareto');
  });

  it('always allows an XmR chart of a series in time', () => {
    const kinds: readonly MeasureKind[] = [
      'continuous',
      'proportion',
      'rate',
      'count',
      'days-between',
      'cases-between',
      'ordinal',
      'rolling',
    ];
    for (const kind of kinds)
      for (const length of [0, 5, 20])
        expect(
          asked(
            kind,
            quotients(
              every(length, () => 3),
              7,
            ),
          ),
        ).toContain('xmr');
  });
});
