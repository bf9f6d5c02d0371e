import { setImmediate as nextTurn } from 'node:timers/promises';
import { Folded, type Day, type Instant, type Readers, type Recorded, type RecordedOf, type TableShape, type View } from '#kernel';
import type { Clock, EventStore } from '#event-store';
import { noSuchPosition, viewsStopped } from './trouble.js';
import { viewEncoding, type ViewsSoFar } from './view-cache-file.js';

/** The views as they stood at one position, and the time a question about them is asked for. */
export interface Moment<Tables> {
  readonly position: number;
  readonly at: Instant;
  readonly today: Day;
  readonly tables: Tables;
}

/** A past moment by its position in the log, by a day (its end) or by an instant. */
export type AsOf = { readonly position: number } | { readonly day: Day } | { readonly instant: Instant };

type Listener = (event: Recorded) => void;

/** Folding may keep others waiting for so long: whoever asks how far it has come is answered meanwhile. */
const turnMsMax = 20;

/** Views that need not be folded from the first event on: what a cache held of them. */
export interface OpenedViews<Shapes extends Record<string, TableShape>> {
  readonly folded: Folded<Shapes>;
  /** Recorded time per ordinal in ms, as running maximum. */
  readonly times: Float64Array;
}

/**
 * Keeps the views folded up to the log's head and answers for any past position. All views stand at one
 * position. A date is resolved to a position first: the last event whose running maximum of recorded time is
 * not after it, so that a clock that once ran backwards moves nothing.
 */
export class ViewHost<Shapes extends Record<string, TableShape>> {
  private folded: Folded<Shapes>;
  /** Recorded time per ordinal in ms, as running maximum; index = ordinal − 1. */
  private times: Float64Array = new Float64Array(1 << 16);
  private readonly abort = new AbortController();
  private readonly listeners: Listener[] = [];
  private waiting: { position: number; resolve: () => void; reject: (error: unknown) => void }[] = [];
  private running: Promise<void> | undefined;
  private failure: { position: number; event: string | null; reason: string } | undefined;
  private caughtUp = false;
  private headAtStart: number | null = null;

  constructor(
    private readonly store: Pick<EventStore, 'head' | 'subscribeAll'>,
    views: readonly View[],
    private readonly clock: Clock,
    private readonly dayOf: (instant: string | number) => Day,
    /** How long folding has kept others waiting, in ms; one that stands still makes it a matter of events alone. */
    private readonly stopwatch: () => number = () => performance.now(),
  ) {
    this.folded = new Folded<Shapes>(views, viewEncoding);
  }

  /**
   * Folds everything there is, or what came after views that were opened, then goes on following. Resolves when caught up
   * with the head it found.
   */
  async start(opened: OpenedViews<Shapes> | null = null): Promise<void> {
    const { position } = await this.store.head();
    this.headAtStart = position;
    if (opened) {
      this.folded = opened.folded;
      this.times = opened.times;
    }
    this.running = this.follow().catch((error: unknown) => this.stop(error));
    await this.reached(position);
    this.caughtUp = true;
  }

  private async follow(): Promise<void> {
    let since = this.stopwatch();
    for await (const { events } of this.store.subscribeAll({ after: this.folded.position, signal: this.abort.signal })) {
      for (const event of events) {
        try {
          this.folded.apply(event as RecordedOf<Record<string, unknown>>);
        } catch (error) {
          this.failure = { position: event.ordinal - 1, event: event.id, reason: error instanceof Error ? error.message : String(error) };
          throw error;
        }
        this.remember(event);
        for (const listen of this.listeners) listen(event);
      }
      this.wake();
      // What an engine has read ahead can come without a turn in between for seconds.
      if (this.stopwatch() - since < turnMsMax) continue;
      await nextTurn();
      since = this.stopwatch();
    }
  }

  private remember(event: Recorded): void {
    const index = event.ordinal - 1;
    if (index >= this.times.length) {
      const grown = new Float64Array(Math.max(1 << 16, this.times.length * 2));
      grown.set(this.times);
      this.times = grown;
    }
    const at = Date.parse(event.at);
    const before = index === 0 ? at : this.times[index - 1]!;
    this.times[index] = at > before ? at : before;
  }

  private wake(): void {
    if (this.waiting.length === 0) return;
    const still: typeof this.waiting = [];
    for (const waiter of this.waiting) {
      if (waiter.position <= this.folded.position) waiter.resolve();
      else still.push(waiter);
    }
    this.waiting = still;
  }

  private stop(error: unknown): void {
    if (this.abort.signal.aborted) return;
    this.failure ??= { position: this.folded.position, event: null, reason: error instanceof Error ? error.message : String(error) };
    for (const waiter of this.waiting) waiter.reject(viewsStopped(this.failure.position, this.failure.reason));
    this.waiting = [];
  }

  /** Called for every event right after it was folded, in order. */
  onApplied(listener: Listener): void {
    this.listeners.push(listener);
  }

