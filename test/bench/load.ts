/** `npm run load`: reads and commands of 64 clients together, for minutes, and whether the service keeps its pace and its memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { derivedId } from '#cqrs';
import { logSize, writeLog } from './log-of.js';
import { cycleOf, uuidOf } from './log-trust.js';
import { answer, counterOffer, monthsBefore, offerInput, serveBall, today } from './mutations.js';
import { endAll, Generator, graphqlRequest } from './processes.js';
import { onScene, type Scene } from './scene.js';
import { treeQuery } from './tree.js';

const clients = 64;
const threadsPerClient = 4;
const countersPerThread = 5;
const metricsToken = 'the-load-reads-its-metrics';

const help = `Sends reads and commands of ${clients} clients at once to the service in a process of its own. Any error ends it as failed.

npm run load -- [options]
  --minutes <n>   for how long (default 5)
  --events <n>    events in the log it starts with (default 100000)
  --json          the result as JSON on standard output
  --help`;

const withdraw = `mutation Withdraw($input: WithdrawInput!) { withdraw(input: $input) ${answer} }`;
const reads = (thread: string): readonly (readonly [query: string, variables: object])[] => [
  [treeQuery, {}],
  ['query Thread($id: ID!) { thread(id: $id) { id phase table { statement } } }', { id: thread }],
  ['{ myWork(first: 20) { totalCount edges { node { kind } } } }', {}],
  ['query History($id: ID!) { history(subject: $id, first: 20) { edges { node { position } } } }', { id: thread }],
  ['{ goals(first: 20) { totalCount edges { node { id statement achievement { status } } } } }', {}],
];

interface Script {
  readonly requests: string[];
  /** For each request whether it is a command. */
  readonly commands: boolean[];
}

/** One slice of the load: each client negotiates threads of its own from the first throw to the last, and looks around in between. */
const scriptsOf = async ({ trust, tokenOf }: Scene, slice: number, ends: string): Promise<Script[]> => {
  let made = slice * 1_000_000;
  const scripts: Script[] = [];
  for (let client = 0; client < clients; client++) {
    const aim = client % trust.aims.length;
    const giver = trust.sponsors[aim]!;
    const receiver = trust.directorates[client % trust.directorates.length]!;
    const [givers, receivers] = [await tokenOf(giver), await tokenOf(receiver)];
    const script: Script = { requests: [], commands: [] };
    let looks = client;
    const look = (thread: string): void => {
      const all = reads(thread);
      const [query, variables] = all[looks++ % all.length]!;
      script.requests.push(graphqlRequest(query, variables, receivers));
      script.commands.push(false);
    };
    const send = (query: string, input: object, token: string): void => {
      script.requests.push(graphqlRequest(query, { input }, token));
      script.commands.push(true);
    };
    for (let each = 0; each < threadsPerClient; each++) {
      const serve = uuidOf('load', made++);
      const thread = derivedId(serve, 'subject');
      const served = { kind: 'DOWNWARDS', parent: { kind: 'AIM', id: trust.aims[aim] }, receiver: receiver.id, parentRevision: 1 };
      send(serveBall, { ...served, commandId: serve, offer: offerInput(0, ends) }, givers);
      for (let round = 1; round <= countersPerThread; round++) {
        look(thread);
        look(thread);
        const move = {
          commandId: uuidOf('load', made++),
          thread,
          round,
          parentRevision: 1,
          offer: offerInput(round, ends),
          rationale: 'fewer beds are open',
        };
        send(counterOffer, move, round % 2 === 1 ? receivers : givers);
      }
      look(thread);
      send(withdraw, { commandId: uuidOf('load', made++), thread, reason: 'the load goes on to the next' }, givers);
    }
    scripts.push(script);
  }
  return scripts;
};

