import fc from 'fast-check';
import { type Funnel, funnelOf, type FunnelUnit } from './funnel.js';

const unit = (id: string, numerator: number, denominator: number): FunnelUnit => ({ id, numerator, denominator });
const z95 = 1.959963984540054;
const named = (figures: readonly (readonly [number, number])[]): readonly FunnelUnit[] =>
  figures.map(([numerator, denominator], index) => unit(`unit ${index}`, numerator, denominator));

/** Every number anywhere in a value. */
const numbersIn = (value: unknown): readonly number[] =>
  typeof value === 'number' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];

const spread = named([
  [10, 100],
  [30, 150],
  [22, 200],
  [60, 250],
  [40, 300],
  [95, 350],
  [70, 400],
  [130, 450],
  [90, 500],
  [160, 550],
]);

describe('a funnel of proportions', () => {
  it('has limits on the arcsine scale around all units together', () => {
    // 20 of 100 together: asin√0.2 = 0.463648, s = 1/(2√50) = 0.0707107 for a unit of 50.
    const { target, units } = funnelOf([unit('a', 15, 50), unit('b', 5, 50)], { kind: 'proportion', overdispersion: false });
    expect(target).toBe(0.2);
    const angle = 0.46364760900080615;
    const s = 0.07071067811865475;
    expect(units[0]!.limits[0]!.within).toBe(0.95);
    expect(units[0]!.limits[0]!.lower).toBeCloseTo(Math.sin(angle - z95 * s) ** 2, 12);
    expect(units[0]!.limits[0]!.upper).toBeCloseTo(Math.sin(angle + z95 * s) ** 2, 12);
    expect(units[0]!.z).toBeCloseTo((Math.asin(Math.sqrt(0.3)) - angle) / s, 12);
    expect(units[0]!.adjustedZ).toBe(units[0]!.z);
    // z is 1.64 for the one and −2.01 for the other.
    expect(units.map(({ outside }) => outside)).toEqual([null, { within: 0.95, side: 'below' }]);
  });

  it('widens them by the variance between units', () => {
    // Reckoned separately, step by step, in another language.
    const { phi, tauSquared, adjusted, units, warnings } = funnelOf(spread, { kind: 'proportion' });
    expect(phi).toBeCloseTo(8.094307488092259, 10);
    expect(tauSquared).toBeCloseTo(0.00628534928395157, 12);
    expect(adjusted).toBe(true);
    expect(units[0]!.z).toBeCloseTo(-3.2695519126600656, 10);
    expect(units[0]!.adjustedZ).toBeCloseTo(-1.74412949, 7);
    expect(units[0]!.limits[0]!.lower).toBeCloseTo(0.08819255050245038, 10);
    expect(units[0]!.limits[0]!.upper).toBeCloseTo(0.3845880242262053, 10);
    expect(warnings.map(({ code }) => code)).toEqual(['OVERDISPERSED']);
  });

  it('says which limit a unit lies outside, the widest where several', () => {
    const many = named(Array.from({ length: 12 }, () => [50, 100] as const));
    const held = { kind: 'proportion', target: 0.5, overdispersion: false } as const;
    const outsideOf = (numerator: number) => funnelOf([...many, unit('watched', numerator, 100)], held).units[12]!.outside;
    // sin²(π/4 ± 1.96/20) is 0.4026 to 0.5974, and with 3.0902 it is 0.3479 to 0.6521.
    expect(outsideOf(59)).toBeNull();
    expect(outsideOf(60)).toEqual({ within: 0.95, side: 'above' });
    expect(outsideOf(66)).toEqual({ within: 0.998, side: 'above' });
    expect(outsideOf(40)).toEqual({ within: 0.95, side: 'below' });
    expect(outsideOf(34)).toEqual({ within: 0.998, side: 'below' });
  });

  it('leaves the limits alone where units differ no more than chance makes them', () => {
    const alike = named(Array.from({ length: 20 }, (_, index) => [20 + (index % 3), 100] as const));
    const { phi, tauSquared, adjusted } = funnelOf(alike, { kind: 'proportion' });
    expect(phi).toBeLessThan(1);
    expect({ tauSquared, adjusted }).toEqual({ tauSquared: 0, adjusted: false });
  });
});

