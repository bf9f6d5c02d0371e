import { useState } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { CommandForm, type Field } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { reasonField } from '../shell/act.js';
import { PostField, type PostChosen } from '../shell/found-field.js';
import { useSidePost } from '../shell/use-side-post.js';
import { defineMeasure, redefineMeasure } from './decision-commands.js';
import type { Measure } from './measure-documents.js';

const combinations = [
  ['SUM', 'added up'],
  ['MEAN', 'by a weighted mean'],
  ['RATIO', 'by numerators over denominators'],
  ['MAX', 'by the highest'],
  ['MIN', 'by the lowest'],
] as const;

/** Everything a definition says, beginning with what it says now. */
const fieldsOf = (now: Measure | null): readonly Field[] => [
  { kind: 'line', name: 'name', label: 'Name', initial: now?.name ?? '' },
  {
    kind: 'choice',
    name: 'kind',
    label: 'What sort of figure',
    initial: now?.kind ?? '',
    choices: [
      ['COUNT', 'So many in a period'],
      ['PROPORTION', 'A part of a whole: numerator over denominator'],
      ['RATE', 'A count per exposure: numerator over denominator'],
      ['CONTINUOUS', 'A measured quantity'],
      ['DAYS_BETWEEN', 'Days between rare events'],
    ],
  },
  { kind: 'line', name: 'unitOfMeasure', label: 'What one is', hint: 'Falls, %, days.', initial: now?.unitOfMeasure ?? '' },
  {
    kind: 'prose',
    name: 'operationalDefinition',
    label: 'What counts and what does not',
    hint: 'So that two people count the same.',
    initial: now?.operationalDefinition ?? '',
  },
  { kind: 'line', name: 'source', label: 'Where the figures come from', initial: now?.source ?? '' },
  {
    kind: 'choice',
    name: 'frequency',
    label: 'A figure for every',
    initial: now?.frequency ?? 'MONTH',
    choices: [
      ['DAY', 'day'],
      ['WEEK', 'week'],
      ['MONTH', 'month'],
      ['QUARTER', 'quarter'],
    ],
  },
  {
    kind: 'number',
    name: 'dueAfter',
    label: 'Due, in working days after the period’s end',
    initial: String(now?.dueAfter ?? 10),
  },
  {
    kind: 'choice',
    name: 'direction',
    label: 'Better is',
    initial: now?.direction.kind ?? '',
    choices: [
      ['INCREASE', 'higher'],
      ['DECREASE', 'lower'],
      ['RANGE', 'inside the range below'],
    ],
  },
  { kind: 'figure', name: 'lo', label: 'Lower edge of the range', initial: now?.direction.lo ?? '', optional: true },
  { kind: 'figure', name: 'hi', label: 'Upper edge of the range', initial: now?.direction.hi ?? '', optional: true },
  {
    kind: 'choice',
    name: 'purpose',
    label: 'It shows',
    initial: now?.purpose ?? '',
    choices: [
      ['OUTCOME', 'the result: what is to change for people'],
      ['PROCESS', 'whether what should be done is done'],
      ['BALANCING', 'whether harm is done elsewhere'],
    ],
  },
  {
    kind: 'choice',
    name: 'overTime',
    label: 'A year is made of its periods',
    initial: now?.overTime ?? '',
    choices: [...combinations, ['LAST', 'by the latest'], ['NONE', 'not at all']],
  },
  {
    kind: 'choice',
    name: 'overUnits',
    label: 'The unit above is made of its units',
    initial: now?.overUnits ?? '',
    choices: [...combinations, ['NONE', 'not at all']],
  },
  {
    kind: 'line',
    name: 'populationGroup',
    label: 'Population group',
    hint: 'Where it is one part of a split.',
    initial: now?.populationGroup ?? '',
    optional: true,
  },
  { kind: 'line', name: 'code', label: 'Your own key for it', hint: 'Imports find it by this.', initial: now?.code ?? '', optional: true },
];

const definitionOf = ({ direction, lo, hi, reason: _, ...rest }: Readonly<Record<string, unknown>>, steward: PostChosen | null) => ({
  ...rest,
  direction: { kind: direction, ...(direction === 'RANGE' && { lo, hi }) },
  steward: steward?.id ?? null,
});

/** A definition as it is written: a new measure of a unit, or what one now means. */
const DefinitionForm = ({
  now,
  document,
  about,
  submit,
  onTaken,
  onClose,
}: {
  readonly now: Measure | null;
  readonly document: TypedDocumentNode<unknown, AnyVariables>;
  /** What the command names beside the definition. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly submit: string;
  readonly onTaken: (data: unknown) => void;
  readonly onClose: () => void;
}) => {
  const [steward, setSteward] = useState<PostChosen | null>(now?.steward ?? null);
  const acting = useSidePost([now?.steward?.id]);
  return (
    <CommandForm
      document={document}
      fields={[...fieldsOf(now), ...(now === null ? [] : [reasonField])]}
      input={(typed) => ({
        ...about,
        definition: definitionOf(typed, steward),
        ...(now !== null && { reason: typed['reason'] }),
        ...acting,
      })}
      submit={submit}
      onTaken={onTaken}
      onClose={onClose}
    >
      <PostField label="Data steward" hint="The post that answers for the figures." post={steward} onChange={setSteward} />
    </CommandForm>
  );
};

/** Defines a measure of a unit. */
export const DefineMeasure = ({ unit, onTaken }: { readonly unit: string; readonly onTaken: () => void }) => (
  <Disclosed name="Define a measure">
    {(close) => (
      <DefinitionForm
        now={null}
        document={defineMeasure as TypedDocumentNode<unknown, AnyVariables>}
        about={{ unit }}
        submit="Define it"
        onTaken={() => {
          close();
          onTaken();
        }}
        onClose={close}
      />
    )}
  </Disclosed>
);

/** Says what a measure means from now on. Figures it has keep its kind and how often they come. */
export const RedefineMeasure = ({ measure, onTaken }: { readonly measure: Measure; readonly onTaken: () => void }) => (
  <Disclosed name="Define it anew">
    {(close) => (
      <DefinitionForm
        now={measure}
        document={redefineMeasure as TypedDocumentNode<unknown, AnyVariables>}
        about={{ measure: measure.id }}
        submit="Define it anew"
        onTaken={() => {
          close();
          onTaken();
        }}
        onClose={close}
      />
    )}
  </Disclosed>
);
