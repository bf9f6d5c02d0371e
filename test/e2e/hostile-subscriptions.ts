import { BareSocket, type Message } from './bare-socket.js';
import { inWords, type HostileSocket } from './hostile-frames.js';

/** What came of one subscription: the code of its error, or what it was told. */
export const outcomeOf = (heard: readonly Message[], id: string): string => {
  for (const { payload, type, ...message } of heard) {
    if (message.id !== id) continue;
    if (type === 'error') return (payload as { extensions: { code: string } }[])[0]!.extensions.code;
    const { data, errors } = payload as {
      data?: Record<string, { refetch?: boolean } | null>;
      errors?: { extensions: { code: string } }[];
    };
    if (errors) return errors[0]!.extensions.code;
    return Object.values(data ?? {})[0]?.refetch ? 'told to ask for everything again' : 'told';
  }
  return 'told nothing';
};

/** An operation of somebody signed in, whose socket goes on afterwards. */
const operation = (what: string, answer: string, query: string, more: object = {}): HostileSocket => ({
  what,
  answer,
  ask: async ({ address, authorization }) => {
    const socket = await BareSocket.open(address, { said: { authorization } });
    socket.subscribe('1', query, more);
    await socket.roundTrip();
    // What is told is told in its time.
    if (answer.startsWith('told')) await socket.next(({ id }) => id === '1');
    const came = socket.isClosed ? inWords(await socket.closed) : outcomeOf(socket.heard, '1');
    socket.close();
    return { came, heard: JSON.stringify(socket.heard) };
  },
});

const times = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');
const tree = (inside: string): string => `subscription { treeChanged { ${inside} } }`;

