import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../api/graphql.js';
import { Act, reasonField } from '../shell/act.js';
import { CommandForm } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { Labelled, LabelledChoice } from '../shell/labelled.js';
import { Rows } from '../shell/rows.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useUnits } from '../unit/use-units.js';
import { draftTrueNorth, putTrueNorthInForce } from './direction-commands.js';

const draftsDocument = graphql(`
  query TrueNorthDrafts {
    trueNorths {
      unit {
        id
        name
      }
      draft {
        statement
        dimensions {
          id
          name
          statement
        }
      }
      inForce {
        statement
        dimensions {
          id
          name
          statement
        }
      }
    }
  }
`);

interface Text {
  readonly statement: string;
  readonly dimensions: readonly { readonly id: string; readonly name: string; readonly statement: string }[];
}

/** A True North as it is written; a dimension keeps its id, so that objectives stay under it. */
const DraftForm = ({
  unit,
  now,
  actingPost,
  onTaken,
  onClose,
}: {
  readonly unit: string;
  readonly now: Text | null;
  readonly actingPost: string;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}) => {
  const [statement, setStatement] = useState(now?.statement ?? '');
  const [dimensions, setDimensions] = useState<Text['dimensions']>(
    now?.dimensions.map(({ id, name, statement: says }) => ({ id, name, statement: says })) ?? [],
  );
  return (
    <CommandForm
      document={draftTrueNorth}
      fields={[reasonField]}
      input={({ reason }) => ({
        unit,
        statement,
        dimensions: dimensions.map(({ id, ...rest }) => ({ ...(id !== '' && { id }), ...rest })),
        reason,
        actingPost,
      })}
      submit="Draft it"
      onTaken={onTaken}
      onClose={onClose}
    >
      <Labelled
        label="The long-lived direction, in a sentence or two"
        type="lines"
        value={statement}
        was={now?.statement}
        onChange={setStatement}
      />
      <Rows name="Dimensions" one="dimension" rows={dimensions} fresh={{ id: '', name: '', statement: '' }} onChange={setDimensions}>
        {(dimension, put) => (
          <>
            <Labelled label="Name" value={dimension.name} onChange={(name) => put({ ...dimension, name })} />
            <Labelled
              label="What it means here"
              type="lines"
              value={dimension.statement}
              onChange={(says) => put({ ...dimension, statement: says })}
            />
          </>
        )}
      </Rows>
    </CommandForm>
  );
};

const Drafting = ({ actingPost, onTaken }: { readonly actingPost: string; readonly onTaken: () => void }) => {
  const [{ data }, ask] = useQuery({ query: draftsDocument, requestPolicy: 'cache-and-network' });
  const units = useUnits(null);
  const [chosen, choose] = useState<string | null>(null);
  if (!data) return null;
  const unit = chosen ?? data.trueNorths[0]?.unit?.id ?? units.find(({ parent }) => parent === null)?.id ?? '';
  const trueNorth = data.trueNorths.find((each) => each.unit?.id === unit);
  const draft = trueNorth?.draft ?? null;
  const taken = (): void => {
    ask({ requestPolicy: 'network-only' });
    onTaken();
  };
  return (
    <section aria-labelledby="true-north-draft">
      <h2 id="true-north-draft">Drafting True North</h2>
      {draft === null ? (
        <p>Nothing is drafted. A draft takes effect with the next cycle, or by a decision of the board.</p>
      ) : (
        <>
          <p>Drafted, and in force with the next cycle or by a decision of the board:</p>
          <p className="app-true-north">{draft.statement}</p>
          <ul>
            {draft.dimensions.map(({ id, name, statement }) => (
              <li key={id}>
                <strong>{name}</strong>: {statement}
              </li>
            ))}
          </ul>
          <Act
            name="Put the draft in force"
            document={putTrueNorthInForce}
            fields={[{ kind: 'prose', name: 'minute', label: 'The board minute that says so' }]}
            input={{ unit, actingPost }}
            submit="Put it in force"
            onTaken={taken}
          >
            <p>It takes the place of what is in force now, at once.</p>
          </Act>
        </>
      )}
      <Disclosed name={draft === null ? 'Draft a True North' : 'Change the draft'}>
        {(close) => (
          <>
            {units.length > 1 && (
              <LabelledChoice label="Of" value={unit} choices={units.map(({ id, name }) => [id, name] as const)} onChange={choose} />
            )}
            <DraftForm
              key={`${unit} ${JSON.stringify(draft)}`}
              unit={unit}
              now={draft ?? trueNorth?.inForce ?? null}
              actingPost={actingPost}
              onTaken={() => {
                close();
                taken();
              }}
              onClose={close}
            />
          </>
        )}
      </Disclosed>
    </section>
  );
};

/** What executives do about a True North: draft it, and put a draft in force by a decision of the board. */
export const TrueNorthDraft = ({ onTaken }: { readonly onTaken: () => void }) => {
  const actingPost = useActingPost('EXECUTIVE');
  return actingPost === null ? null : <Drafting actingPost={actingPost} onTaken={onTaken} />;
};
