import { addPeriods } from '#strategy';
import { readXml } from '#testing';
import { startIssuedService } from './issued-service.js';
import { fallsOf, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

const evil = `<script>alert(1)</script>" onload='x' & ]]>`;
let trust: Northmoor;
let auditor: Record<string, string>;

beforeAll(async () => {
  trust = await startNorthmoor();
  trust.clock.to('2026-05-05');
  const readings = Array.from({ length: 14 }, (_, index) => ({
    period: addPeriods('MONTH', '2025-03', index),
    value: String([24, 27, 25, 26][index % 4]),
  }));
  await withFallsAim(trust);
  await trust.done('medicine-lead', 'recordObservations', { measure: 'falls-medicine', readings });
  await trust.given(
    'measure',
    'DefineMeasure',
    { unit: 'medicine', definition: fallsOf(evil) },
    { subject: 'evil', actor: { person: 'adi', post: 'administrator' } },
  );
  auditor = (await trust.acting('auditor')).headers();
});
afterAll(() => trust.close());

const get = (path: string, headers: Record<string, string> = auditor): Promise<Response> =>
  fetch(`${trust.service.address}/pictures/${path}`, { headers, redirect: 'manual' });
const chart = 'measures/falls-medicine/chart.svg';

describe('A picture over HTTP', () => {
  it('is an SVG that keeps to itself, for whoever is signed in and nobody else', async () => {
    const answer = await get(chart);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
      'private, no-store',
    ]);
    expect(readXml(await answer.text()).name).toBe('svg');
    expect((await get(chart, {})).status).toBe(401);
    expect((await get(chart, { authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  it('is told nothing it does not know: a slip of the pen is refused and draws no other picture', async () => {
    const foreign: readonly [path: string, field: string][] = [
      [`${chart}?asof=2026-05-04`, 'asof'],
      [`${chart}?as_of=3`, 'as_of'],
      [`${chart}?view=AS_PUBLISHED`, 'view'],
      ['units/medicine/bowling-chart.svg?figures=published', 'figures'],
      ['units/medicine/scorecard.svg?view=AS_PUBLISHED', 'view'],
      [`${chart}?__proto__=1`, '__proto__'],
    ];
    for (const [path, field] of foreign) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 400]);
      expect(await answer.text()).toContain(`${field} is nothing this picture can be asked: take asOf, knownAt, width, colour`);
    }
  });

  it.each([
    ['width=0', 400, 'width is a number of pixels'],
    ['width=99999', 400, 'width is a number of pixels'],
    ['width=1e3', 400, 'not 1e3'],
    ['width=800&width=900', 400, 'given more than once'],
    ['width[]=800', 400, 'width[] is nothing this picture'],
    ['colour=maybe', 400, 'colour is yes or no, not maybe'],
    ['figures=PUBLISHED', 400, 'figures is known or published'],
    ['asOf=yesterday', 400, 'is a day such as 2026-04-01'],
    ['asOf=2026-02-30', 400, 'is a day such as 2026-04-01'],
    ['knownAt=2026-13-45', 400, 'knownAt is a day such as 2026-04-01'],
    ['asOf=99999999', 404, 'asOf 99999999 is not in the log'],
    ['asOf=0', 404, 'asOf 0 is not in the log'],
    ['asOf=2099-01-01', 404, 'lies in the future'],
    ['knownAt=1999-01-01', 404, 'before the first event'],
  ])('refuses %s by %i with a sentence, and is in no trouble itself', async (query, status, because) => {
    const answer = await get(`${chart}?${query}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/json; charset=utf-8']);
    expect(await answer.text()).toContain(because);
  });

  it.each([
    'measures/..%2f..%2fhealth/chart.svg',
    'measures/__proto__/chart.svg',
    'measures/constructor/chart.svg',
    'measures/%00/chart.svg',
    'measures/%E0%A4%A/chart.svg',
    `goals/${'x'.repeat(200)}/bowling-chart.svg`,
    'units/nowhere/scorecard.svg',
    'posts/toString/bowling-chart.svg',
    'aims/hasOwnProperty/bowling-chart.svg',
  ])('of %s is not there', async (path) => {
    const { status } = await get(path);
    expect([400, 404]).toContain(status);
  });

  it('as of a moment is the same for ever, byte for byte, whatever was said and reported since', async () => {
    const at = trust.position();
    const paths = [chart, 'units/board/bowling-chart.svg', 'aims/falls-aim/bowling-chart.svg', 'units/medicine/scorecard.svg'];
    const drawn = () => Promise.all(paths.map(async (path) => (await get(`${path}?asOf=${at}`)).text()));
    const now = () => Promise.all(paths.map(async (path) => (await get(path)).text()));
    const [then, shownThen] = [await drawn(), await now()];
    expect(then).toEqual(shownThen);
    const measure = 'falls-medicine';
    const reason = 'as the minutes say';
    await trust.done('medicine-lead', 'ghostPoint', { measure, period: '2025-06', reason });
    await trust.done('medicine-lead', 'recalculateLimits', { measure, from: '2025-10', reason });
    await trust.done('medicine-lead', 'correctObservations', { measure, readings: [{ period: '2026-04', value: '60' }], reason });
    await trust.done('medicine-lead', 'setChartTarget', { measure, value: '20', reason });
    await trust.done('chief-nurse', 'chooseChartConvention', { preset: 'NHSR_0_2', rulesVersion: 1, reason });
    await trust.done('data-steward', 'chooseChart', { measure, choice: { minPointsLimits: 20 }, reason });
    await trust.given('organisation', 'NameOrganisation', { name: 'Northmoor', financialYearStart: 1 });
    await trust.settled();
    trust.clock.to('2026-09-05');
    expect(await drawn()).toEqual(then);
    const later = await now();
    for (const [index, picture] of later.entries()) expect(picture).not.toBe(then[index]);

    // With the figures of then every picture says so; the one of the corrected measure is another one again.
    const known = await Promise.all(paths.map(async (path) => (await get(`${path}?knownAt=${at}`)).text()));
    for (const picture of known) expect(picture).toContain(`Figures as they stood on 5 May 2026, after event ${at} of the record`);
    const [ofNow, ofThen] = [later.at(-1)!, known.at(-1)!].map((picture) =>
      picture.replaceAll(/(Figures as they|As it) stood on [^<]*/g, ''),
    );
    expect(ofThen).not.toBe(ofNow);
    expect([ofNow!.includes('60'), ofThen!.includes('60')]).toEqual([true, false]);
  });

  it('shows what people wrote and never runs it', async () => {
    for (const path of ['measures/evil/chart.svg', 'units/medicine/scorecard.svg']) {
      const svg = await (await get(path)).text();
      expect(svg).toContain('&lt;script&gt;');
      expect(svg).not.toMatch(/<script|<foreignObject|<a\b|<image|\shref=|\son[a-z]+="/i);
      readXml(svg);
    }
  });
});

describe('A picture opened with a session', () => {
  it('is shown on our own pages and by its address, and never on another site', async () => {
    const service = await startIssuedService();
    try {
      const browser = await service.signedIn('idp|ann');
      const opened = async (headers: Record<string, string>): Promise<number> =>
        (await browser.send('/pictures/units/board/scorecard.svg', { headers })).status;
      const from = (site: string) => opened({ 'sec-fetch-site': site });
      expect([await from('same-origin'), await from('none')]).toEqual([200, 200]);
      expect([await from('cross-site'), await from('same-site'), await opened({})]).toEqual([403, 403, 403]);
      expect((await service.browser().send('/pictures/units/board/scorecard.svg', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(
        401,
      );
    } finally {
      await service.close();
    }
  });
});
