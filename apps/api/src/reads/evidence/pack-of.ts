import type { Moment, Reader, ThreadId } from '#strategy';
import type { StoredEvent } from '../../record/stored-events.js';
import { html, type Html } from './html.js';
import type { Naming } from './naming.js';
import type { Story, StoryThread } from './story.js';

/** The seal that covers the end of a story: what was printed, where it stands, and whether it covers all of it. */
export interface CoveringSeal {
  /** The position up to which the log's chain was sealed. */
  readonly ordinal: number;
  /** As people print and type it. */
  readonly printed: string;
  /** The chain digest in hex. */
  readonly digest: string;
  /** When it was placed. */
  readonly at: string;
}

/** Everything a pack is made of. What is in it was read for its reader; the sections only set it in type. */
export interface Pack {
  readonly story: Story;
  readonly moment: Moment;
  readonly now: Moment;
  readonly reader: Reader;
  readonly naming: Naming;
  readonly events: readonly StoredEvent[];
  /** Their positions. */
  readonly listed: ReadonlySet<number>;
  /** The earliest seal that covers the whole story, else the latest there is; null where none is. */
  readonly seal: CoveringSeal | null;
  readonly organisation: string;
  /** Who had it made, as of now. */
  readonly madeBy: string;
}

/** A position of the log, as a link to its line in the record where the pack has one. */
export const position = ({ listed }: Pick<Pack, 'listed'>, ordinal: number): Html =>
  listed.has(ordinal) ? html`<a href="#e${ordinal}">${ordinal}</a>` : html`${ordinal}`;

/** The threads that are set out in full, by their ids. */
export const threadLink = ({ story }: Pick<Pack, 'story'>, id: ThreadId): Html | null => {
  const thread = story.threadById.get(id);
  return thread ? linkTo(thread) : null;
};

export const linkTo = ({ number }: Pick<StoryThread, 'number'>): Html => html`<a href="#t${number}">T${number}</a>`;
