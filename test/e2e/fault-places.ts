import { faultyLine, type FaultyLine } from '../contract/faulty-line.js';
import { KurrentTestServer } from '../contract/kurrent-server/index.js';
import { startPostgres, type PostgresServer } from '../contract/postgres-server.js';

/** Where a service keeps its log while something goes wrong there, with what the fault is done to. */
export interface Place<Tools> {
  /** The settings of a service that keeps its log there. */
  readonly environment: Readonly<Record<string, string>>;
  readonly tools: Tools;
  end(): Promise<void>;
}

/** A file in the service's data folder. */
export const inFile = (): Promise<Place<null>> => Promise.resolve({ environment: {}, tools: null, end: () => Promise.resolve() });

export interface PostgresTools {
  readonly server: PostgresServer;
  /** What the service reaches the server by. */
  readonly line: FaultyLine;
  /** Runs SQL as the owner of everything, past the line. */
  sql(text: string): Promise<Record<string, unknown>[]>;
}

/** A database of a real server of its own. */
export const inPostgres = async (): Promise<Place<PostgresTools>> => {
  const server = await startPostgres();
  const [line, address] = await Promise.all([faultyLine(server.port), server.database()]);
  return {
    environment: { HOSHIN_STORE: address.replace(`:${server.port}/`, `:${line.port}/`) },
    tools: { server, line, sql: (text) => server.query(address, text) },
    end: async () => {
      await line.end();
      await server.end();
    },
  };
};

/** The server of the tests that speaks KurrentDB's protocol. */
export const inKurrent = async (): Promise<Place<KurrentTestServer>> => {
  const server = await KurrentTestServer.start();
  return { environment: { HOSHIN_STORE: server.address('kurrentdb') }, tools: server, end: () => server.stop() };
};
