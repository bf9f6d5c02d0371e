import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf, rulesVersion, type Options, type Point } from './index.js';

/**
 * What a version of the rules gave on its first day. A published chart is drawn again from its rules version, so these files
 * are never rewritten: where one no longer holds, the version has to grow, and gets a file of its own
 * (WRITE_GOLDEN=1 writes it where there is none yet).
 */
const file = join(__dirname, `../golden/rules-version-${rulesVersion}.json`);

/** Figures that look like a measure's, from whole-number arithmetic alone. */
const figures = (seed: number, count: number): readonly number[] => {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 65_536) % 100;
  });
};
const monthly = (values: readonly (number | null)[]): readonly Point[] =>
  values.map((value, index) => ({ date: `${2018 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`, value }));

const noisy = figures(7, 30).map((figure) => 50 + (figure % 11));
const stepped = noisy.map((value, index) => (index < 15 ? value : value + 12));
const drifting = figures(11, 36).map((figure, index) => 20 + index / 2 + (figure % 7));
const gappy = noisy.map((value, index) => (index % 9 === 4 ? null : value));
const short = noisy.slice(0, 9);

const series: Readonly<Record<string, readonly [readonly Point[], Options]>> = {
  'noise, defaults': [monthly(noisy), { target: 52 }],
  'noise, gaps bridged': [monthly(gappy), { direction: 'decrease', target: 70 }],
  'noise, gaps break': [monthly(gappy), { preset: 'nhsr-0.2' }],
  'a step': [monthly(stepped), { target: [{ value: 50 }, { from: '2019-06-01', lo: 40, hi: 80 }] }],
  'a step, recalculated': [monthly(stepped), { recalculateAt: ['2019-04-01'] }],
  'a step, by a baseline': [monthly(stepped), { baselinePoints: 15, preset: 'mdc-excel-5' }],
  'a drift, ranked': [monthly(drifting), { preset: 'mdc-2.6a' }],
  'a drift, by precedence': [monthly(drifting), { preset: 'nhsr-0.2', recalculateAt: ['2019-07-01'] }],
  'a drift, screened': [monthly([...drifting, 90, 30]), { screening: 'rangesAndMean', direction: 'neutral' }],
  'too short': [monthly(short), { target: 50 }],
  ghosts: [monthly(noisy).map((point, index) => ({ ...point, ghost: index % 10 === 3 })), {}],
};

const round = (figure: number | null): number | null => (figure === null ? null : Number(figure.toPrecision(12)));

const frozen = Object.fromEntries(
  Object.entries(series).map(([name, [points, options]]) => {
    const chart = chartOf(points, options);
    return [
      name,
      {
        variation: chart.variation,
        assurance: chart.assurance,
        texts: [chart.variationText, chart.assuranceText],
        warnings: chart.warnings.map(({ code, text }) => `${code} ${text}`),
        suggestion: chart.suggestion?.because ?? null,
        segments: chart.segments.map(({ from, points: count, mean, lower, upper }) => [from, count, ...[mean, lower, upper].map(round)]),
        points: chart.points.map(({ type, rule, signalsUp, signalsDown }) =>
          [type, rule, signalsUp.join(' '), signalsDown.join(' ')].join('|'),
        ),
        reasons: chart.points.flatMap(({ reasons }) => reasons),
      },
    ];
  }),
);

describe(`Version ${rulesVersion} of the rules`, () => {
  it('gives what it gave when it was new', () => {
    if (process.env['WRITE_GOLDEN'] === '1' && !existsSync(file)) writeFileSync(file, `${JSON.stringify(frozen, null, 1)}\n`);
    expect(JSON.parse(JSON.stringify(frozen))).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});
