import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf, type Options, type Point } from './index.js';

const folder = process.env['SAMPLE_DATA'];
const isHere = folder !== undefined && ['ae_attendances.csv', 'ons_weekly_deaths.csv'].every((name) => existsSync(join(folder, name)));

const rowsOf = (name: string): readonly (readonly string[])[] =>
  readFileSync(join(folder!, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

/** Every department's months, by provider and type. */
const departments = (): ReadonlyMap<string, readonly Point[]> => {
  const found = new Map<string, Point[]>();
  for (const [provider, type, date, attendances, breaches] of rowsOf('ae_attendances.csv')) {
    const points = found.get(`${provider} ${type}`) ?? [];
    points.push({ date: date!, numerator: Number(attendances) - Number(breaches), denominator: Number(attendances) });
    found.set(`${provider} ${type}`, points);
  }
  return found;
};

const described = isHere ? describe : describe.skip;
described(`The real figures${isHere ? '' : ' (skipped: SAMPLE_DATA names no folder with them)'}`, () => {
  it.each(['mdc-2.6', 'mdc-2.6a', 'mdc-excel-5', 'nhsr-0.2'] as const)(
    'give all 281 complete series a chart by %s, with nothing endless in it',
    (preset) => {
      const complete = [...departments().values()].filter(({ length }) => length === 36);
      expect(complete).toHaveLength(281);
      for (const points of complete) {
        const chart = chartOf(points, { preset, target: 0.95, values: 'proportion', bounds: { lo: 0, hi: 1 } });
        expect(chart.points).toHaveLength(36);
        expect(JSON.stringify(chart)).not.toMatch(/NaN|Infinity/);
      }
    },
  );

  it('show the merger at RRK, whose limits are calculated anew from July 2018', () => {
    const breaches = rowsOf('ae_attendances.csv')
      .filter(([provider, type]) => provider === 'RRK' && type === '1')
      .map((row) => ({ date: row[2]!, value: Number(row[4]) }));
    const options: Options = { direction: 'decrease', values: 'count' };
    const [before, after] = chartOf(breaches, { ...options, recalculateAt: ['2018-07-01'] }).segments;
    expect([before!.points, after!.points, before!.mean, after!.mean]).toEqual([
      27,
      9,
      expect.closeTo(1702.5556, 3),
      expect.closeTo(8646.5556, 3),
    ]);
    expect(after!.trial).toBe(true);
    expect(chartOf(breaches, options).suggestion).toMatchObject({ from: '2018-07-01', strength: 'watch', pointsAfter: 9 });
  });

  it('raise the warning of seasons on the weekly deaths of England and Wales', () => {
    const deaths = rowsOf('ons_weekly_deaths.csv')
      .filter(([area]) => area === 'England and Wales')
      .map((row) => ({ date: row[1]!, value: Number(row[3]) }));
    expect(deaths).toHaveLength(535);
    const { warnings, suggestion } = chartOf(deaths, { direction: 'decrease', values: 'count' });
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['SEASONAL', 'AUTOCORRELATED', 'MANY_POINTS_IN_SEGMENT']));
    expect(suggestion).toBeNull();
  });
});
