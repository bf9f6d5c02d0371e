/** What is asked by an address alone, after its question mark: each field once, and none that means nothing. */
import { Trouble } from '#cqrs';
import { isDay } from '#strategy';
import type { AsOfAsked } from './sight.js';

export type Asked = Readonly<Record<string, unknown>>;

export const bad = (field: string, message: string): never => {
  throw new Trouble('BAD_USER_INPUT', `${field} ${message}`, { field });
};

/** Refuses a field that says nothing to what is asked for, so that no slip of the pen asks for something else. */
export const onlyKnown = (asked: Asked, fields: readonly string[], what: string): void => {
  const foreign = Object.keys(asked).find((field) => !fields.includes(field));
  if (foreign !== undefined) bad(foreign.slice(0, 40), `is nothing this ${what} can be asked: take ${fields.join(', ')}`);
};

export const textOf = (asked: Asked, field: string): string | undefined => {
  const value = asked[field];
  return value === undefined || typeof value === 'string' ? value || undefined : bad(field, 'is given more than once: give it once');
};

export const oneOf = <Word extends string>(asked: Asked, field: string, words: readonly Word[], usual: Word): Word => {
  const text = textOf(asked, field);
  if (text === undefined) return usual;
  return words.find((word) => word === text) ?? bad(field, `is ${words.join(' or ')}, not ${text.slice(0, 40)}`);
};

/** A day `2026-04-01`, or the number of an event. */
export const momentOf = (asked: Asked, field: string): AsOfAsked | null => {
  const text = textOf(asked, field);
  if (text === undefined) return null;
  if (/^\d{1,15}$/.test(text)) return { position: Number(text) };
  return isDay(text) ? { day: text } : bad(field, `is a day such as 2026-04-01, or the number of an event, not ${text.slice(0, 40)}`);
};

export const found = <Thing>(thing: Thing | null | undefined, what: string): Thing => {
  if (thing) return thing;
  throw new Trouble('NOT_FOUND', `there is no such ${what} at the moment asked about, or it is not yours to see`);
};
