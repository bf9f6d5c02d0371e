import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type BetterSqlite3 from 'better-sqlite3';
import { judge } from '../appending.js';
import { type Envelope, envelopeOver } from '../envelope.js';
import { takeLock } from './lock.js';
import { kindOfLog, openLogFile } from './schema.js';

/** What a service in a thread finds there; the rest it gets as plain data. */
export interface Tools {
  readonly Database: typeof BetterSqlite3;
  readonly fs: typeof import('node:fs');
  readonly os: typeof import('node:os');
  readonly path: typeof import('node:path');
  readonly envelope: Envelope;
  readonly judge: typeof judge;
  readonly kindOfLog: typeof kindOfLog;
  readonly openLogFile: typeof openLogFile;
  readonly takeLock: typeof takeLock;
}

/**
 * The half that lives in the thread. `answer` gets the requests that came in together and returns one reply for each,
 * in order; what it throws fails them all.
 */
export interface Service<Request, Reply> {
  /** Requests that one answer may take together: it bounds how long the first of them waits. */
  readonly togetherMax: number;
  /** How long the thread looks out for the next request before it sleeps: to be woken costs a tenth of a millisecond. */
  readonly awakeMs: number;
  answer(requests: readonly Request[]): readonly Reply[];
  close(): void;
}
export type OpenService<Given, Request, Reply> = (tools: Tools, given: Given) => Service<Request, Reply>;

/** An error on its way between threads, which would strip its code. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string | number>>;
}
type Answer<Reply> = { readonly replies: readonly Reply[] } | { readonly failure: Failure; readonly count: number };

/**
 * What runs in the thread around a service. Requests that arrived while the last answer was made are answered together.
 * Self-contained, like every function that is sent there.
 */
const serve = <Given, Request, Reply>(
  threads: typeof import('node:worker_threads'),
  open: OpenService<Given, Request, Reply>,
  tools: Tools,
): void => {
  const port = threads.parentPort!;
  const failureOf = (error: unknown): Failure => {
    const { code, message, fields } = error as Error & Partial<Failure>;
    return { code: code ?? 'BUG', message, ...(fields && { fields }) };
  };
  let service: Service<Request, Reply>;
  try {
    service = open(tools, threads.workerData.given);
  } catch (error) {
    port.postMessage({ failure: failureOf(error), count: 1 });
    return port.close();
  }
  port.postMessage({ replies: [null] });
  port.on('message', (first: Request[] | null) => {
    const waiting: Request[] = [];
    let closing = false;
    const take = (message: Request[] | null): void => {
      if (message === null) closing = true;
      else waiting.push(...message);
    };
    take(first);
    while (waiting.length > 0) {
      const requests = waiting.splice(0, service.togetherMax);
      try {
        port.postMessage({ replies: service.answer(requests) });
      } catch (error) {
        port.postMessage({ failure: failureOf(error), count: requests.length });
      }
      const sleepAt = performance.now() + service.awakeMs;
      do {
        for (let more = threads.receiveMessageOnPort(port); more; more = threads.receiveMessageOnPort(port)) take(more.message);
      } while (waiting.length === 0 && !closing && performance.now() < sleepAt);
    }
    if (closing) {
      service.close();
      port.close();
    }
  });
};

/**
 * A service in a thread of its own. The thread's program is the text of self-contained functions: what they use comes
 * in through their arguments, so the compiler checks them like all others, tests may call them without a thread, and
 * no file has to be found at run time.
 */
export class Thread<Request, Reply> {
  private readonly worker: Worker;
  private readonly awaited: { resolve(reply: Reply): void; reject(failure: unknown): void }[] = [];
  private outbox: Request[] = [];
  private ended: Failure | null = null;
  private readonly exit: Promise<void>;

  private constructor(
    name: string,
    open: string,
    given: unknown,
    private readonly atOnce: boolean,
  ) {
    const program = `
      const threads = require('node:worker_threads');
      const { hash } = require('node:crypto');
      const tools = {
        Database: require(threads.workerData.driver),
        fs: require('node:fs'),
        os: require('node:os'),
        path: require('node:path'),
        envelope: (${envelopeOver})((text) => hash('sha256', text, 'hex')),
        judge: ${judge},
        kindOfLog: ${kindOfLog},
        openLogFile: ${openLogFile},
        takeLock: ${takeLock},
      };
      (${serve})(threads, ${open}, tools);`;
    const driver = createRequire(import.meta.url).resolve('better-sqlite3');
    this.worker = new Worker(program, { eval: true, name, execArgv: [], workerData: { driver, given } });
    this.worker.on('message', (answer: Answer<Reply>) => this.settle(answer));
    this.exit = new Promise((resolve) => {
      this.worker.once('error', (error: Error) => this.end({ code: 'BUG', message: `the ${name} thread failed: ${error.message}` }));
      this.worker.once('exit', () => {
        this.end({ code: 'CLOSED', message: `the ${name} thread has ended` });
        resolve();
      });
    });
  }

  /**
   * Starts the thread and waits until its service is open; rejects with the {@link Failure} that kept it from opening. With
   * `atOnce` a request is sent the moment it is made: for a service that works on it while whoever asked goes on working.
   */
  static async start<Given, Request, Reply>(
    name: string,
    open: OpenService<Given, Request, Reply>,
    given: Given,
    { atOnce = false }: { readonly atOnce?: boolean } = {},
  ): Promise<Thread<Request, Reply>> {
    const thread = new Thread<Request, Reply>(name, String(open), given, atOnce);
    try {
      await new Promise<Reply>((resolve, reject) => thread.awaited.push({ resolve, reject }));
    } catch (failure) {
      await thread.exit;
      throw failure;
    }
    return thread;
  }

  /**
   * Asks the service; rejects with a {@link Failure}. Unless they go at once, requests of one turn of the event loop travel as
   * one message, sent when everything that had arrived has been heard: a message for each would cost as much as the request.
   */
  async call(request: Request): Promise<Reply> {
    if (this.ended) throw asError(this.ended);
    if (this.outbox.length === 0 && !this.atOnce) setImmediate(() => this.send());
    this.outbox.push(request);
    if (this.atOnce) this.send();
    return await new Promise<Reply>((resolve, reject) => this.awaited.push({ resolve, reject }));
  }

  /** Lets the service finish what it took on, then ends the thread. */
  async close(): Promise<void> {
    this.send();
    this.worker.postMessage(null);
    await this.exit;
  }

  private send(): void {
    if (this.outbox.length === 0) return;
    this.worker.postMessage(this.outbox);
    this.outbox = [];
  }

  private settle(answer: Answer<Reply>): void {
    if ('replies' in answer) for (const reply of answer.replies) this.awaited.shift()!.resolve(reply);
    else for (let left = answer.count; left > 0; left--) this.awaited.shift()!.reject(asError(answer.failure));
  }

  private end(failure: Failure): void {
    this.ended ??= failure;
    for (const { reject } of this.awaited.splice(0)) reject(asError(this.ended));
  }
}

const asError = (failure: Failure): Error & Failure => Object.assign(new Error(failure.message), failure);
