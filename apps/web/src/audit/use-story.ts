import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import type { AsOf } from '../shell/use-moment.js';
import { storySteps, type StoryStep } from './story-documents.js';

/** Whose stories there are. */
export const storyKinds = ['aim', 'unit', 'thread'] as const;
export type StoryKind = (typeof storyKinds)[number];

/** So many steps come at once, as `StorySteps` asks for them. */
const stepsAtOnce = 10;
const pageOf = (step: number): number => Math.floor((step - 1) / stepsAtOnce) * stepsAtOnce + 1;

/** A story as far as it has been read. */
export interface Story {
  readonly total: number;
  /** The moment up to which it is told: every further page is told up to there too. */
  readonly upTo: number;
  readonly steps: ReadonlyMap<number, StoryStep>;
}

/** Reads the steps around one of them; the pages beside it are read ahead, so that stepping on waits for nothing. */
export const useStory = (
  kind: StoryKind,
  id: string,
  asOf: AsOf | null,
  step: number,
): { readonly data: Story | undefined; readonly error: CombinedError | undefined; readonly again: () => void } => {
  const client = useClient();
  const key = JSON.stringify({ [kind]: id, asOf });
  const [read, setRead] = useState<Story & { readonly key: string }>();
  const [trouble, setTrouble] = useState<{ readonly key: string; readonly error: CombinedError | undefined }>();
  const [tries, setTries] = useState(0);
  const asked = useRef(new Set<string>());
  const story = read?.key === key ? read : undefined;
  const ask = useCallback(
    async (at: number, upTo: number | null): Promise<void> => {
      const request = `${key} ${at}`;
      if (asked.current.has(request)) return;
      asked.current.add(request);
      const variables = { ...(JSON.parse(key) as object), at, ...(upTo !== null && { asOf: { position: upTo } }) };
      const { data, error } = await client.query(storySteps, variables, { requestPolicy: 'network-only' }).toPromise();
      if (!data) {
        asked.current.delete(request);
        return setTrouble({ key, error });
      }
      const { totalCount, position, edges } = data.replay;
      setRead((was) => {
        const before = was?.key === key ? [...was.steps] : [];
        return {
          key,
          total: totalCount,
          upTo: position,
          steps: new Map([...before, ...edges.map(({ node }) => [node.step, node] as const)]),
        };
      });
    },
    [client, key],
  );
  const [total, upTo] = [story?.total ?? null, story?.upTo ?? null];
  useEffect(() => {
    if (total === null || upTo === null) return void ask(1, null);
    const here = pageOf(Math.min(step, Math.max(total, 1)));
    for (const page of [here, here + stepsAtOnce, here - stepsAtOnce]) if (page >= 1 && page <= total) void ask(page, upTo);
  }, [ask, step, total, upTo, tries]);
  const again = useCallback(() => {
    setTrouble(undefined);
    setTries((before) => before + 1);
  }, []);
  return { data: story, error: trouble?.key === key ? trouble.error : undefined, again };
};
