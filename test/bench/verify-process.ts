/** Goes through a whole log once and ends: verifies it as the command line does, seals it as a service does, or reads and hashes it. */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { beforeTheFirst, followChain } from '#event-store';
import { openReadOnly } from '#event-store/sqlite';
import { configFrom } from '../../apps/api/src/config.js';
import { verified } from '../../apps/cli/src/verification.js';

export interface Verified {
  readonly seconds: number;
  readonly events: number;
  readonly peakMiB: number;
  /** The longest time in which nothing else got its turn. */
  readonly pauseMs: number;
}

const verify = async (dataFolder: string): Promise<number> => {
  const config = configFrom({ HOSHIN_MODE: 'development', HOSHIN_DATA: dataFolder, HOSHIN_LOG_LEVEL: 'silent' });
  const { events, firstBad } = await verified(config);
  if (firstBad) throw new Error(`position ${firstBad.ordinal}: ${firstBad.problem}`);
  return events;
};

const seal = async (dataFolder: string): Promise<number> => {
  const log = await openReadOnly(join(dataFolder, 'log.db'), () => {
    throw new Error('a chain is followed over the text as it lies');
  });
  const { position } = await log.head();
  const { reached, firstBad } = await followChain(log, beforeTheFirst, position);
  await log.close();
  if (firstBad) throw new Error(`position ${firstBad.ordinal}: ${firstBad.problem}`);
  return reached.ordinal;
};

const readAndHash = (dataFolder: string): number => {
  const db = new Database(join(dataFolder, 'log.db'), { readonly: true });
  let events = 0;
  for (const row of db.prepare<[], unknown[]>('SELECT * FROM events ORDER BY position').raw().iterate()) {
    hash('sha256', `${String(row[6])}${String(row[7])}`, 'hex');
    events++;
  }
  db.close();
  return events;
};

const ways: Readonly<Record<string, (dataFolder: string) => number | Promise<number>>> = { verify, seal, hash: readAndHash };
const [, , what, dataFolder] = process.argv;
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
const started = performance.now();
const events = await ways[what!]!(dataFolder!);
const seconds = (performance.now() - started) / 1_000;
delays.disable();
const pauseMs = delays.max / 1e6;
process.send!({ seconds, events, pauseMs, peakMiB: process.resourceUsage().maxRSS / 1_024 } satisfies Verified);

process.once('disconnect', () => process.exit());
