import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A request as it is put on the wire, and the answer it must get: its status, and its code or what it is. */
export interface Hostile {
  readonly what: string;
  readonly answer: string;
  send(target: Target): Promise<Answered>;
}
export interface Target {
  readonly address: string;
  /** The header of somebody who is signed in and may ask. */
  readonly authorization: string;
}
export interface Answered {
  readonly status: number;
  readonly body: string;
}

const statusOnly = (status: number): string => `${status}`;

/** What an answer comes to: the status with the code of its first error, or with what was answered instead of one. */
export const cameTo = ({ status, body }: Answered): string => {
  try {
    const { errors, data } = JSON.parse(body) as {
      errors?: { extensions?: { code?: string } }[];
      data?: Record<string, { __typename?: string; code?: string } | null>;
    };
    const code = errors?.[0]?.extensions?.code;
    if (code !== undefined) return `${status} ${code}`;
    if (!data) return statusOnly(status);
    const [first] = Object.values(data);
    return `${status} ${first?.code ?? first?.__typename ?? 'answered'}`;
  } catch {
    return statusOnly(status);
  }
};

const send = ({ address }: Target, { method = 'POST', path = '/graphql', headers = {}, parts = [] }: Sent): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const asking = request(`${address}${path}`, { method, headers }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, body }));
      // Whoever is refused in the middle of a long body is answered first and cut off then.
      response.on('error', () => resolve({ status: response.statusCode!, body }));
    });
    asking.on('error', reject);
    for (const part of parts) asking.write(part);
    asking.end();
  });

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly parts?: readonly (string | Buffer)[];
}

/** Bytes as they are, where no client would send them; the status line of the answer. */
const raw = ({ address }: Target, bytes: string): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    let text = '';
    socket.on('data', (part) => {
      text += part.toString('latin1');
      socket.end();
    });
    socket.on('close', () =>
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), body: text.split('\r\n\r\n')[1] ?? '' }),
    );
    socket.on('error', reject);
  });

const json = { 'content-type': 'application/json' };
const signedIn = ({ authorization }: Target): Record<string, string> => ({ ...json, authorization });

/** A body as it is, of somebody signed in. */
const body = (what: string, answer: string, text: string | Buffer, headers: Record<string, string> = {}): Hostile => ({
  what,
  answer,
  send: (target) => send(target, { headers: { ...signedIn(target), ...headers }, parts: [text] }),
});
/** A query with its variables, of somebody signed in. */
const query = (what: string, answer: string, text: string, variables: unknown = {}): Hostile =>
  body(what, answer, JSON.stringify({ query: text, variables }));
const plain = (what: string, answer: string, sent: Sent): Hostile => ({ what, answer, send: (target) => send(target, sent) });

const times = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');
const rename = 'mutation ($input: RenameUnitInput!) { renameUnit(input: $input) { __typename ... on Refusal { code } } }';
const renaming = (changes: object): object => ({
  input: { commandId: '0b0e7a52-7c1e-4b7d-9a33-5d2e8c9f4b10', unit: 'medicine', name: 'Medicine', reason: 'why not', ...changes },
});
const renamingAs = (text: string): string => `{"query":${JSON.stringify(rename)},"variables":{"input":${text}}}`;

