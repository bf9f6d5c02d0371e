import pg from 'pg';
import { DirectoryTrouble, DirectoryUnavailable } from './trouble.js';

/** A server that answers nothing is unavailable after this long; statements on these small tables take a millisecond. */
const connectMsMax = 5_000;
const answerMsMax = 10_000;

/** A database, and how it is called in messages: never with its password. */
export interface PostgresPlace {
  readonly name: string;
  /** Host, database, user, encryption: whoever read the address has decided that. */
  readonly connection: Pick<pg.ClientConfig, 'host' | 'port' | 'database' | 'user' | 'password' | 'ssl'>;
}

export const settingsOf = ({ connection }: PostgresPlace): pg.ClientConfig => ({
  ...connection,
  application_name: 'hoshin directory',
  connectionTimeoutMillis: connectMsMax,
  statement_timeout: answerMsMax,
  query_timeout: answerMsMax,
  keepAlive: true,
});

/** What went wrong, in the directory's own words; the driver's message never holds a password. */
export const troubleOf = (name: string, error: unknown): DirectoryTrouble => {
  if (error instanceof DirectoryTrouble) return error;
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const why = message || code || 'no answer';
  return new DirectoryUnavailable(
    `the directory in ${name} cannot be used (${why}): check that the server runs and that HOSHIN_DIRECTORY, or HOSHIN_STORE where the directory lies beside the log, names it rightly`,
    { address: name, ...(code !== undefined && { code }) },
    { cause: error },
  );
};

/** Works on one connection and lets it go. */
export const connected = async <Result>(place: PostgresPlace, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client(settingsOf(place));
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
};
