import { addPeriods } from '#strategy';
import { readXml, type ApiClient } from '#testing';
import { startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

const measure = 'falls';
const reason = 'as the minutes say';
const steady = Array.from({ length: 14 }, (_, index) => ({
  period: addPeriods('MONTH', '2025-03', index),
  value: String([42, 38, 41, 39][index % 4]),
}));

let trust: Northmoor;
let auditor: ApiClient;
/** The last position at which nothing but figures had been said. */
let before: number;
beforeAll(async () => {
  trust = await startNorthmoor();
  await withFallsAim(trust);
  trust.clock.to('2026-05-05');
  await trust.done('data-steward', 'recordObservations', { measure, readings: steady });
  before = trust.position();
  await trust.done('data-steward', 'ghostPoint', { measure, period: '2025-06', reason: 'a ward was closed' });
  await trust.done('data-steward', 'recalculateLimits', { measure, from: '2026-03', reason: 'a new falls team' });
  await trust.done('data-steward', 'annotateMeasure', { measure, period: '2026-03', text: 'The falls team & its <first> month' });
  await trust.done('data-steward', 'correctObservations', { measure, readings: [{ period: '2026-04', value: '61' }], reason });
  auditor = await trust.acting('auditor');
});
afterAll(() => trust.close());

interface Point {
  readonly period: string;
  readonly value: number | null;
  readonly ghost: boolean;
  readonly ghostBecause: string | null;
  readonly segment: number;
  readonly mean: number | null;
  readonly upper: number | null;
  readonly type: string | null;
  readonly annotations: readonly number[];
}
interface ReadChart {
  readonly position: number;
  readonly knownAt: number;
  readonly points: readonly Point[];
  readonly [field: string]: unknown;
}
const chart = async (asOf: object | null, knownAt: object | null = null, field = 'chart'): Promise<ReadChart> => {
  const query = `query ($asOf: AsOfInput, $knownAt: AsOfInput) { measure(id: "${measure}", asOf: $asOf, knownAt: $knownAt) { ${field} {
    position knownAt figures preset rulesVersion chart direction counted limitsShown limitsFrom variation assurance variationText assuranceText
    targetSource targetBecause problem targets { from value } recalculations { from reason by { id } }
    segments { from recalculated points mean trial meanMovingRange upperMovingRange } warnings { code text dates } suggestion { from because } runs { signal }
    points { period value ghost ghostBecause segment mean upper type rule reasons signalsUp annotations target { value } met provisional }
  } } }`;
  const { measure: read } = await auditor.query<{ measure: Record<string, ReadChart> }>(query, { asOf, knownAt });
  return read[field]!;
};

describe('A chart read over GraphQL', () => {
  it('shows figures, limits, ghosts, segments, remarks and where its target comes from', async () => {
    const now = await chart(null);
    expect(now).toMatchObject({
      figures: 'KNOWN',
      preset: 'MDC_2_6',
      rulesVersion: 1,
      chart: 'XMR',
      direction: 'DECREASE',
      counted: 13,
      limitsShown: true,
      problem: null,
      targetSource: 'AGREED',
      targets: [{ from: '2026-03-01', value: 20 }],
      recalculations: [{ from: '2026-03', reason: 'a new falls team', by: { id: 'dan' } }],
      segments: [
        { recalculated: false, points: 11 },
        { recalculated: true, points: 2, trial: true },
      ],
    });
    for (const { meanMovingRange, upperMovingRange } of now['segments'] as { meanMovingRange: number; upperMovingRange: number }[])
      expect(upperMovingRange).toBeCloseTo(3.267 * meanMovingRange, 10);
    expect(now.points).toHaveLength(14);
    expect(now.points[3]).toMatchObject({ period: '2025-06', value: 39, ghost: true, ghostBecause: 'a ward was closed', type: null });
    expect(now.points[12]).toMatchObject({ period: '2026-03', segment: 1, annotations: [1], target: { value: 20 }, met: false });
    expect(now.points[13]!.value).toBe(61);
  });

  it('as of an earlier moment is the chart that was seen then, and knownAt changes its figures alone', async () => {
    const then = await chart({ position: before });
    expect(then).toMatchObject({ position: before, knownAt: before, recalculations: [], segments: [{ points: 14 }] });
    expect(then.points.map(({ value }) => value)).toEqual(steady.map(({ value }) => Number(value)));
    expect(then.points[0]!.mean).toBeCloseTo(40 + 1 / 7 - 1 / 7, 0);
    const recalled = await chart(null, { position: before });
    expect(recalled).toMatchObject({ knownAt: before, recalculations: [{ from: '2026-03' }] });
    expect(recalled.points[13]!.value).toBe(38);
    expect(await chart({ position: before })).toEqual(then);
  });

  it('says what is wrong with a moment, by the name of the argument', async () => {
    const { errors } = await auditor.ask(`{ measure(id: "${measure}", knownAt: {}) { chart { counted } } }`);
    expect(errors[0]!.message).toContain('knownAt takes exactly one of position, day and instant');
  });
});

interface Row {
  readonly cells: readonly { readonly plan: number; readonly status: string }[];
  readonly reportedInWords: string;
}
interface Bowling {
  readonly bowlingChart: { readonly rows: readonly Row[]; readonly months: readonly string[] };
}
interface Explained {
  readonly sentences: readonly string[];
  readonly ownSentences: readonly string[];
}

describe('Bowling chart, scorecard and explanation over GraphQL', () => {
  it('show the year of an aim month by month, by its aim, its sponsor and its unit', async () => {
    const row = `rows { kind id state measureName jop target yearTarget reportedInWords yearToDatePlan yearToDateActual variation
      owner { id } cells { month plan actual status letter shape asKnownNow } forecasts { of runRate { value because } process { value low high } } }`;
    const { aim, post, unit } = await auditor.query<{ aim: Bowling; post: Bowling; unit: Bowling }>(
      `{ aim(id: "falls-aim") { bowlingChart { year months ${row} } }
         post(id: "chief-nurse") { bowlingChart { year months ${row} } }
         unit(id: "board") { bowlingChart(view: AS_KNOWN_NOW) { year months ${row} } } }`,
    );
    const chartOfAim = aim.bowlingChart;
    expect([chartOfAim.months[0], chartOfAim.months.length]).toEqual(['2026-04', 12]);
    expect(chartOfAim.rows).toHaveLength(1);
    const first = chartOfAim.rows[0]!;
    expect(first).toMatchObject({ kind: 'AIM', id: 'falls-aim', jop: '40', target: '20', yearTarget: 20, owner: { id: 'chief-nurse' } });
    expect(first.reportedInWords).toBe('1 of 1 reported');
    // From 40 in February to 20 in March of the next year are thirteen steps; April is the second.
    expect(first.cells[0]).toMatchObject({ month: '2026-04', actual: 61, status: 'MISSED', letter: 'R', shape: 'TRIANGLE' });
    expect(first.cells[0]!.plan).toBeCloseTo(40 - (20 * 2) / 13, 9);
    expect(first.cells.slice(1).map(({ status }) => status)).toEqual(Array.from({ length: 11 }, () => 'BLANK'));
    expect(post.bowlingChart.rows).toEqual(chartOfAim.rows);
    expect(unit.bowlingChart.rows).toEqual(chartOfAim.rows);
  });

  it('list a unit’s measures, the most pressing first, with what to do', async () => {
    const { unit } = await auditor.query<{ unit: { scorecard: { lines: { place: number }[]; falseIconsInWords: string } } }>(
      `{ unit(id: "board") { scorecard(withUnitsBelow: true) { falseIconsInWords overdue
         lines { id name latestPeriod latestValue variation assurance reading place periodsOverdue target { value } met measure { chart { counted } } }
         cells { variation assurance measures } } } }`,
    );
    const { lines } = unit.scorecard;
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatchObject({ id: 'falls', latestPeriod: '2026-04', latestValue: '61', measure: { chart: { counted: 13 } } });
    expect(lines.map(({ place }) => place)).toEqual(lines.map(({ place }) => place).sort((one, other) => one - other));
    expect(unit.scorecard.falseIconsInWords).toContain('with a chance of about');
  });

  it('explain how an aim’s number came about', async () => {
    const { aim } = await auditor.query<{ aim: { achievement: { explain: Explained } } }>(
      `{ aim(id: "falls-aim") { achievement { explain { kind id formula sentences ownSentences activitySentence
         rollUp { method formulaVersion value } children { goal sentence counted } } } } }`,
    );
    const { explain } = aim.achievement;
    expect(explain).toMatchObject({ kind: 'AIM', id: 'falls-aim', rollUp: { method: 'OWN_MEASURE' }, children: [] });
    expect([...explain.sentences, ...explain.ownSentences].join(' ')).toMatch(/61/);
  });
});

describe('Pictures over HTTP', () => {
  const get = (path: string, headers: Record<string, string> = auditor.headers()): Promise<Response> =>
    fetch(`${trust.service.address}/pictures/${path}`, { headers });
  const errorOf = async (response: Response): Promise<unknown> => [
    response.status,
    ((await response.json()) as { errors: { message: string }[] }).errors[0]!.message,
  ];

  it('are SVG files with a text for whoever cannot see them, at any moment, width and for a grey printer', async () => {
    for (const path of [
      `measures/${measure}/chart.svg`,
      `measures/${measure}/chart.svg?asOf=${before}&width=375&colour=no`,
      `measures/${measure}/chart.svg?asOf=2026-05-05&knownAt=${before}&movingRanges=yes`,
      `measures/${measure}/chart.svg?figures=published`,
      'units/board/bowling-chart.svg',
      'posts/chief-nurse/bowling-chart.svg?view=AS_PUBLISHED',
      'aims/falls-aim/bowling-chart.svg?width=375',
      'units/board/scorecard.svg?withUnitsBelow=yes',
      'units/ward-7/scorecard.svg',
    ]) {
      const response = await get(path);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'image/svg+xml; charset=utf-8']);
      const picture = await response.text();
      expect(picture).toMatch(/^<svg[^>]+role="img"/);
      expect(picture).toContain('<desc');
      expect(readXml(picture).name).toBe('svg');
    }
    const drawn = await (await get(`measures/${measure}/chart.svg`)).text();
    expect(drawn).toContain('The falls team &amp; its &lt;first&gt; month');
    expect(drawn).not.toContain('<first>');
  });

  it('are nobody’s who has not signed in, nor another site’s that borrows a session', async () => {
    expect(await errorOf(await get(`measures/${measure}/chart.svg`, {}))).toEqual([401, expect.stringContaining('sign in')]);
    expect((await get(`measures/${measure}/chart.svg`, { authorization: 'Bearer forged' })).status).toBe(401);
  });

  it('say what is wrong with an address', async () => {
    for (const [path, status, says] of [
      ['measures/nothing/chart.svg', 404, 'there is no such measure'],
      ['units/nothing/scorecard.svg', 404, 'there is no such unit'],
      ['goals/nothing/bowling-chart.svg', 404, 'there is no such'],
      [`measures/${measure}/chart.svg?width=10`, 400, 'width is a number of pixels from 320 to 4000, not 10'],
      [`measures/${measure}/chart.svg?width=1e9`, 400, 'not 1e9'],
      [`measures/${measure}/chart.svg?asOf=soon`, 400, 'asOf is a day such as 2026-04-01'],
      [`measures/${measure}/chart.svg?asOf=2026-02-30`, 400, '2026-02-30'],
      [`measures/${measure}/chart.svg?figures=all`, 400, 'figures is known or published, not all'],
      [`measures/${measure}/chart.svg?width=400&width=500`, 400, 'width is given more than once'],
    ] as const)
      expect([path, await errorOf(await get(path))]).toEqual([path, [status, expect.stringContaining(says)]]);
  });
});
