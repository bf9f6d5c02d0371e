/** `npm run bench`: what the service does in a second, and how that grows with the log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAppends } from './appends.js';
import { measureAsOf } from './as-of.js';
import { measureDiff } from './diff.js';
import { measureEngines } from './engines.js';
import { measureExport } from './export.js';
import { logSize, writeLog } from './log-of.js';
import { measureMutations } from './mutations.js';
import { endAll, Generator } from './processes.js';
import { measureRebuild } from './rebuild.js';
import { growth, table, type Result } from './report.js';
import { onScene } from './scene.js';
import { measureScorecard } from './scorecard.js';
import { measureSockets } from './sockets.js';
import { measureSpc } from './spc.js';
import { measureStartUp } from './start-up.js';
import { measureTree } from './tree.js';
import { measureVerify } from './verify.js';

/** On logs of each size. */
const onLogs = ['rebuild', 'start-up', 'verify', 'export', 'tree', 'as-of', 'diff', 'mutations', 'sockets', 'appends'] as const;
/** `spc` needs no log, `scorecard` writes its own, and `engines` begins with new ones on servers of its own. */
const measurements = [...onLogs, 'spc', 'scorecard', 'engines'] as const;
type Measurement = (typeof measurements)[number];

const help = `Measures the service on logs of 10,000, 100,000 and 1,000,000 events, side by side with a peer in the same run.

npm run bench -- [options]
  --only <name>    of ${measurements.join(', ')}; several by commas, or given several times;
                   engines installs its peers into a scratch folder of the system, from the package registry
  --events <n,n>   other sizes of the log; aims are judged on the last one
  --runs <n>       how often each is measured (default 7)
  --quick          10,000 and 100,000 events, 3 runs
  --json           results as JSON on standard output
  --help`;

const wholeNumber = (text: string, name: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes whole numbers from 1, not ${text}`);
  return number;
};

const asked = () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      events: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only.flatMap((names) => names.split(','));
  const unknown = only.find((name) => !measurements.includes(name as Measurement));
  if (unknown !== undefined) throw new Error(`there is no measurement ${unknown}: take ${measurements.join(', ')}`);
  return {
    wanted: (name: Measurement): boolean => only.length === 0 || only.includes(name),
    sizes: (values.events ?? (values.quick ? '10000,100000' : '10000,100000,1000000'))
      .split(',')
      .map((each) => wholeNumber(each, 'events')),
    runs: wholeNumber(values.runs ?? (values.quick ? '3' : '7'), 'runs'),
    json: values.json,
    help: values.help,
  };
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const bench = async ({ wanted, sizes, runs, json }: ReturnType<typeof asked>) => {
  const all: Result[] = [];
  const notes: string[] = [];
  const generator = Generator.start();
  if (wanted('engines')) {
    const measured = await measureEngines(runs, say);
    all.push(...measured.results);
    notes.push(...measured.notes);
    if (!json) say(table(measured.results));
  }
  const alone = [...(wanted('spc') ? measureSpc(runs) : []), ...(wanted('scorecard') ? await measureScorecard(generator, runs) : [])];
  all.push(...alone);
  if (!json && alone.length > 0) say(table(alone));
  for (const events of onLogs.some(wanted) ? sizes : []) {
    const aims = events === sizes.at(-1);
    const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-bench-'));
    const file = join(dataFolder, 'log.db');
    const record = (results: Result[]): void => {
      all.push(...results);
      if (!json) say(table(results));
    };
    try {
      say(`writing a log of ${events.toLocaleString('en-GB')} events …`);
      const trust = await writeLog(file, logSize(events));
      if (wanted('rebuild')) record(await measureRebuild(file, events, runs, aims));
      if (wanted('export')) record(await measureExport(file, events, runs));
      if (wanted('verify')) record(await measureVerify(dataFolder, events, runs, aims));
      if (wanted('start-up')) record(await measureStartUp({ dataFolder, events, trust }, runs, aims));
      if (wanted('tree') || wanted('as-of') || wanted('diff') || wanted('mutations') || (wanted('sockets') && aims))
        await onScene({ dataFolder, events, trust, generator }, async (scene) => {
          if (wanted('tree')) record(await measureTree(scene, runs, aims));
          if (wanted('as-of')) record(await measureAsOf(scene, runs, aims));
          if (wanted('diff')) record(await measureDiff(scene, runs, aims));
          if (wanted('mutations')) record(await measureMutations(scene, runs, aims));
          if (wanted('sockets') && aims) record(await measureSockets(scene, runs, aims));
        });
      // Last, since it fills the log with what no view knows.
      if (wanted('appends')) record(await measureAppends(file, events, runs, aims));
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  }
  return { results: all, notes };
};

const main = async (): Promise<void> => {
  const options = asked();
  if (options.help) return void process.stdout.write(`${help}\n`);
  const started = performance.now();
  try {
    const { results, notes } = await bench(options);
    const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
    const seconds = (performance.now() - started) / 1_000;
    if (options.json) process.stdout.write(`${JSON.stringify({ machine, runs: options.runs, seconds, notes, results }, null, 2)}\n`);
    else
      process.stdout.write(
        `\nMedians of ${options.runs} interleaved runs with the lowest and highest; ${machine}; ${Math.round(seconds)} s\n${notes.map((note) => `${note}\n`).join('')}\n${table(results)}\n\nGrowth\n${growth(results)}\n`,
      );
    if (results.some(({ met }) => met === false)) process.exitCode = 1;
  } finally {
    await endAll();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
