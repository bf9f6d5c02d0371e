import { lastSeal, sealCovering, settingsOf, type Moment, type PersonId, type PostId, type Reader, type Tables } from '#strategy';
import type { AccessRecords } from '../../record/access-records.js';
import type { LogReader } from '../../record/log-reader.js';
import { printed } from '../../record/sealing.js';
import type { StoredEvent } from '../../record/stored-events.js';
import { evidencePack } from './document.js';
import { Naming } from './naming.js';
import type { CoveringSeal } from './pack-of.js';
import { storyOf, type PackSubject } from './story.js';

/** What a pack is made from, all of it read at one moment. */
export interface PackSources {
  /** As of when it is; the present beside it, by which rights are judged. */
  readonly moment: Moment;
  readonly now: Moment;
  readonly reader: Reader;
  readonly directory: { displayName(person: PersonId): string };
  /** The events of the story; others among them are passed over. */
  readonly events: readonly StoredEvent[];
  readonly seal: CoveringSeal | null;
  /** Where nobody in a post asks, as at the command line: who does. */
  readonly madeBy?: string | undefined;
}

const personIn = ({ reader, now }: PackSources, naming: Naming): string => {
  const posts = [...reader.posts].map((post: PostId) => now.tables.posts.get(post)?.title ?? post);
  return [naming.person(reader.person), ...posts].join(', ');
};

/** The document, or null where no aim or goal has that id at the moment, or it is not the reader's to see. */
export const packOf = (subject: PackSubject, sources: PackSources): string | null => {
  const { moment, now, reader, directory, seal } = sources;
  const story = storyOf(moment, now, reader, subject);
  if (!story) return null;
  const ordinals = new Set(story.ordinals);
  const naming = new Naming(moment, directory);
  return evidencePack({
    story,
    moment,
    now,
    reader,
    naming,
    seal,
    events: sources.events.filter(({ event }) => ordinals.has(event.ordinal)),
    listed: ordinals,
    organisation: settingsOf(moment).name,
    madeBy: sources.madeBy ?? personIn(sources, naming),
  });
};

/** The first seal that reaches to the position, else the last of all, as of today; null where there is none. */
const sealFor = ({ tables }: Moment, last: number | undefined): CoveringSeal | null => {
  const record = (last === undefined ? undefined : sealCovering(tables, last)) ?? lastSeal(tables);
  if (!record) return null;
  const { ordinal, digest, at } = record;
  return { ordinal, printed: printed(record), digest, at };
};

/** Somebody's taking of a pack: what they asked for, and the doors of the record it goes through. */
export interface Taking extends Pick<PackSources, 'reader' | 'directory' | 'madeBy'> {
  readonly asked: Moment;
  readonly now: () => Moment;
  /** The tables as they stood at a position, whatever happened since. */
  readonly tablesAt: (position: number) => Tables;
  readonly accesses: Pick<AccessRecords, 'record'>;
  readonly log: Pick<LogReader, 'stored'>;
  readonly correlationId: string;
}

/**
 * Notes in the log that somebody takes a pack, and hands it out: null where there is nothing to take. Throws
 * {@link Trouble} `AccessNotRecorded` where it cannot be noted. The pack stands where the record stood before the note.
 */
export const takePack = async (subject: PackSubject, taking: Taking): Promise<string | null> => {
  const { asked, now, tablesAt, accesses, log, correlationId, ...sources } = taking;
  const { position } = asked;
  const story = storyOf(asked, now(), taking.reader, subject);
  if (!story) return null;
  await accesses.record({ person: taking.reader.person, kind: 'EVIDENCE', subject: subject.id, upTo: position, correlationId });
  const events = await log.stored(story.ordinals);
  // The present went on meanwhile, by that very note at least: what was asked for is read where it stood.
  const present = now();
  const seal = sealFor(present, story.ordinals.at(-1));
  return packOf(subject, { ...sources, moment: { ...asked, tables: tablesAt(position) }, now: present, events, seal });
};
