import { setTimeout as pause } from 'node:timers/promises';
import type { TableShape } from '#kernel';
import type { CachedLog, ViewCache } from './view-cache.js';
import type { ViewHost } from './view-host.js';

/** When a cache is written: where folding what came since would be felt, and not again and again. */
export interface CacheRhythm {
  /** Events since the last one that are worth a file while the service runs, and when it stops. */
  readonly eventsMin: number;
  readonly eventsMinAtEnd: number;
  /** At least this long between two files. */
  readonly everyMs: number;
  /** What a stop may take longer for it. */
  readonly atEndMsMax: number;
}

export const cacheRhythm: CacheRhythm = { eventsMin: 20_000, eventsMinAtEnd: 5_000, everyMs: 10 * 60_000, atEndMsMax: 10_000 };

/** Whoever keeps the service running is told of each file, and of each that could not be written. */
export interface KeeperNews {
  written(position: number, ms: number): void;
  failed(error: unknown): void;
}

const lookEveryMs = 30_000;
/** Between two slices of writing: requests come first. */
const restMs = 4;

/** Writes the views into their cache in the background, and once more when the service stops. */
export class CacheKeeper<Shapes extends Record<string, TableShape>> {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private tried = Number.NEGATIVE_INFINITY;
  private readonly hurry = new AbortController();

  constructor(
    private readonly cache: ViewCache<Shapes>,
    private readonly host: Pick<ViewHost<Shapes>, 'position' | 'soFar' | 'health'>,
    private readonly log: CachedLog,
    /** The position the views were opened at; 0 where everything was folded. */
    private cachedTo: number,
    private readonly news: KeeperNews,
    private readonly rhythm: CacheRhythm = cacheRhythm,
  ) {}

  /** Looks at once and from time to time whether it is time to write; call it once the views have caught up. */
  begin(): void {
    this.look();
    this.timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  /** Writes a last one where it is worth it and the time allows; call it once nothing is folded any more. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    this.hurry.abort();
    await this.writing;
    if (this.isWorthIt(this.rhythm.eventsMinAtEnd)) await this.write({ signal: AbortSignal.timeout(this.rhythm.atEndMsMax) });
  }

  /** Views that stopped are nothing to begin with. */
  private isWorthIt(eventsMin: number): boolean {
    return !this.host.health.failure && this.host.position - this.cachedTo >= eventsMin;
  }

  /** Resolves once what is being written is. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private look(): void {
    const { eventsMin, everyMs } = this.rhythm;
    if (this.writing || performance.now() - this.tried < everyMs || !this.isWorthIt(eventsMin)) return;
    this.tried = performance.now();
    this.writing = this.write({ pause: () => pause(restMs), signal: this.hurry.signal }).finally(() => (this.writing = undefined));
  }

  private async write(how: { readonly pause?: () => Promise<unknown>; readonly signal: AbortSignal }): Promise<void> {
    const begun = performance.now();
    const soFar = this.host.soFar();
    try {
      await this.cache.write(soFar, this.log, how);
      this.cachedTo = soFar.position;
      this.news.written(soFar.position, performance.now() - begun);
    } catch (error) {
      // One in the background gives way to the last one.
      if (error !== this.hurry.signal.reason) this.news.failed(error);
    }
  }
}
