import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { Trouble } from '#cqrs';
import { SqliteDirectory, SqliteSessions } from '#directory';
import type { Hydrate } from '#event-store';
import { SqliteEventStore, holdLog as holdSqliteLog, openReadOnly, type ReadOnlyLog } from '#event-store/sqlite';
import type { Config } from './config.js';
import { CatchballModule } from './catchball/catchball.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { GoalModule } from './goal/goal.module.js';
import { ServiceGraphqlModule } from './graphql/graphql.module.js';
import { HttpModule } from './http/http.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { MeasureModule } from './measure/measure.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { ReadsModule } from './reads/reads.module.js';
import { RecordModule, type Engines, type Seeding } from './record/record.module.js';
import { TrueNorthModule } from './true-north/true-north.module.js';

export const logFile = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'log.db');
export const directoryFile = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'directory.db');

const dataFolder = (config: Config): void => {
  try {
    mkdirSync(config.dataFolder, { recursive: true, mode: 0o750 });
  } catch (error) {
    throw new Trouble(
      'StoreUnavailable',
      `the data folder ${config.dataFolder} cannot be made (${(error as NodeJS.ErrnoException).code}): set HOSHIN_DATA to a folder this user may write to`,
      { folder: config.dataFolder },
      { cause: error },
    );
  }
};

/** The embedded engine: log and directory as files in the data folder. */
const engines: Engines = {
  openStore: (config, hydrate, clock) => {
    dataFolder(config);
    return SqliteEventStore.open({ file: logFile(config), clock, hydrate });
  },
  openDirectory: async (config) => {
    dataFolder(config);
    return SqliteDirectory.open(directoryFile(config));
  },
  openSessions: async (config) => SqliteSessions.open(directoryFile(config)),
};

/** The log for reading and copying alone, also while a service writes to it. */
export const readOnlyLog = (config: Pick<Config, 'dataFolder'>, hydrate: Hydrate): Promise<ReadOnlyLog> =>
  openReadOnly(logFile(config), hydrate);

/** The features: each brings its commands' handlers and its resolvers. */
const features = [
  OrganisationModule,
  DirectoryModule,
  TrueNorthModule,
  CatchballModule,
  GoalModule,
  MeasureModule,
  IntakeModule,
  PoliciesModule,
];

/** Keeps a service from opening the log while its files are exchanged. */
export const holdLog = (config: Pick<Config, 'dataFolder'>): Promise<{ release(): void }> => holdSqliteLog(logFile(config));

/** The composition root: the one file that names an engine. */
@Module({})
export class AppModule {
  /** The whole service. Only the seeding program passes `seeding`. */
  static for(config: Config, seeding?: Seeding): DynamicModule {
    return {
      module: AppModule,
      imports: [RecordModule.for(config, engines, seeding), ServiceGraphqlModule.for(config), HttpModule, ReadsModule, ...features],
    };
  }

  /** The record with its command handlers, without HTTP: what the command line drives. */
  static headless(config: Config, seeding?: Seeding): DynamicModule {
    return { module: AppModule, imports: [RecordModule.for(config, engines, seeding), ...features] };
  }
}
