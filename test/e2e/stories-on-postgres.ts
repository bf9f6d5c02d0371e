/** To be imported before the stories that are to be played on a PostgreSQL server. */
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';
import { playStoriesAt } from './story-store.js';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
  playStoriesAt(async () => ({ HOSHIN_STORE: await postgres.database() }));
});

/** Ends the server, after the stories. */
export const endPostgres = (): Promise<void> => postgres.end();
