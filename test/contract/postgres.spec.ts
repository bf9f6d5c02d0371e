import { PostgresEventStore } from '#event-store/postgres';
import { type OpenLog, eventStoreContract } from '#testing';
import { type PostgresServer, startPostgres } from './postgres-server.js';

let server: PostgresServer;
let address: string;
beforeAll(async () => {
  server = await startPostgres();
  address = await server.database();
});
afterAll(() => server.end());

/** Only a superuser can silence the triggers that keep the log. A new database for each step would take longer than the step. */
const emptied = `
  SET session_replication_role = replica;
  DELETE FROM hoshin.events;
  UPDATE hoshin.log_head SET position = 0, recorded_at = NULL`;

const inDatabase =
  (restarts: boolean): OpenLog =>
  async (given) => {
    const open = (): Promise<PostgresEventStore> => PostgresEventStore.open({ address, ...given });
    let store = await open();
    return {
      store: () => store,
      pause: async () => {
        if (!restarts) return;
        await store.close();
        store = await open();
      },
      end: async () => {
        await store.close();
        await server.query(address, emptied);
      },
    };
  };

eventStoreContract('a PostgreSQL database', inDatabase(false));
eventStoreContract('a PostgreSQL database, closed and opened again between the steps', inDatabase(true));
