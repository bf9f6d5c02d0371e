import type { FastifyInstance } from 'fastify';
import type { Moment } from '#strategy';
import type { Chance } from '../simulation/chance.js';
import { everyField, queriesOfThePast, schema } from './every-field.js';

/** A root query with what it is asked about; which moment it is asked as of is said when it is asked. */
export interface Question {
  readonly root: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One of the things there are at the moment, or nothing where there is none. */
type Draw = (keys: Iterable<string>) => string | undefined;
/** What a root query is asked about: nothing where the moment has no such thing. */
type Asked = (moment: Moment, draw: Draw, chance: Chance) => Question['variables'] | undefined;

const one =
  (name: string, among: (tables: Moment['tables']) => { keys(): Iterable<string> }): Asked =>
  ({ tables }, draw) => {
    const id = draw(among(tables).keys());
    return id === undefined ? undefined : { [name]: id };
  };
const everything: Asked = () => ({});
/** From a moment a little earlier. */
const before: Asked = ({ position }, _, chance) => ({ from: { position: Math.max(0, position - chance.whole(1, 40)) } });

/** Anything that has a history. */
const subjects = ({ units, posts, aims, threads, goals, measures, cycles, trueNorths }: Moment['tables']) =>
  [units, posts, aims, threads, goals, measures, cycles, trueNorths] as const;

/** An entry for every root query that takes a past moment, and for the changes between two: a new query joins with one. */
const questions: Readonly<Record<string, Asked>> = {
  accessRecords: everything,
  aim: one('id', ({ aims }) => aims),
  aims: everything,
  alignmentTree: everything,
  candidates: everything,
  concessionLedger: everything,
  concessionSummary: () => ({ by: 'UNIT' }),
  cycles: everything,
  findings: everything,
  funnel: ({ tables, today }, draw) => {
    const measures = [draw(tables.measures.keys()), draw(tables.measures.keys())].filter((id) => id !== undefined);
    return measures.length === 2
      ? { measures, from: `${Number(today.slice(0, 4)) - 1}-01-01`, to: today, overdispersion: true }
      : undefined;
  },
  goal: one('id', ({ goals }) => goals),
  goals: everything,
  history: ({ tables }, draw, chance) => {
    const subject = draw(chance.oneOf(subjects(tables))!.keys());
    return subject === undefined ? undefined : { subject };
  },
  imports: everything,
  log: one('filter', ({ units }) => units),
  measure: one('id', ({ measures }) => measures),
  measures: one('filter', ({ units }) => units),
  myWork: everything,
  objectives: everything,
  observations: one('measure', ({ measures }) => measures),
  organisation: everything,
  post: one('id', ({ posts }) => posts),
  posts: one('unit', ({ units }) => units),
  seal: ({ position }, _, chance) => ({ coveringPosition: chance.whole(1, position) }),
  seals: everything,
  strategyDiff: before,
  thread: one('id', ({ threads }) => threads),
  threads: everything,
  treeChanges: before,
  trueNorths: everything,
  unit: one('id', ({ units }) => units),
  unitPage: one('unit', ({ units }) => units),
  units: everything,
};

/** What lies between two moments: the later one is the moment it is asked as of. */
const between = ['strategyDiff', 'treeChanges'];

/** To step through a story as an auditor is recorded, so that asking would change what is asked about; `replay.suite.ts` has it. */
const recordedItself = 'replay';

/** Every root query that has a past, as the schema has them. */
export const rootsWithAPast: readonly string[] = [...queriesOfThePast, ...between].filter((root) => root !== recordedItself).sort();
export const rootsAsked: readonly string[] = Object.keys(questions).sort();

/** Every root query once, each about something that exists at the moment. */
export const questionsAt = (moment: Moment, chance: Chance): Question[] => {
  const draw: Draw = (keys) => chance.oneOf([...keys]);
  return Object.entries(questions).flatMap(([root, asked]) => {
    const variables = asked(moment, draw, chance);
    if (variables === undefined) return [];
    return [{ root, variables: 'filter' in variables ? { filter: { unit: variables['filter'] } } : variables }];
  });
};

const together = ['alignmentTree', 'cycles', 'history', 'log', 'myWork', 'objectives', 'treeChanges', 'trueNorths'];

/** How many objects deep an answer is asked for: two below one thing, one below a few, none below each of many. */
const depthOf = (root: string): number => {
  if (together.includes(root)) return 1;
  return String(schema.getQueryType()!.getFields()[root]!.type).endsWith('Connection!') ? 0 : 2;
};

const documents = new Map<string, string>();

/** The query's document. */
const documentOf = ({ root, variables }: Question): string => {
  const known = documents.get(root);
  if (known !== undefined) return known;
  const moments = between.includes(root) ? ['to'] : ['asOf', 'knownAt'];
  const { args } = schema.getQueryType()!.getFields()[root]!;
  const asked = args.filter(({ name }) => name in variables || moments.includes(name));
  const variableOf = (name: string): string => (name === 'to' && between.includes(root) ? 'asOf' : name);
  const declared = asked.map(({ name, type }) => `$${variableOf(name)}: ${String(type)}`);
  const given = asked.map(({ name }) => `${name}: $${variableOf(name)}`);
  const document = `query (${declared.join(', ')}) { ${root}(${given.join(', ')}) ${everyField(root, depthOf(root))} }`;
  documents.set(root, document);
  return document;
};

/** Asks a service as somebody, past its network; the answer as it would have gone over the wire. */
export const answerTo = async (
  server: FastifyInstance,
  token: string,
  question: Question,
  asOf: { readonly position: number } | null,
): Promise<string> => {
  const { body } = await server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    payload: JSON.stringify({ query: documentOf(question), variables: { ...question.variables, asOf, knownAt: asOf } }),
  });
  return body;
};
