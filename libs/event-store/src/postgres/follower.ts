import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Address } from './address.js';
import { clientOf } from './connecting.js';
import { backOffMs } from './retrying.js';

const channel = 'hoshin_log';
/** Looks at the log follow each other no faster: this is what makes many appends one hint. */
const betweenMs = 20;

/**
 * Learns, on a connection of its own, how far the log has come by whoever wrote it. Looking every `pollMs` is the truth;
 * a NOTIFY between processes only makes it sooner, and says nothing itself. It is sent here, after the append and
 * outside its transaction, where it would make all writers wait for each other.
 */
export class LogFollower {
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private toTell = false;
  private wake: (() => void) | null = null;
  private woken = false;

  constructor(
    private readonly address: Address,
    private readonly pollMs: number,
    private readonly reached: (position: number) => void,
  ) {
    this.running = this.run();
  }

  /** This process has appended: the others are to look. */
  tell(): void {
    this.toTell = true;
    this.look();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.look();
    await this.running;
  }

  private look(): void {
    this.woken = true;
    this.wake?.();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let tries = 0; !signal.aborted; tries++) {
      const db = clientOf(this.address, 'follower');
      try {
        await db.connect();
        // A hint that a crash loses is no loss, so it waits for no disk.
        await db.query(`SET synchronous_commit = off; LISTEN ${channel}`);
        db.on('notification', ({ processId }) => {
          if (processId !== (db as pg.Client & { readonly processID?: number }).processID) this.look();
        });
        db.on('end', () => this.look());
        for (; !signal.aborted; tries = 0) await this.attend(db);
      } catch {
        // Whoever reads or writes hears of a server that is away; here it only means to come back later.
      } finally {
        await db.end().catch(() => {});
      }
      await pause(backOffMs(tries), undefined, { signal }).catch(() => {});
    }
  }

  /** One look at the log, then a wait for the next reason to look. */
  private async attend(db: pg.Client): Promise<void> {
    this.woken = false;
    if (this.toTell) {
      this.toTell = false;
      await db.query(`NOTIFY ${channel}`);
    }
    const { rows } = await db.query<{ position: string }>('SELECT position FROM hoshin.log_head');
    this.reached(Number(rows[0]!.position));
    await pause(betweenMs, undefined, { signal: this.stopping.signal }).catch(() => {});
    if (this.woken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = null;
  }
}
