import type { AcquireLease, Lease } from '#event-store';

/** What can be begun and interrupted any number of times. */
export interface Task {
  start(): void;
  /** Resolves once nothing of it is under way any more. */
  pause(): Promise<void>;
}

/** What whoever keeps the service running is told of. */
export interface DutyNews {
  /** This process does it from now on. */
  taken(): void;
  /** It was lost without being handed over. */
  lost(): void;
  /** Nobody can be asked for it; told once, while it is asked for again and again. */
  trouble(error: unknown): void;
}

/**
 * A task that one of several processes does, whoever holds its lease. The others go on asking for it, so that one of
 * them takes it over within {@link askAgainMs} of its being free. While a lost lease goes unnoticed two may do it, so
 * the task must be one that does no harm when it is done twice.
 */
export class Duty {
  private lease: Lease | null = null;
  private asking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private inTrouble = false;

  constructor(
    private readonly acquire: AcquireLease,
    private readonly name: string,
    private readonly task: Task,
    /** Whether this process can do it at all; one that cannot leaves it to another. */
    private readonly isFit: () => boolean,
    private readonly news: DutyNews,
    private readonly askAgainMs = 2_000,
  ) {}

  /** Asks for it, and goes on asking; resolves with the first answer. */
  begin(): Promise<void> {
    this.asking = this.look().finally(() => {
      if (!this.closed) this.timer = setTimeout(() => void this.begin(), this.askAgainMs).unref();
    });
    return this.asking;
  }

  /** True while it is this process that does it. */
  get isHeld(): boolean {
    return this.lease !== null;
  }

  /** Ends the task here and lets another process have it. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.asking;
    await this.handOver();
  }

  private async look(): Promise<void> {
    try {
      if (this.lease === null && this.isFit()) await this.ask();
      else if (this.lease !== null && !this.isFit()) await this.handOver();
      this.inTrouble = false;
    } catch (error) {
      if (!this.inTrouble) this.news.trouble(error);
      this.inTrouble = true;
    }
  }

  private async ask(): Promise<void> {
    const lease = await this.acquire(this.name);
    if (lease === null) return;
    this.lease = lease;
    void lease.lost.then(() => this.lose(lease));
    if (this.closed) return;
    this.task.start();
    this.news.taken();
  }

  private async lose(lease: Lease): Promise<void> {
    if (this.lease !== lease) return;
    this.lease = null;
    this.news.lost();
    await this.task.pause();
  }

  private async handOver(): Promise<void> {
    await this.task.pause();
    const { lease } = this;
    this.lease = null;
    await lease?.release();
  }
}
