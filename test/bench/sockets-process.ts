/**
 * Listens on many sockets and sends commands at a steady pace meanwhile, in a process of its own: it knows when each
 * command was sent and when each socket heard of it, by one clock.
 */
import { WebSocket } from 'ws';
import { Client } from './raw-client.js';

/** Every socket follows the whole tree; every client sends its requests one after the other. */
export interface Listening {
  readonly port: number;
  /** One socket for each. */
  readonly tokens: readonly string[];
  /** Per client, whole HTTP requests as they go on the wire. */
  readonly clients: readonly (readonly string[])[];
  readonly commandsPerSecond: number;
}

export interface Heard {
  /** From the sending of a command until a socket was told of a position at or after the command's: one for each of both. */
  readonly latencies: Float64Array;
  readonly notices: number;
}

interface Arrival {
  readonly at: number;
  readonly position: number;
}

/** How long the last notices may take. */
const patienceMs = 10_000;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const listen = async (port: number, token: string, arrivals: Arrival[]): Promise<WebSocket> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code, reason) => reject(new Error(`a socket was closed: ${code} ${reason.toString('utf8')}`)));
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as { type: string; payload?: { data?: { treeChanged: { position: number } } } };
      if (message.type === 'connection_ack') {
        socket.send(
          JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { treeChanged { position subjects refetch } }' } }),
        );
        resolve();
      } else if (message.payload?.data) arrivals.push({ at: performance.now(), position: message.payload.data.treeChanged.position });
      else if (message.type !== 'pong') reject(new Error(`not a notice: ${data.toString('utf8')}`));
    });
  });
  return socket;
};

interface Sent {
  readonly at: number;
  readonly position: number;
}

const send = async (port: number, requests: readonly string[], everyMs: number, startAt: number): Promise<Sent[]> => {
  const client = await Client.open(port);
  const sent: Sent[] = [];
  try {
    for (const [index, request] of requests.entries()) {
      await wait(Math.max(0, startAt + index * everyMs - performance.now()));
      const at = performance.now();
      const answer = (await client.send(request)).toString('utf8');
      const position = Number(/"position":(\d+)/.exec(answer)?.[1]);
      if (!Number.isInteger(position)) throw new Error(`a command was not taken: ${answer.slice(0, 500)}`);
      sent.push({ at, position });
    }
  } finally {
    client.close();
  }
  return sent;
};

const latenciesOf = (commands: readonly Sent[], sockets: readonly (readonly Arrival[])[]): Float64Array => {
  const latencies = new Float64Array(commands.length * sockets.length);
  let count = 0;
  for (const arrivals of sockets) {
    let next = 0;
    for (const { at, position } of commands) {
      while (next < arrivals.length && arrivals[next]!.position < position) next++;
      const arrival = arrivals[next];
      if (!arrival) throw new Error(`a socket was never told of position ${position}`);
      latencies[count++] = arrival.at - at;
    }
  }
  return latencies;
};

const measure = async ({ port, tokens, clients, commandsPerSecond }: Listening): Promise<Heard> => {
  const arrivals = tokens.map((): Arrival[] => []);
  const sockets: WebSocket[] = [];
  try {
    for (const [index, token] of tokens.entries()) sockets.push(await listen(port, token, arrivals[index]!));
    await wait(500);
    const everyMs = (clients.length * 1_000) / commandsPerSecond;
    const begin = performance.now();
    const sent = await Promise.all(
      clients.map((requests, index) => send(port, requests, everyMs, begin + (index * 1_000) / commandsPerSecond)),
    );
    const commands = sent.flat().sort((one, other) => one.position - other.position);
    const last = commands.at(-1)!.position;
    const until = performance.now() + patienceMs;
    while (performance.now() < until && arrivals.some((each) => (each.at(-1)?.position ?? 0) < last)) await wait(20);
    return { latencies: latenciesOf(commands, arrivals), notices: arrivals.reduce((sum, each) => sum + each.length, 0) };
  } finally {
    for (const socket of sockets) socket.terminate();
  }
};

process.on('message', (listening: Listening) => {
  measure(listening).then(
    (heard) => process.send!({ heard }),
    (error: unknown) => process.send!({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
process.once('disconnect', () => process.exit());