describe('a funnel of ratios', () => {
  it('holds what was observed against exact Poisson limits of what was expected', () => {
    const { target, units } = funnelOf([unit('a', 18, 10), unit('b', 19, 10), unit('c', 25, 10)], { kind: 'ratio', overdispersion: false });
    expect(target).toBe(1);
    // Garwood's limits of 10: 4.795 to 18.390 for 95%, 2.961 to 24.134 for 99.8%.
    expect(units[0]!.limits.map(({ lower, upper }) => [Number(lower.toFixed(4)), Number(upper.toFixed(4))])).toEqual([
      [0.4795, 1.839],
      [0.2961, 2.4134],
    ]);
    expect(units.map(({ outside }) => outside)).toEqual([null, { within: 0.95, side: 'above' }, { within: 0.998, side: 'above' }]);
  });

  it('widens them on the square root scale, a unit that counted nothing included, or on the logarithm', () => {
    const figures = named([
      [8, 10],
      [15, 10],
      [22, 20],
      [60, 30],
      [40, 40],
      [33, 45],
      [0, 2],
      [41, 60],
      [90, 70],
      [120, 80],
    ]);
    // Reckoned separately, step by step, in another language.
    const root = funnelOf(figures, { kind: 'ratio' });
    expect(root.phi).toBeCloseTo(5.863864886795637, 10);
    expect(root.tauSquared).toBeCloseTo(0.039720443342359996, 12);
    expect(root.units[0]!.z).toBeCloseTo(-0.6677010708443786, 10);
    const log = funnelOf(
      figures.filter(({ numerator }) => numerator > 0),
      { kind: 'ratio', scale: 'log' },
    );
    expect(log.phi).toBeCloseTo(4.7452979051850415, 10);
    expect(log.tauSquared).toBeCloseTo(0.11191080935099701, 12);
    expect(log.units[0]!.limits[0]!.upper).toBeCloseTo(Math.exp(z95 * Math.sqrt(1 / 10 + log.tauSquared)), 10);
    expect(() => funnelOf(figures, { kind: 'ratio', scale: 'log' })).toThrow(
      'the numerator of unit 6 is 0, which has no logarithm; ask for the square-root scale',
    );
  });
});

describe('a funnel of rates', () => {
  it('is a funnel of ratios to what the common rate makes expected', () => {
    const rates = funnelOf([unit('a', 30, 1000), unit('b', 10, 1000)], { kind: 'rate', overdispersion: false });
    expect(rates.target).toBe(0.02);
    const ratios = funnelOf([unit('a', 30, 20), unit('b', 10, 20)], { kind: 'ratio', overdispersion: false });
    expect(rates.units.map(({ z }) => z)).toEqual(ratios.units.map(({ z }) => z));
    expect(rates.units[0]!.limits[0]!.upper).toBeCloseTo(ratios.units[0]!.limits[0]!.upper * 0.02, 12);
  });
});

