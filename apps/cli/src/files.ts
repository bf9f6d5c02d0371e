import { Trouble } from '#cqrs';
import { samePlace, shown } from '../../api/src/addresses.js';
import type { Config } from '../../api/src/config.js';
import { directoryFile, logFile } from '../../api/src/engines.js';

/** What log and directory are called within a backup. */
export const logMember = 'log.db';
export const directoryMember = 'directory.db';

/** A log in a file, and its directory where that is a file too. */
export interface RecordFiles {
  readonly log: string;
  readonly directory: string | null;
}
export interface FilesInOneFolder extends RecordFiles {
  readonly folder: string;
  readonly directory: string;
}

const otherwise = {
  backup: {
    postgres: 'take a backup of the database with pg_dump, or copy the log into a folder with hoshin copy and back that up',
    kurrent: 'take a backup of the server by its own means, or copy the log into a folder with hoshin copy and back that up',
  },
  restore: {
    postgres: 'restore the database with pg_restore, or restore the file into a folder with --data and take it over with hoshin copy',
    kurrent: 'restore the server by its own means, or restore the file into a folder with --data and take it over with hoshin copy',
  },
} as const;

/**
 * The files that a backup copies and a restore exchanges; throws {@link Trouble} `NotInFiles`, which says what to do
 * instead, where log or directory lie elsewhere.
 */
export function filesOf(config: Config, command: 'restore'): FilesInOneFolder;
export function filesOf(config: Config, command: 'backup'): RecordFiles;
export function filesOf({ store, directory }: Config, command: 'backup' | 'restore'): RecordFiles {
  if (store.kind !== 'sqlite')
    throw new Trouble('NotInFiles', `the log lies in ${shown(store)}, not in a file: ${otherwise[command][store.kind]}`, {
      store: shown(store),
    });
  if (command === 'backup') return { log: logFile(store), directory: directory.kind === 'sqlite' ? directoryFile(directory) : null };
  if (directory.kind !== 'sqlite' || !samePlace(store, directory))
    throw new Trouble(
      'NotInFiles',
      `a backup is restored into one folder, and HOSHIN_DIRECTORY names ${shown(directory)}: restore into an empty folder with --data, and take it over with hoshin copy`,
      { directory: shown(directory) },
    );
  return { folder: store.folder, log: logFile(store), directory: directoryFile(directory) } as FilesInOneFolder;
}
