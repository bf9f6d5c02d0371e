import type { Recorded } from '#kernel';
import { aggregateOf, type TrustEvents } from '#strategy';
import { html, type Piece } from './html.js';
import { linkTo, type Pack } from './pack-of.js';

/** Every event about the trust by its name. */
export type EventTypeName = keyof TrustEvents;

/** What an event is about, as a reader of the pack knows it: a thread or measure by its number, else what it is. */
export const aboutOf = ({ story, naming }: Pack, event: Recorded): Piece => {
  const aggregate = aggregateOf(event);
  if (aggregate === 'catchball' || aggregate === 'goal') {
    const thread = story.threadById.get(event.subject);
    return thread ? html`${aggregate === 'goal' ? 'goal of ' : null}${linkTo(thread)}` : aggregate;
  }
  if (aggregate === 'measure') {
    const known = story.measureById.get(event.subject);
    return known ? html`<a href="#m${known.number}">M${known.number}</a>` : 'a measure';
  }
  const said = event.data as Readonly<Record<string, unknown>>;
  const named = (['aim', 'candidate', 'objective', 'cycle'] as const).find((field) => typeof said[field] === 'string');
  if (event.type.startsWith('TrueNorth')) return `True North of ${naming.unit(String(said['unit']))}`;
  return named ? `the ${named}` : aggregate;
};
