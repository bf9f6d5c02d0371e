/**
 * Sends prepared HTTP requests over kept-alive connections, in a process of its own so that it shares no thread with
 * what it measures. It speaks HTTP/1.1 on bare sockets: a client library costs as much as a small answer does.
 */
import { Client } from './raw-client.js';

/** One load: every client sends its requests one after the other, all clients at once. */
export interface Load {
  readonly port: number;
  /** Per client, whole requests as they go on the wire. */
  readonly clients: readonly (readonly string[])[];
  /** Every answer must hold this text, or the load has failed. */
  readonly expected: string;
  /** And none of these. */
  readonly unexpected?: readonly string[];
  /** Sent every few milliseconds meanwhile: what else the server is asked, and how long it keeps that waiting. */
  readonly probe?: string;
}

export interface Loaded {
  readonly seconds: number;
  /** Milliseconds per request, in no order that means anything. */
  readonly latencies: readonly number[];
  /** The same per client, in the order of its requests. */
  readonly latenciesOf: readonly (readonly number[])[];
  readonly probeLatencies: readonly number[];
  /** The body of one client's first answer. */
  readonly sample: string;
}

const probeEveryMs = 5;
const sendAll = async (
  client: Client,
  requests: readonly string[],
  { expected, unexpected = [] }: Pick<Load, 'expected' | 'unexpected'>,
  latencies: number[],
): Promise<Buffer> => {
  let first: Buffer | undefined;
  for (const request of requests) {
    const sent = performance.now();
    const body = await client.send(request);
    latencies.push(performance.now() - sent);
    if (!body.includes(expected)) throw new Error(`an answer without ${expected}: ${body.toString('utf8').slice(0, 1_000)}`);
    const wrong = unexpected.find((text) => body.includes(text));
    if (wrong !== undefined) throw new Error(`an answer with ${wrong}: ${body.toString('utf8').slice(0, 1_000)}`);
    first ??= body;
  }
  return first ?? Buffer.alloc(0);
};

/** Asks until told to stop; the next question waits for the last answer, so that the questions do not pile up. */
const probe = async (client: Client, request: string, latencies: number[], stopped: () => boolean): Promise<void> => {
  while (!stopped()) {
    const sent = performance.now();
    await client.send(request);
    latencies.push(performance.now() - sent);
    await new Promise((resolve) => setTimeout(resolve, probeEveryMs));
  }
};

const drive = async ({ port, clients, expected, unexpected = [], probe: question }: Load): Promise<Loaded> => {
  const opened = await Promise.all(clients.map(() => Client.open(port)));
  const prober = question === undefined ? null : await Client.open(port);
  const latenciesOf = clients.map((): number[] => []);
  const probeLatencies: number[] = [];
  let done = false;
  const probing = prober ? probe(prober, question!, probeLatencies, () => done) : Promise.resolve();
  const started = performance.now();
  try {
    const sending = Promise.all(
      clients.map((requests, index) => sendAll(opened[index]!, requests, { expected, unexpected }, latenciesOf[index]!)),
    );
    const [samples] = await Promise.all([sending.finally(() => (done = true)), probing]);
    const seconds = (performance.now() - started) / 1_000;
    return { seconds, latencies: latenciesOf.flat(), latenciesOf, probeLatencies, sample: samples[0]!.toString('utf8') };
  } finally {
    for (const client of prober ? [...opened, prober] : opened) client.close();
  }
};

process.on('message', (load: Load) => {
  drive(load).then(
    (loaded) => process.send!({ loaded }),
    (error: unknown) => process.send!({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
process.once('disconnect', () => process.exit());
