import { EntryRefused, PersonWasErased, SubjectTaken } from './trouble.js';

/** What is written about a person: it replaces the whole entry, and what is left out is emptied. */
export interface Entry {
  /** UUID; the only part that ever enters the log. */
  readonly person: string;
  readonly name: string;
  readonly email?: string | null | undefined;
  /** The `sub` claim under which the person signs in. */
  readonly subject?: string | null | undefined;
}

/** A person as the directory knows them today. An erased person keeps the id and nothing else. */
export interface Person {
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly subject: string | null;
  readonly erased: boolean;
}

/**
 * Who is behind a person id: personal data beside the log, never in it. The log and its verification do not need it,
 * and names in answers are always today's. The tables are small, so every question is answered at once.
 * Every method may throw {@link DirectoryUnavailable} or {@link DirectoryCorrupt}.
 */
export interface ReadableDirectory {
  /** The entry, also where it was erased; `undefined` for somebody never heard of. */
  get(person: string): Person | undefined;
  /** Who signs in under this subject. */
  bySubject(subject: string): Person | undefined;
  /** The name to show: {@link formerPostHolder} for somebody erased, {@link unknownPerson} for somebody never heard of. */
  displayName(person: string): string;
  /** Everybody who is not erased, by person id, after the given id; at most {@link listMax} at a time. */
  list(page?: { readonly after?: string | undefined; readonly limit?: number | undefined }): readonly Person[];
  close(): Promise<void>;
}

/** A directory in a file, which can be copied while it is in use. */
export interface FileDirectory extends ReadableDirectory {
  /** Copies a consistent whole into a new file; never overwrites one. */
  backupTo(file: string): Promise<void>;
}

/** The directory as a service holds it, to write as well. What was written is read back at once. */
export interface Directory extends ReadableDirectory {
  /** Writes an entry; throws {@link EntryRefused}, {@link SubjectTaken}, {@link PersonWasErased}. */
  put(entry: Entry): Promise<void>;
  /**
   * Empties the entry for ever: from the call on this process shows the name to nobody. Erasing again, or somebody never
   * heard of, is harmless: after a directory is restored, all erasures of the log are applied to it before anybody reads it.
   */
  erase(person: string): Promise<void>;
}

/** What is shown in place of an erased person's name. */
export const formerPostHolder = 'former post-holder';
/** What is shown in place of a name the directory does not know, as after the loss of its file. */
export const unknownPerson = 'person not in the directory';

export const nameCharactersMax = 200;
/** The longest address a mailbox can have (RFC 5321, path of 256 less its brackets). */
export const emailCharactersMax = 254;
/** The longest subject an OpenID provider may issue (OpenID Connect Core 1.0, section 2). */
export const subjectCharactersMax = 255;
export const listMax = 1_000;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const controlCharacter = /\p{Cc}/u;

const text = (field: string, value: string, charactersMax: number): string => {
  const trimmed = value.trim();
  const refuse = (because: string) => new EntryRefused(`${field} ${because}`, { field });
  if (trimmed.length === 0) throw refuse('is empty; leave it out or write something');
  if (trimmed.length > charactersMax) throw refuse(`has ${trimmed.length} characters; at most ${charactersMax} are kept`);
  if (controlCharacter.test(trimmed)) throw refuse('has a line break or another control character in it; write it on one line');
  return trimmed;
};

/** The person id itself, where it is one; throws {@link EntryRefused}. */
export const personId = (person: string): string => {
  if (!uuid.test(person))
    throw new EntryRefused(`${person.slice(0, 64)} is no person id; a person id is a UUID in lower case`, { field: 'person' });
  return person;
};

/** An entry as it is kept; throws {@link EntryRefused} naming the field. */
export const checkedEntry = (entry: Entry): Person => {
  const email = entry.email == null ? null : text('email', entry.email, emailCharactersMax);
  if (email !== null && !/^[^@\s]+@[^@\s]+$/.test(email)) throw new EntryRefused(`${email} is no e-mail address`, { field: 'email' });
  return {
    person: personId(entry.person),
    name: text('name', entry.name, nameCharactersMax),
    email,
    subject: entry.subject == null ? null : text('subject', entry.subject, subjectCharactersMax),
    erased: false,
  };
};

/** Throws where what is there already forbids an entry: the person's own erasure, or somebody else's sign-in. */
export const mustBeFree = ({ person }: Person, before: Person | undefined, withSubject: Person | undefined): void => {
  if (before?.erased)
    throw new PersonWasErased(`${person} was erased and cannot come back; enter a returning person under a new id`, { person });
  if (withSubject && withSubject.person !== person)
    throw new SubjectTaken(`that sign-in already leads to the person ${withSubject.person}; take it from them first`, {
      person: withSubject.person,
    });
};

/** The name to show for what the directory knows of a person. */
export const shownName = (person: Person | undefined): string => {
  if (!person) return unknownPerson;
  return person.erased ? formerPostHolder : person.name;
};

/** How many entries of a list are given where so many are asked for. */
export const pageSize = (limit = 100): number => Math.max(0, Math.min(limit, listMax));
