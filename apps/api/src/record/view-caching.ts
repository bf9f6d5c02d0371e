import type { Logger } from 'pino';
import { CacheKeeper, ViewCache, cacheSchema, type CachedLog, type OpenedViews, type ViewHost } from '#cqrs';
import { aggregates, views, type Shapes } from '#strategy';
import type { Config } from '../config.js';
import { programDigest } from './program-digest.js';

let schema: string | undefined;

/** The cache of the settings' folder; null where there is to be none. */
export const viewCacheOf = ({ cacheFolder }: Pick<Config, 'cacheFolder'>): ViewCache<Shapes> | null =>
  cacheFolder === null
    ? null
    : new ViewCache<Shapes>(cacheFolder, views, () => (schema ??= cacheSchema(views, aggregates, programDigest())));

/** What the cache has of the views, said in one line of the log for each file that was looked at. */
export const openedFrom = async (cache: ViewCache<Shapes> | null, log: CachedLog, logger: Logger): Promise<OpenedViews<Shapes> | null> =>
  cache === null
    ? null
    : cache.open(log, {
        used: (file, position) => logger.info({ file, position }, 'the views begin with their cache'),
        passedOver: (file, because) => logger.warn({ file, because }, 'a cache of the views is not used, and the log is folded'),
      });

/** Writes the cache while the service runs. */
export const keeperOf = (cache: ViewCache<Shapes>, host: ViewHost<Shapes>, log: CachedLog, cachedTo: number, logger: Logger) =>
  new CacheKeeper<Shapes>(cache, host, log, cachedTo, {
    written: (position, ms) => logger.info({ position, ms: Math.round(ms) }, 'the cache of the views was written'),
    failed: (error) => logger.warn({ err: error }, 'the cache of the views could not be written: the next start folds more of the log'),
  });
