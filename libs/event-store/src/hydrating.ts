import type { Recorded } from '#kernel';
import { type Batch, EventUnreadable, type Hydrate, type Payload, type RawEvent } from './port.js';

/** Turns stored events into what the domain sees; one that will not turn is named by position, never skipped. */
export const hydrated = (hydrate: Hydrate, events: readonly RawEvent[], payloads?: readonly Payload[]): Recorded<string, unknown>[] =>
  events.map((event, index) => {
    try {
      return hydrate(event, payloads?.[index]);
    } catch (cause) {
      throw new EventUnreadable(event, cause);
    }
  });

/** The same for a whole read, batch by batch. */
export async function* hydratedBatches(
  hydrate: Hydrate,
  batches: AsyncIterable<Batch<RawEvent>>,
): AsyncGenerator<Batch<Recorded<string, unknown>>> {
  for await (const { events, caughtUp } of batches) yield { events: hydrated(hydrate, events), caughtUp };
}
