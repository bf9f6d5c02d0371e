import { verifyLog, type PublishedSeal, type Verification } from '#event-store';
import type { Config } from '../../api/src/config.js';
import { openForReading } from './record.js';

/** Proves a log from its first event on, also against seals that were published; a service may be writing to it. */
export const verified = async (config: Config, published: readonly PublishedSeal[] = []): Promise<Verification> => {
  const { log, hydrate } = await openForReading(config);
  try {
    return await verifyLog(log.readAllRaw({ hashed: true }), { hydrate, published });
  } finally {
    await log.close();
  }
};