  get position(): number {
    return this.folded.position;
  }

  /** For readiness: whether the views follow the log, and if not, where and why they stopped. */
  get health(): { readonly following: boolean; readonly position: number; readonly failure: ViewHost<Shapes>['failure'] | null } {
    return { following: this.caughtUp && !this.failure, position: this.folded.position, failure: this.failure ?? null };
  }

  /** Where the log ended when the start began; null before. */
  get startHead(): number | null {
    return this.headAtStart;
  }

  /** Resolves once the views have folded the position, or the signal says to wait no longer: what makes a writer read its own writes. */
  reached(position: number, signal?: AbortSignal): Promise<void> {
    if (this.failure) return Promise.reject(viewsStopped(this.failure.position, this.failure.reason));
    if (position <= this.folded.position) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter = { position, resolve, reject };
      this.waiting.push(waiter);
      signal?.addEventListener('abort', () => {
        this.waiting = this.waiting.filter((other) => other !== waiter);
        resolve();
      });
    });
  }

  /** The same with an end to the waiting: whether the views have folded the position by then. */
  async reachedWithin(position: number, patienceMs: number): Promise<boolean> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), patienceMs);
    try {
      await this.reached(position, late.signal);
    } finally {
      clearTimeout(timer);
    }
    return position <= this.folded.position;
  }

  /** The present: time is the service's clock. */
  now(): Moment<Readers<Shapes>> {
    if (this.failure) throw viewsStopped(this.failure.position, this.failure.reason);
    const at = this.clock();
    return { position: this.folded.position, at: new Date(at).toISOString(), today: this.dayOf(at), tables: this.folded.live };
  }

  /** The tables before the first event: what the first change is compared with. */
  before(): Readers<Shapes> {
    return this.folded.at(0);
  }

  /**
   * A past moment, as a question names it by some field; what lies before the first event, after the last one or in the
   * future is refused by that name.
   */
  asOf(asked: AsOf, field = 'asOf'): Moment<Readers<Shapes>> {
    if (this.failure) throw viewsStopped(this.failure.position, this.failure.reason);
    const { position, at } = 'position' in asked ? this.atPosition(asked.position, field) : this.atTime(asked, field);
    return { position, at: new Date(at).toISOString(), today: this.dayOf(at), tables: this.folded.at(position) };
  }

  private atPosition(position: number, field: string): { position: number; at: number } {
    const head = this.folded.position;
    if (!Number.isSafeInteger(position) || position < 1 || position > head)
      throw noSuchPosition(field, position, `is not in the log: take a position from 1 to ${head}`, head);
    return { position, at: this.times[position - 1]! };
  }

  private atTime(asked: Exclude<AsOf, { readonly position: number }>, field: string): { position: number; at: number } {
    const head = this.folded.position;
    const now = this.clock();
    const byDay = 'day' in asked;
    const upTo = byDay ? Math.min(this.endOfDay(asked.day), now) : Date.parse(asked.instant);
    const value = byDay ? asked.day : asked.instant;
    const said = (time: number): string => (byDay ? this.dayOf(time) : new Date(time).toISOString());
    if (!Number.isFinite(upTo)) throw noSuchPosition(field, value, `is none there is: write it as ${said(now)}`, head);
    if (byDay ? asked.day > this.dayOf(now) : upTo > now)
      throw noSuchPosition(field, value, `lies in the future: take ${said(now)} or an earlier one`, head);
    const low = this.lastBy(upTo);
    if (low === 0) throw noSuchPosition(field, value, `lies before the first event: take ${said(this.times[0]!)} or a later one`, head);
    return { position: low, at: upTo };
  }

  /** The last event at a time in ms, 0 where there was none yet. */
  private lastBy(time: number): number {
    let low = 0;
    let high = this.folded.position;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last event by the end of a day: 0 before the first one, and of a day to come the last there is. */
  lastOf(day: Day): number {
    return this.lastBy(this.endOfDay(day));
  }

  /** The last millisecond of a day in the organisation's time zone. */
  private endOfDay(day: Day): number {
    const noon = Date.parse(`${day}T12:00:00.000Z`);
    if (!Number.isFinite(noon)) return Number.NaN;
    let low = noon - 36 * 3_600_000;
    let high = noon + 36 * 3_600_000;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.dayOf(middle) <= day) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Everything up to now, to be written down while events go on being folded. */
  soFar(): ViewsSoFar {
    return { ...this.folded.soFar(), times: this.times.subarray(0, this.folded.position) };
  }

  /** Recorded time of a position in ms. */
  timeOf(position: number): number {
    return this.times[position - 1] ?? Number.NaN;
  }

  async close(): Promise<void> {
    this.abort.abort();
    await this.running;
    for (const waiter of this.waiting) waiter.reject(viewsStopped(this.folded.position, 'the service is shutting down'));
    this.waiting = [];
  }
}