/** Queries that cost their sender nothing and the service much. */
export const bombs: readonly Hostile[] = [
  query(
    'a query thirteen levels deep',
    '400 GRAPHQL_VALIDATION_FAILED',
    `{ me { posts { unit { ${'parent { '.repeat(12)} id ${'} '.repeat(12)} } } } }`,
  ),
  query('a query ten thousand levels deep', '400 GRAPHQL_PARSE_FAILED', `{ ${'a { '.repeat(10_000)} a ${'} '.repeat(10_000)} }`),
  query('sixteen aliases of one field', '400 GRAPHQL_VALIDATION_FAILED', `{ ${times(16, (each) => `a${each}: me { person { id } }`)} }`),
  query('five aliases of the tree', '400 GRAPHQL_VALIDATION_FAILED', `{ ${times(5, (each) => `a${each}: alignmentTree { __typename }`)} }`),
  query(
    'five aliases of a story',
    '400 GRAPHQL_VALIDATION_FAILED',
    `{ ${times(5, (each) => `a${each}: replay(unit: "board") { totalCount }`)} }`,
  ),
  query('a fragment that spreads itself', '400 GRAPHQL_VALIDATION_FAILED', '{ ...f } fragment f on Query { ...f }'),
  query(
    'two fragments that spread each other',
    '400 GRAPHQL_VALIDATION_FAILED',
    '{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }',
  ),
  query(
    'forty fragments, each spreading the next one twice',
    '400 GRAPHQL_VALIDATION_FAILED',
    `{ ...f0 } ${times(40, (each) => `fragment f${each} on Query { ${each === 39 ? 'findings { totalCount }' : `...f${each + 1} ...f${each + 1}`} }`)}`,
  ),
  query('a flood of directives', '400 GRAPHQL_VALIDATION_FAILED', `{ me ${times(50, () => '@include(if: true)')} { person { id } } }`),
  query('a flood of directives nobody knows', '400 GRAPHQL_VALIDATION_FAILED', `{ me ${times(500, () => '@a')} { person { id } } }`),
  query('five thousand times the same field', '400 GRAPHQL_PARSE_FAILED', `{ ${'__typename '.repeat(5_000)} }`),
  query('down, up and down again', '400 GRAPHQL_VALIDATION_FAILED', '{ unit(id: "board") { children { parent { children { id } } } } }'),
  query('a page of a million', '200 BAD_USER_INPUT', '{ goals(first: 1000000) { totalCount } }'),
  query('a page of less than nothing', '200 BAD_USER_INPUT', '{ goals(first: -1) { totalCount } }'),
  query('a cursor made up', '200 BAD_USER_INPUT', '{ goals(after: "LTE6LTE=") { totalCount } }'),
  query(
    'a position of the log that is not there',
    '200 NoSuchPosition',
    '{ alignmentTree(asOf: { position: 9007199254740991 }) { __typename } }',
  ),
  query('a day before anything happened', '200 NoSuchPosition', '{ findings(asOf: { day: "1999-12-31" }) { totalCount } }'),
  query('a day that has not come', '200 NoSuchPosition', '{ unit(id: "board", asOf: { day: "2099-12-31" }) { id } }'),
  query(
    'figures as of a position that never was',
    '200 NoSuchPosition',
    '{ goals(knownAt: { position: 9007199254740991 }) { totalCount } }',
  ),
  query('a page of a position that never was', '200 NoSuchPosition', '{ goals(after: "OTk5OTk5OTk5OTk5OTk5OjA") { totalCount } }'),
  query('two moments at once', '200 BAD_USER_INPUT', '{ goals(asOf: { position: 1, day: "2026-04-01" }) { totalCount } }'),
  query(
    'a position too large for a number',
    '400 GRAPHQL_VALIDATION_FAILED',
    '{ alignmentTree(asOf: { position: 1e400 }) { __typename } }',
  ),
  query('ranks beyond a whole number', '400 GRAPHQL_VALIDATION_FAILED', '{ alignmentTree(ranks: 99999999999) { __typename } }'),
  query(
    'a list of ten thousand figures',
    '200 BAD_USER_INPUT',
    'mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { __typename } }',
    {
      input: {
        commandId: '0b0e7a52-7c1e-4b7d-9a33-5d2e8c9f4b11',
        measure: 'falls-medicine',
        readings: Array.from({ length: 10_000 }, () => ({ period: '2026-04', value: '1' })),
      },
    },
  ),
  query('a text of half a million letters', '200 BAD_USER_INPUT', rename, renaming({ name: 'a'.repeat(500_000) })),
  query(
    'a text of as many as make a regular expression despair',
    '200 BAD_USER_INPUT',
    rename,
    renaming({ commandId: `${'a'.repeat(50_000)}!` }),
  ),
  query('an operation that is not in the document', '400 OPERATION_RESOLUTION_FAILURE', 'query A { __typename } query B { __typename }'),
  query(
    'a subscription over plain HTTP whose one fragment hangs on a variable',
    '400 GRAPHQL_VALIDATION_FAILED',
    'subscription ($so: Boolean = false) { ...f @include(if: $so) } fragment f on Subscription { treeChanged { position } }',
  ),
  query('a subscription over plain HTTP', '400 BAD_REQUEST', 'subscription { treeChanged { position } }'),
];

