import type { ApiClient } from '#testing';
import { fourHours, startNorthmoor, type Northmoor } from './northmoor.js';

let trust: Northmoor;
let auditor: ApiClient;
/** The last position at which the ward's March was not yet reported. */
let before: number;

const parts = (period: string, numerator: number, denominator: number): object => ({
  period,
  value: null,
  numerator: String(numerator),
  denominator: String(denominator),
});

beforeAll(async () => {
  trust = await startNorthmoor();
  trust.clock.to('2026-05-05');
  const administrator = { person: 'adi', post: 'administrator' };
  const measures: readonly [measure: string, unit: string, changes: object][] = [
    ['four-hours-surgery', 'surgery', {}],
    ['four-hours-ward', 'ward-7', {}],
    ['four-hours-children', 'ward-7', { name: 'Four-hour standard, children' }],
    ['four-hours-quarterly', 'digital', { frequency: 'QUARTER' }],
    ['four-hours-idle', 'operations', {}],
    ['falls-rate', 'board', { kind: 'RATE', unitOfMeasure: 'falls per bed day' }],
  ];
  for (const [subject, unit, changes] of measures)
    await trust.given('measure', 'DefineMeasure', { unit, definition: { ...fourHours, ...changes } }, { subject, actor: administrator });
  const record = (measure: string, ...readings: object[]) => trust.done('data-steward', 'recordObservations', { measure, readings });
  await record('four-hours', parts('2026-01', 720, 1000), parts('2026-02', 710, 1000), parts('2026-04', 1, 1000));
  await record('four-hours-surgery', parts('2026-01', 150, 200), parts('2026-02', 140, 200));
  await record('four-hours-ward', parts('2026-01', 20, 60));
  before = trust.position();
  await record('four-hours-ward', parts('2026-03', 10, 40));
  await record('four-hours-idle', parts('2026-02', 0, 0));
  auditor = await trust.acting('auditor');
});
afterAll(() => trust.close());

interface Answer {
  readonly __typename: string;
  readonly because?: string;
  readonly units: readonly { readonly name: string; readonly [field: string]: unknown }[];
  readonly [field: string]: unknown;
}
const ask = async (measures: readonly string[], more: object = {}): Promise<Answer> => {
  const query = `query ($measures: [ID!]!, $from: Day!, $to: Day!, $overdispersion: Boolean, $target: Figure, $knownAt: AsOfInput) {
    funnel(measures: $measures, from: $from, to: $to, overdispersion: $overdispersion, target: $target, knownAt: $knownAt) {
      __typename
      ... on Refusal { code because }
      ... on Funnel { kind unitOfMeasure target phi tauSquared adjusted method warnings { code text } leftOut { measure name because }
        curve { denominator limits { within lower upper } }
        units { name measure { id } numerator denominator value reported of z adjustedZ outside side limits { within lower upper } } }
    } }`;
  const given = { measures, from: '2026-01-01', to: '2026-03-31', overdispersion: false, ...more };
  return (await auditor.query<{ funnel: Answer }>(query, given)).funnel;
};

