import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadSeries, chartOf, type Chart, type ChartPoint, type Options } from './index.js';

const folder = process.env['SAMPLE_DATA'];
const file = folder ? join(folder, 'spc-published-cases.json') : null;
const isHere = file !== null && existsSync(file);

interface Published {
  readonly name: string;
  readonly conformance: 'must' | 'quirk';
  readonly tolerance?: number;
  readonly input: {
    readonly values: readonly (number | null)[];
    readonly dates: readonly string[];
    readonly options: {
      readonly preset: string;
      readonly improvementDirection?: Options['direction'];
      readonly target?: number;
      readonly conflict?: 'improvement' | 'concern';
      readonly conflictTie?: 'improvement' | 'concern';
      readonly minPoints?: number;
      readonly screenOutliers?: boolean | 'mr+mean';
      readonly baselinePoints?: number;
      readonly recalculateAtIndex?: readonly number[];
      readonly rebaseAt?: readonly string[];
      readonly facets?: readonly string[];
    };
  };
  readonly expected: Expected;
  readonly published?: {
    readonly mean?: number;
    readonly lpl?: number;
    readonly upl?: number;
    readonly variationIcon?: string;
    readonly assuranceIcon?: string;
  };
}
interface Expected {
  readonly error?: string;
  readonly mean?: number;
  readonly lpl?: number | null;
  readonly upl?: number | null;
  readonly pointTypes?: readonly string[];
  readonly rules?: readonly (readonly string[])[];
  readonly specialCauseTypes?: readonly string[];
  readonly limitsShown?: boolean;
  readonly variationIcon?: string | null;
  readonly assuranceIcon?: string | null;
  readonly shortGroupWarning?: boolean;
  readonly ignoreIndexes?: readonly number[];
  readonly facets?: readonly { readonly facet: string; readonly variationIcon: string; readonly assuranceIcon: string | null }[];
  readonly segments?: readonly {
    readonly facet?: string;
    readonly n: number;
    readonly mean: number;
    readonly lpl: number;
    readonly upl: number;
    readonly variationType?: string;
  }[];
}

const presets: Readonly<Record<string, NonNullable<Options['preset']>>> = {
  'nhsr-0.2.2': 'nhsr-0.2',
  'mdc-excel-5.0': 'mdc-excel-5',
  'mdc-sql-2.6': 'mdc-2.6',
  'mdc-sql-2.6a': 'mdc-2.6a',
};
const screenings = { true: 'ranges', false: 'none', 'mr+mean': 'rangesAndMean' } as const;

const optionsOf = ({ input: { options, dates } }: Published): Options => {
  const recalculateAt = options.rebaseAt ?? options.recalculateAtIndex?.map((index) => dates[index]!);
  return {
    preset: presets[options.preset]!,
    ...(options.improvementDirection && { direction: options.improvementDirection }),
    ...(options.target !== undefined && { target: options.target }),
    ...(options.conflict && { conflict: options.conflict }),
    ...(options.conflictTie && { conflictTie: options.conflictTie }),
    ...(options.minPoints !== undefined && { minPointsLimits: options.minPoints }),
    ...(options.screenOutliers !== undefined && { screening: screenings[`${options.screenOutliers}`] }),
    ...(options.baselinePoints !== undefined && { baselinePoints: options.baselinePoints }),
    ...(recalculateAt && { recalculateAt }),
  };
};

/** A chart for each facet, or one. */
const chartsOf = (published: Published): ReadonlyMap<string, Chart> => {
  const { values, dates, options } = published.input;
  const facets = options.facets ?? values.map(() => '');
  return new Map(
    [...new Set(facets)].map((facet) => {
      const points = values.flatMap((value, index) => (facets[index] === facet ? [{ date: dates[index]!, value }] : []));
      return [facet, chartOf(points, optionsOf(published))];
    }),
  );
};

const typeName = (type: ChartPoint['type']): string => (type === 'common_cause' ? type : `special_cause_${type}`);

/** The labels of NHSRplotthedots. */
const specialCauseName = ({ type, rule, signalsUp, signalsDown }: ChartPoint): string => {
  if (type === 'common_cause' || rule === null) return 'Common Cause';
  const isUp = signalsUp.includes(rule) && (!signalsDown.includes(rule) || type === 'improvement' || type === 'neutral_high');
  return {
    single: isUp ? 'Above UCL' : 'Below LCL',
    trend: isUp ? '7 Point Trend (Increasing)' : '7 Point Trend (Decreasing)',
    'two-sigma': isUp ? '2 in 3 Above CL' : '2 in 3 Below CL',
    shift: isUp ? '7 Points Above CL' : '7 Points Below CL',
  }[rule];
};

const isNear = (actual: number, expected: number, tolerance: number): boolean =>
  Math.abs(actual - expected) <= tolerance + 1e-9 * Math.max(Math.abs(actual), Math.abs(expected));

