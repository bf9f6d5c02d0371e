import { setTimeout } from 'node:timers/promises';
import { Trouble } from '#cqrs';

/** Stories played at once, in all and for one person. */
export const playLimits = { playedMax: 32, playedPerPersonMax: 2 } as const;

/** What is played: so many things, made one by one when their turn comes. */
export interface Played<Thing> {
  readonly from: number;
  readonly count: number;
  readonly paceMs: number;
  readonly make: (index: number) => Promise<Thing>;
}

/** Things at a pace: the next is made when the one before has been taken and its time is up; then it is over. */
class Playing<Thing> implements AsyncIterableIterator<Thing> {
  private readonly abort = new AbortController();
  private index: number;
  private due = 0;

  constructor(
    private readonly played: Played<Thing>,
    private readonly inTurn: (work: () => Promise<Thing>) => Promise<Thing>,
    private readonly onEnd: () => void,
  ) {
    this.index = played.from;
  }

  async next(): Promise<IteratorResult<Thing>> {
    const { count, paceMs, make } = this.played;
    const { signal } = this.abort;
    if (this.index >= count) this.end();
    if (signal.aborted) return { value: undefined, done: true };
    try {
      await setTimeout(Math.max(0, this.due - performance.now()), undefined, { signal });
      const value = await this.inTurn(() => (signal.aborted ? Promise.reject(new Error('nobody listens any more')) : make(this.index)));
      if (signal.aborted) return { value: undefined, done: true };
      this.index++;
      this.due = performance.now() + paceMs;
      return { value, done: false };
    } catch (error) {
      if (signal.aborted) return { value: undefined, done: true };
      this.end();
      throw error;
    }
  }

  return(): Promise<IteratorResult<Thing>> {
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  private end(): void {
    if (this.abort.signal.aborted) return;
    this.abort.abort();
    this.onEnd();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/**
 * Plays stories at the pace each client asks for. However many are played, one step is made at a time, and after it the
 * player rests for as long as it took: half of the process is left to whoever asks. Played stories then go slower.
 */
export class Player {
  private readonly playing = new Map<string, number>();
  private line: Promise<unknown> = Promise.resolve();

  constructor(private readonly limits: { readonly playedMax: number; readonly playedPerPersonMax: number } = playLimits) {}

  /** How many stories are played. */
  get size(): number {
    let size = 0;
    for (const count of this.playing.values()) size += count;
    return size;
  }

  /** Throws {@link Trouble} `TOO_MANY_SUBSCRIPTIONS` where the person, or all together, have as many played as are allowed. */
  play<Thing>(person: string, played: Played<Thing>): AsyncIterableIterator<Thing> {
    const { playedMax, playedPerPersonMax } = this.limits;
    const count = this.playing.get(person) ?? 0;
    if (count >= playedPerPersonMax)
      throw new Trouble('TOO_MANY_SUBSCRIPTIONS', `you have ${count} stories played, no more are allowed: complete one first`);
    if (this.size >= playedMax)
      throw new Trouble(
        'TOO_MANY_SUBSCRIPTIONS',
        `${playedMax} stories are played, no more are taken: try again in a moment, or ask by queries`,
      );
    this.playing.set(person, count + 1);
    return new Playing(
      played,
      (work) => this.inTurn(work),
      () => this.ended(person),
    );
  }

  private ended(person: string): void {
    const left = this.playing.get(person)! - 1;
    if (left === 0) this.playing.delete(person);
    else this.playing.set(person, left);
  }

  private inTurn<Thing>(work: () => Promise<Thing>): Promise<Thing> {
    let begun = 0;
    const made = this.line.then(() => {
      begun = performance.now();
      return work();
    });
    const rest = (): Promise<void> => setTimeout(performance.now() - begun);
    this.line = made.then(rest, rest);
    return made;
  }
}