/** What the service says of its own memory and event loop. */
const figuresOf = async (port: number) => {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  const text = await response.text();
  const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    events: figure('hoshin_position'),
    residentMiB: figure('process_resident_memory_bytes') / 2 ** 20,
    heapMiB: figure('nodejs_heap_size_used_bytes') / 2 ** 20,
    errors: [...text.matchAll(/^hoshin_errors_total\{.*\} (\S+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0),
  };
};
type Figures = Awaited<ReturnType<typeof figuresOf>>;

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const summary = (latencies: readonly number[], seconds: number) => {
  const sorted = Float64Array.from(latencies).sort();
  const round = (ms: number): number => Math.round(ms * 10) / 10;
  return {
    count: sorted.length,
    perSecond: Math.round(sorted.length / seconds),
    p50Ms: round(percentile(sorted, 0.5)),
    p99Ms: round(percentile(sorted, 0.99)),
    maxMs: round(sorted.at(-1) ?? Number.NaN),
  };
};

const run = async (minutes: number, events: number) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-load-'));
  const generator = Generator.start();
  let result: object = {};
  try {
    process.stderr.write(`writing a log of ${events.toLocaleString('en-GB')} events …\n`);
    const trust = await writeLog(join(dataFolder, 'log.db'), logSize(events));
    const measure = async (scene: Scene): Promise<void> => {
      const ends = cycleOf(monthsBefore(today(), 21)).ends;
      const ofCommands: number[] = [];
      const ofReads: number[] = [];
      let seconds = 0;
      let start: Figures | undefined;
      for (let slice = 0; seconds < minutes * 60; slice++) {
        const scripts = await scriptsOf(scene, slice, ends);
        const load = {
          port: scene.port,
          clients: scripts.map(({ requests }) => requests),
          expected: '"data"',
          unexpected: ['"errors":', '"Refusal"'],
        };
        const loaded = await generator.drive(load);
        if (slice === 0) {
          // The first slice warms up; what it needs for good it has then.
          start = await figuresOf(scene.port);
          continue;
        }
        seconds += loaded.seconds;
        loaded.latenciesOf.forEach((latencies, client) =>
          latencies.forEach((ms, index) => (scripts[client]!.commands[index] ? ofCommands : ofReads).push(ms)),
        );
        process.stderr.write(`\r${Math.round(seconds)} s, ${(ofCommands.length + ofReads.length).toLocaleString('en-GB')} requests `);
      }
      process.stderr.write('\n');
      const end = await figuresOf(scene.port);
      result = {
        clients,
        seconds,
        all: summary([...ofCommands, ...ofReads], seconds),
        commands: summary(ofCommands, seconds),
        reads: summary(ofReads, seconds),
        start,
        end,
      };
    };
    await onScene({ dataFolder, events, trust, generator }, measure, { HOSHIN_METRICS_TOKEN: metricsToken });
    return result as { seconds: number; start: Figures; end: Figures } & Record<'all' | 'commands' | 'reads', ReturnType<typeof summary>>;
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      events: { type: 'string', default: '100000' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${help}\n`);
  const [minutes, events] = [Number(values.minutes), Number(values.events)];
  if (!(minutes > 0)) throw new Error(`--minutes takes a number above 0, not ${values.minutes}`);
  if (!Number.isInteger(events) || events < 10_000) throw new Error(`--events takes a whole number from 10000, not ${values.events}`);
  try {
    const result = await run(minutes, events);
    if (values.json) return void process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    const line = (name: 'all' | 'commands' | 'reads'): string => {
      const { count, perSecond, p50Ms, p99Ms, maxMs } = result[name];
      return `| ${name} | ${count.toLocaleString('en-GB')} | ${perSecond.toLocaleString('en-GB')} | ${p50Ms} | ${p99Ms} | ${maxMs} |`;
    };
    const memory = (name: 'start' | 'end'): string => {
      const { events: held, heapMiB, residentMiB } = result[name];
      return `| ${name} | ${held.toLocaleString('en-GB')} | ${Math.round(heapMiB)} | ${Math.round(residentMiB)} |`;
    };
    process.stdout.write(
      [
        `${clients} clients for ${Math.round(result.seconds)} s; errors: ${result.end.errors}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
        '',
        '| requests | count | per second | p50 ms | p99 ms | longest ms |',
        '|---|---|---|---|---|---|',
        line('all'),
        line('commands'),
        line('reads'),
        '',
        '| memory | events in the log | heap MiB | resident MiB |',
        '|---|---|---|---|',
        memory('start'),
        memory('end'),
        '',
      ].join('\n'),
    );
    if (result.end.errors > 0) process.exitCode = 1;
  } finally {
    await endAll();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
