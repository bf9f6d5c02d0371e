import type { ChangeNotice } from './change-notice.graphql.js';

/** Where a socket's messages wait until its client takes them; it lets the client go when too many do. */
export interface Outbox {
  /** One more message waits; false where that was one too many. */
  add(): boolean;
  taken(count: number): void;
}

/** The notices of one subscription, in order, each once. What the client is slow to take counts against its socket. */
export class Notices implements AsyncIterableIterator<ChangeNotice> {
  private queue: ChangeNotice[] = [];
  private awaiting: { resolve(result: IteratorResult<ChangeNotice>): void; reject(error: unknown): void } | null = null;
  private failure: { readonly error: unknown } | null = null;
  private ended = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly onEnd: () => void,
  ) {}

  offer(notice: ChangeNotice): void {
    if (this.ended) return;
    const { awaiting } = this;
    this.awaiting = null;
    if (awaiting) awaiting.resolve({ value: notice, done: false });
    else if (this.outbox.add()) this.queue.push(notice);
  }

  /** Ends the subscription with an error, after what waits already. */
  fail(error: unknown): void {
    if (this.ended || this.failure) return;
    this.failure = { error };
    const { awaiting } = this;
    if (!awaiting) return;
    this.awaiting = null;
    this.end();
    awaiting.reject(error);
  }

  next(): Promise<IteratorResult<ChangeNotice>> {
    const value = this.queue.shift();
    if (value) {
      this.outbox.taken(1);
      return Promise.resolve({ value, done: false });
    }
    if (this.ended) return Promise.resolve({ value: undefined, done: true });
    if (this.failure) {
      const { error } = this.failure;
      this.end();
      return Promise.reject(error as Error);
    }
    return new Promise((resolve, reject) => (this.awaiting = { resolve, reject }));
  }

  return(): Promise<IteratorResult<ChangeNotice>> {
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    this.outbox.taken(this.queue.length);
    this.queue = [];
    this.awaiting?.resolve({ value: undefined, done: true });
    this.awaiting = null;
    this.onEnd();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
