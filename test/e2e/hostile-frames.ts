import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { BareSocket, upgrade, upgradeHeaders } from './bare-socket.js';
import type { Closing } from './socket-client.js';
import { cameTo, type Target } from './hostile-wire.js';

/** Something done with a socket, and the answer it must get: the code it is closed with, or the error that came back. */
export interface HostileSocket {
  readonly what: string;
  readonly answer: string;
  /** What came of it, and every word that was answered. */
  ask(target: Target): Promise<{ readonly came: string; readonly heard: string }>;
}

export const inWords = ({ code, reason }: Closing): string => (reason === '' ? `${code}` : `${code}: ${reason}`);

/** Somebody signed in says all this, and is let go. */
const said = (what: string, answer: string, ...messages: readonly (object | string | Buffer)[]): HostileSocket => ({
  what,
  answer,
  ask: async ({ address, authorization }) => {
    const socket = await BareSocket.open(address, { said: { authorization } });
    for (const message of messages) socket.say(message);
    const came = inWords(await socket.closed);
    return { came, heard: came + JSON.stringify(socket.heard) };
  },
});
/** The same of somebody who has not signed in. */
const unsigned = (what: string, answer: string, ...messages: readonly object[]): HostileSocket => ({
  what,
  answer,
  ask: async ({ address }) => {
    const socket = await BareSocket.open(address);
    for (const message of messages) socket.say(message);
    const came = inWords(await socket.closed);
    return { came, heard: came + JSON.stringify(socket.heard) };
  },
});

const tree = 'subscription { treeChanged { position } }';
const subscribing = (id: string, payload: object = { query: tree }): object => ({ type: 'subscribe', id, payload });
const deep = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);

/** Messages that do not keep to the protocol. */
export const messages: readonly HostileSocket[] = [
  said('no JSON', '4400', 'hello'),
  said('nothing', '4400', ''),
  said('JSON that is no object', '4400', 'null'),
  said('a list of messages', '4400', '[{"type":"ping"},{"type":"ping"}]'),
  said('JSON thirty thousand levels deep', '4400', deep(30_000, '[', ']')),
  said(
    'JSON ten thousand levels deep as variables that are a list',
    '4400',
    `{"type":"subscribe","id":"1","payload":{"query":"${tree}","variables":${deep(10_000, '[', ']')}}}`,
  ),
  said('a message of a type nobody knows', '4400', { type: 'start', id: '1', payload: { query: tree } }),
  said('a message that only the service sends', '4400', { type: 'next', id: '1', payload: { data: { treeChanged: { position: 1 } } } }),
  said('a type that every object has by itself', '4400', { type: 'constructor' }),
  said('a subscription without an id', '4400', { type: 'subscribe', payload: { query: tree } }),
  said(
    'a subscription without a query, by the digest of one',
    '4400',
    subscribing('1', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
  ),
  said('a query that is no text', '4400', subscribing('1', { query: { kind: 'Document' } })),
  said('a ping whose payload is no object', '4400', { type: 'ping', payload: 'x' }),
  said('a binary frame with a good message in it', '4400', Buffer.from('{"type":"ping"}')),
  said('two subscriptions by one id', '4409', subscribing('1'), subscribing('1')),
  said(
    'two subscriptions by one id that is a script',
    '4409',
    subscribing('<script>alert(1)</script>'),
    subscribing('<script>alert(1)</script>'),
  ),
  said('signing in twice', '4429', { type: 'connection_init' }),
  unsigned('a subscription before signing in', '4401', subscribing('1')),
  said('a message of seventy thousand bytes', '1009', subscribing('1', { query: `${tree} # ${'x'.repeat(70_000)}` })),
  said('thirteen hundred messages', '1008', ...Array.from({ length: 1_300 }, () => ({ type: 'ping' }))),
];

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly fin?: boolean;
  readonly reserved?: number;
  readonly masked?: boolean;
  /** What it says of its length, where that is not the truth. */
  readonly says?: number;
}

const bytesOf = ({ opcode, payload, fin = true, reserved = 0, masked = true, says = payload.length }: Frame): Buffer => {
  const head = Buffer.alloc(10);
  head[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = (masked ? 0x80 : 0) | 127;
  head.writeBigUInt64BE(BigInt(says), 2);
  if (!masked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ mask[index % 4]!)]);
};

