import { setTimeout as after } from 'node:timers/promises';
import { AccessDenied, type StoreTrouble, StoreTimeout } from '../port.js';
import type { Connection } from './connection.js';
import { type Item, type LogPosition, type Stored, type Subscription, isAfter } from './driver.js';
import { troubleOf } from './trouble.js';

/** An event in the log's order, or the word that there are no more for now. */
export type Fed = (Stored & { readonly position: LogPosition }) | 'caught-up';

export interface Feeding {
  readonly prefixes: readonly string[];
  /** Null for the beginning of the log. */
  readonly after: LogPosition | null;
  readonly signal: AbortSignal;
  /** How long it may go without anything new before it gives up; asked each time anew. */
  readonly giveUpMs: () => number;
  /** Told of trouble that is being waited out, and with null that it is over. */
  readonly onTrouble: (trouble: StoreTrouble | null) => void;
}

const silence = Symbol('silence');

/** What a subscription brings next, or `silence` when it has brought nothing for so long. */
const nextWithin = async (subscription: Subscription, ms: number): Promise<readonly Item[] | typeof silence> => {
  const timer = new AbortController();
  const timeout = after(ms, silence, { signal: timer.signal });
  timeout.catch(() => {});
  try {
    return await Promise.race([subscription.next(), timeout]);
  } finally {
    timer.abort();
  }
};

/**
 * Reads the server's whole log from a position on and never loses its place: a subscription that breaks, falls silent or
 * is dropped is followed by another from the last position reached, and what comes twice is left out by its position.
 * Neither client does any of this. Ends when the signal aborts.
 */
export async function* feed(
  connection: Connection,
  { prefixes, after: begin, signal, giveUpMs, onTrouble }: Feeding,
): AsyncGenerator<readonly Fed[]> {
  const { callMs, silenceMs } = connection.patience;
  let [reached, failures, movedAt] = [begin, 0, performance.now()];
  while (!signal.aborted) {
    const { driver } = connection;
    const subscription = driver.subscribe(prefixes, reached);
    const stop = (): void => subscription.stop();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      for (let [confirmed, atEnd] = [false, false]; !signal.aborted;) {
        const items = await nextWithin(subscription, confirmed ? silenceMs : callMs);
        if (items === silence) {
          // A fresh subscription is the probe: if the server still lives it is confirmed at once, and if only the old
          // one was dead nothing is lost.
          if (atEnd) break;
          if (!confirmed) connection.renew(driver);
          throw new StoreTimeout(
            confirmed
              ? `${connection.shown} brought nothing for ${silenceMs} ms and did not say that there is no more: it must be of version 23.10 or newer`
              : `${connection.shown} did not confirm a subscription within ${callMs} ms: check that it runs and can be reached`,
            { address: connection.shown },
          );
        }
        const fed: Fed[] = [];
        for (const item of items) {
          confirmed = true;
          if (item.kind === 'confirmed') continue;
          if (failures > 0) onTrouble(null);
          [failures, movedAt] = [0, performance.now()];
          if (item.kind === 'caught-up') {
            atEnd = true;
            fed.push('caught-up');
            continue;
          }
          const position = item.kind === 'event' ? item.stored.position : item.position;
          if (!position || !isAfter(position, reached)) continue;
          reached = position;
          if (item.kind === 'event') fed.push({ ...item.stored, position });
        }
        if (fed.length > 0) yield fed;
      }
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubleOf(error, connection.shown, 'following the log');
      const given = giveUpMs();
      if (performance.now() - movedAt >= given || (trouble instanceof AccessDenied && Number.isFinite(given))) throw trouble;
      onTrouble(trouble);
      await connection.pause(failures++, signal);
    } finally {
      signal.removeEventListener('abort', stop);
      subscription.stop();
    }
  }
}
