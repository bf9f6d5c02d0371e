/** From the start of the process to its first answered question, with the cache of the views and without. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import type { Trust } from './log-trust.js';
import { result, type Result } from './report.js';
import { treeQuery } from './tree.js';

const main = fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url));
const mib = 2 ** 20;
/** Smaller logs get no cache: folding them is not felt. */
const cachedEventsMin = 20_000;

interface Started {
  readonly address: string;
  /** From the start of the process to the whole answer of the alignment tree. */
  readonly seconds: number;
  /** What the system says the process holds then. */
  readonly residentMiB: number;
  /** Resolves with the first line of its log that has the text in it. */
  line(text: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

const residentMiB = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1_024;

/** The lines a process says, for whoever waits for one. */
const linesOf = (child: ChildProcess): Started['line'] => {
  let said = '';
  const waiting = new Set<() => void>();
  child.stdout!.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const look of waiting) look();
  });
  return (text) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const line = said.split('\n').find((each) => each.includes(text) && each.endsWith('}'));
        if (line === undefined) return;
        waiting.delete(look);
        resolve(JSON.parse(line) as Record<string, unknown>);
      };
      waiting.add(look);
      child.once('exit', (code) => reject(new Error(`the service ended with ${code} before it said "${text}"`)));
      look();
    });
};

const start = async (dataFolder: string, cache: string, token: string): Promise<Started> => {
  const begun = performance.now();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, HOSHIN_MODE: 'development', HOSHIN_DATA: dataFolder, HOSHIN_PORT: '0', HOSHIN_CACHE: cache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const line = linesOf(child);
  const address = String((await line('"address"'))['address']);
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: treeQuery }),
  });
  if (!(await answer.text()).includes('"nodes"')) throw new Error('the first question was not answered');
  const seconds = (performance.now() - begun) / 1_000;
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await exited;
  };
  return { address, seconds, residentMiB: residentMiB(child.pid!), line, stop };
};

/** The longest that a question which needs nothing waited for its answer, until told to stop. */
const longestWait = async (address: string, isOver: () => boolean): Promise<number> => {
  let longest = 0;
  while (!isOver()) {
    const begun = performance.now();
    await (await fetch(`${address}/health/live`)).arrayBuffer();
    longest = Math.max(longest, performance.now() - begun);
    await pause(2);
  }
  return longest;
};

export const measureStartUp = async (
  { dataFolder, events, trust }: { readonly dataFolder: string; readonly events: number; readonly trust: Trust },
  runs: number,
  aims: boolean,
): Promise<Result[]> => {
  const token = await signOwnToken({ dataFolder, audience: 'hoshin' }, { person: trust.chief.person, post: trust.chief.id });
  const caches = mkdtempSync(join(tmpdir(), 'hoshin-bench-cache-'));
  const [without, withCache]: [Started[], Started[]] = [[], []];
  const [writes, waits]: [number[], number[]] = [[], []];
  let bytes = 0;
  try {
    for (let run = 0; run < runs; run++) {
      const folded = await start(dataFolder, 'off', token);
      without.push(folded);
      await folded.stop();
      if (events < cachedEventsMin) continue;
      const cache = join(caches, String(run));
      const writing = await start(dataFolder, cache, token);
      let isWritten = false;
      const waited = longestWait(writing.address, () => isWritten);
      writes.push(Number((await writing.line('cache of the views was written'))['ms']) / 1_000);
      isWritten = true;
      waits.push(await waited);
      await writing.stop();
      bytes = statSync(join(cache, readdirSync(cache)[0]!)).size;
      const cached = await start(dataFolder, cache, token);
      withCache.push(cached);
      await cached.stop();
      rmSync(cache, { recursive: true });
    }
  } finally {
    rmSync(caches, { recursive: true, force: true });
  }
  const seconds = (all: readonly Started[]) => all.map((each) => each.seconds);
  const held = (all: readonly Started[]) => all.map((each) => each.residentMiB);
  const folded = [
    result({
      name: 'start to first answer, folding',
      events,
      unit: 's',
      runs: seconds(without),
      ...(aims && { aim: { of: 'worst', atMost: 25 } }),
    }),
    result({ name: 'memory after it, folding', events, unit: 'MiB', runs: held(without) }),
  ];
  if (withCache.length === 0) return folded;
  return [
    ...folded,
    result({
      name: 'start to first answer, cache',
      events,
      unit: 's',
      runs: seconds(withCache),
      ...(aims && { aim: { of: 'worst', atMost: 3 } }),
    }),
    result({ name: 'memory after it, cache', events, unit: 'MiB', runs: held(withCache) }),
    result({ name: 'file of the cache', events, unit: 'MiB', runs: [bytes / mib] }),
    result({ name: 'writing the cache', events, unit: 's', runs: writes }),
    result({ name: 'longest wait for an answer meanwhile', events, unit: 'ms', runs: waits }),
  ];
};
