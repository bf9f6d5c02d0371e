/** What every measurement over HTTP stands on: the service on one log, people signed in, and a load generator. */
import type { ChildProcess } from 'node:child_process';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import type { Post, Trust } from './log-trust.js';
import { answerOf, endProcess, Generator, startProcess } from './processes.js';

export interface Scene {
  readonly events: number;
  readonly trust: Trust;
  /** Where the service answers. */
  readonly port: number;
  readonly generator: Generator;
  tokenOf(post: Post): Promise<string>;
  /** Has the service let go of what it does not need any more, so that its memory tells what it holds. */
  collectGarbage(): Promise<void>;
}

/** Starts a server of `server-process.ts`: the bare one where there are answers by root field to give. */
export const startServer = async (
  given: { readonly answers?: Readonly<Record<string, unknown>> },
  environment: Record<string, string> = {},
): Promise<{ readonly port: number; collectGarbage(): Promise<void>; close(): Promise<void> }> => {
  const child: ChildProcess = startProcess('server-process', [], environment);
  const answered = answerOf<{ port: number }>(child, 'server');
  child.send(given);
  const { port } = await answered;
  const collectGarbage = async (): Promise<void> => {
    const collected = answerOf<object>(child, 'server');
    child.send({ collect: true });
    await collected;
  };
  return { port, collectGarbage, close: () => endProcess(child) };
};

/** Opens the service on a data folder, measures, and closes it whatever happens. */
export const onScene = async <Found>(
  { dataFolder, events, trust, generator }: { dataFolder: string; events: number; trust: Trust; generator: Generator },
  measure: (scene: Scene) => Promise<Found>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Found> => {
  const environment = {
    HOSHIN_MODE: 'development',
    HOSHIN_DATA: dataFolder,
    HOSHIN_PORT: '0',
    HOSHIN_LOG_LEVEL: 'error',
    // The log is older than a day: sealed while something is measured, it would be measured with it.
    HOSHIN_SEAL_EVERY: 'off',
    // Written in the background, it would be measured along with everything else.
    HOSHIN_CACHE: 'off',
    // What is measured is how fast it can be, not how fast it lets somebody.
    HOSHIN_PERSON_REQUESTS_PER_MINUTE: '0',
    HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '0',
    ...settings,
  };
  const server = await startServer({}, environment);
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = ({ id, person }: Post): Promise<string> => {
    const known = tokens.get(id) ?? signOwnToken({ dataFolder, audience: 'hoshin' }, { person, post: id });
    tokens.set(id, known);
    return known;
  };
  try {
    const { port, collectGarbage } = server;
    return await measure({ events, trust, port, generator, tokenOf, collectGarbage });
  } finally {
    await server.close();
  }
};
