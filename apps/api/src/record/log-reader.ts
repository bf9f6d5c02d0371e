import { Inject, Injectable } from '@nestjs/common';
import type { Recorded } from '#kernel';
import type { EventStore } from '#event-store';
import { Bound } from '../operations/bound.js';
import { runsOf } from './ordinals.js';
import { storedEvents, type StoredEvent } from './stored-events.js';
import { STORE } from './tokens.js';

/** Histories that may wait for the log at once. */
const readsMax = 200;

/** Reads single events of the log by their ordinals: what histories show. */
@Injectable()
export class LogReader {
  private readonly bound = new Bound(readsMax, 'questions to the log');

  constructor(@Inject(STORE) private readonly store: EventStore) {}

  /** The events with these ordinals, in the order asked. Neighbours are read in one go. */
  events(ordinals: readonly number[]): Promise<Recorded[]> {
    return this.bound.admit(() => this.read(ordinals));
  }

  /** The same, in the order of the log, with what their hashes are made of. */
  stored(ordinals: readonly number[]): Promise<readonly StoredEvent[]> {
    return this.bound.admit(() => storedEvents(this.store, ordinals));
  }

  private async read(ordinals: readonly number[]): Promise<Recorded[]> {
    const found = new Map<number, Recorded>();
    for (const [first, last] of runsOf(ordinals))
      for await (const { events } of this.store.readAll({ after: first - 1, upTo: last }))
        for (const event of events) found.set(event.ordinal, event);
    return ordinals.flatMap((ordinal) => found.get(ordinal) ?? []);
  }
}
