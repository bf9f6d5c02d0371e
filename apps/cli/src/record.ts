import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Folded, type Day, type RecordedOf } from '#kernel';
import { CommandDesk, PolicyRunner, ViewHost, dayIn, hydrateWith, identityOf, type LogIdentity } from '#cqrs';
import type { Directory, Person, Sessions } from '#directory';
import type { Hydrate } from '#event-store';
import { aggregates, views, type Shapes, type Tables } from '#strategy';
import { Gate } from '../../api/src/access/gate.js';
import { AppModule } from '../../api/src/app.module.js';
import { configFrom, withoutSignIn, type Config } from '../../api/src/config.js';
import { logExists, peopleIn, readOnlyLog, type ReadOnlyLog } from '../../api/src/engines.js';
import { AccessRecords } from '../../api/src/record/access-records.js';
import { LogReader } from '../../api/src/record/log-reader.js';
import { POLICIES, type Seeding } from '../../api/src/record/record.module.js';
import { Sealing } from '../../api/src/record/sealing.js';
import { viewCacheOf } from '../../api/src/record/view-caching.js';
import { DIRECTORY, IDENTITY, SESSIONS, VIEWS } from '../../api/src/record/tokens.js';
import type { Terminal } from './terminal.js';

/** Options every command takes. */
export interface DataOption {
  /** The folder with log and directory in files; where it is left out, what HOSHIN_STORE or HOSHIN_DATA name, or ./data. */
  readonly data?: string;
}

/**
 * The service's settings as far as the record needs them. Who signs in is no concern of these commands, so that a
 * shell without the issuer's settings can run them.
 */
export const recordConfig = ({ environment }: Terminal, { data }: DataOption): Config => {
  const { HOSHIN_MODE: _mode, ...rest } = withoutSignIn(environment);
  return configFrom({ ...rest, HOSHIN_MODE: 'development', HOSHIN_LOG_LEVEL: 'silent', ...(data !== undefined && placedIn(data)) });
};

/** The settings by which everything lies in one folder, whatever the environment says. */
export const placedIn = (folder: string): Readonly<Record<string, string>> => ({
  HOSHIN_DATA: folder,
  HOSHIN_STORE: '',
  HOSHIN_DIRECTORY: '',
  HOSHIN_CACHE: '',
});

/** What `--data` is for, in every command's help. */
export const dataHelp = 'the folder with log and directory in files (default: HOSHIN_STORE, HOSHIN_DATA or ./data)';

/** Opens the log for reading alone, in its own time zone; a service may be writing to it. */
export const openForReading = async (config: Config): Promise<{ log: ReadOnlyLog; identity: LogIdentity | null; hydrate: Hydrate }> => {
  let hydrate: Hydrate = hydrateWith(aggregates, dayIn(config.timeZone));
  const log = await readOnlyLog(config, (raw) => hydrate(raw));
  try {
    const identity = await identityOf(log);
    if (identity) hydrate = hydrateWith(aggregates, dayIn(identity.timeZone));
    return { log, identity, hydrate };
  } catch (error) {
    await log.close();
    throw error;
  }
};

/** The present of the record, read once: what a dry run compares with. */
export interface Reading {
  readonly identity: LogIdentity | null;
  readonly position: number;
  readonly today: Day;
  readonly tables: Tables;
  readonly personOf: (person: string) => Person | undefined;
  readonly bytesHeld: number;
}

/** The tables of a log nobody has written to. */
export const emptyTables = (): Tables => new Folded<Shapes>(views).live;

/** Folds the whole log without opening it for writing. Where there is no log it reads as empty. */
export const readRecord = async (config: Config): Promise<Reading> => {
  const folded = new Folded<Shapes>(views);
  const today = (zone: string): Day => dayIn(zone)(Date.now());
  if (!logExists(config))
    return { identity: null, position: 0, today: today(config.timeZone), tables: folded.live, personOf: () => undefined, bytesHeld: 0 };
  const { log, identity } = await openForReading(config);
  try {
    for await (const { events } of log.readAll()) for (const event of events) folded.apply(event as RecordedOf<Record<string, unknown>>);
    return {
      identity,
      position: folded.position,
      today: today(identity?.timeZone ?? config.timeZone),
      tables: folded.live,
      personOf: await peopleIn(config),
      bytesHeld: process.memoryUsage().rss,
    };
  } finally {
    await log.close();
  }
};

/** The views over the log as it stands, for looks at any past moment; throws where there is no log. */
export const readViews = async (config: Config): Promise<{ readonly host: ViewHost<Shapes>; readonly organisation: string }> => {
  const { log, identity } = await openForReading(config);
  try {
    // What is written meanwhile is not looked at: the log is read once, and not followed.
    const store = { head: () => log.head(), subscribeAll: ({ after }: { readonly after: number }) => log.readAll({ after }) };
    const host = new ViewHost<Shapes>(store, views, Date.now, dayIn(identity?.timeZone ?? config.timeZone));
    const cached = { organisation: identity?.organisation ?? '', store: log };
    await host.start((await viewCacheOf(config)?.open(cached)) ?? null);
    return { host, organisation: identity?.organisation ?? '' };
  } finally {
    await log.close();
  }
};

/** The record open for commands: what the service itself would decide and write with. */
export interface Desk {
  readonly commands: CommandDesk;
  readonly gate: Gate;
  readonly accesses: AccessRecords;
  readonly log: LogReader;
  readonly views: ViewHost<Shapes>;
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly policies: PolicyRunner;
  readonly sealing: Sealing;
  readonly identity: LogIdentity;
}

export const deskOf = (app: INestApplicationContext): Desk => ({
  commands: app.get(CommandDesk),
  gate: app.get(Gate),
  accesses: app.get(AccessRecords),
  log: app.get(LogReader),
  views: app.get<ViewHost<Shapes>>(VIEWS),
  directory: app.get<Directory>(DIRECTORY),
  sessions: app.get<Sessions>(SESSIONS),
  policies: app.get<PolicyRunner>(POLICIES),
  sealing: app.get(Sealing),
  identity: app.get<LogIdentity>(IDENTITY),
});

/** Whose the log is; null where there is none yet. */
export const identityIn = async (config: Config): Promise<LogIdentity | null> => {
  if (!logExists(config)) return null;
  const { log, identity } = await openForReading(config);
  await log.close();
  return identity;
};

/** The log's own time zone, where there is a log and the environment names no other. */
const asTheLogSays = async (config: Config, { environment }: Terminal): Promise<Config> => {
  const identity = environment['HOSHIN_TIME_ZONE'] ? null : await identityIn(config);
  return identity ? { ...config, timeZone: identity.timeZone } : config;
};

/** Opens the record for writing, works, settles what policies owe for it, and closes. Throws StoreInUse while a service has it. */
export const withDesk = async <Result>(
  config: Config,
  terminal: Terminal,
  work: (desk: Desk) => Promise<Result>,
  seeding?: Seeding,
): Promise<Result> => {
  const module = AppModule.headless(await asTheLogSays(config, terminal), seeding);
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    const desk = deskOf(app);
    const result = await work(desk);
    await desk.policies.idle();
    return result;
  } finally {
    await app.close();
  }
};
