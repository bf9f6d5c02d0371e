import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { whoThereIs } from './directory-documents.js';
import { NotRead, readAll } from './read-all.js';
import { isNow } from './stands.js';

/** Everybody in the directory to choose from, programs included, told apart by where they stand; empty until it is read. */
export const usePeopleChoices = (): readonly (readonly [string, string])[] => {
  const client = useClient();
  const [choices, setChoices] = useState<readonly (readonly [string, string])[]>([]);
  useEffect(() => {
    let wanted = true;
    const read = async (): Promise<void> => {
      try {
        const people = await readAll(client, whoThereIs, {}, (data) => data.people);
        if (wanted)
          setChoices(
            people.map(({ person, program, posts }) => {
              const stands = posts.find(isNow)?.post.title ?? 'in no post today';
              return [person.id, `${person.name} (${program ? 'program, ' : ''}${stands})`] as const;
            }),
          );
      } catch (error) {
        // The post itself is shown without; its forms then have nobody to choose from.
        if (!(error instanceof NotRead)) throw error;
      }
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [client]);
  return choices;
};
