import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf, funnelOf, medianOf, suggestChart, type Point } from './index.js';

const folder = process.env['SAMPLE_DATA'];
const file = folder ? join(folder, 'ae_attendances.csv') : null;
const isHere = file !== null && existsSync(file);

interface Department {
  readonly provider: string;
  /** Those seen within four hours, of all who attended; a point a month. */
  readonly points: readonly (Point & { readonly numerator: number; readonly denominator: number })[];
}

/** The type 1 departments of the file with all 36 months. */
const departments = (): readonly Department[] => {
  const [, ...rows] = readFileSync(file!, 'utf8').trim().split(/\r?\n/);
  const byProvider = new Map<string, Department['points'][number][]>();
  for (const row of rows) {
    const [provider, type, date, attendances, breaches] = row.split(',');
    if (type !== '1') continue;
    const denominator = Number(attendances);
    byProvider.set(provider!, [
      ...(byProvider.get(provider!) ?? []),
      { date: date!, numerator: denominator - Number(breaches), denominator },
    ]);
  }
  return [...byProvider].flatMap(([provider, points]) => (points.length === 36 ? [{ provider, points }] : []));
};

/** Laney's sigma_z once more, step by step and by nothing of ours, with or without leaving out the largest ranges. */
const sigmaZByHand = (points: Department['points'], isScreened: boolean): number => {
  const share = points.reduce((sum, { numerator }) => sum + numerator, 0) / points.reduce((sum, { denominator }) => sum + denominator, 0);
  const z = points.map(({ numerator, denominator }) => (numerator / denominator - share) / Math.sqrt((share * (1 - share)) / denominator));
  const ranges = z.slice(1).map((one, index) => Math.abs(one - z[index]!));
  const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
  return mean(isScreened ? ranges.filter((range) => range < 3.267 * mean(ranges)) : ranges) / 1.128;
};

const named = isHere ? '' : ' (skipped: SAMPLE_DATA names no folder with ae_attendances.csv)';
(isHere ? describe : describe.skip)(`The emergency departments of England${named}`, () => {
  const all = isHere ? departments() : [];

  it('are 130 of type 1 with 36 months, and every one varies more than one and a half times as much as chance', () => {
    expect(all).toHaveLength(130);
    const sigmas = all.map(({ points }) => chartOf(points, { chart: 'p-prime' }).segments[0]!.sigmaZ!);
    for (const [index, { points }] of all.entries()) expect(sigmas[index]).toBeCloseTo(sigmaZByHand(points, true), 9);
    expect(Math.min(...sigmas)).toBeGreaterThan(1.5);
    expect(medianOf(sigmas)).toBeCloseTo(7.0, 1);
    // What is said of these departments elsewhere, 7.3, has all the ranges in it.
    expect(medianOf(all.map(({ points }) => sigmaZByHand(points, false)))).toBeCloseTo(7.3, 1);
  });

  it('have most of their months outside the limits of a plain p chart, and few outside those of a p′ chart', () => {
    const signals = (chart: 'p' | 'p-prime') =>
      all.flatMap(({ points }) => chartOf(points, { chart }).points).filter(({ rule }) => rule !== null).length / (130 * 36);
    expect(signals('p')).toBeGreaterThan(0.5);
    expect(signals('p-prime')).toBeLessThan(signals('p') / 2);
    for (const { points } of all) expect(chartOf(points, { chart: 'p' }).warnings.map(({ code }) => code)).toContain('OVERDISPERSED');
  });

  it('are never suggested a p chart', () => {
    expect(new Set(all.map(({ points }) => suggestChart({ kind: 'proportion', points }).chart))).toEqual(new Set(['xmr']));
  });

  it('are compared in a funnel that is widened by what they vary beyond chance', () => {
    const units = all.map(({ provider, points }) => ({ id: provider, ...points.at(-1)! }));
    const [plain, widened] = [false, true].map((overdispersion) => funnelOf(units, { kind: 'proportion', overdispersion }));
    const outside = (funnel: typeof plain) => funnel!.units.filter(({ outside: limit }) => limit?.within === 0.998).length;
    expect(widened!.phi).toBeGreaterThan(10);
    expect(outside(plain)).toBeGreaterThan(65);
    expect(outside(widened)).toBeLessThan(10);
  });
});
