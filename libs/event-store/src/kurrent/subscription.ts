import type { EventEmitter } from 'node:events';
import type { Item, LogPosition, Subscription } from './driver.js';

/** The part of the clients' subscriptions that is used: a stream of events beside which other messages are emitted. */
export interface ClientSubscription extends EventEmitter {
  readonly readableLength: number;
  pause(): unknown;
  resume(): unknown;
  unsubscribe(): Promise<void>;
}

/** Items waiting to be taken before the server is asked to wait. */
const waitingMax = 4_000;

/**
 * Gathers what a client's subscription emits until somebody takes it. It listens for errors as long as it lives, and
 * after it was stopped too: an `error` event nobody listens to would end the process.
 */
export class Gathered<Resolved> implements Subscription {
  private items: Item[] = [];
  private failure: Error | null = null;
  private stopped = false;
  private wake: (() => void) | null = null;
  private client: ClientSubscription | null = null;

  constructor(
    private readonly itemOf: (resolved: Resolved) => Item | null,
    private readonly ended: (gathered: Gathered<Resolved>) => void,
  ) {}

  listenTo(client: ClientSubscription): this {
    this.client = client;
    client.on('error', (error: Error) => this.fail(error));
    client.on('end', () => this.fail(new Error('the server ended the subscription')));
    client.on('close', () => this.fail(new Error('the subscription was closed')));
    client.on('confirmation', () => this.add({ kind: 'confirmed' }));
    client.on('caughtUp', () => this.afterEvents(() => this.add({ kind: 'caught-up' })));
    client.on('data', (resolved: Resolved) => {
      const item = this.itemOf(resolved);
      if (item) this.add(item);
      if (this.items.length > waitingMax) client.pause();
    });
    return this;
  }

  /** A checkpoint only saves reading again, so one that overtook events on their way to us is left out. */
  checkpoint(position: LogPosition): void {
    if (this.client?.readableLength === 0) this.add({ kind: 'checkpoint', position });
  }

  async next(): Promise<readonly Item[]> {
    if (this.items.length === 0 && !this.failure && !this.stopped) await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = null;
    const { items } = this;
    if (items.length === 0 && this.failure && !this.stopped) throw this.failure;
    this.items = [];
    if (!this.stopped) this.client?.resume();
    return items;
  }

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.items = [];
    this.wake?.();
    this.client?.unsubscribe().catch(() => {});
    this.ended(this);
  }

  /** Breaks it: what came before is still given out. */
  fail(error: Error): void {
    this.failure ??= error;
    this.wake?.();
  }

  private add(item: Item): void {
    if (this.stopped) return;
    this.items.push(item);
    this.wake?.();
  }

  /** Runs once the events that came before were emitted: the stream may still hold some back. */
  private afterEvents(run: () => void): void {
    if (this.stopped || this.client?.readableLength === 0) run();
    else setImmediate(() => this.afterEvents(run));
  }
}
