/** Whether a thread moved between two positions, for whoever may see those moves. */
import type { ThreadId } from '../vocabulary.js';
import { ordinalOf, type Moment } from '../views/index.js';
import { threadOpenness, type Reader } from './openness.reading.js';

/**
 * Whether anything was done in a thread after position `from` that is the reader's to know, by the rights of the
 * present: moves its sides keep to themselves are not told, not even that they were made.
 */
export const threadMoved = (now: Moment, reader: Reader, id: ThreadId, from: number): boolean => {
  const openness = threadOpenness(reader, now, id);
  if (openness === 'NONE' || openness === 'STANDING_ONLY') return false;
  const opened = openness === 'FROM_COMMITMENT' ? (now.tables.threads.get(id)?.firstSettled?.ordinal ?? Infinity) : 0;
  const story = now.tables.chronicle.of(id);
  for (let index = story.length - 1; index >= 0; index--) {
    const entry = story[index]!;
    const ordinal = ordinalOf(entry);
    if (ordinal <= from || ordinal < opened) return false;
    if (typeof entry === 'object' && entry.about === 'THREAD' && entry.subject === id) return true;
  }
  return false;
};
