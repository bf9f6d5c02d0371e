import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '#kernel';
import { Trouble, dayIn } from '#cqrs';
import { samePlace, shown } from '../../../api/src/addresses.js';
import { inFolder, type Config } from '../../../api/src/config.js';
import { copyDirectoryBetween, copyLogBetween } from '../copying.js';
import { logMember } from '../files.js';
import { identityIn } from '../record.js';
import type { Terminal } from '../terminal.js';
import { playSample, type Sample } from './sample-trust.js';

const workFolder = '.seeding';

/** What a seeding left, and how long it took. */
export interface Seeded extends Sample {
  readonly seconds: number;
}

/**
 * Plays the sample trust into an empty place. It is played in a folder of its own and moved when it is whole, the log
 * last, or copied where the place is no folder: an interrupted seeding leaves no log, and is simply begun again. Throws
 * {@link Trouble} `LogThere` where there is a log, `DayAhead` where the day has not come.
 */
export const seedInto = async (config: Config, terminal: Terminal, anchor?: Day): Promise<Seeded> => {
  const { store, directory } = config;
  if ((await identityIn(config)) !== null)
    throw new Trouble(
      'LogThere',
      `${shown(store)} holds a log already, and a sample is never mixed into one: name an empty folder with --data`,
      { store: shown(store) },
    );
  const today = dayIn(config.timeZone)(Date.now());
  if (anchor !== undefined && anchor > today)
    throw new Trouble('DayAhead', `the sample cannot end on ${anchor}, which has not come: choose ${today} or an earlier day`, {
      day: anchor,
    });
  const started = performance.now();
  const folder = store.kind === 'sqlite' ? store.folder : config.dataFolder;
  const work = join(folder, workFolder);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const played = inFolder(config, work);
  const sample = await playSample(played, terminal, anchor ?? today);
  if (store.kind === 'sqlite' && samePlace(store, directory)) moveUp(work, folder, logMember);
  else {
    await copyDirectoryBetween(played, config);
    await copyLogBetween(played, config);
    rmSync(work, { recursive: true });
  }
  return { ...sample, seconds: (performance.now() - started) / 1_000 };
};

const moveUp = (from: string, to: string, last: string): void => {
  const files = readdirSync(from).filter((name) => name !== last);
  for (const name of [...files, last]) renameSync(join(from, name), join(to, name));
  rmSync(from, { recursive: true });
};
