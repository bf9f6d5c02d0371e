import type { Readable, Writable } from 'node:stream';
import { Trouble } from '#cqrs';
import { StoreTrouble } from '#event-store';
import { DirectoryTrouble } from '#directory';

/** What a command of the command line may touch of the world: an input, two outputs and the environment. */
export interface Terminal {
  /** What is piped in, or typed; left out where nobody does. */
  readonly input?: Readable;
  /** Results, for people and for pipes. */
  out(line: string): void;
  /** Results that are bytes and may be more than fit into memory: whoever takes them is waited for. */
  readonly bytesOut?: Writable;
  /** What went wrong, and progress. */
  err(line: string): void;
  /** Whether somebody watches: only then is a progress bar drawn. */
  readonly interactive: boolean;
  /** Whether somebody reads what is said and types what comes next: only then are they asked anything. */
  readonly conversing?: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** 0: done. 1: the domain or the world said no. 2: the command was written wrongly. */
export type ExitCode = 0 | 1 | 2;

/** The command was written wrongly: an option that is missing or makes no sense. */
export class WrongUse extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUse';
  }
}

export const processTerminal: Terminal = {
  // Opened when it is first read: a command that reads nothing does not wait for anybody to type.
  get input() {
    return process.stdin;
  },
  get bytesOut() {
    return process.stdout;
  },
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  interactive: process.stderr.isTTY === true,
  conversing: process.stdin.isTTY === true && process.stdout.isTTY === true,
  environment: process.env,
};

const systemTrouble: Readonly<Record<string, string>> = {
  ENOENT: 'is not there: check the path',
  EACCES: 'may not be used by this user: change its permissions or choose another',
  EPERM: 'may not be used by this user: change its permissions or choose another',
  EISDIR: 'is a folder: name a file',
  ENOTDIR: 'leads through something that is no folder: check the path',
  ENOSPC: 'has no space left on its disk: make room and run the command again',
  EFBIG: 'would grow larger than this user may write: raise that limit and run the command again',
  EROFS: 'lies on a disk that takes no changes: choose another',
  EEXIST: 'exists already: choose another name',
};

const isSystemError = (error: unknown): error is { readonly code: string; readonly path: string } => {
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  return typeof code === 'string' && typeof path === 'string';
};

const inUse = new Set(['StoreInUse', 'DirectoryInUse']);

/**
 * The sentence for whoever typed the command, and the exit code that goes with it. Trouble is told in words and
 * without a stack; only a bug shows one.
 */
export const explained = (error: unknown): { readonly text: string; readonly code: ExitCode } => {
  if (error instanceof WrongUse) return { text: `hoshin: ${error.message}`, code: 2 };
  if (error instanceof Trouble || error instanceof StoreTrouble || error instanceof DirectoryTrouble) {
    const wayOut = inUse.has(error.code)
      ? '\nA running service holds the data folder. Stop it, run this command again, then start it. `hoshin verify` and `hoshin backup` work while it runs.'
      : '';
    return { text: `hoshin: ${error.message}${wayOut}`, code: 1 };
  }
  if (isSystemError(error))
    return { text: `hoshin: ${error.path} ${systemTrouble[error.code] ?? `cannot be used (${error.code})`}`, code: 1 };
  return { text: `hoshin met a bug:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, code: 1 };
};
