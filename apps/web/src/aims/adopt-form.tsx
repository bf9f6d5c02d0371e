import { useState } from 'react';
import { CommandForm } from '../shell/command-form.js';
import { PostField, type PostChosen } from '../shell/found-field.js';
import { Labelled, LabelledChoice } from '../shell/labelled.js';
import { MeasureAndStart, PlanFields, figureField } from '../thread/measured-fields.js';
import { emptyMeasured, measuredInput, type Measured } from '../thread/offer-draft.js';
import { adoptCandidate } from './aim-commands.js';
import type { CandidateShown } from './aims-documents.js';

/** Makes a candidate an annual aim: what it promises, who answers for it, and, beyond the cap, why it is let in. */
export const AdoptForm = ({
  candidate,
  objectives,
  isFull,
  ends,
  onTaken,
  onClose,
}: {
  readonly candidate: CandidateShown;
  readonly objectives: readonly { readonly id: string; readonly statement: string }[];
  /** So many aims are adopted already that one more needs an override. */
  readonly isFull: boolean;
  /** The last day of the cycle. */
  readonly ends: string;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}) => {
  const [statement, setStatement] = useState(candidate.statement);
  const [objective, setObjective] = useState(candidate.objective?.id ?? '');
  const [due, setDue] = useState(ends);
  const [sponsor, setSponsor] = useState<PostChosen | null>(null);
  const [measured, setMeasured] = useState<Measured>(emptyMeasured);
  const [mandate, setMandate] = useState({ authority: '', reference: '', target: '' });
  const fields = { measured, was: null, onChange: setMeasured };
  return (
    <CommandForm
      document={adoptCandidate}
      fields={[
        { kind: 'prose', name: 'reason', label: 'Why it is adopted' },
        ...(isFull
          ? [{ kind: 'prose', name: 'override', label: 'Why one more is let in beyond the cap', hint: 'It stays visible.' } as const]
          : []),
        ...(mandate.authority === ''
          ? []
          : [
              {
                kind: 'prose',
                name: 'waiver',
                label: 'Why the target may fall short of the mandate, where it does',
                optional: true,
              } as const,
            ]),
      ]}
      input={(typed) => ({
        candidate: candidate.id,
        ...typed,
        terms: {
          statement,
          objective,
          due,
          sponsor: sponsor?.id ?? '',
          measured: measuredInput(measured),
          mandate: mandate.authority.trim() === '' ? null : mandate,
        },
      })}
      submit="Adopt it"
      onTaken={onTaken}
      onClose={onClose}
    >
      <Labelled label="What must be done" type="lines" value={statement} was={candidate.statement} onChange={setStatement} />
      <LabelledChoice
        label="The breakthrough objective it serves"
        value={objective}
        choices={objectives.map(({ id, statement: says }) => [id, says] as const)}
        onChange={setObjective}
      />
      <PostField label="Sponsor" hint="The executive’s post that answers for it." role="EXECUTIVE" post={sponsor} onChange={setSponsor} />
      <MeasureAndStart {...fields} />
      <Labelled
        label="Target"
        {...figureField(measured)}
        value={measured.target}
        onChange={(target) => setMeasured({ ...measured, target })}
      />
      <Labelled label="Due" type="date" value={due} onChange={setDue} />
      <PlanFields {...fields} />
      <Labelled
        label="Outside authority that set a target"
        optional
        value={mandate.authority}
        onChange={(authority) => setMandate({ ...mandate, authority })}
      />
      {mandate.authority !== '' && (
        <>
          <Labelled label="Where it is written" value={mandate.reference} onChange={(reference) => setMandate({ ...mandate, reference })} />
          <Labelled label="Its target" type="figure" value={mandate.target} onChange={(target) => setMandate({ ...mandate, target })} />
        </>
      )}
    </CommandForm>
  );
};
