import { useSyncExternalStore } from 'react';
import { today } from '../words/dates.js';
import type { PostOf } from './organisation-documents.js';

/** A person, or a program's account, with everything they stood or stand in. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly stands: readonly { readonly post: PostOf; readonly standing: string; readonly from: string; readonly to: string | null }[];
}

/** Somebody entered while this page is open, who stands in no post yet: the service lists people by their posts alone. */
interface Newcomer {
  readonly id: string;
  readonly name: string;
  readonly isProgram: boolean;
}

let newcomers: readonly Newcomer[] = [];
const listeners = new Set<() => void>();

export const remember = (newcomer: Newcomer): void => {
  newcomers = [newcomer, ...newcomers.filter(({ id }) => id !== newcomer.id)];
  for (const tell of listeners) tell();
};

export const useNewcomers = (): readonly Newcomer[] =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => newcomers,
  );

/** Whether a time in a post has begun and not ended. */
export const isNow = ({ from, to }: { readonly from: string; readonly to: string | null }): boolean =>
  from <= today() && (to === null || to >= today());

/** Everybody who ever stood in a post, and whoever was entered just now, by name. */
export const peopleOf = (posts: readonly PostOf[], entered: readonly Newcomer[]): readonly KnownPerson[] => {
  const people = new Map<string, { id: string; name: string; stands: KnownPerson['stands'][number][] }>();
  for (const { id, name } of entered) people.set(id, { id, name, stands: [] });
  for (const post of posts)
    for (const { person, standing, from, to } of post.tenures) {
      const known = people.get(person.id) ?? { id: person.id, name: person.name, stands: [] };
      known.stands.push({ post, standing, from, to });
      people.set(person.id, known);
    }
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
};

/** People to choose from, told apart by where they stand. */
export const peopleChoices = (people: readonly KnownPerson[]): readonly (readonly [string, string])[] =>
  people.map(({ id, name, stands }) => {
    const now = stands.find(isNow);
    return [id, now ? `${name} (${now.post.title})` : `${name} (in no post today)`] as const;
  });
