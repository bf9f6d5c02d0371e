import { verifyLog, type Verification } from '#event-store';
import type { Config } from '../../api/src/config.js';
import { openForReading } from './record.js';

/** Proves a log from its first event on; a service may be writing to it. */
export const verified = async (config: Config): Promise<Verification> => {
  const { log, hydrate } = await openForReading(config);
  try {
    return await verifyLog(log.readAllRaw(), { hydrate });
  } finally {
    await log.close();
  }
};
