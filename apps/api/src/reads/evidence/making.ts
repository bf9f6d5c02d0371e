import { settingsOf, type Moment, type PersonId, type Reader } from '#strategy';
import type { StoredEvent } from '../../record/stored-events.js';
import { evidencePack } from './document.js';
import { Naming } from './naming.js';
import type { CoveringSeal } from './pack-of.js';
import { storyOf, type PackSubject } from './story.js';

/** What a pack is made from. */
export interface PackSources {
  /** As of when it is; the present beside it, by which rights are judged. */
  readonly moment: Moment;
  readonly now: Moment;
  readonly reader: Reader;
  readonly directory: { displayName(person: PersonId): string };
  readonly madeBy: string;
  readonly stored: (ordinals: readonly number[]) => Promise<readonly StoredEvent[]>;
  readonly seal: CoveringSeal | null;
}

/** The document, or null where no aim or goal has that id at the moment, or it is not the reader's to see. */
export const packOf = async (subject: PackSubject, sources: PackSources): Promise<string | null> => {
  const { moment, now, reader, directory, madeBy, stored, seal } = sources;
  const story = storyOf(moment, now, reader, subject);
  if (!story) return null;
  const events = await stored(story.ordinals);
  return evidencePack({
    story,
    moment,
    now,
    reader,
    madeBy,
    events,
    listed: new Set(events.map(({ event }) => event.ordinal)),
    naming: new Naming(moment, directory),
    organisation: settingsOf(moment).name,
    seal,
  });
};