describe('A funnel over GraphQL', () => {
  it('pools the figures of each unit over whole periods, and says which lie outside the limits for their size', async () => {
    const { units, ...funnel } = await ask(['four-hours', 'four-hours-surgery', 'four-hours-ward']);
    // 1430 + 290 + 30 of 2000 + 400 + 100.
    expect(funnel).toMatchObject({ __typename: 'Funnel', kind: 'PROPORTION', target: 0.7, phi: null, tauSquared: 0, adjusted: false });
    expect(funnel.warnings).toMatchObject([{ code: 'FEW_UNITS' }]);
    expect(
      units.map(({ name, numerator, denominator, reported, of, outside, side }) => [
        name,
        numerator,
        denominator,
        reported,
        of,
        outside,
        side,
      ]),
    ).toEqual([
      ['Medicine', 1430, 2000, 2, 3, null, null],
      ['Surgery', 290, 400, 2, 3, null, null],
      ['Ward 7', 30, 100, 2, 3, 0.998, 'BELOW'],
    ]);
    const aim = Math.asin(Math.sqrt(0.7));
    expect(units[2]!['z']).toBeCloseTo((Math.asin(Math.sqrt(0.3)) - aim) / (1 / 20), 9);
    expect(units[2]!['limits']).toMatchObject([
      { within: 0.95, lower: expect.closeTo(Math.sin(aim - 1.959964 / 20) ** 2, 6) },
      { within: 0.998 },
    ]);
    expect(funnel['curve']).toHaveLength(81);
  });

  it('leaves out what has no figures, with the reason, and names measures of one unit apart', async () => {
    const { units, leftOut } = await ask(
      ['four-hours', 'four-hours-ward', 'four-hours-children', 'four-hours-idle', 'four-hours-quarterly', 'nowhere'],
      { from: '2026-01-02', to: '2026-03-31' },
    );
    expect(units.map(({ name, denominator, of }) => [name, denominator, of])).toEqual([
      ['Medicine', 1000, 2],
      ['Ward 7: Four-hour standard', 40, 2],
    ]);
    expect(leftOut).toEqual([
      {
        measure: 'four-hours-children',
        name: 'Ward 7: Four-hour standard, children',
        because: 'no figure is reported for February 2026 to March 2026',
      },
      { measure: 'four-hours-idle', name: 'Operations', because: 'there was no activity in February 2026 to March 2026' },
      {
        measure: 'four-hours-quarterly',
        name: 'Digital',
        because: 'it is reported quarterly, and no whole quarter lies from 2 January 2026 to 31 March 2026',
      },
      { measure: 'nowhere', name: 'nowhere', because: 'there is no such measure at this moment' },
    ]);
  });

  it('holds units against a target, widens limits where asked, and compares figures as they were known', async () => {
    const measures = ['four-hours', 'four-hours-surgery', 'four-hours-ward'];
    const wide = await ask(measures, { target: '0.78', overdispersion: true });
    expect(wide).toMatchObject({ target: 0.78, adjusted: true });
    expect(wide.method).toContain('variance between units');
    const then = await ask(measures, { knownAt: { position: before } });
    expect(then.units[2]).toMatchObject({ numerator: 20, denominator: 60, reported: 1 });
  });

  it('refuses what cannot be held against each other, and says why', async () => {
    const refusals: readonly (readonly [because: string, measures: readonly string[], more?: object])[] = [
      ["'Falls with harm, the trust' is a count without numerators and denominators", ['falls']],
      ["'Four-hour standard' is a rate in falls per bed day and 'Four-hour standard' a proportion", ['four-hours', 'falls-rate']],
      ['no day lies from 31 March 2026 to 1 January 2026', ['four-hours'], { from: '2026-03-31', to: '2026-01-01' }],
      ['none of these measures exists at this moment', ['nowhere']],
      ['none of these measures can be compared: Operations, since there was no activity', ['four-hours-idle']],
      ['a target of 78 cannot be met', ['four-hours'], { target: '78' }],
    ];
    for (const [because, measures, more] of refusals)
      expect(await ask(measures, more)).toMatchObject({ __typename: 'Refusal', because: expect.stringContaining(because) });
  });

  it('takes at least one measure and at most 250', async () => {
    for (const measures of [[], Array.from({ length: 251 }, (_, index) => `m-${index}`)]) {
      const { errors } = await auditor.ask(
        'query ($measures: [ID!]!) { funnel(measures: $measures, from: "2026-01-01", to: "2026-03-31") { __typename } }',
        { measures },
      );
      expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/^measures is .*; allowed is at (least one|most 250)/)]);
    }
  });

  it('is one of the questions of which an operation may ask only a few', async () => {
    const five = Array.from(
      { length: 5 },
      (_, index) => `f${index}: funnel(measures: ["four-hours"], from: "2026-01-01", to: "2026-03-31") { __typename }`,
    );
    const { errors } = await auditor.ask(`{ ${five.join(' ')} }`);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('4 are allowed')]);
  });
});
