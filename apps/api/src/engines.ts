import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  PostgresDirectory,
  PostgresSessions,
  SqliteDirectory,
  SqliteSessions,
  migrateDirectory,
  openDirectoryForReading,
  type Directory,
  type Person,
  type ReadableDirectory,
  type Sessions,
} from '#directory';
import { leaseOfTheOnlyProcess, type AcquireLease, type Clock, type EventStore, type Hydrate, type LogCopyTarget } from '#event-store';
import { KurrentEventStore, KurrentLogCopy, type Notice } from '#event-store/kurrent';
import { PostgresEventStore, PostgresLogCopy, leasesAt, migrate as migrateLog, readAddress } from '#event-store/postgres';
import { SqliteEventStore, SqliteLogCopy, holdLog as holdSqliteLog, openReadOnly } from '#event-store/sqlite';
import { shown, type DirectoryAddress, type FolderAddress, type StoreAddress } from './addresses.js';
import type { Config } from './config.js';
import { makeFolder } from './folder.js';
import type { Engines } from './record/record.module.js';

/** A log for reading alone, also while services write to it. */
export interface ReadOnlyLog extends Pick<EventStore, 'readStream' | 'readAll' | 'readAllRaw' | 'head' | 'close'> {
  /** Copies the log into a file that does not exist yet; only a log that lies in a file can do that. */
  backupTo?(file: string): Promise<void>;
}

/** A log at an address, on whichever engine, with everything that is ever done to one. */
interface Log {
  /** False where reading would find nothing and might make something. */
  exists(): boolean;
  open(given: { readonly clock: Clock; readonly hydrate: Hydrate; readonly notice: (notice: Notice) => void }): Promise<EventStore>;
  openForReading(hydrate: Hydrate): Promise<ReadOnlyLog>;
  openForCopying(): Promise<LogCopyTarget>;
  /** Makes or renews the tables as their owner, for a service whose role may not; engines without tables have none. */
  migrate?(service?: string): Promise<void>;
  /** What tells processes that share it apart, where it can. */
  readonly leases?: AcquireLease;
}

/** A directory at an address. */
interface People {
  exists(): boolean;
  open(): Promise<Directory>;
  /** What is kept of sign-in beside the names; after the directory is open, which makes the tables of both. */
  openSessions(): Promise<Sessions>;
  openForReading(): Promise<ReadableDirectory>;
  /** Who is behind an id, without anything being held open meanwhile. */
  reader(): Promise<(person: string) => Person | undefined>;
  migrate?(service?: string): Promise<void>;
  readonly leases?: AcquireLease;
}

/** An entry for each kind of address: what leads from there to everything that is done at it. */
type Table<Address extends StoreAddress, Of> = { readonly [Kind in Address['kind']]: (address: Extract<Address, { kind: Kind }>) => Of };

/** The engines of logs: an engine joins with one entry. */
const logs: Table<StoreAddress, Log> = {
  sqlite: ({ folder }) => {
    const file = join(folder, logName);
    return {
      exists: () => existsSync(file),
      open: async ({ clock, hydrate }) => {
        makeFolder(folder);
        return await SqliteEventStore.open({ file, clock, hydrate });
      },
      openForReading: (hydrate) => openReadOnly(file, hydrate),
      openForCopying: async () => {
        makeFolder(folder);
        return await SqliteLogCopy.open({ file });
      },
    };
  },
  postgres: ({ url }) => ({
    exists: () => true,
    open: ({ clock, hydrate }) => PostgresEventStore.open({ address: url, clock, hydrate }),
    openForReading: (hydrate) => PostgresEventStore.open({ address: url, hydrate }),
    openForCopying: () => PostgresLogCopy.open({ address: url }),
    migrate: async (service) => void (await migrateLog(url, service === undefined ? {} : { service })),
    leases: leasesAt(url),
  }),
  kurrent: ({ url }) => ({
    exists: () => true,
    open: (given) => KurrentEventStore.open({ address: url, ...given }),
    openForReading: (hydrate) => KurrentEventStore.open({ address: url, hydrate }),
    openForCopying: () => KurrentLogCopy.open({ address: url }),
  }),
};

