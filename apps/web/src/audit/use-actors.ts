import { useEffect, useState } from 'react';
import { useClient } from 'urql';
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

/** Posts are read in pages of 200: more than any organisation has. */
const pagesMax = 50;

/** Everybody the log can be searched by, once it is wanted; undefined until they are all there. */
export const useActors = (isWanted: boolean): readonly Actor[] | undefined => {
  const client = useClient();
  const [actors, setActors] = useState<readonly Actor[]>();
  useEffect(() => {
    if (!isWanted || actors) return;
    let isOver = false;
    const read = async (): Promise<void> => {
      const people = new Map<string, Actor>();
      const posts: Actor[] = [];
      let after: string | null = null;
      for (let page = 0; page < pagesMax; page++) {
        const { data } = await client.query(standingSomewhere, { after }).toPromise();
        if (isOver || !data) return;
        for (const { node } of data.posts.edges) {
          posts.push({ field: 'post', id: node.id, name: node.title, about: `Post, ${node.unit?.name ?? 'no unit'}` });
          for (const { person } of node.tenures) people.set(person.id, { field: 'person', ...person, about: `Person, ${node.title}` });
        }
        after = data.posts.pageInfo.endCursor;
        if (!data.posts.pageInfo.hasNextPage) break;
      }
      const rules = agents.map(([id, name]): Actor => ({ field: 'post', id, name, about: 'No person' }));
      const byName = (one: Actor, other: Actor): number => one.name.localeCompare(other.name, 'en-GB');
      setActors([...[...people.values()].toSorted(byName), ...posts.toSorted(byName), ...rules]);
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [client, isWanted, actors]);
  return actors;
};