/** Operations that are not for the socket, or cost their sender nothing and the service much. */
export const operations: readonly HostileSocket[] = [
  operation('a query', 'BAD_REQUEST', '{ findings { totalCount } }'),
  operation(
    'a query named in a document with a subscription',
    'BAD_REQUEST',
    `query Q { __typename } ${tree('position').replace('subscription', 'subscription S')}`,
    { operationName: 'Q' },
  ),
  operation('the whole schema', 'BAD_REQUEST', '{ __schema { types { name fields { name } } } }'),
  operation('the whole schema, as a subscription', 'GRAPHQL_VALIDATION_FAILED', 'subscription { __schema { types { name } } }'),
  operation(
    'two subscriptions in one document, neither named',
    'OPERATION_RESOLUTION_FAILURE',
    'subscription A { treeChanged { position } } subscription B { treeChanged { position } }',
  ),
  operation('an operation that is not in the document', 'OPERATION_RESOLUTION_FAILURE', tree('position'), { operationName: 'Other' }),
  operation(
    'two things in one subscription',
    'GRAPHQL_VALIDATION_FAILED',
    'subscription { treeChanged { position } myWorkChanged { position } }',
  ),
  operation(
    'a subscription whose one field is skipped',
    'GRAPHQL_VALIDATION_FAILED',
    'subscription { treeChanged @skip(if: true) { position } }',
  ),
  operation(
    'a subscription whose one fragment is left out',
    'GRAPHQL_VALIDATION_FAILED',
    'subscription ($so: Boolean = false) { ...f @include(if: $so) } fragment f on Subscription { treeChanged { position } }',
  ),
  operation('thirteen levels', 'GRAPHQL_VALIDATION_FAILED', tree(`${'a { '.repeat(12)} b ${'} '.repeat(12)}`)),
  operation('two thousand levels', 'GRAPHQL_VALIDATION_FAILED', tree(`${'a{'.repeat(1_300)} b ${'}'.repeat(1_300)}`)),
  operation('nine thousand levels', 'GRAPHQL_PARSE_FAILED', tree(`${'a{'.repeat(9_000)} b ${'}'.repeat(9_000)}`)),
  operation('sixteen aliases of one field', 'GRAPHQL_VALIDATION_FAILED', tree(times(16, (each) => `p${each}: position`))),
  operation(
    'sixteen aliases of a whole subscription',
    'GRAPHQL_VALIDATION_FAILED',
    `subscription { ${times(16, (each) => `t${each}: treeChanged { position }`)} }`,
  ),
  operation('five thousand times the same field', 'GRAPHQL_PARSE_FAILED', tree('position '.repeat(5_000))),
  operation('a flood of directives', 'GRAPHQL_VALIDATION_FAILED', tree(`position ${times(50, () => '@include(if: true)')}`)),
  operation('a flood of directives nobody knows', 'GRAPHQL_VALIDATION_FAILED', tree(`position ${times(500, () => '@a')}`)),
  operation('a fragment that spreads itself', 'GRAPHQL_VALIDATION_FAILED', 'subscription { ...f } fragment f on Subscription { ...f }'),
  operation(
    'two fragments that spread each other',
    'GRAPHQL_VALIDATION_FAILED',
    'subscription { ...f } fragment f on Subscription { ...g } fragment g on Subscription { ...f }',
  ),
  operation(
    'forty fragments, each spreading the next one twice, which are gone through once',
    'told',
    `subscription { treeChanged(after: 1) { ...f0 } } ${times(40, (each) => `fragment f${each} on ChangeNotice { ${each === 39 ? 'refetch' : `...f${each + 1} ...f${each + 1}`} }`)}`,
  ),
  operation('a story of nobody', 'BAD_USER_INPUT', 'subscription { replayed { step } }'),
  operation('a story of two things at once', 'BAD_USER_INPUT', 'subscription { replayed(unit: "board", aim: "falls-aim") { step } }'),
  operation('a story played a step a millisecond', 'BAD_USER_INPUT', 'subscription { replayed(unit: "board", stepMs: 1) { step } }'),
  operation('a story from before its beginning', 'BAD_USER_INPUT', 'subscription { replayed(unit: "board", from: 0) { step } }'),
  operation('a story from where it never comes to', 'BAD_USER_INPUT', 'subscription { replayed(unit: "board", from: 9999) { step } }'),
  operation('a story, with every node of every tree', 'told', 'subscription { replayed(unit: "board") { step tree { nodes { id } } } }'),
  operation('a field nobody knows', 'GRAPHQL_VALIDATION_FAILED', 'subscription { everythingChanged { position } }'),
  operation('an argument nobody knows', 'GRAPHQL_VALIDATION_FAILED', 'subscription { treeChanged(as: "eve") { position } }'),
  operation('half a document', 'GRAPHQL_PARSE_FAILED', 'subscription { treeChanged {'),
  operation('a variable that is left out', 'BAD_USER_INPUT', 'subscription ($t: ID!) { threadMoved(thread: $t) { position } }'),
  operation('variables two thousand levels deep', 'BAD_USER_INPUT', 'subscription ($t: ID!) { threadMoved(thread: $t) { position } }', {
    variables: { t: JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`) as unknown },
  }),
  operation('an id of sixty thousand letters', 'BAD_USER_INPUT', 'subscription ($t: ID!) { threadMoved(thread: $t) { position } }', {
    variables: { t: 'a'.repeat(60_000) },
  }),
  operation(
    'variables that would change every object',
    'told to ask for everything again',
    'subscription ($p: Position) { treeChanged(after: $p) { refetch } }',
    { variables: JSON.parse('{"p":99999,"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}') as unknown },
  ),
];

const after = 'subscription ($after: Position) { treeChanged(after: $after) { refetch } }';
const from = (what: string, answer: string, position: unknown): HostileSocket =>
  operation(what, answer, after, { variables: { after: position } });

/** Positions to resume from that are none, or none of this log. */
export const positions: readonly HostileSocket[] = [
  from('less than nothing', 'BAD_USER_INPUT', -1),
  from('a part of a position', 'BAD_USER_INPUT', 1.5),
  from('a position in words', 'BAD_USER_INPUT', 'last'),
  from('a number as text', 'BAD_USER_INPUT', '5'),
  from('yes', 'BAD_USER_INPUT', true),
  from('a list of positions', 'BAD_USER_INPUT', [1, 2]),
  from('a position beyond what a number counts', 'BAD_USER_INPUT', 2 ** 53),
  operation('a position too large for a number', 'GRAPHQL_VALIDATION_FAILED', 'subscription { treeChanged(after: 1e400) { refetch } }'),
  operation(
    'less than nothing, written into the document',
    'GRAPHQL_VALIDATION_FAILED',
    'subscription { treeChanged(after: -1) { refetch } }',
  ),
  from('a position that no log comes to', 'told to ask for everything again', Number.MAX_SAFE_INTEGER),
  from('a position a thousand events ahead', 'told to ask for everything again', 2_000),
];
