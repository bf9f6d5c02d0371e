/** How long what people write may be, and what an id looks like: the same everywhere. */
import { reject, type Rejection } from '#kernel';

/** Names, titles, kinds and codes, in characters. */
export const nameCharactersMax = 200;
/** Reasons, statements and other prose, in characters. */
export const proseCharactersMax = 2_000;
/** Entries of a list that people write by hand: evidence, dimensions, means, milestones. */
export const entriesMax = 50;

export type ProseRefusal = 'TextMissing' | 'TextTooLong';
export type TextRefusal = ProseRefusal | 'BadId';

const checkText = (what: string, text: string, charactersMax: number): Rejection<ProseRefusal> | null =>
  text.trim() === ''
    ? reject('TextMissing', `${what} is empty, please write it down`)
    : text.length > charactersMax
      ? reject('TextTooLong', `${what} has ${text.length} characters, shorten it to ${charactersMax}`)
      : null;

/** A name, title or kind: written, and at most 200 characters. `what` begins the sentence: `the unit's name`. */
export const checkName = (what: string, text: string): Rejection<ProseRefusal> | null => checkText(what, text, nameCharactersMax);

/** A reason, statement or other prose: written, and at most 2,000 characters. */
export const checkProse = (what: string, text: string): Rejection<ProseRefusal> | null => checkText(what, text, proseCharactersMax);

/** Prose that may be left out. */
export const checkOptionalProse = (what: string, text: string | null | undefined): Rejection<ProseRefusal> | null =>
  text === null || text === undefined || text.length <= proseCharactersMax ? null : checkProse(what, text);

/** An id somebody chose: letters, digits and `. _ : -`, beginning with a letter or digit, at most 100 characters. */
export const checkId = (what: string, id: string): Rejection<'BadId'> | null =>
  /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/.test(id)
    ? null
    : reject('BadId', `${what} '${id.slice(0, 100)}' is no id, use at most 100 letters, digits and the signs . _ : -`);

/** The first refusal of a row of checks, or null when all pass. */
export const firstOf = <Code extends string>(...checks: (Rejection<Code> | null)[]): Rejection<Code> | null =>
  checks.find((check) => check !== null) ?? null;
