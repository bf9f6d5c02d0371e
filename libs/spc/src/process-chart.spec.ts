import fc from 'fast-check';
import { chartOf } from './chart.js';
import type { Chart, ChartKind, Options, Point } from './model.js';

/** Months on end, from January 2020. */
const month = (index: number): string => `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
const series = (values: readonly (number | null)[]): Point[] => values.map((value, index) => ({ date: month(index), value }));
const quotients = (parts: readonly (readonly [number, number])[]): Point[] =>
  parts.map(([numerator, denominator], index) => ({ date: month(index), numerator, denominator }));
const early = (chart: ChartKind, more: Options = {}): Options => ({ chart, minPointsLimits: 2, ...more });
const limits = ({ points }: Chart) => points.map(({ lower, upper }) => [lower, upper]);
const codes = ({ warnings }: Chart) => warnings.map(({ code }) => code);

const expectClose = (found: readonly (readonly (number | null)[])[], wanted: readonly (readonly (number | null)[])[]): void => {
  expect(found.map((row) => row.map((one) => one === null))).toEqual(wanted.map((row) => row.map((one) => one === null)));
  found.flat().forEach((one, index) => one !== null && expect(one).toBeCloseTo(wanted.flat()[index]!, 10));
};

/** Every number anywhere in a value. */
const numbersIn = (value: unknown): readonly number[] =>
  typeof value === 'number' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];

describe('a run chart', () => {
  const wandering = [5, 3, 8, 4, 7, 2, 9, 4, 6, 3];

  it('has the median of the counted points as its centre line, and no limits', () => {
    const chart = chartOf(series(wandering), { preset: 'run' });
    expect(chart).toMatchObject({ chart: 'run', limitsShown: false, variation: null, assurance: null, counted: 10 });
    // 2 3 3 4 4 | 5 6 7 8 9
    expect(new Set(chart.points.map(({ mean }) => mean))).toEqual(new Set([4.5]));
    expect(limits(chart).flat()).toEqual(Array.from({ length: 20 }, () => null));
    expect(new Set(chart.points.map(({ type }) => type))).toEqual(new Set(['common_cause']));
  });

  it('judges the whole series by its runs, in a sentence', () => {
    const chart = chartOf(series(wandering), { preset: 'run' });
    // Sides of 4.5: + - + - + - + - + -: nine crossings, by chance 2 or more.
    expect(chart.runs).toEqual({ useful: 10, longestRun: 1, longestRunMax: 6, crossings: 9, crossingsMin: 2, signal: false });
    expect(chart.variationText).toBe(
      'Runs analysis finds nothing but chance: the longest run on one side is of 1 (by chance up to 6), and the centre line is crossed 9 times (by chance 2 or more).',
    );
    const stepped = chartOf(series([1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8]), { preset: 'run' });
    // Seven points on either side of 5, one crossing: round(log2 14) + 3 is 7, and Bin(13, ½) has its 5% quantile at 4.
    expect(stepped.runs).toMatchObject({ useful: 14, longestRun: 7, longestRunMax: 7, crossings: 1, crossingsMin: 4, signal: true });
    expect(stepped.variationText).toContain('finds more than chance');
  });

  it('has a median of its own after a recalculation, and runs of its own', () => {
    const chart = chartOf(series([1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 9, 8]), { preset: 'run', recalculateAt: [month(7)] });
    expect(chart.segments.map(({ mean, points }) => [mean, points])).toEqual([
      [1, 7],
      [8, 7],
    ]);
    expect(chart.segments.map(({ runs }) => runs!.useful)).toEqual([3, 3]);
    expect(chart.runs).toEqual(chart.segments[1]!.runs);
    expect(chart.runs!.signal).toBe(false);
  });

  it('takes the median of a baseline where one is set', () => {
    const chart = chartOf(series([1, 2, 3, 8, 9]), { preset: 'run', baselinePoints: 3 });
    expect(chart.points.map(({ mean }) => mean)).toEqual([2, 2, 2, 2, 2]);
  });

  it('says of each point whether it met the target, and of none that the process will', () => {
    const chart = chartOf(series([1, 5, 6]), { preset: 'run', target: 5 });
    expect(chart.points.map(({ met }) => met)).toEqual([false, true, true]);
    expect(chart.latestRun).toEqual({ met: true, length: 2 });
    expect(chart.assuranceText).toBe('There is no assurance: a run chart has no limits to hold a target against.');
  });
});

describe('a p chart', () => {
  const steady = quotients([
    [10, 100],
    [10, 100],
    [10, 100],
    [40, 400],
  ]);

  it('has limits that narrow with the denominator of each point', () => {
    // p = 70/700; √(0.1·0.9/100) = 0.03 and √(0.09/400) = 0.015.
    const chart = chartOf(steady, early('p'));
    expect(chart.points[0]!.mean).toBeCloseTo(0.1, 12);
    expectClose(limits(chart), [
      [0.01, 0.19],
      [0.01, 0.19],
      [0.01, 0.19],
      [0.055, 0.145],
    ]);
    expect(chart.points[3]!.oneSigmaUpper).toBeCloseTo(0.115, 12);
    expect(chart.points[3]!.twoSigmaLower).toBeCloseTo(0.07, 12);
    expect(chart.segments[0]).toMatchObject({ lower: null, upper: null, meanMovingRange: null });
  });

  it('draws no share under nought or above one, and keeps the true limits', () => {
    const low = chartOf(
      quotients([
        [1, 10],
        [1, 10],
      ]),
      early('p'),
    ).points[0]!;
    // √(0.09/10) = 0.0948683
    expect(low.lower).toBeCloseTo(0.1 - 0.284604989415154, 12);
    expect(low.displayLower).toBe(0);
    const high = chartOf(
      quotients([
        [9, 10],
        [9, 10],
      ]),
      early('p', { bounds: { lo: 0.7 } }),
    ).points[0]!;
    expect(high.upper).toBeCloseTo(1.184604989415154, 12);
    expect([high.displayLower, high.displayUpper]).toEqual([0.7, 1]);
  });

  const withLatest = (numerator: number, denominator: number): Point[] => [
    ...quotients(Array.from({ length: 13 }, (_, index) => [10 + (index % 2 === 0 ? 1 : -1), 100] as const)),
    { date: month(13), numerator, denominator },
  ];

  it.each([
    ['increase', 30, 'improvement_high'],
    ['decrease', 30, 'concern_high'],
    ['neutral', 30, 'neutral_high'],
    ['increase', 14, 'common_cause'],
    ['increase', 0, 'concern_low'],
    ['decrease', 0, 'improvement_low'],
  ] as const)('where %s is better shows a latest point of %i in 100 as %s', (direction, numerator, variation) => {
    const chart = chartOf(withLatest(numerator, 100), { chart: 'p', direction, baselinePoints: 13 });
    expect(chart.variation).toBe(variation);
    expect(chart.points[13]!.type).toBe(variation === 'common_cause' ? variation : variation.replace(/^(improvement|concern)_.*/, '$1'));
    expect(chart.points[13]!.rule).toBe(variation === 'common_cause' ? null : 'single');
  });

  it('says in a sentence which limit a point passed', () => {
    const { points, variationText } = chartOf(withLatest(30, 100), { chart: 'p', baselinePoints: 13 });
    // 131/1300 = 0.100769; + 3·√(0.100769·0.899231/100) = 0.19108
    expect(points[13]!.reasons).toEqual(['0.3 on 1 Feb 2021 lies above the upper limit of 0.19108 for a denominator of 100.']);
    expect(variationText).toContain('Special cause, an improvement through higher values: 0.3 on 1 Feb 2021 lies above');
  });

  it('takes a point exactly on a limit for no signal', () => {
    const baseline = quotients(Array.from({ length: 13 }, () => [10, 100] as const));
    const on = chartOf([...baseline, { date: month(13), numerator: 19, denominator: 100 }], { chart: 'p', baselinePoints: 13 });
    expect(on.points[13]!.type).toBe('common_cause');
    const beyond = chartOf([...baseline, { date: month(13), numerator: 20, denominator: 100 }], { chart: 'p', baselinePoints: 13 });
    expect(beyond.points[13]!.type).toBe('improvement');
  });

  it('shows limits and icons from 13 counted points on', () => {
    const twelve = chartOf(withLatest(30, 100).slice(0, 12), { chart: 'p', target: 0.5 });
    expect(twelve).toMatchObject({ limitsShown: false, variation: null, assurance: null });
    expect(
      limits(twelve)
        .flat()
        .every((limit) => limit === null),
    ).toBe(true);
    expect(twelve.variationText).toContain('There is not enough data yet (12 of 13 points).');
    expect(codes(twelve)).toEqual(['NOT_ENOUGH_POINTS']);
    expect(chartOf(withLatest(30, 100).slice(0, 13), { chart: 'p' }).limitsShown).toBe(true);
  });

  it('holds the target against the limits of the latest point', () => {
    const assured = (target: number, denominator: number) =>
      chartOf(withLatest(denominator / 10, denominator), { chart: 'p', target, baselinePoints: 13 }).assurance;
    // 0.1008 ± 0.0903 for 100, ± 0.0090 for 10,000.
    expect([assured(0.05, 100), assured(0.05, 10_000), assured(0.15, 10_000)]).toEqual([
      'inconsistent',
      'consistent_pass',
      'consistent_fail',
    ]);
  });

  it('warns where points vary much more than chance makes them', () => {
    const spread = quotients(Array.from({ length: 14 }, (_, index) => [index % 2 === 0 ? 600 : 400, 1000] as const));
    const chart = chartOf(spread, { chart: 'p' });
    // z is ±0.1/0.0158114 = ±6.32456, every range 12.6491, over 1.128.
    expect(chart.segments[0]!.sigmaZ).toBeCloseTo(12.649110640673518 / 1.128, 9);
    expect(chart.warnings.find(({ code }) => code === 'OVERDISPERSED')!.text).toBe(
      'The points from 1 Jan 2020 on vary 11.21 times as much as chance makes them, so limits by chance alone are too narrow; take p-prime or xmr.',
    );
  });

  it.each<[string, Point, string, string]>([
    [
      'a value without parts',
      { date: month(2), value: 0.5 },
      'points[2].numerator',
      'the numerator of 1 Mar 2020 is not given: a p chart needs',
    ],
    [
      'more than the whole',
      { date: month(2), numerator: 5, denominator: 4 },
      'points[2].numerator',
      'the numerator of 1 Mar 2020 is 5: it is above its denominator of 4 and so no share of it',
    ],
    ['a negative count', { date: month(2), numerator: -5, denominator: 4 }, 'points[2].numerator', 'the numerator of 1 Mar 2020 is -5'],
  ])('refuses %s, naming it', (_, point, field, because) => {
    const draw = () => chartOf([...steady.slice(0, 2), point], early('p'));
    expect(draw).toThrow(because);
    expect(draw).toThrow(expect.objectContaining({ field }) as Error);
  });
});

describe('a p′ chart', () => {
  it('widens the limits by what neighbours vary beyond chance', () => {
    // σ = 0.03, z: 0 2 −2 0, ranges 2 4 2, their mean 8/3 over 1.128.
    const chart = chartOf(
      quotients([
        [10, 100],
        [16, 100],
        [4, 100],
        [10, 100],
      ]),
      early('p-prime'),
    );
    const sigmaZ = 8 / 3 / 1.128;
    expect(chart.segments[0]!.sigmaZ).toBeCloseTo(sigmaZ, 12);
    expect(chart.points[0]!.upper).toBeCloseTo(0.1 + 3 * 0.03 * sigmaZ, 12);
    expect(chart.points[0]!.lower).toBeCloseTo(0.1 - 3 * 0.03 * sigmaZ, 12);
    expect(chart.points[0]!.displayLower).toBe(0);
  });

  it('leaves out ranges of z-scores at or above 3.267 times their mean, once', () => {
    // Half of 400 each time but for steps of 10 either way, and one of 150.
    const numerators = [200, 210, 200, 210, 200, 210, 200, 210, 200, 210, 200, 350];
    const centre = numerators.reduce((sum, one) => sum + one, 0) / 4800;
    const chart = chartOf(quotients(numerators.map((one) => [one, 400])), early('p-prime'));
    const step = 10 / 400 / Math.sqrt((centre * (1 - centre)) / 400);
    expect(chart.segments[0]!.sigmaZ).toBeCloseTo(step / 1.128, 12);
  });
});

describe('a u chart', () => {
  it('has limits by the exposure of each point', () => {
    // 24 in 12: u = 2; √(2/2) = 1, √(2/3) = 0.8165, √(2/4) = 0.7071.
    const chart = chartOf(
      quotients([
        [4, 2],
        [6, 3],
        [8, 4],
        [6, 3],
      ]),
      early('u'),
    );
    expectClose(limits(chart), [
      [-1, 5],
      [2 - 2.449489742783178, 4.449489742783178],
      [2 - 2.1213203435596424, 4.121320343559642],
      [2 - 2.449489742783178, 4.449489742783178],
    ]);
    expect(chart.points.map(({ displayLower }) => displayLower)).toEqual([0, 0, 0, 0]);
  });

  it('becomes a u′ chart by the same measure as a p chart does', () => {
    // u = 2, σ = 1 for an exposure of 2; z: 0 1 −1 0, ranges 1 2 1.
    const parts = [
      [4, 2],
      [6, 2],
      [2, 2],
      [4, 2],
    ] as const;
    const chart = chartOf(quotients(parts), early('u-prime'));
    expect(chart.segments[0]!.sigmaZ).toBeCloseTo(4 / 3 / 1.128, 12);
    expect(chart.points[0]!.upper).toBeCloseTo(2 + (3 * 4) / 3 / 1.128, 12);
  });
});

describe('a c chart', () => {
  it('has limits of three roots of the mean', () => {
    const chart = chartOf(series([2, 4, 6, 4]), early('c'));
    expect(chart.points[0]).toMatchObject({ mean: 4, lower: -2, upper: 10, displayLower: 0, oneSigmaUpper: 6, twoSigmaLower: 0 });
    expect(chart.segments[0]).toMatchObject({ mean: 4, lower: -2, upper: 10 });
    expect(codes(chart)).toEqual(['FEW_POINTS_IN_SEGMENT', 'LOW_MEAN']);
  });

  it('refuses what is no count', () => {
    expect(() => chartOf(series([2, 2.5]), early('c'))).toThrow('the value of 1 Feb 2020 is 2.5: a c chart takes whole counts from 0 on');
    expect(() => chartOf(series([2, -1]), early('c'))).toThrow('the value of 1 Feb 2020 is -1');
  });
});

describe('The textbook examples', () => {
  // Montgomery, Introduction to Statistical Quality Control: cans of frozen juice (p, 30 samples of 50) and flaws of printed
  // circuit boards (c, 26 samples); centre line and limits as printed there, to their last digit.
  it('of a p chart come out as printed', () => {
    const flawed = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6];
    const chart = chartOf(quotients(flawed.map((count) => [count, 50])), { chart: 'p', direction: 'decrease' });
    const { mean, lower, upper } = chart.points[0]!;
    expect([mean, lower, upper].map((line) => line!.toFixed(4))).toEqual(['0.2313', '0.0524', '0.4102']);
    expect(chart.points.flatMap(({ rule, type }, index) => (rule === null ? [] : [[index + 1, type]]))).toEqual([
      [15, 'concern'],
      [23, 'concern'],
    ]);
  });

  it('of a c chart come out as printed', () => {
    const flaws = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15];
    const chart = chartOf(series(flaws), { chart: 'c', direction: 'decrease' });
    const { mean, lower, upper } = chart.points[0]!;
    expect([mean, lower, upper].map((line) => line!.toFixed(2))).toEqual(['19.85', '6.48', '33.21']);
    expect(chart.points.flatMap(({ rule, type }, index) => (rule === null ? [] : [[index + 1, type]]))).toEqual([
      [6, 'improvement'],
      [20, 'concern'],
    ]);
  });
});

describe('a t chart', () => {
  const times = (roots: readonly number[]) => series(roots.map((root) => root ** 3.6));

  it('is an XmR chart of the 3.6th root, drawn in days again', () => {
    // Roots 5 6 5 6: mean 5.5, mean range 1, limits 5.5 ± 2.66.
    const { points } = chartOf(times([5, 6, 5, 6]), early('t'));
    expect(points[0]!.mean).toBeCloseTo(5.5 ** 3.6, 8);
    expect(points[0]!.lower).toBeCloseTo(2.84 ** 3.6, 8);
    expect(points[0]!.upper).toBeCloseTo(8.16 ** 3.6, 8);
    expect(points[0]!.oneSigmaUpper).toBeCloseTo((5.5 + 2.66 / 3) ** 3.6, 8);
  });

  it('leaves out a lower limit that would lie under nought', () => {
    // Roots 2 3 2 3: 2.5 − 2.66 is negative.
    const { points } = chartOf(times([2, 3, 2, 3]), early('t'));
    expect(points.map(({ lower, displayLower }) => [lower, displayLower])).toEqual(Array.from({ length: 4 }, () => [null, null]));
    expect(points[0]!.upper).toBeCloseTo(5.16 ** 3.6, 8);
  });

  it('shows a time longer than the upper limit as a signal', () => {
    const chart = chartOf(times([...Array.from({ length: 13 }, (_, index) => 5 + (index % 2)), 12]), { chart: 't', baselinePoints: 13 });
    expect(chart.variation).toBe('improvement_high');
  });

  it('ignores a target and says so, as a g chart does', () => {
    for (const chart of ['t', 'g'] as const) {
      const drawn = chartOf(series([3, 4, 5]), early(chart, { target: 4 }));
      expect(drawn).toMatchObject({ assurance: null, latestRun: null, targetSigma: null });
      expect(drawn.points.map(({ met, target }) => [met, target])).toEqual(Array.from({ length: 3 }, () => [null, null]));
      expect(drawn.warnings[0]!.text).toBe(`The target is ignored: a ${chart} chart is not held against one.`);
      expect(drawn.assuranceText).toBe(`There is no assurance: a ${chart} chart is not held against a target.`);
    }
  });

  it('takes two events on one day, and refuses a time that runs backwards', () => {
    expect(chartOf(series([0, 4, 0]), early('t')).points[0]!.upper).toBeGreaterThan(4);
    expect(() => chartOf(series([3, -4]), early('t'))).toThrow(
      'the value of 1 Feb 2020 is -4: a t chart takes what lies between two events',
    );
  });
});

describe('a g chart', () => {
  it('has an upper limit alone, and its centre line at 0.693 of the mean', () => {
    const { points, segments } = chartOf(series([4, 8, 6, 6]), early('g'));
    // Mean 6; 6 + 3·√42 = 25.4422.
    expect(points[0]).toMatchObject({ lower: null, oneSigmaUpper: null, twoSigmaUpper: null, displayLower: null });
    expect(points[0]!.mean).toBeCloseTo(4.158, 12);
    expect(points[0]!.upper).toBeCloseTo(25.44222209522358, 10);
    expect(segments[0]!.upper).toBe(points[0]!.upper);
  });
});

describe('What is watched of every series', () => {
  const yearly = series(Array.from({ length: 36 }, (_, index) => 40 + Math.round(20 * Math.sin((index * Math.PI) / 6))));

  it('warns of seasons and of periods left out on a c chart, and of no calendar on a chart of rare events', () => {
    const gappy = yearly.filter((_, index) => index !== 5);
    expect(codes(chartOf(gappy, { chart: 'c' }))).toEqual(['PERIODS_MISSING', 'SEASONAL', 'AUTOCORRELATED']);
    expect(codes(chartOf(gappy, { chart: 't' }))).toEqual([]);
  });

  it('refuses limits, icons and runs to a rolling figure', () => {
    const chart = chartOf(yearly, { chart: 'c', values: 'rolling' });
    expect(chart).toMatchObject({ limitsShown: false, variation: null, runs: null });
    expect(codes(chart)).toContain('ROLLING');
    expect(chartOf(yearly, { preset: 'run', values: 'rolling' }).variationText).toContain('so it cannot be judged');
  });

  it('names the signals in a baseline', () => {
    const flaws = [4, 5, 4, 5, 20, 4, 5, 4, 5, 4, 5, 4, 5, 4];
    const chart = chartOf(series(flaws), { chart: 'c', baselinePoints: 12 });
    expect(chart.warnings.find(({ code }) => code === 'SIGNAL_IN_BASELINE')!.dates).toEqual([month(4)]);
  });
});

const kinds = ['run', 'p', 'p-prime', 'u', 'u-prime', 'c', 't', 'g'] as const;
const figures = (minLength = 0) =>
  fc.array(
    fc.record({
      numerator: fc.nat(300),
      rest: fc.nat(700),
      ghost: fc.boolean(),
      missing: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    }),
    { minLength, maxLength: 40 },
  );
/** One set of random figures as every kind takes it. */
const pointsOf = (
  kind: (typeof kinds)[number],
  given: readonly { numerator: number; rest: number; ghost: boolean; missing: boolean }[],
): Point[] =>
  given.map(({ numerator, rest, ghost, missing }, index) => {
    const base = { date: month(index), ghost };
    if (kind === 'p' || kind === 'p-prime' || kind === 'u' || kind === 'u-prime')
      return { ...base, numerator: missing ? null : numerator, denominator: numerator + rest };
    return { ...base, value: missing ? null : numerator };
  });

describe.each(kinds)('Every %s chart', (kind) => {
  it('is without a number that is none, whatever the figures', () => {
    fc.assert(
      fc.property(figures(), fc.boolean(), (given, isCut) => {
        const options = early(kind, { target: 0.4, ...(isCut ? { recalculateAt: [month(7), month(8)], baselinePoints: 5 } : {}) });
        expect(numbersIn(chartOf(pointsOf(kind, given), options)).filter((one) => !Number.isFinite(one))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of its points', () => {
    fc.assert(
      fc.property(figures(3), (given) => {
        const points = pointsOf(kind, given);
        const { warnings: _sorted, ...chart } = chartOf(points, early(kind));
        const { warnings, ...reversed } = chartOf([...points].reverse(), early(kind));
        expect(reversed).toEqual(chart);
        expect(warnings[0]!.code).toBe('UNSORTED');
      }),
      { numRuns: 40 },
    );
  });

  it('is changed by no ghost', () => {
    fc.assert(
      fc.property(figures(), (given) => {
        const points = pointsOf(kind, given);
        const drawn = ({ points: all, variation, runs, counted }: Chart) => ({
          points: all.filter(({ ghost }) => !ghost),
          variation,
          runs,
          counted,
        });
        const without = drawn(
          chartOf(
            points.filter(({ ghost }) => !ghost),
            early(kind),
          ),
        );
        expect(drawn(chartOf(points, early(kind)))).toEqual(without);
        for (const { type } of chartOf(points, early(kind)).points.filter(({ ghost }) => ghost)) expect(type).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

describe('Shares and rates', () => {
  const prime = { p: 'p-prime', u: 'u-prime' } as const;

  it.each(['p', 'u'] as const)(
    'have limits on a %s′ chart that are sigma_z times those by chance, and the same where that is one',
    (kind) => {
      fc.assert(
        fc.property(figures(3), (given) => {
          const points = pointsOf(kind, given);
          const [byChance, widened] = [chartOf(points, early(kind)), chartOf(points, early(prime[kind]))];
          const sigmaZ = widened.segments[0]?.sigmaZ;
          expect(byChance.segments[0]?.sigmaZ).toBe(sigmaZ);
          for (const [index, { upper, mean }] of widened.points.entries()) {
            if (upper === null) continue;
            expect(upper - mean!).toBeCloseTo(sigmaZ! * (byChance.points[index]!.upper! - mean!), 9);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('have limits that narrow as denominators grow', () => {
    fc.assert(
      fc.property(figures(3), fc.constantFrom('p', 'p-prime', 'u', 'u-prime'), (given, kind) => {
        const lines = chartOf(pointsOf(kind, given), early(kind)).points.filter(({ upper }) => upper !== null);
        const byDenominator = lines.toSorted((a, b) => a.denominator! - b.denominator!);
        for (const [index, { upper }] of byDenominator.slice(1).entries())
          expect(upper).toBeLessThanOrEqual(byDenominator[index]!.upper! + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('on a prime chart stay as they are when ten times as many are counted alike', () => {
    fc.assert(
      fc.property(figures(3), fc.constantFrom('p-prime', 'u-prime'), (given, kind) => {
        const times = (factor: number) =>
          chartOf(
            pointsOf(kind, given).map(({ numerator, denominator, ...point }) => ({
              ...point,
              numerator: numerator == null ? null : numerator * factor,
              denominator: denominator! * factor,
            })),
            early(kind),
          );
        const [once, tenTimes] = [times(1), times(10)];
        for (const [index, { upper }] of once.points.entries())
          if (upper !== null) expect(tenTimes.points[index]!.upper).toBeCloseTo(upper, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('count in whatever unit of exposure: a thousandth of the unit makes a thousandth of the rate and of its limits', () => {
    fc.assert(
      fc.property(figures(3), (given) => {
        const parts = pointsOf('u', given);
        const once = chartOf(parts, early('u'));
        const finer = chartOf(
          parts.map((point) => ({ ...point, denominator: point.denominator! * 1000 })),
          early('u'),
        );
        for (const [index, { mean, upper }] of once.points.entries()) {
          if (mean !== null) expect(finer.points[index]!.mean).toBeCloseTo(mean / 1000, 12);
          if (upper !== null) expect(finer.points[index]!.upper! - finer.points[index]!.mean!).toBeCloseTo((upper - mean!) / 1000, 12);
        }
      }),
      { numRuns: 40 },
    );
  });
});
