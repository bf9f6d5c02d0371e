import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Day } from '#kernel';
import { Trouble, dayIn } from '#cqrs';
import { logFile } from '../../../api/src/app.module.js';
import type { Config } from '../../../api/src/config.js';
import type { Terminal } from '../terminal.js';
import { playSample, type Sample } from './sample-trust.js';

const workFolder = '.seeding';

/** What a seeding left, and how long it took. */
export interface Seeded extends Sample {
  readonly seconds: number;
}

/**
 * Plays the sample trust into a data folder. It is played in a folder of its own within and moved up when it is whole,
 * the log last: an interrupted seeding leaves no log, and is simply begun again. Throws {@link Trouble} `LogThere`
 * where the folder holds a log, `DayAhead` where the day has not come.
 */
export const seedInto = async (config: Config, terminal: Terminal, anchor?: Day): Promise<Seeded> => {
  const { dataFolder } = config;
  if (existsSync(logFile(config)))
    throw new Trouble(
      'LogThere',
      `${dataFolder} holds a log already, and a sample is never mixed into one: name an empty folder with --data`,
      {
        folder: dataFolder,
      },
    );
  const today = dayIn(config.timeZone)(Date.now());
  if (anchor !== undefined && anchor > today)
    throw new Trouble('DayAhead', `the sample cannot end on ${anchor}, which has not come: choose ${today} or an earlier day`, {
      day: anchor,
    });
  const started = performance.now();
  const work = join(dataFolder, workFolder);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true, mode: 0o750 });
  const sample = await playSample({ ...config, dataFolder: work }, terminal, anchor ?? today);
  moveUp(work, dataFolder, basename(logFile(config)));
  return { ...sample, seconds: (performance.now() - started) / 1_000 };
};

const moveUp = (from: string, to: string, last: string): void => {
  const files = readdirSync(from).filter((name) => name !== last);
  for (const name of [...files, last]) renameSync(join(from, name), join(to, name));
  rmSync(from, { recursive: true });
};