/** What stands in the frame that closes; whatever stands before it is passed over. */
const closingIn = (bytes: Buffer): Closing | null => {
  for (let at = 0; at + 4 <= bytes.length; at += 2 + (bytes[at + 1]! & 0x7f))
    if (bytes[at] === 0x88)
      return { code: bytes.readUInt16BE(at + 2), reason: bytes.subarray(at + 4, at + 2 + bytes[at + 1]!).toString('utf8') };
  return null;
};

/** Frames as no client would send them, by a protocol of one's own choice. */
const framed = (what: string, answer: string, all: readonly Frame[], protocol = GRAPHQL_TRANSPORT_WS_PROTOCOL): HostileSocket => ({
  what,
  answer,
  ask: ({ address }) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(address);
      const asking = request({ hostname, port, path: '/graphql', headers: upgradeHeaders({ 'sec-websocket-protocol': protocol }) });
      asking.on('upgrade', (_response, socket, first) => {
        let heard = Buffer.alloc(0);
        const hear = (part: Buffer): void => {
          heard = Buffer.concat([heard, part]);
          const closing = closingIn(heard);
          if (!closing) return;
          resolve({ came: inWords(closing), heard: heard.toString('latin1') });
          socket.destroy();
        };
        hear(first);
        socket.on('data', hear);
        socket.on('error', reject);
        for (const frame of all) socket.write(bytesOf(frame));
      });
      asking.on('error', reject).end();
    }),
});

const text = (length: number): Buffer => Buffer.alloc(length, 'x');

/** Frames that break the form of a WebSocket. */
export const frames: readonly HostileSocket[] = [
  framed('a frame that is not masked', '1002', [{ opcode: 1, payload: Buffer.from('{"type":"ping"}'), masked: false }]),
  framed('a frame with bits that mean nothing', '1002', [{ opcode: 1, payload: text(1), reserved: 3 }]),
  framed('a frame that says it is compressed', '1002', [{ opcode: 1, payload: text(64), reserved: 4 }]),
  framed('a frame of a kind nobody knows', '1002', [{ opcode: 11, payload: text(1) }]),
  framed('the rest of a message that never began', '1002', [{ opcode: 0, payload: text(1) }]),
  framed('a ping larger than a ping may be', '1002', [{ opcode: 9, payload: text(126) }]),
  framed('a text that is no UTF-8', '1007', [{ opcode: 1, payload: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }]),
  framed('a frame that says it is of eight exabytes', '1009', [{ opcode: 1, payload: text(1), says: Number.MAX_SAFE_INTEGER }]),
  framed('a message of a hundred thousand bytes in pieces', '1009', [
    { opcode: 1, payload: text(50_000), fin: false },
    { opcode: 0, payload: text(50_000) },
  ]),
  framed('the protocol that was spoken before this one', '4406', [], 'graphql-ws'),
];

/** A request to become a socket that is refused before there is one. */
const asked = (
  what: string,
  answer: string,
  ...how: [headers: Record<string, string>, asking?: { path?: string; method?: string }]
): HostileSocket => ({
  what,
  answer,
  ask: async ({ address }) => {
    const answered = await upgrade(address, ...how);
    return { came: cameTo(answered), heard: answered.body };
  },
});

export const upgrades: readonly HostileSocket[] = [
  asked('a page of another address', '403 FORBIDDEN', { origin: 'https://elsewhere.example' }),
  asked('a page that says it is nowhere', '403 FORBIDDEN', { origin: 'null' }),
  asked('a page of no address at all', '403 FORBIDDEN', { origin: '%%%' }),
  asked('another path', '404 NOT_FOUND', {}, { path: '/health/live' }),
  asked('a path that climbs out', '404 NOT_FOUND', {}, { path: '/graphql/../../etc/passwd' }),
  asked('an address that is none', '404 NOT_FOUND', {}, { path: '//' }),
  asked('another kind of connection', '400 BAD_REQUEST', { upgrade: 'h2c' }),
  asked('another method', '400 BAD_REQUEST', {}, { method: 'DELETE' }),
  asked('a version of long ago', '400 BAD_REQUEST', { 'sec-websocket-version': '7' }),
  asked('a key that is none', '400 BAD_REQUEST', { 'sec-websocket-key': 'key' }),
  asked('a list of protocols that is none', '400 BAD_REQUEST', { 'sec-websocket-protocol': ',;' }),
  {
    what: 'a token in the address',
    answer: '4401',
    ask: async ({ address, authorization }) => {
      const path = `/graphql?access_token=${encodeURIComponent(authorization.slice(7))}`;
      const socket = await BareSocket.open(address, { path, said: {} });
      const came = inWords(await socket.closed);
      return { came, heard: came + JSON.stringify(socket.heard) };
    },
  },
];
