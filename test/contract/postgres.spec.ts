import { PostgresEventStore } from '#event-store/postgres';
import { type OpenLog, eventStoreContract } from '#testing';
import { type PostgresServer, startPostgres } from './postgres-server.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.end());

const inDatabase =
  (restarts: boolean): OpenLog =>
  async (given) => {
    const address = await server.database();
    const open = (): Promise<PostgresEventStore> => PostgresEventStore.open({ address, ...given });
    let store = await open();
    return {
      store: () => store,
      pause: async () => {
        if (!restarts) return;
        await store.close();
        store = await open();
      },
      end: () => store.close(),
    };
  };

eventStoreContract('a PostgreSQL database', inDatabase(false));
eventStoreContract('a PostgreSQL database, closed and opened again between the steps', inDatabase(true));
