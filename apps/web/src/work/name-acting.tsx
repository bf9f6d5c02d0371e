import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../api/graphql.js';
import { why } from '../shell/act.js';
import { CommandForm } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { PostField, type PostChosen } from '../shell/found-field.js';
import { LabelledChoice } from '../shell/labelled.js';
import { today } from '../words/dates.js';
import { nameActingHolder } from './work-commands.js';

const holdersDocument = graphql(`
  query HoldersOf($id: ID!) {
    post(id: $id) {
      id
      holders {
        id
        name
      }
    }
  }
`);

/** Names a stand-in for a vacant post: somebody who stands in another one. */
export const NameActing = ({
  post,
  actingPost,
  onTaken,
}: {
  readonly post: string;
  readonly actingPost: string | undefined;
  readonly onTaken: () => void;
}) => {
  const [from, setFrom] = useState<PostChosen | null>(null);
  const [chosen, setChosen] = useState('');
  const [{ data }] = useQuery({ query: holdersDocument, variables: { id: from?.id ?? '' }, pause: from === null });
  const holders = from === null ? [] : (data?.post?.holders ?? []);
  const person = holders.find(({ id }) => id === chosen) ?? holders[0];
  return (
    <Disclosed name="Name an acting holder">
      {(close) => (
        <CommandForm
          document={nameActingHolder}
          fields={[
            { kind: 'day', name: 'from', label: 'From', initial: today() },
            { kind: 'day', name: 'to', label: 'Up to', optional: true },
            why,
          ]}
          input={{ post, person: person?.id ?? '', ...(actingPost !== undefined && { actingPost }) }}
          submit="Name the acting holder"
          waits={person === undefined ? 'Choose a post that somebody holds.' : undefined}
          onTaken={onTaken}
          onClose={close}
        >
          <PostField label="Who holds this post acts for it" post={from} onChange={setFrom} />
          {holders.length > 0 && (
            <LabelledChoice
              label="Person"
              value={person?.id ?? ''}
              choices={holders.map(({ id, name }) => [id, name] as const)}
              onChange={setChosen}
            />
          )}
        </CommandForm>
      )}
    </Disclosed>
  );
};
