import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../api/graphql.js';
import { methods } from '../goal/roll-up-words.js';
import { Act, reasonField } from '../shell/act.js';
import { CommandForm } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { PostField, type PostChosen } from '../shell/found-field.js';
import { Labelled, LabelledChoice } from '../shell/labelled.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { MeasureAndStart, PlanFields, figureField } from '../thread/measured-fields.js';
import { measuredInput, type Measured } from '../thread/offer-draft.js';
import { measuredFields } from '../thread/thread-documents.js';
import { dropAim, reviseAim } from './direction-commands.js';

const termsDocument = graphql(
  `
    query AimTerms($id: ID!) {
      aim(id: $id) {
        id
        revision
        statement
        due
        rollUpMethod
        objective {
          id
        }
        sponsor {
          id
          title
        }
        mandate {
          authority
          reference
          target
        }
        measured {
          ...MeasuredFields
        }
      }
      objectives {
        id
        statement
        retired
      }
    }
  `,
  [measuredFields],
);

type Terms = NonNullable<ReturnType<typeof useTerms>['aim']>;
const useTerms = (id: string) => {
  const [{ data }] = useQuery({ query: termsDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  return { aim: data?.aim ?? null, objectives: (data?.objectives ?? []).filter(({ retired }) => retired === null) };
};

/** What the aim now promises, written over what it promised. */
const ReviseForm = ({
  aim,
  objectives,
  onTaken,
  onClose,
}: {
  readonly aim: Terms;
  readonly objectives: readonly { readonly id: string; readonly statement: string }[];
  readonly onTaken: () => void;
  readonly onClose: () => void;
}) => {
  const actingPost = useActingPost('EXECUTIVE');
  const [statement, setStatement] = useState(aim.statement);
  const [objective, setObjective] = useState(aim.objective?.id ?? '');
  const [due, setDue] = useState(aim.due);
  const [rollUp, setRollUp] = useState<string>(aim.rollUpMethod);
  const [sponsor, setSponsor] = useState<PostChosen | null>(aim.sponsor);
  const [measured, setMeasured] = useState<Measured>(aim.measured as Measured);
  const [mandate, setMandate] = useState(aim.mandate ?? { authority: '', reference: '', target: '' });
  const fields = { measured, was: aim.measured as Measured, onChange: setMeasured };
  const hasMandate = mandate.authority.trim() !== '';
  return (
    <CommandForm
      document={reviseAim}
      fields={[
        reasonField,
        ...(hasMandate
          ? [
              {
                kind: 'prose',
                name: 'waiver',
                label: 'Why the target may fall short of the mandate, where it does',
                optional: true,
              } as const,
            ]
          : []),
      ]}
      input={(typed) => ({
        aim: aim.id,
        revision: aim.revision,
        ...typed,
        terms: {
          statement,
          objective,
          due,
          rollUp,
          sponsor: sponsor?.id ?? '',
          measured: measuredInput(measured),
          mandate: hasMandate ? { authority: mandate.authority, reference: mandate.reference, target: mandate.target } : null,
        },
        actingPost,
      })}
      submit="Revise the aim"
      onTaken={onTaken}
      onClose={onClose}
    >
      <p>Whoever agreed to serve it is asked to confirm their goal on it, or to negotiate again.</p>
      <Labelled label="What must be done" type="lines" value={statement} was={aim.statement} onChange={setStatement} />
      <LabelledChoice
        label="The breakthrough objective it serves"
        value={objective}
        was={aim.objective?.id}
        choices={objectives.map(({ id, statement: says }) => [id, says] as const)}
        onChange={setObjective}
      />
      <PostField label="Sponsor" hint="The executive’s post that answers for it." role="EXECUTIVE" post={sponsor} onChange={setSponsor} />
      <MeasureAndStart {...fields} />
      <Labelled
        label="Target"
        {...figureField(measured)}
        value={measured.target}
        was={aim.measured.target}
        onChange={(target) => setMeasured({ ...measured, target })}
      />
      <Labelled label="Due" type="date" value={due} was={aim.due} onChange={setDue} />
      <PlanFields {...fields} />
      <LabelledChoice label="It is judged" value={rollUp} was={aim.rollUpMethod} choices={methods(true)} onChange={setRollUp} />
      <Labelled
        label="Outside authority that set a target"
        optional
        value={mandate.authority}
        was={aim.mandate?.authority}
        onChange={(authority) => setMandate({ ...mandate, authority })}
      />
      {hasMandate && (
        <>
          <Labelled label="Where it is written" value={mandate.reference} onChange={(reference) => setMandate({ ...mandate, reference })} />
          <Labelled label="Its target" type="figure" value={mandate.target} onChange={(target) => setMandate({ ...mandate, target })} />
        </>
      )}
    </CommandForm>
  );
};

const Revising = ({ id, onTaken, onClose }: { readonly id: string; readonly onTaken: () => void; readonly onClose: () => void }) => {
  const { aim, objectives } = useTerms(id);
  if (aim === null) return <p role="status">Loading what it promises …</p>;
  return <ReviseForm key={aim.revision} aim={aim} objectives={objectives} onTaken={onTaken} onClose={onClose} />;
};

/** What executives decide about an adopted aim: what it promises from now on, and its end. */
export const AimChanges = ({ id, onTaken }: { readonly id: string; readonly onTaken: () => void }) => {
  const actingPost = useActingPost('EXECUTIVE');
  if (actingPost === null) return null;
  return (
    <>
      <Disclosed name="Revise the aim">
        {(close) => (
          <Revising
            id={id}
            onTaken={() => {
              close();
              onTaken();
            }}
            onClose={close}
          />
        )}
      </Disclosed>
      <Act name="Drop the aim" document={dropAim} fields={[reasonField]} input={{ aim: id, actingPost }} submit="Drop it" onTaken={onTaken}>
        <p>What is in negotiation under it is withdrawn. What was agreed stays in the record; its goals are shown as without a parent.</p>
      </Act>
    </>
  );
};
