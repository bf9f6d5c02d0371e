import { createHash } from 'node:crypto';
import type { AcquireLease, Lease } from '../lease.js';
import { readAddress } from './address.js';
import { clientOf } from './connecting.js';
import { troubleOf } from './trouble.js';

const watchMs = 2_000;
/** A server that does not answer in this time counts as lost. */
const answerMs = 3_000;
/** The server's side of it: a holder whose machine has gone is given up after about this time, and the lease is free again. */
const keepalives = 'SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3';

/** The name as the number an advisory lock wants; our own names do not meet those of other programs in the database. */
const lockOf = (name: string): string => createHash('sha256').update(`hoshin lease ${name}`).digest().readBigInt64BE().toString();

/**
 * Leases on a PostgreSQL server: an advisory lock on a connection of its own, which the server frees when the process or
 * its connection ends, however that happens. Needs a direct connection: a pooler between would hand it on. Asking
 * throws StoreUnavailable when the server cannot be reached.
 */
export const leasesAt = (address: string): AcquireLease => {
  const at = readAddress(address);
  return async (name) => {
    const db = clientOf(at, 'lease', { query_timeout: answerMs });
    try {
      await db.connect();
      await db.query(keepalives);
      const { rows } = await db.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [lockOf(name)]);
      if (rows[0]!.got) return hold(db);
    } catch (error) {
      await db.end().catch(() => {});
      throw troubleOf(error, at.name);
    }
    await db.end();
    return null;
  };
};

const hold = (db: ReturnType<typeof clientOf>): Lease => {
  let ended = false;
  const lost = new Promise<void>((resolve) => {
    const give = (): void => {
      clearInterval(watch);
      if (ended) return;
      ended = true;
      resolve();
      void db.end().catch(() => {});
    };
    const watch = setInterval(() => void db.query('SELECT 1').catch(give), watchMs);
    watch.unref();
    db.on('end', give);
    db.on('error', give);
  });
  return {
    lost,
    release: async () => {
      ended = true;
      await db.end().catch(() => {});
    },
  };
};
