import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planId } from '#plan';
import type { ApiClient } from '#testing';
import { commandLine, type CommandLine } from './command-line.js';
import { startTestService, type TestService } from './test-service.js';

const samples = join(__dirname, '../../samples');
const folder = process.env['SAMPLE_DATA'];
const isHere = folder !== undefined && ['ae_attendances.csv', 'ons_weekly_deaths.csv'].every((name) => existsSync(join(folder, name)));

const fileOf = (name: string): string => join(folder!, name);
const rowsOf = (name: string): readonly (readonly string[])[] =>
  readFileSync(fileOf(name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

interface Month {
  readonly date: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** A provider's department type in all 36 months of the file. */
interface Series {
  readonly id: string;
  readonly points: readonly Month[];
}

const completeSeries = (): readonly Series[] => {
  const found = new Map<string, Month[]>();
  for (const [provider, type, date, attendances, breaches] of rowsOf('ae_attendances.csv')) {
    const id = `${provider}:${type}`;
    const points = found.get(id) ?? [];
    points.push({ date: date!, numerator: Number(attendances) - Number(breaches), denominator: Number(attendances) });
    found.set(id, points);
  }
  return [...found].flatMap(([id, points]) => (points.length === 36 ? [{ id, points }] : []));
};

/** Weekly deaths by area: the dates of the weeks' Fridays, and the figures. */
const deathsByArea = (): ReadonlyMap<string, readonly { readonly date: string; readonly value: number }[]> => {
  const found = new Map<string, { date: string; value: number }[]>();
  for (const [area, date, , deaths] of rowsOf('ons_weekly_deaths.csv'))
    found.set(area!, [...(found.get(area!) ?? []), { date: date!, value: Number(deaths) }]);
  return found;
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Centre and limits as the textbook has them, by nothing of ours: the mean, and 2.66 mean moving ranges to either side. */
const straight = (values: readonly number[]): { readonly mean: number; readonly lower: number; readonly upper: number } => {
  const mean = meanOf(values);
  const range = meanOf(values.slice(1).map((value, index) => Math.abs(value - values[index]!)));
  return { mean, lower: mean - 2.66 * range, upper: mean + 2.66 * range };
};
const valuesOf = (points: readonly Month[]): number[] =>
  points.filter(({ denominator }) => denominator > 0).map(({ numerator, denominator }) => numerator / denominator);

interface PointAnswer {
  readonly date: string;
  readonly value: number | null;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly type: string | null;
  readonly reasons: readonly string[];
}
interface ChartAnswer {
  readonly id: string;
  readonly points: readonly PointAnswer[];
  readonly variation: string | null;
  readonly assurance: string | null;
  readonly warnings: readonly { readonly code: string; readonly text: string; readonly dates: readonly string[] }[];
  readonly rulesVersion: number;
}
interface SegmentAnswer {
  readonly from: string;
  readonly points: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

const chartDocument = `query ($code: String!) {
  measure(code: $code) {
    id
    chart {
      points { date value mean lower upper type reasons }
      variation
      assurance
      warnings { code text dates }
      rulesVersion
      segments { from points mean lower upper }
    }
  }
}`;

/** The icons' words are capitals in the schema and small on the command line. */
const small = (word: string | null): string | null => word?.toLowerCase() ?? null;

const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
const countsOf = (words: readonly (string | null)[]): string =>
  [...new Set(words)]
    .map((word) => `${word ?? 'none'} ${words.filter((each) => each === word).length}`)
    .sort()
    .join(', ');

const described = isHere ? describe : describe.skip;
described(`Charts of published figures${isHere ? '' : ' (skipped: SAMPLE_DATA names no folder with them)'}`, () => {
  const options = { direction: 'increase', target: 0.95, values: 'proportion', pointsPerYear: 12, inPercent: true };
  let line: CommandLine;
  let service: TestService | undefined;
  let director: ApiClient;
  let steward: ApiClient;
  let all: readonly Series[];
  /** What the command line answered, by series. */
  let answers: ReadonlyMap<string, ChartAnswer>;

  const spc = async (lines: readonly object[], ...more: readonly string[]): Promise<string> => {
    const { code, out, err } = await line.hoshin(
      ['spc', ...more],
      {},
      lines.map((each) => `${JSON.stringify(each)}\n`),
    );
    expect([code, err]).toEqual([0, '']);
    return out;
  };
  const chartInGraphQL = async (code: string): Promise<ChartAnswer & { readonly measure: string; readonly segments: SegmentAnswer[] }> => {
    type Asked = { measure: { id: string; chart: Omit<ChartAnswer, 'id'> & { segments: SegmentAnswer[] } } };
    const { measure } = await director.query<Asked>(chartDocument, { code });
    const { points, variation, assurance, ...chart } = measure.chart;
    return {
      ...chart,
      id: code,
      measure: measure.id,
      points: points.map((point) => ({ ...point, type: small(point.type) })),
      variation: small(variation),
      assurance: small(assurance),
    };
  };
  const taken = async (mutation: string, input: Record<string, unknown>): Promise<void> =>
    expect(await steward.mutate(mutation, input)).toMatchObject({ __typename: 'Receipt' });

  beforeAll(async () => {
    line = commandLine();
    all = completeSeries();
    const weekly = [...deathsByArea()].map(
      ([area], index) => `
  - { key: 'deaths-${index}', unit: region, name: Deaths in ${area}, kind: COUNT, unitOfMeasure: deaths, direction: { kind: DECREASE },
      frequency: WEEK, overTime: SUM, overUnits: SUM, operationalDefinition: Deaths registered in the week., source: ONS, steward: steward }`,
    );
    const plan = readFileSync(join(samples, 'ae-four-hour.plan.yaml'), 'utf8').replace(
      '\ncandidates:',
      `${weekly.join('')}\n\ncandidates:`,
    );
    for (const args of [
      ['import', 'plan', line.file('plan.yaml', plan)],
      ['import', 'observations', fileOf('ae_attendances.csv'), '--mapping', join(samples, 'ae-four-hour.mapping.yaml')],
    ]) {
      const { code, err } = await line.hoshin(args);
      expect([code, err]).toEqual([0, '']);
    }
  });
  afterAll(async () => {
    await service?.close();
    line.remove();
  });

  it('come from the command line for all 281 complete series of the emergency departments, with the textbook’s limits', async () => {
    expect(all).toHaveLength(281);
    const out = await spc(all.map(({ id, points }) => ({ id, points, options })));
    answers = new Map(
      out
        .split('\n')
        .map((text) => JSON.parse(text) as ChartAnswer)
        .map((chart) => [chart.id, chart]),
    );
    expect([...answers.keys()]).toEqual(all.map(({ id }) => id));
    for (const { id, points } of all) {
      const expected = straight(valuesOf(points));
      const chart = answers.get(id)!;
      expect(chart.points.map(({ date }) => date)).toEqual(points.map(({ date }) => date));
      for (const [index, point] of chart.points.entries()) {
        const { numerator, denominator } = points[index]!;
        for (const name of ['mean', 'lower', 'upper'] as const) expect(point[name]).toBeCloseTo(expected[name], 12);
        if (denominator === 0) expect([point.value, point.type]).toEqual([null, null]);
        else expect([point.value, point.type]).toEqual([numerator / denominator, expect.any(String)]);
      }
      // What JSON cannot write, NaN and Infinity, it writes as null: an icon would be missing with it.
      expect([chart.variation, chart.assurance]).toEqual([expect.any(String), expect.any(String)]);
    }
    const charts = [...answers.values()];
    say(`variation: ${countsOf(charts.map(({ variation }) => variation))}`);
    say(`assurance: ${countsOf(charts.map(({ assurance }) => assurance))}`);
    say(`points: ${countsOf(charts.flatMap(({ points }) => points.map(({ type }) => type)))}`);
    say(`warnings: ${countsOf(charts.flatMap(({ warnings }) => warnings.map(({ code }) => code)))}`);
  });

  it('come the same from a process of its own, down a pipe', async () => {
    const lines = all.map(({ id, points }) => ({ id, points, options }));
    const ran = spawnSync(process.execPath, [join(process.cwd(), 'dist/apps/cli/src/main.js'), 'spc'], {
      input: lines.map((each) => JSON.stringify(each)).join('\n'),
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      cwd: line.folder,
      env: { PATH: process.env['PATH'] ?? '' },
    });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toBe(`${await spc(lines)}\n`);
  });

  it('are read by GraphQL with the same means, limits, types, reasons, icons and warnings, point by point', async () => {
    service = await startTestService({ dataFolder: line.data });
    const nobodyYet = await service.as('anybody');
    const { organisation } = await nobodyYet.query<{ organisation: { id: string } }>('{ organisation { id } }');
    const as = (person: string, post: string): Promise<ApiClient> =>
      service!.as(planId(organisation.id, 'person', person), planId(organisation.id, 'post', post));
    [director, steward] = [await as('director', 'regional-director'), await as('steward', 'steward')];
    for (const { id } of all) {
      const code = `four-hour:${id}`;
      const measure = planId(organisation.id, 'measure', code);
      await taken('setChartTarget', { measure, value: '0.95', reason: 'the national standard' });
      const { measure: found, segments, ...chart } = await chartInGraphQL(code);
      expect(found).toBe(measure);
      expect(segments).toHaveLength(1);
      expect(chart).toEqual({ ...answers.get(id)!, id: code });
    }
  });

  it('of RRK show the merger in two segments, each with limits of its own, once they are calculated anew from July 2018', async () => {
    const { id, points } = all.find((each) => each.id === 'RRK:1')!;
    const text = await spc([{ id, points, options: { ...options, recalculateAt: ['2018-07-01'] } }], '--full');
    const { segments, ...answered } = JSON.parse(text) as ChartAnswer & { segments: SegmentAnswer[] };
    const expected = [points.slice(0, 27), points.slice(27)].map((part) => ({
      from: part[0]!.date,
      points: part.length,
      ...straight(valuesOf(part)),
    }));
    expect(expected.map(({ from, points: length }) => [from, length])).toEqual([
      ['2016-04-01', 27],
      ['2018-07-01', 9],
    ]);
    const close = expected.map(({ mean, lower, upper, ...same }) => ({
      ...same,
      mean: expect.closeTo(mean, 12) as number,
      lower: expect.closeTo(lower, 12) as number,
      upper: expect.closeTo(upper, 12) as number,
    }));
    expect(segments).toMatchObject(close);

    const before = await chartInGraphQL('four-hour:RRK:1');
    await taken('recalculateLimits', {
      measure: before.measure,
      from: '2018-07',
      reason: 'RR1 merged into RRK: the departments are others',
      reference: { kind: 'merger', id: 'RR1', text: 'RR1 closed on 30 June 2018' },
    });
    const after = await chartInGraphQL('four-hour:RRK:1');
    expect(before.segments).toHaveLength(1);
    expect(after.segments).toMatchObject(close);
    const judged = (chart: Pick<ChartAnswer, 'points' | 'variation' | 'assurance'>) => ({
      points: chart.points.map(({ date, mean, lower, upper, type, reasons }) => ({ date, mean, lower, upper, type, reasons })),
      variation: chart.variation,
      assurance: chart.assurance,
    });
    expect(judged(after)).toEqual(judged(answered));
    const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
    say(`RRK type 1: ${segments.map(({ from, points: n, mean }) => `${n} months from ${from} around ${percent(mean)}`).join(', ')}`);
    say(`  before: ${before.variation}, ${before.assurance}; after: ${after.variation}, ${after.assurance}`);
  });

  it('of weekly deaths warn of the seasons in each of the eleven areas, and so they do once brought in as a wide table', async () => {
    const areas = [...deathsByArea()];
    expect(areas).toHaveLength(11);
    const out = await spc(areas.map(([id, points]) => ({ id, points, options: { direction: 'decrease', values: 'count' } })));
    const charts = out.split('\n').map((text) => JSON.parse(text) as ChartAnswer);
    for (const { id, warnings } of charts)
      expect([id, warnings.map(({ code }) => code)]).toEqual([id, expect.arrayContaining(['SEASONAL'])]);
    say(charts[0]!.warnings.find(({ code }) => code === 'SEASONAL')!.text);

    await service!.close();
    service = undefined;
    const weeks = areas[0]![1].map(({ date }, index) => [date, ...areas.map(([, points]) => points[index]!.value)].join(','));
    const heading = ['week ending', ...areas.map((_, index) => `deaths-${index}`)].join(',');
    const table = line.file('deaths.csv', [heading, ...weeks, ''].join('\n'));
    const imported = await line.hoshin([
      'import',
      'observations',
      table,
      '--wide',
      '--period',
      'week ending',
      '--period-format',
      'YYYY-MM-DD',
      '--as',
      'steward',
    ]);
    expect([imported.code, imported.err]).toEqual([0, '']);
    expect(imported.out).toContain(
      `${535 * 11} cells: ${535 * 11} figures recorded, 0 corrected, 0 unchanged; 0 cells skipped; 11 measures.`,
    );
    service = await startTestService({ dataFolder: line.data });
    const { organisation } = await (await service.as('anybody')).query<{ organisation: { id: string } }>('{ organisation { id } }');
    director = await service.as(planId(organisation.id, 'person', 'director'), planId(organisation.id, 'post', 'regional-director'));
    for (const [index, [, points]] of areas.entries()) {
      const { warnings, points: drawn } = await chartInGraphQL(`deaths-${index}`);
      expect(warnings.map(({ code }) => code)).toContain('SEASONAL');
      expect(drawn.map(({ value }) => value)).toEqual(points.map(({ value }) => value));
      expect(drawn[0]!.mean).toBeCloseTo(meanOf(points.map(({ value }) => value)), 8);
    }
  });
});