describe('a funnel', () => {
  it.each<[string, () => Funnel, string]>([
    ['no units', () => funnelOf([], { kind: 'rate' }), 'a funnel plot needs units; give at least one'],
    [
      'a zero denominator',
      () => funnelOf([unit('ward 3', 0, 0)], { kind: 'rate' }),
      'the denominator of ward 3 is 0; leave the unit out, or give a positive one',
    ],
    [
      'a negative numerator',
      () => funnelOf([unit('ward 3', -1, 5)], { kind: 'rate' }),
      'the numerator of ward 3 is -1; give zero or a positive number',
    ],
    [
      'more than the whole',
      () => funnelOf([unit('ward 3', 6, 5)], { kind: 'proportion' }),
      'the numerator of ward 3, 6, is above its denominator, 5; ask for a rate or a ratio, or correct the figures',
    ],
    [
      'a unit that comes twice',
      () => funnelOf([unit('ward 3', 1, 5), unit('ward 3', 1, 5)], { kind: 'rate' }),
      'the unit ward 3 comes twice; add its figures up first',
    ],
    ['limits that are no shares', () => funnelOf(spread, { kind: 'proportion', limits: [95] }), 'limits of 95 hold no share of units'],
    ['a target out of reach', () => funnelOf(spread, { kind: 'proportion', target: 95 }), 'a target of 95 cannot be met'],
    ['nothing counted anywhere', () => funnelOf([unit('a', 0, 5)], { kind: 'rate' }), 'no unit has counted anything'],
  ])('refuses %s by name', (_, asked, because) => {
    expect(asked).toThrow(because);
  });

  it('warns of few units and of small expected counts', () => {
    const { warnings } = funnelOf([unit('a', 1, 100), unit('b', 3, 100)], { kind: 'rate', overdispersion: false });
    expect(warnings.map(({ text }) => text)).toEqual([
      '2 units are few to compare; how much they vary beyond chance is uncertain below 10.',
      '2 of 2 units are expected to count fewer than 5; their limits are rough.',
    ]);
  });

  it('of one unit, and of units without any event or with nothing else, is still a funnel', () => {
    expect(funnelOf([unit('a', 0, 10)], { kind: 'proportion' }).units[0]).toMatchObject({ value: 0, z: 0, outside: null });
    expect(funnelOf([unit('a', 10, 10), unit('b', 4, 4)], { kind: 'proportion' }).units.map(({ outside }) => outside)).toEqual([
      null,
      null,
    ]);
  });

  const units = fc
    .array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 25 })
    .map((figures) => figures.map(([numerator, denominator]) => [Math.min(numerator, denominator), denominator] as const))
    .filter((figures) => figures.some(([numerator]) => numerator > 0))
    .map(named);
  const options = fc.record({ kind: fc.constantFrom('proportion', 'ratio', 'rate'), overdispersion: fc.boolean() } as const);

  const some = { numRuns: 40 };

  it('never holds a number that is none', () => {
    fc.assert(
      fc.property(units, options, (given, asked) => {
        expect(numbersIn(funnelOf(given, asked)).filter((number) => !Number.isFinite(number))).toEqual([]);
      }),
      some,
    );
  });

  it('judges every unit alike in whatever order they come', () => {
    fc.assert(
      fc.property(units, options, (given, asked) => {
        const sorted = (funnel: Funnel) =>
          [...funnel.units].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, outside }) => ({ id, outside }));
        expect(sorted(funnelOf([...given].reverse(), asked))).toEqual(sorted(funnelOf(given, asked)));
      }),
      some,
    );
  });

  it('narrows as denominators grow', () => {
    fc.assert(
      fc.property(units, options, (given, asked) => {
        const { curve } = funnelOf(given, asked);
        for (const at of [0, 1]) {
          const widths = curve.map(({ limits }) => limits[at]!.upper - limits[at]!.lower);
          for (const [index, width] of widths.slice(1).entries()) expect(width).toBeLessThanOrEqual(widths[index]! * (1 + 1e-9));
        }
      }),
      some,
    );
  });

  it('has wider limits with overdispersion than without', () => {
    fc.assert(
      fc.property(units, (given) => {
        const widths = (overdispersion: boolean) =>
          funnelOf(given, { kind: 'proportion', overdispersion }).units.map(({ limits }) => limits[1]!.upper - limits[1]!.lower);
        const without = widths(false);
        for (const [index, width] of widths(true).entries()) expect(width).toBeGreaterThanOrEqual(without[index]! - 1e-12);
      }),
      some,
    );
  });
});
