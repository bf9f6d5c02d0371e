import fc from 'fast-check';
import { chartKinds, chartOf, glanceOf, presets, type Chart, type Options, type Point } from './index.js';

const dayAfter = (index: number): string => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
const datedFrom = (values: readonly (number | null)[]): readonly Point[] =>
  values.map((value, index) => ({ date: dayAfter(index), value }));

/** Small whole numbers, so that ties, figures on the mean and long runs are common. */
const values = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 45 });
const withGaps = fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { freq: 8 }), { minLength: 1, maxLength: 45 });
const preset = fc.constantFrom(...presets.filter((name) => name !== 'run'));
const direction = fc.constantFrom('increase' as const, 'decrease' as const, 'neutral' as const);
const options: fc.Arbitrary<Options> = fc.record(
  {
    preset,
    direction,
    target: fc.integer({ min: -5, max: 20 }),
    recalculateAt: fc.array(fc.integer({ min: -2, max: 50 }).map(dayAfter), { maxLength: 3 }),
    baselinePoints: fc.integer({ min: 12, max: 20 }),
    screening: fc.constantFrom('none' as const, 'ranges' as const, 'rangesAndMean' as const),
    rulesCrossSegments: fc.constantFrom('none' as const, 'trend' as const, 'all' as const),
    conflict: fc.constantFrom('improvement' as const, 'concern' as const, 'rank' as const, 'precedence' as const),
    missing: fc.constantFrom('bridge' as const, 'break' as const),
  },
  { requiredKeys: [] },
);
const signalsOf = ({ points }: Chart) => points.map(({ type, signalsUp, signalsDown }) => ({ type, signalsUp, signalsDown }));

