import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The built service in a process of its own, as `npm start` runs it, on a free port. */
export interface ServiceProcess {
  readonly address: string;
  /** The number of the process, for what can be done to one from outside. */
  readonly pid: number;
  /** Everything it has said so far, on both streams. */
  said(): string;
  /** At once and without a word, as when the machine loses its power. */
  kill(): Promise<void>;
  /** As Ctrl-C does; the exit code. */
  stop(): Promise<number | null>;
}

/** Resolves when it answers; rejects with what it said where it ends before that. */
export const startServiceProcess = async (
  dataFolder: string,
  given: {
    readonly environment?: Readonly<Record<string, string>>;
    /** Kibibytes a file may grow to: what a disk that fills up is to whoever writes. */
    readonly fileKibibytesMax?: number;
  } = {},
): Promise<ServiceProcess> => {
  const main = join(process.cwd(), 'dist/apps/api/src/main.js');
  // A process told that its file is too large would end; one that ignores the word is told by the write that failed.
  // It is the soft limit, so that `prlimit` can make room while the service runs.
  const limit = given.fileKibibytesMax === undefined ? '' : `trap '' XFSZ; ulimit -S -f ${given.fileKibibytesMax}; `;
  const child = spawn('/bin/bash', ['-c', `${limit}exec "$@"`, 'bash', process.execPath, main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOSHIN_MODE: 'development',
      HOSHIN_DATA: dataFolder,
      HOSHIN_PORT: '0',
      HOSHIN_PERSON_REQUESTS_PER_MINUTE: '0',
      HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '0',
      ...given.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[code: number | null]>;
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const answering = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /"address":"([^"]+)"/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const ended = async (): Promise<never> => {
    const [code] = await exited;
    throw new Error(`the service ended with ${code} before it answered: ${said}`);
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return (await exited)[0];
  };
  return {
    address: await Promise.race([answering, ended()]),
    pid: child.pid!,
    said: () => said,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGINT'),
  };
};
