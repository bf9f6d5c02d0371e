import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { noAnswer } from './fault-clients.js';
import { inFile, inKurrent, inPostgres, type Place, type PostgresTools } from './fault-places.js';
import type { Running } from './running-service.js';

/** What goes wrong, and how it is put right. */
export interface Harm {
  begin(): Promise<unknown> | void;
  end(): Promise<unknown> | void;
}

interface Expected {
  readonly what: string;
  /** Commands are taken while it lasts. */
  readonly goesOn?: true;
  /** What some commands are answered instead of a receipt while it lasts. */
  readonly told?: readonly string[];
  /** What they may be answered as well, where it depends on the moment. */
  readonly perhaps?: readonly string[];
  /** What `/health/ready` says before long. */
  readonly ready: 'green' | 'red' | typeof noAnswer;
  /** It may say that it is ready, or that it is not, as well. */
  readonly readyPerhaps?: 'green' | 'red';
  /** What reads are answered before long, where they are not answered all the time. */
  readonly reads?: string;
  /** Some may be answered this as well. */
  readonly readsPerhaps?: string;
  /** Begins before the service does. */
  readonly atStart?: true;
  readonly instances?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Kibibytes a file of the service may have. */
  readonly fileKibibytesMax?: number;
  /** Recorded time stands still meanwhile. */
  readonly timeStands?: true;
}

export interface Fault extends Expected {
  readonly engine: string;
  open(): Promise<Pick<Place<unknown>, 'environment' | 'end'> & { harm(running: Running): Harm }>;
}

const on =
  <Tools>(engine: string, openPlace: () => Promise<Place<Tools>>) =>
  ({ harm, ...expected }: Expected & { harm(tools: Tools, running: Running): Harm }): Fault => ({
    ...expected,
    engine,
    open: async () => {
      const { tools, ...place } = await openPlace();
      return { ...place, harm: (running) => harm(tools, running) };
    },
  });
const onFile = on('a file (SQLite)', inFile);
const onPostgres = on('PostgreSQL', inPostgres);
const onKurrent = on('KurrentDB', inKurrent);

/** Does something to the server again and again until it is put right. */
const repeated = (act: () => Promise<unknown> | void): Harm => {
  let isOver = false;
  let running = Promise.resolve();
  return {
    begin: () => {
      running = (async () => {
        for (; !isOver; await pause(100)) await act();
      })();
    },
    end: async () => {
      isOver = true;
      await running;
    },
  };
};

/** Makes the server do something before each append. */
const beforeAppends = (sql: PostgresTools['sql'], plpgsql: string): Harm => ({
  begin: () =>
    sql(`CREATE FUNCTION public.harm() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${plpgsql}; RETURN NULL; END $$;
         CREATE TRIGGER harm BEFORE INSERT ON hoshin.events FOR EACH STATEMENT EXECUTE FUNCTION public.harm()`),
  end: () => sql('DROP FUNCTION public.harm CASCADE'),
});

const down = (server: KurrentTestServer): Harm => ({ begin: () => server.line.down(), end: () => server.line.up() });

/** It answers nobody, or, between its door opening and its giving up or being done, that it is starting. */
const starting = '503 STARTING';
const notThere = {
  told: [noAnswer],
  perhaps: [starting],
  ready: noAnswer,
  readyPerhaps: 'red',
  reads: noAnswer,
  readsPerhaps: starting,
} as const;
/** One that is slow for a service that takes three commands at once on. */
const slow = {
  what: 'the server is slow: every append takes a fifth of a second longer',
  goesOn: true,
  told: ['200 BUSY'],
  ready: 'green',
  environment: { HOSHIN_COMMANDS_IN_FLIGHT: '3' },
} as const;
const killed: Expected & { harm(tools: unknown, running: Running): Harm } = {
  what: 'the service is killed (`kill -9`) and started again',
  ...notThere,
  harm: (_, running) => ({ begin: () => running.kill(), end: () => running.start() }),
};
const hourBack: Expected & { harm(tools: unknown, running: Running): Harm } = {
  what: 'the clock of the service steps back by an hour, and forward again',
  goesOn: true,
  ready: 'green',
  environment: { NODE_OPTIONS: '--require ./test/e2e/clock-process.cjs' },
  timeStands: true,
  harm: (_, running) => {
    const step = (): void => running.signal('SIGUSR2');
    return { begin: step, end: step };
  },
};

