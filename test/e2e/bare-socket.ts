import { request } from 'node:http';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket, type ClientOptions } from 'ws';
import type { Closing } from './socket-client.js';

/** A message of the protocol, as it came. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** How a request to become a socket is answered where it becomes none. */
export interface Upgraded {
  /** 101 where it became one. */
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string | undefined;
}

/** Waits for what is to come about, for as long as a test may take. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** What a request to become a socket says, with these headers beside or instead of the usual ones. */
export const upgradeHeaders = (headers: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  'sec-websocket-protocol': GRAPHQL_TRANSPORT_WS_PROTOCOL,
  ...headers,
});

/** A request to become a socket, as a browser or somebody else puts it; a socket that it becomes is closed at once. */
export const upgrade = (
  address: string,
  headers: Readonly<Record<string, string>> = {},
  asking: { readonly path?: string; readonly method?: string } = {},
): Promise<Upgraded> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const asked = request({
      hostname,
      port,
      path: '/graphql',
      ...asking,
      headers: upgradeHeaders(headers),
    });
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ status: 101, body: '' });
    });
    asked.on('response', (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, retryAfter: response.headers['retry-after'] }));
    });
    asked.on('error', reject).end();
  });

/** A socket without the protocol's client: what somebody sends who does not keep to it. */
export class BareSocket {
  /** Everything that came, in order. */
  readonly heard: Message[] = [];
  readonly closed: Promise<Closing>;
  isClosed = false;
  private wake = (): void => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.heard.push(JSON.parse(data.toString('utf8')) as Message);
      this.wake();
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => {
        this.isClosed = true;
        resolve({ code, reason: reason.toString('utf8') });
        this.wake();
      }),
    );
  }

  /** Connected and not signed in; `said` signs in by these parameters as well, and waits for the answer. */
  static async open(
    address: string,
    given: { readonly said?: object; readonly protocol?: string; readonly options?: ClientOptions; readonly path?: string } = {},
  ): Promise<BareSocket> {
    const url = `${address.replace(/^http/, 'ws')}${given.path ?? '/graphql'}`;
    const socket = new WebSocket(url, given.protocol ?? GRAPHQL_TRANSPORT_WS_PROTOCOL, given.options);
    const bare = new BareSocket(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.on('error', () => undefined);
    if (given.said) {
      bare.say({ type: 'connection_init', payload: given.said });
      await bare.next();
    }
    return bare;
  }

  /** Text and bytes go as they are, anything else as JSON. */
  say(message: object | string | Buffer): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, more: object = {}): void {
    this.say({ type: 'subscribe', id, payload: { query, ...more } });
  }

  /** The first message that is such a one, come or yet to come; null where the socket is closed without it. */
  async next(isIt: (message: Message) => boolean = () => true): Promise<Message | null> {
    for (;;) {
      const found = this.heard.find(isIt);
      if (found || this.isClosed) return found ?? null;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Resolves once everything said so far has been heard and answered, as far as it is answered at once. */
  async roundTrip(): Promise<void> {
    // The answer to a ping may overtake the one to what was said right before it; the answer to a second one does not.
    for (let trip = 0; trip < 2; trip++) {
      const payload = { number: ++this.trips };
      this.say({ type: 'ping', payload });
      await this.next((message) => message.type === 'pong' && (message.payload as typeof payload | undefined)?.number === payload.number);
    }
  }
  private trips = 0;

  close(): void {
    this.socket.terminate();
  }
}
