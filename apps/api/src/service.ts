import type { Server } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { Trouble } from '#cqrs';
import { DirectoryTrouble } from '#directory';
import { StoreTrouble } from '#event-store';
import { AppModule } from './app.module.js';
import { configFrom, type Config } from './config.js';
import { FrontDoor } from './http/front-door.js';
import { answerUnreadable } from './http/http-errors.js';
import { bodyBytesMax, requestMsMax } from './http/limits.js';
import { Starting } from './http/starting.js';
import { servePageFiles } from './http/web-page.js';
import { addSecurityHeaders } from './operations/security-headers.js';
import type { AddressRate } from './operations/address-rate.js';
import { correlationHeader } from './operations/correlation.js';
import type { Metrics } from './operations/metrics.js';
import { ADDRESS_RATE, METRICS, TRACING } from './operations/tokens.js';
import type { Tracing } from './operations/tracing.js';
import { watchRequests } from './operations/watched-requests.js';
import type { Seeding } from './record/record.module.js';
import { LOGGER } from './record/tokens.js';

/** A running service. */
export interface Service {
  readonly app: NestFastifyApplication;
  readonly address: string;
  close(): Promise<void>;
}

/** Builds and starts the service; everything it needs is ready when it answers. Only a story that is played passes `seeding`. */
export const serve = (config: Config, seeding?: Seeding): Promise<Service> => {
  const starting = new Starting();
  return serveModule(
    AppModule.for(config, seeding, undefined, (progress) => starting.watch(progress)),
    config,
    starting,
  );
};

/** The same for a module that has more in it than the service: what the service is measured against beside it. */
export const serveModule = async (root: DynamicModule, config: Config, starting = new Starting()): Promise<Service> => {
  const door = await FrontDoor.open(config.port, config.host, starting.answer).catch((error: unknown) => {
    throw portTrouble(error, config);
  });
  try {
    return await answerAt(door, root, config);
  } catch (error) {
    await door.close();
    throw error;
  }
};

/** Builds the service behind a door that is open already. */
const answerAt = async (door: FrontDoor, root: DynamicModule, config: Config): Promise<Service> => {
  const { operations } = config;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyBytesMax,
    requestTimeout: requestMsMax,
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnreadable,
    serverFactory: door.serverFactory,
  });
  addSecurityHeaders(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    // What goes wrong is thrown at the caller, and while the service runs it is in its own log.
    logger: false,
    abortOnError: false,
  });
  const log = app.get<Logger>(LOGGER);
  watchRequests(adapter.getInstance(), {
    log,
    metrics: app.get<Metrics>(METRICS),
    tracing: app.get<Tracing>(TRACING),
    rate: app.get<AddressRate>(ADDRESS_RATE),
  });
  // Nobody's page but those named may ask from a browser, and none of them with cookies.
  if (operations.corsOrigins.length > 0)
    app.enableCors({ origin: [...operations.corsOrigins], methods: ['GET', 'POST'], exposedHeaders: [correlationHeader, 'retry-after'] });
  await servePageFiles(app);
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const address = await app.getUrl();
  return { app, address, close: () => closeWithin(app, operations.shutdownSecondsMax, log) };
};

/**
 * Takes nothing new on, answers what was taken on, and closes the record. Whoever is not answered within the time is cut
 * off: nothing acknowledged is lost by it, and a command sent again with the same id answers as it would have.
 */
const closeWithin = async (app: NestFastifyApplication, secondsMax: number, log: Logger): Promise<void> => {
  const cut = setTimeout(() => {
    log.warn({ seconds: secondsMax }, 'requests were not answered in time and are cut off');
    (app.getHttpServer() as Server).closeAllConnections();
  }, secondsMax * 1_000);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
};

const portTrouble = (error: unknown, config: Config): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new Trouble(
      'PortInUse',
      `port ${config.port} on ${config.host} is in use: stop the other program or set HOSHIN_PORT to a free one`,
      { port: config.port },
    );
  if (code === 'EACCES')
    return new Trouble('PortRefused', `this user may not listen on port ${config.port}: set HOSHIN_PORT to one above 1023`, {
      port: config.port,
    });
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return new Trouble('BadSetting', `HOSHIN_HOST ${config.host} is no address of this machine`, { host: config.host });
  return error;
};

/** What the person at the terminal is told when the service cannot start: the trouble in words, or the bug in full. */
export const startUpMessage = (error: unknown): string =>
  error instanceof Trouble || error instanceof StoreTrouble || error instanceof DirectoryTrouble
    ? `Hoshin cannot start: ${error.message}`
    : `Hoshin met a bug while starting:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

/**
 * Starts the service of an environment, says where it answers, and stops it cleanly on Ctrl-C. A start that fails
 * ends the process: what had been opened until then, a writer's thread say, would keep it alive answering nothing.
 */
export const startService = async (environment: NodeJS.ProcessEnv): Promise<Service> => {
  try {
    const config = configFrom(environment);
    const service = await serve(config);
    // First, so that whoever reads that it answers can stop it.
    stopOnSignal(service);
    service.app.get<Logger>(LOGGER).info({ address: service.address, mode: config.mode }, 'Hoshin answers');
    return service;
  } catch (error) {
    process.stderr.write(`${startUpMessage(error)}\n`);
    process.exit(1);
  }
};

/** The first signal stops cleanly, a second one at once. */
export const stopOnSignal = (service: Pick<Service, 'close'>): void => {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      service.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${startUpMessage(error)}\n`);
          process.exit(1);
        },
      );
    });
};