/** Everything in which our charts differ from what was published. */
const differencesOf = (published: Published): readonly string[] => {
  const { expected, tolerance = 0 } = published;
  const differences: string[] = [];
  const compare = (what: string, actual: unknown, wanted: unknown): void => {
    const same =
      typeof actual === 'number' && typeof wanted === 'number'
        ? isNear(actual, wanted, what.startsWith('published') ? tolerance : 0)
        : JSON.stringify(actual) === JSON.stringify(wanted);
    if (!same) differences.push(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
  };
  const charts = chartsOf(published);
  const points = [...charts.values()].flatMap((chart) => chart.points);
  const segments = [...charts].flatMap(([facet, chart]) => chart.segments.map((segment) => ({ ...segment, facet, chart })));
  const [chart] = [...charts.values()];
  const ignored = new Set(expected.ignoreIndexes);
  const listed = <T>(items: readonly T[]): readonly T[] => items.filter((_, index) => !ignored.has(index));

  if (expected.pointTypes) compare('types', listed(points.map(({ type }) => typeName(type))), listed(expected.pointTypes));
  if (expected.specialCauseTypes) compare('special causes', listed(points.map(specialCauseName)), listed(expected.specialCauseTypes));
  if (expected.rules) {
    const rules = points.map(({ signalsUp, signalsDown }) =>
      [...new Set([...signalsUp, ...signalsDown])].map((rule) => rule.replace('-', '_')).sort(),
    );
    compare('rules', listed(rules), listed(expected.rules.map((names) => [...names].sort())));
  }
  if (expected.limitsShown !== undefined) compare('limits shown', chart!.limitsShown, expected.limitsShown);
  if (expected.variationIcon !== undefined) compare('variation', chart!.variation, expected.variationIcon);
  if (expected.assuranceIcon !== undefined) compare('assurance', chart!.assurance, expected.assuranceIcon);
  if (expected.mean !== undefined) compare('mean', chart!.segments.at(-1)!.mean, expected.mean);
  if (expected.lpl !== undefined) compare('lower', chart!.segments.at(-1)!.lower, expected.lpl);
  if (expected.upl !== undefined) compare('upper', chart!.segments.at(-1)!.upper, expected.upl);
  if (expected.shortGroupWarning !== undefined)
    compare(
      'trial limits',
      segments.some(({ trial }) => trial),
      expected.shortGroupWarning,
    );
  for (const { facet, variationIcon, assuranceIcon } of expected.facets ?? []) {
    compare(`variation of ${facet}`, charts.get(facet)!.variation, variationIcon);
    compare(`assurance of ${facet}`, charts.get(facet)!.assurance, assuranceIcon);
  }
  // Where a baseline was set, the spreadsheet lists its stretch and the stretch after it apart; here they are one segment.
  const isBaselined = published.input.options.baselinePoints !== undefined && expected.segments?.length === 2 && segments.length === 1;
  (expected.segments ?? []).forEach(({ n, mean, lpl, upl, variationType }, index) => {
    const segment = segments[isBaselined ? 0 : index]!;
    if (!isBaselined) compare(`points of segment ${index}`, segment.points, n);
    compare(`mean of segment ${index}`, segment.mean, mean);
    compare(`lower of segment ${index}`, segment.lower, lpl);
    compare(`upper of segment ${index}`, segment.upper, upl);
    const latest = segment.chart.points.filter((point) => point.segment === segment.index && point.type !== null).at(-1)!;
    if (variationType) compare(`latest of segment ${index}`, typeName(latest.type), variationType);
  });
  if (isBaselined)
    compare(
      'points of both stretches',
      segments[0]!.points,
      expected.segments!.reduce((sum, { n }) => sum + n, 0),
    );
  const print = published.published ?? {};
  if (print.mean !== undefined) compare('published mean', chart!.segments.at(-1)!.mean, print.mean);
  if (print.lpl !== undefined) compare('published lower', chart!.segments.at(-1)!.lower, print.lpl);
  if (print.upl !== undefined) compare('published upper', chart!.segments.at(-1)!.upper, print.upl);
  if (print.variationIcon !== undefined) compare('published variation', chart!.variation, print.variationIcon);
  if (print.assuranceIcon !== undefined) compare('published assurance', chart!.assurance, print.assuranceIcon);
  return differences;
};

const cases: readonly Published[] = isHere ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Published[]) : [];
const must = cases.filter(({ conformance, expected }) => conformance === 'must' && expected.error === undefined);
const refused = cases.filter(({ expected }) => expected.error !== undefined);
const quirks = cases.filter(({ conformance }) => conformance === 'quirk');

const described = isHere ? describe : describe.skip;
described(`The published cases (${isHere ? cases.length : 'skipped: SAMPLE_DATA names no folder with spc-published-cases.json'})`, () => {
  it.each(must.map((published) => [published.name, published] as const))('%s agrees', (_name, published) => {
    expect(differencesOf(published)).toEqual([]);
  });

  it.each(refused.map((published) => [published.name, published] as const))('%s', (_name, published) => {
    expect(() => chartsOf(published)).toThrow(BadSeries);
  });

  it('differ from us in one point only: a recalculation on a day without a point is noted, not silently left out', () => {
    expect(quirks.map(({ name }) => name)).toEqual(['quirk: rebase date that is no data date is ignored']);
    const [chart] = [...chartsOf(quirks[0]!).values()];
    expect(chart!.warnings.map(({ code }) => code)).toContain('RECALCULATION_IGNORED');
    expect(differencesOf(quirks[0]!)).toEqual([]);
  });

  it('are all read', () => {
    const agreeing = must.filter((published) => differencesOf(published).length === 0).length;
    process.stdout.write(
      `${agreeing} of ${must.length} published charts agree, ${refused.length} are refused as published, ${quirks.length} quirk is not copied\n`,
    );
    expect(must.length + refused.length + quirks.length).toBe(79);
  });
});
