import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { readAll } from '../administration/read-all.js';
import type { ResultOf } from '../api/graphql.js';
import { agents } from '../words/who-words.js';
import { standingSomewhere } from './log-documents.js';

/** Somebody, a post, or what the service does something by: whom the log is searched by. */
export interface Actor {
  readonly field: 'person' | 'post';
  readonly id: string;
  readonly name: string;
  /** What tells it apart from another of the same name. */
  readonly about: string;
}

const byName = (one: Actor, other: Actor): number => one.name.localeCompare(other.name, 'en-GB');

type Standing = ResultOf<typeof standingSomewhere>['posts']['edges'][number]['node'];

const actorsOf = (standing: readonly Standing[]): readonly Actor[] => {
  const people = new Map<string, Actor>();
  for (const { title, tenures } of standing)
    for (const { person } of tenures) people.set(person.id, { field: 'person', ...person, about: `Person, ${title}` });
  const posts = standing.map(({ id, title, unit }): Actor => ({
    field: 'post',
    id,
    name: title,
    about: `Post, ${unit?.name ?? 'no unit'}`,
  }));
  const rules = agents.map(([id, name]): Actor => ({ field: 'post', id, name, about: 'No person' }));
  return [...[...people.values()].toSorted(byName), ...posts.toSorted(byName), ...rules];
};

/** Everybody the log can be searched by, once it is wanted; undefined until they are all there, null where they did not come. */
export const useActors = (isWanted: boolean): readonly Actor[] | null | undefined => {
  const client = useClient();
  const [actors, setActors] = useState<readonly Actor[] | null>();
  const isAsked = isWanted && actors === undefined;
  useEffect(() => {
    if (!isAsked) return;
    let isOver = false;
    const show = (found: readonly Actor[] | null): void => {
      if (!isOver) setActors(found);
    };
    readAll(client, standingSomewhere, {}, ({ posts }) => posts).then(
      (standing) => show(actorsOf(standing)),
      () => show(null),
    );
    return () => {
      isOver = true;
    };
  }, [client, isAsked]);
  return actors;
};