describe('Whatever the series', () => {
  it('a glance says what the whole chart says of its latest point', () => {
    const kinds = fc.constantFrom(...chartKinds.filter((kind) => kind !== 'p' && kind !== 'p-prime'));
    fc.assert(
      fc.property(withGaps, fc.array(fc.nat(44), { maxLength: 6 }), options, kinds, (given, ghosts, chosen, kind) => {
        const points = given.map((value, index) => ({
          date: dayAfter(index),
          ghost: ghosts.includes(index),
          ...(kind.startsWith('u') ? { numerator: value, denominator: 7 } : { value }),
        }));
        const asked = { ...chosen, chart: kind };
        const { variation, assurance, variationText, assuranceText, counted, limitsFrom, ...chart } = chartOf(points, asked);
        expect(glanceOf(points, asked)).toEqual({
          variation,
          assurance,
          variationText,
          assuranceText,
          counted,
          limitsFrom,
          shiftPoints: chart.options.shiftPoints,
          latest: chart.points.findLast(({ ghost, missing }) => !ghost && !missing) ?? null,
        });
      }),
      { numRuns: 400 },
    );
  });

  it('shifting and scaling it shifts and scales its lines, and changes no signal', () => {
    fc.assert(
      fc.property(
        withGaps,
        options,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -100, max: 100 }),
        (given, { target: _, ...chosen }, scale, shift) => {
          const before = chartOf(datedFrom(given), chosen);
          const after = chartOf(datedFrom(given.map((value) => (value === null ? null : value * scale + shift))), chosen);
          expect(signalsOf(after)).toEqual(signalsOf(before));
          before.points.forEach((point, index) => {
            for (const line of ['mean', 'lower', 'upper', 'twoSigmaUpper'] as const) {
              const moved = point[line] === null ? null : point[line] * scale + shift;
              expect(after.points[index]![line]).toEqual(moved === null ? null : expect.closeTo(moved, 6));
            }
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('turning it upside down swaps its signals and its limits', () => {
    fc.assert(
      fc.property(values, options, (given, { target: _, ...chosen }) => {
        const before = chartOf(datedFrom(given), chosen);
        const after = chartOf(datedFrom(given.map((value) => -value)), chosen);
        expect(after.points.map(({ signalsUp }) => signalsUp)).toEqual(before.points.map(({ signalsDown }) => signalsDown));
        expect(after.points.map(({ signalsDown }) => signalsDown)).toEqual(before.points.map(({ signalsUp }) => signalsUp));
        before.segments.forEach(({ lower }, index) =>
          expect(after.segments[index]!.upper).toEqual(lower === null ? null : expect.closeTo(-lower, 9)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('the order in which it is given does not matter', () => {
    fc.assert(
      fc.property(
        withGaps.chain((given) =>
          fc.tuple(fc.constant(datedFrom(given)), fc.shuffledSubarray([...datedFrom(given)], { minLength: given.length })),
        ),
        options,
        ([sorted, shuffled], chosen) => {
          const unsorted = ({ warnings, ...chart }: Chart) => ({ ...chart, warnings: warnings.filter(({ code }) => code !== 'UNSORTED') });
          expect(unsorted(chartOf(shuffled, chosen))).toEqual(unsorted(chartOf(sorted, chosen)));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('ghosts change nothing about the others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: fc.integer({ min: 0, max: 12 }), ghost: fc.boolean() }), { maxLength: 60 }),
        preset,
        (given, name) => {
          const points = given.map((point, index) => ({ ...point, date: dayAfter(index) }));
          const all = chartOf(points, { preset: name, target: 6 });
          const without = chartOf(
            points.filter(({ ghost }) => !ghost),
            { preset: name, target: 6 },
          );
          expect(all.points.filter(({ ghost }) => !ghost)).toEqual(without.points);
          expect([all.variation, all.assurance, all.counted]).toEqual([without.variation, without.assurance, without.counted]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('a tie is never in the middle of a trend', () => {
    fc.assert(
      fc.property(values, options, (given, chosen) => {
        const twice = given.flatMap((value) => [value, value]);
        const { points } = chartOf(datedFrom(twice), chosen);
        expect(points.flatMap(({ signalsUp, signalsDown }) => [...signalsUp, ...signalsDown])).not.toContain('trend');
      }),
      { numRuns: 100 },
    );
  });

  it('no number that comes out is without end, and the same comes out again', () => {
    const wild = fc.array(
      fc.option(fc.oneof(fc.double({ min: -1e15, max: 1e15, noNaN: true }), fc.constantFrom(0, 5e-324, -5e-324, 1e15, -1e15))),
      { maxLength: 40 },
    );
    const endless = (value: unknown): boolean =>
      typeof value === 'number'
        ? !Number.isFinite(value)
        : typeof value === 'object' && value !== null && Object.values(value).some(endless);
    fc.assert(
      fc.property(wild, options, (given, chosen) => {
        const chart = chartOf(datedFrom(given), chosen);
        expect(endless(chart)).toBe(false);
        expect(JSON.stringify(chart)).not.toMatch(/NaN|Infinity|undefined/);
        expect(chartOf(datedFrom(given), chosen)).toEqual(chart);
      }),
      { numRuns: 200 },
    );
  });
});

/** The rules of the query 2.6 once more, as plainly and slowly as they can be said: every window of every length is looked at. */
const oracle = (given: readonly (number | null)[], starts: readonly number[]): readonly (string | null)[] => {
  const counted = given.flatMap((value, row) =>
    value === null ? [] : [{ value, row, segment: starts.filter((start) => start > 0 && row >= start).length }],
  );
  const lines = counted.map(({ segment }) => {
    const mine = counted.filter((other) => other.segment === segment).map(({ value }) => value);
    const mean = mine.reduce((sum, value) => sum + value, 0) / mine.length;
    const ranges = mine.slice(1).map((value, index) => Math.abs(value - mine[index]!));
    return { mean, reach: ranges.length === 0 ? null : (2.66 * ranges.reduce((sum, range) => sum + range, 0)) / ranges.length };
  });
  const types = new Map<number, string>();
  const windows = (length: number) => counted.slice(length - 1).map((_, from) => Array.from({ length }, (_each, step) => from + step));
  const isWithin = (window: readonly number[]) => new Set(window.map((index) => counted[index]!.segment)).size === 1;
  const clearly = 1e-9;
  for (const way of [1, -1]) {
    const off = (index: number) => way * (counted[index]!.value - lines[index]!.mean);
    const isBeyond = (index: number, share: number) => lines[index]!.reach !== null && off(index) > share * lines[index]!.reach! + clearly;
    const flagged = new Set<number>();
    counted.forEach((_, index) => isBeyond(index, 1) && flagged.add(index));
    for (const window of windows(6)) {
      if (isWithin(window) && window.every((index) => off(index) > clearly)) window.forEach((index) => flagged.add(index));
      if (window.slice(1).every((index) => way * (counted[index]!.value - counted[index - 1]!.value) > 0))
        window.forEach((index) => flagged.add(index));
    }
    for (const window of windows(3)) {
      const near = window.filter((index) => isBeyond(index, 2 / 3));
      if (isWithin(window) && window.every((index) => off(index) > clearly) && near.length >= 2)
        near.forEach((index) => flagged.add(index));
    }
    // Down comes second, and where high is good it is the concern, which the measure shows.
    if (counted.length >= 13) flagged.forEach((index) => types.set(counted[index]!.row, way > 0 ? 'improvement' : 'concern'));
  }
  return given.map((value, row) => (value === null ? null : (types.get(row) ?? 'common_cause')));
};

describe('By the rules of the query 2.6', () => {
  it('every point has the type that a plain reading of the rules gives it', () => {
    fc.assert(
      fc.property(withGaps, fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 2 }), (given, cuts) => {
        const { points, segments } = chartOf(datedFrom(given), { recalculateAt: cuts.map(dayAfter) });
        // Where a cut takes effect is tested elsewhere; here the segments are taken as they are.
        const starts = segments.map(({ from }) => points.findIndex(({ date }) => date === from));
        expect(points.map(({ type }) => type)).toEqual(oracle(given, starts));
      }),
      { numRuns: 400 },
    );
  });
});