/** The engines of directories. */
const directories: Table<DirectoryAddress, People> = {
  sqlite: ({ folder }) => {
    const file = join(folder, directoryName);
    return {
      exists: () => existsSync(file),
      open: async () => {
        makeFolder(folder);
        return SqliteDirectory.open(file);
      },
      openSessions: async () => SqliteSessions.open(file),
      openForReading: async () => openDirectoryForReading(file),
      reader: async () => (person) => {
        if (!existsSync(file)) return undefined;
        const directory = openDirectoryForReading(file);
        try {
          return directory.get(person);
        } finally {
          void directory.close();
        }
      },
    };
  },
  postgres: ({ url }) => ({
    exists: () => true,
    open: () => PostgresDirectory.open({ place: readAddress(url) }),
    openSessions: () => PostgresSessions.open({ place: readAddress(url) }),
    openForReading: () => PostgresDirectory.open({ place: readAddress(url) }),
    reader: async () => {
      const directory = await PostgresDirectory.open({ place: readAddress(url) });
      await directory.close();
      return (person) => directory.get(person);
    },
    migrate: (service) => migrateDirectory(readAddress(url), { service }),
    leases: leasesAt(url),
  }),
};

const at = <Address extends StoreAddress, Of>(table: Table<Address, Of>, address: Address): Of => {
  // Each entry takes the addresses of its own kind, which the table's type says and a look-up by kind forgets.
  const entry = table[address.kind as Address['kind']] as (address: Address) => Of;
  return entry(address);
};

const logName = 'log.db';
const directoryName = 'directory.db';

/** What opens the record of a service: log and directory by the addresses of its settings. */
export const engines: Engines = {
  openStore: ({ store }, hydrate, clock, log) => {
    const notice = ({ level, message }: Notice): void => (level === 'error' ? log.error(message) : log.warn(message));
    return at(logs, store).open({ clock, hydrate, notice });
  },
  openDirectory: ({ directory }) => at(directories, directory).open(),
  // Of two processes on one log each has the other's log or directory as well; a file lets only one of them in.
  leases: ({ store, directory }) => at(logs, store).leases ?? at(directories, directory).leases ?? leaseOfTheOnlyProcess,
  openSessions: ({ directory }) => at(directories, directory).openSessions(),
};

type WithStore = Pick<Config, 'store'>;
type WithDirectory = Pick<Config, 'directory'>;

/** Whether there may be a log: false only where its file is missing. */
export const logExists = ({ store }: WithStore): boolean => at(logs, store).exists();
export const directoryExists = ({ directory }: WithDirectory): boolean => at(directories, directory).exists();
export const readOnlyLog = ({ store }: WithStore, hydrate: Hydrate): Promise<ReadOnlyLog> => at(logs, store).openForReading(hydrate);
export const readOnlyDirectory = ({ directory }: WithDirectory): Promise<ReadableDirectory> => at(directories, directory).openForReading();
export const openDirectory = ({ directory }: WithDirectory): Promise<Directory> => at(directories, directory).open();
/** Who is behind an id today, for whoever only looks. */
export const peopleIn = ({ directory }: WithDirectory): Promise<(person: string) => Person | undefined> =>
  at(directories, directory).reader();
/** The log as the target of a copy: nobody else writes to it meanwhile. */
export const copyTarget = ({ store }: WithStore): Promise<LogCopyTarget> => at(logs, store).openForCopying();

/** Makes or renews the tables of log and directory; what was done, in words. */
export const migrate = async ({ store, directory }: WithStore & WithDirectory, service?: string): Promise<readonly string[]> => {
  const done: string[] = [];
  for (const [what, one, address] of [
    ['log', at(logs, store), store],
    ['directory', at(directories, directory), directory],
  ] as const) {
    if (!one.migrate) continue;
    await one.migrate(service);
    done.push(
      `the tables of the ${what} in ${shown(address)} are ready${service === undefined ? '' : `, and the role ${service} may use them`}`,
    );
  }
  return done;
};

/** What the log is called in messages: its file, or its server without a password. */
export const whereLog = ({ store }: WithStore): string => (store.kind === 'sqlite' ? logFile(store) : shown(store));

export const logFile = ({ folder }: FolderAddress): string => join(folder, logName);
export const directoryFile = ({ folder }: FolderAddress): string => join(folder, directoryName);
/** Keeps a service from opening the log in a folder while its files are exchanged. */
export const holdLog = (address: FolderAddress): Promise<{ release(): void }> => holdSqliteLog(logFile(address));