/** Bodies that are not what they say. */
export const bodies: readonly Hostile[] = [
  body('broken JSON', '400 BAD_REQUEST', '{"query": '),
  body('nothing at all', '400 BAD_REQUEST', ''),
  body(
    'JSON a hundred thousand levels deep',
    '400 BAD_REQUEST',
    `{"query":"{ __typename }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  ),
  body(
    'objects fifty thousand levels deep as an input',
    '400 BAD_USER_INPUT',
    renamingAs(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
  ),
  body('a batch of operations', '400 BAD_REQUEST', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'),
  body('a key named __proto__', '400 BAD_REQUEST', renamingAs('{"__proto__":{"isAdmin":true},"unit":"medicine"}')),
  body('a constructor with a prototype', '400 BAD_REQUEST', renamingAs('{"constructor":{"prototype":{"isAdmin":true}}}')),
  body(
    'a field nobody knows',
    '400 BAD_USER_INPUT',
    renamingAs('{"unit":"medicine","name":"x","reason":"x","commandId":"x","role":"EXECUTIVE"}'),
  ),
  body('a number larger than any', '400 BAD_USER_INPUT', renamingAs('{"unit":1e999}')),
  body('bytes that are no UTF-8', '400 BAD_REQUEST', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  body(
    'XML with an entity of the file system',
    '415 UNSUPPORTED_MEDIA_TYPE',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    {
      'content-type': 'application/xml',
    },
  ),
  body('a form, as another page could send it', '400 BAD_REQUEST', 'query=mutation', {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  body('a form with files', '415 UNSUPPORTED_MEDIA_TYPE', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
  body('JSON that says it is plain text, as another page could send it', '400 BAD_REQUEST', '{"query":"{ __typename }"}', {
    'content-type': 'text/plain',
  }),
  body('a compressed megabyte of zeros', '400 BAD_REQUEST', gzipSync(Buffer.alloc(1_000_000)), { 'content-encoding': 'gzip' }),
  {
    what: 'a body of two megabytes that says so',
    answer: '413 BODY_TOO_LARGE',
    send: (target) =>
      send(target, { headers: { ...signedIn(target), 'content-length': '2000000' }, parts: [] }).catch(() => ({ status: 413, body: '' })),
  },
  {
    what: 'a body of two megabytes in pieces that do not',
    answer: '413 BODY_TOO_LARGE',
    send: (target) => send(target, { headers: signedIn(target), parts: Array.from({ length: 32 }, () => ' '.repeat(65_536)) }),
  },
];

/** What comes before any body. */
export const wires: readonly Hostile[] = [
  plain('a mutation by GET', '405 BAD_REQUEST', {
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent('mutation { __typename }')}`,
    headers: json,
  }),
  plain('a query by GET as an image would ask it', '400 BAD_REQUEST', { method: 'GET', path: '/graphql?query=%7B__typename%7D' }),
  plain('a token in the address', '401 UNAUTHENTICATED', { method: 'GET', path: '/metrics?access_token=guess' }),
  plain('the metrics without their token', '401 UNAUTHENTICATED', { method: 'GET', path: '/metrics' }),
  plain('a path that climbs out', '404 NOT_FOUND', { method: 'GET', path: '/console/%2e%2e/%2e%2e/etc/passwd' }),
  plain('a path with a script in it', '404 NOT_FOUND', { method: 'GET', path: '/%3Cscript%3Ealert(1)%3C/script%3E' }),
  plain('an address that is none', '400 BAD_REQUEST', { method: 'GET', path: '/%E0%A4%A' }),
  plain('the key the service signs with', '404 NOT_FOUND', { method: 'GET', path: '/signing-key.json' }),
  plain('another method', '404 NOT_FOUND', { method: 'DELETE', path: '/graphql' }),
  {
    what: 'headers larger than any',
    answer: '431',
    send: (target) => raw(target, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`),
  },
  {
    what: 'two lengths for one body, to smuggle a second request past a proxy',
    answer: '400',
    send: (target) => raw(target, 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
  },
  {
    what: 'a line break in a header',
    answer: '400',
    send: (target) => raw(target, 'GET /health/live HTTP/1.1\r\nhost: x\r\nx-correlation-id: a\nset-cookie: b\r\n\r\n'),
  },
  { what: 'no HTTP at all', answer: '400', send: (target) => raw(target, '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n') },
];
