/** The processes a measurement needs: servers and the load on them, each on its own so that nobody measures himself. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Load, Loaded } from './load-process.js';

const started = new Set<ChildProcess>();

/** Starts one of this folder's programs; it ends with the bench at the latest. */
export const startProcess = (name: string, args: readonly string[] = [], environment: Record<string, string> = {}): ChildProcess => {
  const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const child = fork(file, args, { env: { ...process.env, ...environment }, execArgv: ['--expose-gc'], serialization: 'advanced' });
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
};

/** The next message of a process; throws where it says that it failed, or ends without a word. */
export const answerOf = async <Answer>(child: ChildProcess, name: string): Promise<Answer> =>
  await new Promise<Answer>((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`the ${name} process ended with ${code}`));
    child.once('exit', gone);
    child.once('message', (message: Answer & { failed?: string }) => {
      child.off('exit', gone);
      if (message.failed === undefined) resolve(message);
      else reject(new Error(`${name}: ${message.failed}`));
    });
  });

/** Every one of them ends when nobody is connected to it any more. */
export const endProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.connected) child.disconnect();
  await ended;
};

/** Ends whatever a measurement that failed left running. */
export const endAll = async (): Promise<void> => {
  await Promise.all([...started].map(endProcess));
};

/** The one load generator of a bench. */
export class Generator {
  private constructor(private readonly child: ChildProcess) {}

  static start(): Generator {
    return new Generator(startProcess('load-process'));
  }

  async drive(load: Load): Promise<Loaded> {
    const answered = answerOf<{ loaded: Loaded }>(this.child, 'load');
    this.child.send(load);
    return (await answered).loaded;
  }
}

/** A GraphQL request as it goes on the wire. */
export const graphqlRequest = (query: string, variables: object = {}, token?: string): string => {
  const body = JSON.stringify({ query, variables });
  const signedIn = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
  return `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${signedIn}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
