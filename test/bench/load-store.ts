/** Where the load's record lies: in a file, on a server that is started for it, or on one that is there already. */
import { readStoreAddress, shown, storeShapes, type StoreAddress } from '../../apps/api/src/addresses.js';
import { copyTarget, readOnlyLog } from '../../apps/api/src/engines.js';
import { copyLog } from '#event-store';
import { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { startPostgres } from '../contract/postgres-server.js';

export interface LoadStore {
  /** What the output says of it. */
  readonly about: string;
  /** What the service is told; nothing where the record stays in the folder it was written into. */
  readonly settings: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** Puts the log of a folder where the load is to find it, event by event as it is. */
const copied = async (dataFolder: string, store: StoreAddress): Promise<void> => {
  const source = await readOnlyLog({ store: { kind: 'sqlite', folder: dataFolder } }, () => {
    throw new Error('nothing is hydrated by a copy');
  });
  try {
    const target = await copyTarget({ store });
    try {
      await copyLog(source, target, {
        onProgress: (done, total) =>
          void process.stderr.write(`\r${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} events copied `),
      });
      process.stderr.write('\n');
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};

const onServer = async (dataFolder: string, url: string, about: string, end: () => Promise<void>): Promise<LoadStore> => {
  try {
    const address = readStoreAddress(url);
    if (typeof address === 'string') throw new Error(`${url} ${address}`);
    await copied(dataFolder, address);
    return { about, settings: { HOSHIN_STORE: url }, end };
  } catch (error) {
    await end();
    throw error;
  }
};

/** What `--store` asks for; throws with a sentence where it names nothing that can carry a load. */
export const readStore = (asked: string): ((dataFolder: string) => Promise<LoadStore>) => {
  switch (asked) {
    case 'sqlite':
      return async () => ({ about: 'a file (SQLite)', settings: {}, end: async () => {} });
    case 'postgres':
      return async (dataFolder) => {
        const server = await startPostgres();
        return await onServer(dataFolder, await server.database(), 'a PostgreSQL server of its own on this machine', () => server.end());
      };
    case 'kurrent':
      return async (dataFolder) => {
        const server = await KurrentTestServer.start();
        return await onServer(
          dataFolder,
          server.address('kurrentdb'),
          'the tests’ own gRPC server, which speaks the protocol of KurrentDB and keeps everything in memory: a test of the adapter, no measure of a real server',
          () => server.stop(),
        );
      };
  }
  const address = readStoreAddress(asked);
  if (typeof address === 'string' || address.kind === 'sqlite')
    throw new Error(`--store takes sqlite, postgres, kurrent or the address of an empty server as ${storeShapes}, not ${asked}`);
  return (dataFolder) => onServer(dataFolder, address.url, shown(address), async () => {});
};
