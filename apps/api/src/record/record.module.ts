import { Global, Module, type DynamicModule, type OnApplicationShutdown, type Provider, Inject } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import {
  CommandDesk,
  Duty,
  PolicyRunner,
  ViewHost,
  dayIn,
  derivedId,
  hydrateWith,
  openLog,
  type CacheKeeper,
  type LogIdentity,
} from '#cqrs';
import type { Directory, Sessions } from '#directory';
import type { AcquireLease, Clock, EventStore, Hydrate } from '#event-store';
import { aggregates, debtsOf, factsFor, views, type Shapes } from '#strategy';
import type { Config } from '../config.js';
import { Authentication } from '../access/authentication.js';
import { Gate } from '../access/gate.js';
import { Tokens } from '../access/tokens.js';
import type { StartProgress } from '../http/starting.js';
import { Erasures } from './erasures.js';
import { Exports } from './exports.js';
import { loggerOf } from '../operations/logger.js';
import { OperationsModule } from '../operations/operations.module.js';
import { WATCH } from '../operations/tokens.js';
import { ViewLag } from '../operations/view-lag.js';
import type { Watch } from '../operations/watch.js';
import { AccessRecords } from './access-records.js';
import { LogReader } from './log-reader.js';
import { SealSchedule } from './seal-schedule.js';
import { Sealing } from './sealing.js';
import { keeperOf, openedFrom, viewCacheOf } from './view-caching.js';
import { AUTHENTICATION, CLOCK, CONFIG, DIRECTORY, IDENTITY, LOGGER, SESSIONS, STORE, TOKENS, VIEWS, VIEW_LAG } from './tokens.js';

/** How the composition root hands the engines over: the only place that knows which ones they are. */
export interface Engines {
  openStore(config: Config, hydrate: Hydrate, clock: Clock, log: Logger): Promise<EventStore>;
  openDirectory(config: Config): Promise<Directory>;
  /** How one of the processes that share a record is told from the others. */
  leases(config: Config): AcquireLease;
  /** Opened after the directory, and closed before it. */
  openSessions(config: Config): Promise<Sessions>;
}

/** What only the seeding program passes: a scripted clock, and the mark that goes with it. */
export interface Seeding {
  readonly clock: Clock;
}

/** Takes what tells how far a start has come. */
export type WatchStart = (progress: () => StartProgress) => void;

/** Settles what policies owe as soon as it is owed; a handle for whoever must wait for it. */
export const POLICIES = Symbol('policies');
/** Whether it is this process that does so; of several on one log one does. */
export const POLICY_DUTY = Symbol('policy duty');

/** What is open while the service runs. */
interface Opened {
  readonly directory: Directory;
  readonly sessions: Sessions;
  /** None where nobody signs in, as in the command line: its key is then neither read nor made. */
  readonly tokens: Tokens | null;
  readonly store: EventStore;
  readonly identity: LogIdentity;
  readonly host: ViewHost<Shapes>;
  readonly erasures: Erasures;
  /** None where nobody is served, or there is to be no cache. */
  readonly keeper: CacheKeeper<Shapes> | null;
}
const OPENED = Symbol('opened');

/** What follows from an erasure, beside the log. */
const forget = async (directory: Directory, sessions: Sessions, person: string): Promise<void> => {
  await Promise.all([directory.erase(person), sessions.forget(person, Date.now())]);
};

/** Opens one thing after the other. When one fails, those before it are closed: a service that cannot start holds nothing. */
const open = async (
  config: Config,
  engines: Engines,
  clock: Clock,
  { seeding, serves, watchStart }: { readonly seeding: boolean; readonly serves: boolean; readonly watchStart: WatchStart | undefined },
  watch: Watch,
  log: Logger,
): Promise<Opened> => {
  const dayOf = dayIn(config.timeZone);
  const opened: { close(): unknown }[] = [];
  try {
    const store = watch.appendsOf(await engines.openStore(config, hydrateWith(aggregates, dayOf), clock, log));
    opened.unshift(store);
    const directory = await engines.openDirectory(config);
    opened.unshift(directory);
    const sessions = await engines.openSessions(config);
    opened.unshift(sessions);
    const tokens = serves ? await Tokens.for(config) : null;
    const identity = await openLog(store, config, seeding);
    const host = new ViewHost<Shapes>(store, views, clock, dayOf);
    opened.unshift(host);
    // Every start empties the directory of whom the log calls erased: one restored from a backup may know them again.
    const erasures = new Erasures({ erase: (person) => forget(directory, sessions, person) }, (error, owed) =>
      log.warn({ err: error, owed }, 'the directory did not take an erasure, which is tried again'),
    );
    opened.unshift(erasures);
    const cache = viewCacheOf(config);
    const cached = { organisation: identity.organisation, store };
    const begun = await openedFrom(cache, cached, log);
    const cachedTo = begun?.folded.position ?? 0;
    watchStart?.(() => ({ position: host.position, head: host.startHead, cachedTo }));
    await host.start(begun);
    host.onApplied((event) => erasures.follow(event));
    // Whoever was erased before is in the table, however it came to be there.
    erasures.carryOut(host.now().tables.erasures.keys());
    await erasures.settled();
    const keeper = cache && serves && !seeding ? keeperOf(cache, host, cached, cachedTo, log) : null;
    keeper?.begin();
    return { directory, sessions, tokens, store, identity, host, erasures, keeper };
  } catch (error) {
    for (const each of opened) await each.close();
    throw error;
  }
};

