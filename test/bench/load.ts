/** `npm run load`: reads and commands of 64 clients together, for minutes, and whether the service keeps its pace and its memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { derivedId } from '#cqrs';
import { readStore, type LoadStore } from './load-store.js';
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
  --store <where> sqlite (default); postgres or kurrent, which start a server of their own, the latter the tests'; or the
                  address of an empty one: postgres://…, esdb://…, kurrentdb://…
  --minutes <n>   for how long (default 5)
  --events <n>    events in the log it starts with (default 100000; 10000 on KurrentDB, which takes them one by one)
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

/** What the service says of itself once it has let go of what it does not need. */
const figuresOf = async ({ port, collectGarbage }: Scene) => {
  await collectGarbage();
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

const measure = async (scene: Scene, minutes: number) => {
  const ends = cycleOf(monthsBefore(today(), 21)).ends;
  const ofCommands: number[] = [];
  const ofReads: number[] = [];
  const drive = async (slice: number): Promise<number> => {
    const scripts = await scriptsOf(scene, slice, ends);
    const { seconds, latenciesOf } = await scene.generator.drive({
      port: scene.port,
      clients: scripts.map(({ requests }) => requests),
      expected: '"data"',
      unexpected: ['"errors":', '"Refusal"'],
    });
    if (slice > 0)
      latenciesOf.forEach((latencies, client) =>
        latencies.forEach((ms, index) => (scripts[client]!.commands[index] ? ofCommands : ofReads).push(ms)),
      );
    return seconds;
  };
  // The first slice warms up; what the service needs for good it has then.
  await drive(0);
  const start = await figuresOf(scene);
  let middle: Figures | null = null;
  let seconds = 0;
  for (let slice = 1; seconds < minutes * 60; slice++) {
    if (!middle && seconds >= minutes * 30) middle = await figuresOf(scene);
    seconds += await drive(slice);
    process.stderr.write(`\r${Math.round(seconds)} s, ${(ofCommands.length + ofReads.length).toLocaleString('en-GB')} requests `);
  }
  process.stderr.write('\n');
  const end = await figuresOf(scene);
  return {
    clients,
    seconds,
    errors: end.errors,
    all: summary([...ofCommands, ...ofReads], seconds),
    commands: summary(ofCommands, seconds),
    reads: summary(ofReads, seconds),
    memory: { start, middle: middle ?? end, end },
  };
};

/** What a process holds that has just read the same log and answered the same reads once: what one that has run for long should hold. */
const readAnew = async (scene: Scene): Promise<Figures> => {
  await scene.generator.drive({
    port: scene.port,
    clients: [
      await Promise.all(
        reads(uuidOf('load', 0)).map(async ([query, variables]) =>
          graphqlRequest(query, variables, await scene.tokenOf(scene.trust.directorates[0]!)),
        ),
      ),
    ],
    expected: '"data"',
  });
  return figuresOf(scene);
};

const run = async (minutes: number, events: number, placed: ReturnType<typeof readStore>) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-load-'));
  const generator = Generator.start();
  let store: LoadStore | null = null;
  try {
    process.stderr.write(`writing a log of ${events.toLocaleString('en-GB')} events …\n`);
    const trust = await writeLog(join(dataFolder, 'log.db'), logSize(events));
    store = await placed(dataFolder);
    const settings = { ...store.settings, HOSHIN_METRICS_TOKEN: metricsToken };
    const place = { dataFolder, events, trust, generator };
    const measured = await onScene(place, (scene) => measure(scene, minutes), settings);
    const anew = await onScene(place, readAnew, settings);
    return { store: store.about, ...measured, memory: { ...measured.memory, anew } };
  } finally {
    await store?.end();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

type Result = Awaited<ReturnType<typeof run>>;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      store: { type: 'string', default: 'sqlite' },
      minutes: { type: 'string', default: '5' },
      events: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${help}\n`);
  const [minutes, events] = [Number(values.minutes), Number(values.events ?? (/^(kurrent|esdb)/.test(values.store) ? '10000' : '100000'))];
  if (!(minutes > 0)) throw new Error(`--minutes takes a number above 0, not ${values.minutes}`);
  if (!Number.isInteger(events) || events < 10_000) throw new Error(`--events takes a whole number from 10000, not ${values.events}`);
  const placed = readStore(values.store);
  try {
    const result = await run(minutes, events, placed);
    if (result.errors > 0) process.exitCode = 1;
    if (values.json) return void process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    const line = (name: 'all' | 'commands' | 'reads'): string => {
      const { count, perSecond, p50Ms, p99Ms, maxMs } = result[name];
      return `| ${name} | ${count.toLocaleString('en-GB')} | ${perSecond.toLocaleString('en-GB')} | ${p50Ms} | ${p99Ms} | ${maxMs} |`;
    };
    const { start } = result.memory;
    const memory = (name: keyof Result['memory'], about: string = name): string => {
      const { events: held, heapMiB, residentMiB } = result.memory[name];
      const grown = held > start.events ? ((heapMiB - start.heapMiB) * 1_000) / (held - start.events) : null;
      return `| ${about} | ${held.toLocaleString('en-GB')} | ${Math.round(heapMiB)} | ${grown === null ? '' : grown.toFixed(2)} | ${Math.round(residentMiB)} |`;
    };
    process.stdout.write(
      [
        `${clients} clients for ${Math.round(result.seconds)} s; errors: ${result.errors}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
        `The record lay in ${result.store}.`,
        '',
        '| requests | count | per second | p50 ms | p99 ms | longest ms |',
        '|---|---|---|---|---|---|',
        line('all'),
        line('commands'),
        line('reads'),
        '',
        '| memory | events in the log | heap MiB | grown by, MiB for 1,000 events | resident MiB |',
        '|---|---|---|---|---|',
        memory('start'),
        memory('middle'),
        memory('end'),
        memory('anew', 'the same log, read anew'),
        '',
        'Taken after a garbage collection. Views live in memory and so grow with the log; what runs for long must hold no more than what',
        'has just started on the same log, and the growth for 1,000 events must not rise.',
        '',
      ].join('\n'),
    );
  } finally {
    await endAll();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