/** Who asks is looked up in the directory, which is in the same database: then nobody is let in who may have been signed out. */
const unreachable = {
  told: ['200 StoreUnavailable', '503 DirectoryUnavailable'],
  reads: '503 DirectoryUnavailable',
  ready: 'red',
  readyPerhaps: 'green',
} as const;

/** Everything that is done to the service and to what it stands on. */
export const faults: readonly Fault[] = [
  onPostgres({
    what: 'the server is down when the service starts',
    ...notThere,
    atStart: true,
    harm: ({ server }) => ({ begin: () => server.stop(), end: () => server.start() }),
  }),
  onPostgres({
    what: 'the server goes down in mid-storm and comes back',
    ...unreachable,
    harm: ({ server }) => ({ begin: () => server.stop(), end: () => server.start() }),
  }),
  onPostgres({
    what: 'the server is killed (`kill -9`) in mid-storm and started again',
    ...unreachable,
    harm: ({ server }) => ({ begin: () => server.kill(), end: () => server.start() }),
  }),
  onPostgres({
    what: 'the server takes connections and says nothing any more',
    ...unreachable,
    harm: ({ line }) => ({
      begin: () => line.become('deaf'),
      end: () => {
        line.become('cut');
        line.become('open');
      },
    }),
  }),
  onPostgres({ ...slow, harm: ({ sql }) => beforeAppends(sql, 'PERFORM pg_sleep(0.2)') }),
  onPostgres({
    what: 'the connections on which two services hear of each other’s appends (LISTEN) are ended, ten times a second',
    goesOn: true,
    ready: 'green',
    instances: 2,
    harm: ({ sql }) =>
      repeated(() => sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hoshin follower'`)),
  }),
  onPostgres({
    what: 'the server’s disk is full (it answers with SQLSTATE 53100)',
    told: ['200 StoreUnavailable'],
    ready: 'green',
    readyPerhaps: 'red',
    harm: ({ sql }) => beforeAppends(sql, `RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'`),
  }),
  onPostgres(hourBack),
  onPostgres(killed),
  onKurrent({ what: 'the server is down when the service starts', ...notThere, atStart: true, harm: down }),
  onKurrent({
    what: 'the server goes down in mid-storm and comes back',
    told: ['200 StoreUnavailable'],
    perhaps: ['200 StoreTimeout'],
    ready: 'red',
    readyPerhaps: 'green',
    harm: down,
  }),
  onKurrent({
    what: 'the server takes connections and says nothing any more',
    told: ['200 StoreUnavailable'],
    perhaps: ['200 StoreTimeout'],
    ready: 'red',
    readyPerhaps: 'green',
    harm: ({ line }) => ({
      begin: () => line.hush(),
      end: async () => {
        line.cut();
        await line.up();
      },
    }),
  }),
  onKurrent({
    what: 'the server takes calls and answers none',
    told: ['200 StoreTimeout'],
    ready: 'red',
    readyPerhaps: 'green',
    harm: ({ faults: of }) => ({ begin: () => void (of.mute = true), end: () => void (of.mute = false) }),
  }),
  onKurrent({
    ...slow,
    harm: ({ faults: of }) => ({ begin: () => void (of.slowAppendMs = 200), end: () => void (of.slowAppendMs = 0) }),
  }),
  onKurrent({
    what: 'the subscription is dropped as too slow, ten times a second',
    goesOn: true,
    ready: 'green',
    harm: (server) => repeated(() => server.dropSubscriptions()),
  }),
  onKurrent({
    what: 'the subscription delivers every event twice',
    goesOn: true,
    ready: 'green',
    harm: ({ faults: of }) => ({ begin: () => void (of.doubled = true), end: () => void (of.doubled = false) }),
  }),
  onKurrent(hourBack),
  onKurrent(killed),
  onFile({
    what: 'the disk is full, and there is room again (the files of the process may not grow further)',
    told: ['200 StoreUnavailable'],
    ready: 'green',
    readyPerhaps: 'red',
    fileKibibytesMax: 1_000,
    harm: (_, running) => ({
      begin: () => {},
      end: () => promisify(execFile)('prlimit', ['--pid', String(running.pid), '--fsize=unlimited']),
    }),
  }),
  onFile(hourBack),
  onFile(killed),
];
