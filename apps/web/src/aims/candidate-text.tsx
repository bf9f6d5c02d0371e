import { useState } from 'react';
import type { CommandDocument } from '../api/send-command.js';
import { CommandForm, type Field } from '../shell/command-form.js';
import { Labelled, LabelledChoice } from '../shell/labelled.js';
import { Rows } from '../shell/rows.js';
import type { CandidateShown } from './aims-documents.js';

const qualities = [
  ['SAFE', 'Safe'],
  ['EFFECTIVE', 'Effective'],
  ['PERSON_CENTRED', 'Person-centred'],
  ['TIMELY', 'Timely'],
  ['EFFICIENT', 'Efficient'],
  ['EQUITABLE', 'Equitable'],
] as const;

interface Text {
  readonly statement: string;
  readonly objective: string;
  readonly qualityDimension: string;
  readonly benchmark: string;
  readonly equity: string;
  readonly shapedBy: string;
  readonly evidence: readonly { readonly source: string; readonly date: string; readonly text: string }[];
}

const textOf = (candidate: CandidateShown | null): Text => ({
  statement: candidate?.statement ?? '',
  objective: candidate?.objective?.id ?? '',
  qualityDimension: candidate?.qualityDimension ?? '',
  benchmark: candidate?.benchmark ?? '',
  equity: candidate?.equity ?? '',
  shapedBy: candidate?.shapedBy ?? '',
  evidence: (candidate?.evidence ?? []).map(({ source, date, text }) => ({ source, date, text })),
});

/** What a candidate says of itself: written for a new one, or rewritten with a reason. */
export const CandidateTextForm = ({
  candidate,
  objectives,
  document,
  about,
  submit,
  onTaken,
  onClose,
}: {
  /** Null for a new one. */
  readonly candidate: CandidateShown | null;
  readonly objectives: readonly { readonly id: string; readonly statement: string }[];
  readonly document: CommandDocument;
  /** What it is about. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly submit: string;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}) => {
  const was = candidate && textOf(candidate);
  const [text, setText] = useState(() => textOf(candidate));
  const put = (change: Partial<Text>): void => setText({ ...text, ...change });
  const reason: readonly Field[] = candidate === null ? [] : [{ kind: 'prose', name: 'reason', label: 'Why it is rewritten' }];
  return (
    <CommandForm
      document={document}
      fields={reason}
      input={(typed) => ({
        ...about,
        ...typed,
        text: { ...text, evidence: text.evidence, objective: text.objective === '' ? null : text.objective },
      })}
      submit={submit}
      onTaken={onTaken}
      onClose={onClose}
    >
      <Labelled
        label="What must be done this cycle"
        type="lines"
        value={text.statement}
        was={was?.statement}
        onChange={(statement) => put({ statement })}
      />
      <LabelledChoice
        label="The breakthrough objective it would serve"
        optional
        value={text.objective}
        was={was?.objective}
        choices={objectives.map(({ id, statement }) => [id, statement] as const)}
        onChange={(objective) => put({ objective })}
      />
      <LabelledChoice
        label="The dimension of quality it serves"
        value={text.qualityDimension}
        was={was?.qualityDimension}
        choices={qualities}
        onChange={(qualityDimension) => put({ qualityDimension })}
      />
      <Labelled label="Best known anywhere" value={text.benchmark} was={was?.benchmark} onChange={(benchmark) => put({ benchmark })} />
      <Labelled label="Expected effect on equity" value={text.equity} was={was?.equity} onChange={(equity) => put({ equity })} />
      <Labelled
        label="How patients and staff shaped it"
        value={text.shapedBy}
        was={was?.shapedBy}
        onChange={(shapedBy) => put({ shapedBy })}
      />
      <Rows
        name="What it rests on"
        one="source"
        rows={text.evidence}
        fresh={{ source: '', date: '', text: '' }}
        onChange={(evidence) => put({ evidence })}
      >
        {(row, putRow) => (
          <>
            <Labelled label="Source" value={row.source} onChange={(source) => putRow({ ...row, source })} />
            <Labelled label="Of" type="date" value={row.date} onChange={(date) => putRow({ ...row, date })} />
            <Labelled label="What it says" value={row.text} onChange={(says) => putRow({ ...row, text: says })} />
          </>
        )}
      </Rows>
    </CommandForm>
  );
};
