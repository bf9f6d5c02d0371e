/** A question for every root query that has a past, with what a page would show of the answer. */
import { treeQuery } from './tree.js';
import { uuidOf, type Trust } from './log-trust.js';

export interface ViewAsked {
  readonly name: string;
  readonly query: string;
  /** What is in every answer. */
  readonly expected: string;
  variables(trust: Trust, random: () => number): Readonly<Record<string, unknown>>;
}

const oneOf = <Item>(items: readonly Item[], random: () => number): Item => items[random() % items.length]!;
/** What was there early, so that most moments know it. */
const early = <Item>(items: readonly Item[], random: () => number): Item => items[random() % Math.ceil(items.length / 10)]!;

const whole = (name: string, fields: string): ViewAsked => ({
  name,
  query: `query ($asOf: AsOfInput) { ${name}(asOf: $asOf) ${fields} }`,
  expected: `"${name}"`,
  variables: () => ({}),
});
const list = (name: string, fields: string): ViewAsked => ({
  ...whole(name, ''),
  query: `query ($asOf: AsOfInput) { ${name}(first: 50, asOf: $asOf) { totalCount edges { node { ${fields} } } } }`,
});
const about = (name: string, argument: string, fields: string, idOf: (trust: Trust, random: () => number) => string): ViewAsked => ({
  name,
  query: `query ($id: ID!, $asOf: AsOfInput) { ${name}(${argument}: $id, asOf: $asOf) ${fields} }`,
  expected: `"${name}"`,
  variables: (trust, random) => ({ id: idOf(trust, random) }),
});

const aMeasure = (_: Trust, random: () => number): string => uuidOf('measure', random() % 400);
const aUnit = ({ units }: Trust, random: () => number): string => oneOf(units, random).id;
const achievement = 'achievement { attainment pace status latest { period actual plan status } rollUp { value } }';
const addsUp = 'addsUp { need committed coverage state deployed lines { name amount } }';

export const viewsAsked: readonly ViewAsked[] = [
  {
    name: 'thread',
    query: `query Thread($id: ID!, $asOf: AsOfInput) { thread(id: $id, asOf: $asOf) {
      id phase standing round overdue due
      inForce { statement }
      offers { round rationale on differences { field before after } offer { statement due } }
      moves { event side round on text phase ball position }
      daysHeld { giver receiver arbiter }
    } }`,
    expected: '"thread"',
    variables: ({ threads }, random) => ({ id: oneOf(threads, random) }),
  },
  { ...whole('alignmentTree', ''), name: 'tree', query: treeQuery, expected: '"nodes"' },
  about('aim', 'id', `{ statement due ${achievement} ${addsUp} }`, ({ aims }, random) => oneOf(aims, random)),
  list('aims', `statement due status ${addsUp}`),
  list('candidates', 'statement status reason'),
  whole('cycles', '{ id name starts ends state }'),
  list('accessRecords', 'kind hour person { name }'),
  list('concessionLedger', 'kind settledOn rounds unit { name } concession { firstTarget finalTarget } steps { round }'),
  {
    name: 'concessionSummary',
    query:
      'query ($asOf: AsOfInput) { concessionSummary(by: UNIT, asOf: $asOf) { overall { commitments meanRounds shareDirected } parts { unit { name } commitments raised lowered } } }',
    expected: '"concessionSummary"',
    variables: () => ({}),
  },
  list('findings', 'code severity subject text unit { name }'),
  {
    name: 'funnel',
    query: `query ($measures: [ID!]!, $asOf: AsOfInput) { funnel(measures: $measures, from: "2020-01-01", to: "2030-12-31", asOf: $asOf) {
      __typename ... on Funnel { units { name value side } leftOut { because } } ... on Refusal { code }
    } }`,
    expected: '"funnel"',
    variables: (trust, random) => ({ measures: Array.from({ length: 10 }, () => aMeasure(trust, random)) }),
  },
  about('goal', 'id', `{ statement revision standing ${achievement} ${addsUp} links { weight } }`, ({ threads }, random) =>
    early(threads, random),
  ),
  list('goals', 'statement standing atRisk unit { name } owner { title }'),
  about('history', 'subject', '{ edges { node { type on reason position by { name } } } }', ({ threads }, random) =>
    early(threads, random),
  ),
  list('imports', 'file rows'),
  {
    name: 'log',
    query: `query ($unit: ID!, $asOf: AsOfInput) { log(filter: { unit: $unit, areas: [CATCHBALL, GOALS] }, first: 50, asOf: $asOf) {
      totalCount edges { node { subject { name } event { type on reason by { name } } } }
    } }`,
    expected: '"log"',
    variables: (trust, random) => ({ unit: aUnit(trust, random) }),
  },
  about('measure', 'id', '{ name closed missing chart { variation assurance points { period value mean upper lower } } }', aMeasure),
  list('measures', 'name code unit { name }'),
  list('myWork', 'kind text due overdue'),
  whole('objectives', '{ id statement from to unit { name } }'),
  about('observations', 'measure', '{ edges { node { period value corrected late published } } }', aMeasure),
  whole('organisation', '{ name position top { name children { name } } }'),
  about(
    'post',
    'id',
    '{ title holders { name } bowlingChart { rows { statement cells { month plan actual status } } } }',
    (trust, random) => oneOf([...trust.directorates, ...trust.teams], random).id,
  ),
  list('posts', 'title role unit { name } holders { name }'),
  list('threads', 'phase standing round due overdue'),
  {
    name: 'seal',
    query: 'query ($position: Position!, $asOf: AsOfInput) { seal(coveringPosition: $position, asOf: $asOf) { ordinal printed } }',
    expected: '"seal"',
    variables: (_, random) => ({ position: 1 + (random() % 1_000) }),
  },
  list('seals', 'ordinal at printed'),
  {
    name: 'strategyDiff',
    query: `query ($asOf: AsOfInput) { strategyDiff(from: { position: 1 }, to: $asOf, first: 50) { totalCount edges { node { kind node { statement } events { position reason } } } } }`,
    expected: '"strategyDiff"',
    variables: () => ({}),
  },
  {
    name: 'treeChanges',
    query: `query ($asOf: AsOfInput) { treeChanges(from: { position: 1 }, to: $asOf) { next changes { position kinds event reason } } }`,
    expected: '"treeChanges"',
    variables: () => ({}),
  },
  whole('trueNorths', '{ unit { name } inForce { statement } }'),
  about('unit', 'id', '{ name scorecard { lines { name latestValue variation assurance reading } } }', aUnit),
  about(
    'unitPage',
    'unit',
    '{ goals { statement standing } threads { phase due } measures { measure { name } } findings { text } posts { title } }',
    aUnit,
  ),
  list('units', 'name kind parent { name }'),
];