class RecordLifecycle implements OnApplicationShutdown {
  constructor(
    @Inject(POLICY_DUTY) private readonly policies: Duty,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(STORE) private readonly store: EventStore,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(DIRECTORY) private readonly directory: Directory,
    @Inject(OPENED) private readonly opened: Opened,
  ) {}
  /** In the order of what feeds what: no new debts, no more folding, then the files. */
  async onApplicationShutdown(): Promise<void> {
    await this.policies.close();
    await this.views.close();
    await this.opened.erasures.close();
    await this.opened.keeper?.close();
    await this.store.close();
    await this.sessions.close();
    await this.directory.close();
  }
}

/** Who asks, where somebody may. */
const signInFor = (config: Config): Provider[] => [
  { provide: TOKENS, inject: [OPENED], useFactory: ({ tokens }: Opened) => tokens },
  {
    provide: AUTHENTICATION,
    inject: [OPENED, TOKENS],
    // Sign-in goes by the wall clock, also while a story is played at its own.
    useFactory: ({ directory, sessions }: Opened, tokens: Tokens) => new Authentication(config, tokens, directory, sessions, Date.now),
  },
];

/** Seals the log by itself, where the settings say so. */
const scheduleFor = ({ sealEveryMs }: Config, clock: Clock): Provider[] =>
  sealEveryMs === null
    ? []
    : [
        {
          provide: SealSchedule,
          inject: [Sealing, VIEWS, CommandDesk, POLICY_DUTY, LOGGER],
          useFactory: (sealing: Sealing, host: ViewHost<Shapes>, desk: CommandDesk, duty: Duty, log: Logger) =>
            new SealSchedule(sealing, host, desk, clock, sealEveryMs, () => duty.isHeld, {
              placed: () => log.info('the log was sealed'),
              trouble: (error) => log.error({ err: error }, 'the log cannot be sealed, which is tried again'),
            }),
        },
      ];

/** The log with its views, its command desk and its policies, ready when the module is. */
@Global()
@Module({})
export class RecordModule {
  /** `serves` is false for programs that nobody signs in to. */
  static for(config: Config, engines: Engines, seeding: Seeding | undefined, serves: boolean, watchStart?: WatchStart): DynamicModule {
    const clock: Clock = seeding?.clock ?? Date.now;
    const dayOf = dayIn(config.timeZone);
    return {
      module: RecordModule,
      imports: [CqrsModule.forRoot(), OperationsModule.for(config.operations)],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: clock },
        {
          provide: LOGGER,
          useFactory: (): Logger => loggerOf(config),
        },
        {
          provide: OPENED,
          inject: [WATCH, LOGGER],
          useFactory: (watch: Watch, log: Logger) =>
            open(config, engines, clock, { seeding: seeding !== undefined, serves, watchStart }, watch, log),
        },
        { provide: DIRECTORY, inject: [OPENED], useFactory: ({ directory }: Opened) => directory },
        { provide: SESSIONS, inject: [OPENED], useFactory: ({ sessions }: Opened) => sessions },
        ...(serves ? signInFor(config) : []),
        { provide: STORE, inject: [OPENED], useFactory: ({ store }: Opened) => store },
        { provide: IDENTITY, inject: [OPENED], useFactory: ({ identity }: Opened) => identity },
        { provide: VIEWS, inject: [OPENED], useFactory: ({ host }: Opened) => host },
        { provide: VIEW_LAG, inject: [OPENED], useFactory: ({ host, store }: Opened) => new ViewLag(host, store, clock) },
        {
          provide: CommandDesk,
          inject: [STORE, VIEWS],
          useFactory: (store: EventStore, host: ViewHost<Shapes>) =>
            new CommandDesk(store, host, aggregates, factsFor, clock, dayOf, seeding !== undefined),
        },
        {
          provide: POLICIES,
          inject: [CommandDesk, VIEWS, IDENTITY, LOGGER],
          useFactory: (desk: CommandDesk, host: ViewHost<Shapes>, { organisation }: LogIdentity, log: Logger) =>
            new PolicyRunner(
              desk,
              debtsOf(() => host.now().tables),
              { aggregate: 'policy', subject: derivedId('policy-log', organisation), settled: 'SettleDebt', stuck: 'MarkStuck' },
              (listener) => host.onApplied(listener),
              (error, owed) => log.warn({ err: error, debt: owed.key }, 'a policy could not be carried out and is tried again'),
            ),
        },
        {
          provide: POLICY_DUTY,
          inject: [POLICIES, VIEWS, LOGGER],
          useFactory: async (runner: PolicyRunner, host: ViewHost<Shapes>, log: Logger) => {
            const duty = new Duty(engines.leases(config), 'policies', runner, () => host.health.following, {
              taken: () => log.info('policies run in this process'),
              lost: () => log.warn('policies may run in another process now: the connection that says which one was lost'),
              trouble: (error) => log.warn({ err: error }, 'which process runs policies cannot be asked and is asked again'),
            });
            await duty.begin();
            return duty;
          },
        },
        Gate,
        AccessRecords,
        Exports,
        LogReader,
        Sealing,
        // A story that is played, and a program that nobody signs in to, seal what they are told to and nothing else.
        ...(serves && seeding === undefined ? scheduleFor(config, clock) : []),
        RecordLifecycle,
      ],
      exports: [
        CONFIG,
        CLOCK,
        LOGGER,
        STORE,
        DIRECTORY,
        SESSIONS,
        ...(serves ? [TOKENS, AUTHENTICATION] : []),
        IDENTITY,
        VIEWS,
        VIEW_LAG,
        CommandDesk,
        POLICIES,
        POLICY_DUTY,
        Gate,
        AccessRecords,
        Exports,
        LogReader,
        Sealing,
        CqrsModule,
      ],
    };
  }
}
