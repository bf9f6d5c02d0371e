import { setTimeout as after } from 'node:timers/promises';
import { StoreTimeout } from '../port.js';
import { type Address, addressOf } from './address.js';
import { driverFor } from './clients.js';
import type { Driver } from './driver.js';
import { kindOf } from './trouble.js';

/** How long the engine waits for what, in milliseconds. */
export interface Patience {
  /** For the answer to one call, and for a new subscription to be confirmed. */
  readonly callMs: number;
  /** For an append, a read or the opening as a whole, retries included, as long as nothing moves. */
  readonly giveUpMs: number;
  /** Without a word on a subscription before a fresh one takes its place. */
  readonly silenceMs: number;
  /** Longest pause between two tries; the first is a hundredth of it. */
  readonly pauseMs: number;
}
export const patience: Patience = { callMs: 5_000, giveUpMs: 20_000, silenceMs: 15_000, pauseMs: 5_000 };

/** The server behind an address. It owns the time-outs, since neither client keeps any against a server that is silent. */
export class Connection {
  private current: Driver;
  private closed = false;

  private constructor(
    private readonly address: Address,
    private readonly connect: () => Driver,
    readonly patience: Patience,
  ) {
    this.current = connect();
  }

  static async open(address: string, within: string, patience: Patience): Promise<Connection> {
    const known = addressOf(address);
    return new Connection(known, await driverFor(known, within), patience);
  }

  get shown(): string {
    return this.address.shown;
  }

  get driver(): Driver {
    return this.current;
  }

  /** One call with a time-out. After it the client is exchanged: it would hold every later call on the same dead line. */
  async call<Answer>(doing: string, run: (driver: Driver) => Promise<Answer>): Promise<Answer> {
    const driver = this.current;
    const call = run(driver);
    // It may fail long after nobody waits for it any more.
    call.catch(() => {});
    const timer = new AbortController();
    const timeout = after(this.patience.callMs, null, { signal: timer.signal }).then(() => {
      throw new StoreTimeout(
        `${this.shown} did not answer within ${this.patience.callMs} ms while ${doing}: try again, with the same ids`,
        {
          address: this.shown,
        },
      );
    });
    try {
      return await Promise.race([call, timeout]);
    } catch (error) {
      if (kindOf(error) === 'timeout') this.renew(driver);
      throw error;
    } finally {
      timeout.catch(() => {});
      timer.abort();
    }
  }

  /** Puts a fresh client in the place of one that does not answer; once, however many noticed. */
  renew(dead: Driver): void {
    if (this.closed || dead !== this.current) return;
    this.current = this.connect();
    dead.close();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.current.close();
  }

  /** The pause before the next try: doubling, and uneven, so that many do not come back at the same instant. */
  async pause(failures: number, signal?: AbortSignal): Promise<void> {
    const longest = Math.min(this.patience.pauseMs, (this.patience.pauseMs / 100) * 2 ** failures);
    await after(longest * (0.5 + Math.random() / 2), undefined, { ...(signal && { signal }) }).catch(() => {});
  }
}
