import { getNamedType, isInterfaceType, isObjectType, isUnionType, type GraphQLNamedType } from 'graphql';
import type { ApiClient } from '#testing';
import { schema } from './every-field.js';
import { fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';

const roots = Object.values(schema.getQueryType()!.getFields());
const takes = (name: string, argument: string): boolean =>
  roots.find((root) => root.name === name)!.args.some((each) => each.name === argument);

/** What has no past moment to be asked about, and why: a new query takes one, or joins with a reason. */
const withoutPast: Readonly<Record<string, string>> = {
  logHead: 'where the log stands now; every position before it is a moment of its own',
  me: 'who is signed in and what they may: rights are always today’s',
  people: 'who is in the directory: names are today’s in answers about the past as well, and whoever was erased is in no list',
  planPreview: 'what lies between a plan and the record as it is now: nothing is brought into the past',
  serviceAccounts: 'which programs may sign in: like rights, always today’s',
  strategyDiff: 'lies between two moments, `from` and `to`, and takes both',
  treeChanges: 'lies between two moments, `from` and `to`, and takes both',
  verifySeal: 'holds a seal against the log as it is: a past that could be altered would prove nothing',
};

/** What comes to figures and takes no moment for them, and why. */
const withoutKnownAt: Readonly<Record<string, string>> = {
  replay: 'every step shows what was known right after it',
  seal: 'it is about the log; figures come only with the post of whoever placed it',
  seals: 'they are about the log; figures come only with the posts of those who placed them',
};

/** What shows figures, or says something that was worked out from them. */
const shownFigures = ['Achievement', 'AddsUp', 'BowlingChart', 'Explanation', 'Funnel', 'MeasureChart', 'Observation', 'Scorecard'];

/** Whether an answer can come to figures, by whatever fields. */
const comesToFigures = (type: GraphQLNamedType, passed = new Set<string>()): boolean => {
  if (shownFigures.includes(type.name)) return true;
  if (passed.has(type.name)) return false;
  passed.add(type.name);
  if (isUnionType(type)) return type.getTypes().some((member) => comesToFigures(member, passed));
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return Object.values(type.getFields()).some((field) => comesToFigures(getNamedType(field.type), passed));
};

describe('Every root query', () => {
  it('takes a past moment, or says why it has none', () => {
    const without = roots.map(({ name }) => name).filter((name) => !takes(name, 'asOf'));
    expect(without.sort()).toEqual(Object.keys(withoutPast).sort());
    for (const root of ['strategyDiff', 'treeChanges']) expect(['from', 'to'].filter((argument) => !takes(root, argument))).toEqual([]);
  });

  it('that has a past and comes to figures takes the moment they are to be known at', () => {
    expect(shownFigures.filter((name) => schema.getType(name) === undefined)).toEqual([]);
    const expected = roots
      .filter(({ name, type }) => takes(name, 'asOf') && comesToFigures(getNamedType(type)) && !(name in withoutKnownAt))
      .map(({ name }) => name);
    expect(roots.filter(({ name }) => takes(name, 'knownAt')).map(({ name }) => name)).toEqual(expected);
    expect(expected).toEqual(expect.arrayContaining(['aim', 'goal', 'measure', 'observations', 'post', 'unit', 'findings', 'thread']));
  });
});

describe('A figure that was corrected after the plan had changed', () => {
  let trust: Northmoor;
  let auditor: ApiClient;
  /** Right after the first figure, after the new agreement, and after the correction. */
  const after = { figure: 0, plan: 0, correction: 0 };

  beforeAll(async () => {
    trust = await startNorthmoor();
    await withFallsAim(trust);
    auditor = await trust.acting('auditor');
    const parent = { kind: 'AIM', id: 'falls-aim' };
    const move = { thread: 'medicine-falls', parentRevision: 1 };
    const offer = (target: string) => fallsOffer('falls-medicine', '24', target);
    const hash = async (): Promise<string> =>
      (await auditor.query<{ thread: { table: { hash: string } } }>('{ thread(id: "medicine-falls") { table { hash } } }')).thread.table
        .hash;
    trust.clock.to('2026-04-07');
    await trust.done('chief-nurse', 'serveBall', { ...move, kind: 'DOWNWARDS', parent, receiver: 'medicine-lead', offer: offer('12') });
    const first = { ...move, offerHash: await hash() };
    await trust.done('medicine-lead', 'acceptOffer', { ...first, round: 1 });
    await trust.done('medicine-lead', 'commit', first);
    await trust.done('chief-nurse', 'commit', first);
    trust.clock.to('2026-05-05');
    await trust.done('medicine-lead', 'recordObservations', { measure: 'falls-medicine', readings: [{ period: '2026-04', value: '25' }] });
    await trust.done('medicine-lead', 'closePeriod', { measure: 'falls-medicine', period: '2026-04' });
    after.figure = trust.position();
    trust.clock.to('2026-05-12');
    await trust.done('medicine-lead', 'renegotiate', { ...move, offer: offer('18'), reason: 'two nurses left' });
    const second = { ...move, offerHash: await hash() };
    await trust.done('chief-nurse', 'acceptOffer', { ...second, round: 1 });
    await trust.done('chief-nurse', 'commit', second);
    await trust.done('medicine-lead', 'commit', second);
    after.plan = trust.position();
    trust.clock.to('2026-05-20');
    const correction = { measure: 'falls-medicine', readings: [{ period: '2026-04', value: '21' }], reason: 'four were counted twice' };
    await trust.done('medicine-lead', 'correctObservations', correction);
    after.correction = trust.position();
  });
  afterAll(() => trust.close());

  const question = `query ($asOf: AsOfInput, $knownAt: AsOfInput) {
    goal(id: "medicine-falls", asOf: $asOf, knownAt: $knownAt) {
      achievement { target actual explain { ownSentences } }
      bowlingChart { rows { target cells { month actual } } }
    }
    unit(id: "medicine", asOf: $asOf, knownAt: $knownAt) { scorecard { lines { name latestValue } } }
    measure(id: "falls-medicine", asOf: $asOf, knownAt: $knownAt) { closed chart { points { value } } }
    observations(measure: "falls-medicine", asOf: $asOf, knownAt: $knownAt) { edges { node { period value published } } }
  }`;
  interface Answer {
    readonly goal: {
      readonly achievement: {
        readonly target: number;
        readonly actual: number | null;
        readonly explain: { readonly ownSentences: string[] };
      };
      readonly bowlingChart: {
        readonly rows: readonly { readonly target: string; readonly cells: { readonly month: string; readonly actual: number | null }[] }[];
      };
    };
    readonly unit: { readonly scorecard: { readonly lines: readonly { readonly name: string; readonly latestValue: string | null }[] } };
    readonly measure: { readonly closed: readonly string[]; readonly chart: { readonly points: readonly { readonly value: number }[] } };
    readonly observations: { readonly edges: readonly { readonly node: { readonly value: string; readonly published: string | null } }[] };
  }
  /** The plan and April's figure, as every read of both has them. */
  const read = async (asOf: object | null, knownAt: object | null) => {
    const { goal, unit, measure, observations } = await auditor.query<Answer & Record<string, unknown>>(question, { asOf, knownAt });
    const { achievement, bowlingChart } = goal;
    const row = bowlingChart.rows[0]!;
    return {
      target: [achievement.target, Number(row.target)],
      figure: [
        achievement.actual,
        row.cells.find(({ month }) => month === '2026-04')!.actual,
        Number(unit.scorecard.lines.find(({ name }) => name === 'Falls with harm, medicine')!.latestValue ?? Number.NaN),
        measure.chart.points.at(-1)?.value ?? Number.NaN,
        Number(observations.edges[0]?.node.value ?? Number.NaN),
      ],
      said: achievement.explain.ownSentences.join(' '),
      closed: measure.closed,
      published: observations.edges[0]?.node.published ?? null,
    };
  };
  const five = (figure: number): number[] => [figure, figure, figure, figure, figure];

  it('is shown on the plan of now, or as it all stood at one moment', async () => {
    const now = await read(null, null);
    expect(now).toMatchObject({ target: [18, 18], figure: five(21), closed: ['2026-04'], published: '25' });
    expect(now.said).toContain('21');
    const then = await read({ position: after.figure }, null);
    expect(then).toMatchObject({ target: [12, 12], figure: five(25), published: '25' });
    expect(then.said).toContain('25');
  });

  it('is shown as it was known earlier, on the plan of now or of a moment in between', async () => {
    const expected = { target: [18, 18], figure: five(25), closed: ['2026-04'] };
    expect(await read(null, { position: after.figure })).toMatchObject(expected);
    expect(await read(null, { day: '2026-05-19' })).toMatchObject(expected);
    expect(await read({ position: after.plan }, { position: after.figure })).toMatchObject(expected);
  });

  it('is shown as it was known later, on the plan it was first held against', async () => {
    const later = await read({ position: after.figure }, { position: after.correction });
    expect(later).toMatchObject({ target: [12, 12], figure: five(21), published: '25' });
    expect(later.said).toContain('21');
  });

  it('is no figure, of no closed month, before it was reported', async () => {
    const before = await read(null, { day: '2026-05-04' });
    expect(before).toMatchObject({
      target: [18, 18],
      figure: [null, null, Number.NaN, Number.NaN, Number.NaN],
      closed: [],
      published: null,
    });
  });

  it('is read on pages that stay where the first one was, with the figures that were asked for', async () => {
    const page = (variables: object) =>
      auditor.query<{ measures: { position: number; edges: { node: { chart: { knownAt: number } } }[]; pageInfo: { endCursor: string } } }>(
        `query ($asOf: AsOfInput, $knownAt: AsOfInput, $after: String) { measures(first: 2, asOf: $asOf, knownAt: $knownAt, after: $after) {
          position edges { node { chart { knownAt } } } pageInfo { endCursor }
        } }`,
        { asOf: { day: '2026-05-12' }, knownAt: { position: after.figure }, ...variables },
      );
    const { measures: first } = await page({});
    const { measures: second } = await page({ after: first.pageInfo.endCursor });
    expect([first.position, second.position]).toEqual([after.plan, after.plan]);
    for (const { node } of [...first.edges, ...second.edges]) expect(node.chart.knownAt).toBe(after.figure);
  });

  it.each([
    ['asOf', { position: 0 }, 'asOf 0 is not in the log: take a position from 1 to'],
    ['asOf', { position: 100_000 }, 'asOf 100000 is not in the log: take a position from 1 to'],
    ['asOf', { day: '2026-03-01' }, 'asOf 2026-03-01 lies before the first event: take 2026-03-02 or a later one'],
    ['asOf', { day: '2099-01-01' }, 'asOf 2099-01-01 lies in the future: take 2026-05-20 or an earlier one'],
    ['asOf', { instant: '2026-03-02T08:59:59.999Z' }, 'lies before the first event: take 2026-03-02T09:00:00'],
    ['knownAt', { position: 0 }, 'knownAt 0 is not in the log: take a position from 1 to'],
    ['knownAt', { instant: '2099-01-01T00:00:00.000Z' }, 'knownAt 2099-01-01T00:00:00.000Z lies in the future: take 2026-05-20T'],
    ['knownAt', { day: '1999-12-31' }, 'knownAt 1999-12-31 lies before the first event: take 2026-03-02 or a later one'],
  ])('has no moment %s %j, and every query says so alike', async (field, moment, sentence) => {
    const asked = (root: string): string => {
      const needs: Readonly<Record<string, string>> = {
        funnel: 'measures: ["four-hours"], from: "2026-01-01", to: "2026-12-31", ',
        history: 'subject: "medicine", ',
        observations: 'measure: "falls-medicine", ',
        concessionSummary: 'by: UNIT, ',
        replay: 'unit: "medicine", ',
        seal: 'coveringPosition: 1, ',
        unitPage: 'unit: "medicine", ',
        measure: 'id: "falls-medicine", ',
      };
      const id = ['aim', 'goal', 'post', 'thread', 'unit'].includes(root) ? 'id: "medicine", ' : '';
      return `query ($moment: AsOfInput) { ${root}(${needs[root] ?? id}${field}: $moment) { __typename } }`;
    };
    const all = roots.map(({ name }) => name).filter((name) => takes(name, field));
    expect(all.length).toBeGreaterThan(20);
    for (const root of all) {
      const { errors } = await auditor.ask(asked(root), { moment });
      expect([root, errors.map(({ extensions: { code, field: named } }) => [code, named])]).toEqual([root, [['NoSuchPosition', field]]]);
      expect(errors[0]!.message).toContain(sentence);
    }
  });

  it('has no changes from or to such a moment either, and no page of a position that never was', async () => {
    const between = (root: string) => `query ($from: AsOfInput!, $to: AsOfInput) { ${root}(from: $from, to: $to) { __typename } }`;
    const outcomes = await Promise.all([
      ...['strategyDiff', 'treeChanges'].flatMap((root) => [
        auditor.ask(between(root), { from: { position: 100_000 } }),
        auditor.ask(between(root), { from: { position: 1 }, to: { day: '2099-01-01' } }),
      ]),
      auditor.ask('{ goals(after: "OTk5OTk6MA") { totalCount } }'),
    ]);
    const named = outcomes.map(({ errors }) => [errors[0]!.extensions.code, errors[0]!.extensions['field']]);
    expect(named).toEqual([
      ['NoSuchPosition', 'from'],
      ['NoSuchPosition', 'to'],
      ['NoSuchPosition', 'from'],
      ['NoSuchPosition', 'to'],
      ['NoSuchPosition', 'after'],
    ]);
  });

  it.each([
    [{}, 'asOf takes exactly one of position, day and instant'],
    [{ position: 3, day: '2026-05-05' }, 'asOf takes exactly one of position, day and instant'],
    [{ day: '2026-02-30' }, 'write a day that exists as "2026-11-22"'],
    [{ day: 'yesterday' }, 'write a day that exists as "2026-11-22"'],
    [{ instant: '2026-05-05' }, 'write it as "2026-11-22T09:09:00.000Z"'],
    [{ instant: '2026-05-05T25:00:00.000Z' }, 'write it as "2026-11-22T09:09:00.000Z"'],
    [{ position: -1 }, 'positions are whole numbers from 0'],
    [{ position: 1.5 }, 'positions are whole numbers from 0'],
  ])('has no moment written %j: the answer says how to write one', async (asOf, sentence) => {
    const { errors } = await auditor.ask('query ($asOf: AsOfInput) { goals(asOf: $asOf) { totalCount } }', { asOf });
    expect(errors.map(({ extensions: { code } }) => code)).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]!.message).toContain(sentence);
  });
});
