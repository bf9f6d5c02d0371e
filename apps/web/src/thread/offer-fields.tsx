import { Disclosed } from '../shell/disclosed.js';
import { Labelled, LabelledChoice } from '../shell/labelled.js';
import { MeasureAndStart, PlanFields, figureField, isShare } from './measured-fields.js';
import { contributionOf, edited, emptyMeasured, type Draft, type Measured, type Served } from './offer-draft.js';
import { ConditionRows, DependencyRows, MeansRows, MilestoneRows, ResourceRows } from './promise-fields.js';

const confidences = [1, 2, 3, 4, 5].map(
  (each) => [String(each), `${each}${each === 1 ? ', a guess' : each === 5 ? ', certain' : ''}`] as const,
);
const strengths = [
  ['STRONG', 'Strongly: without it the parent is hardly reached'],
  ['MEDIUM', 'Noticeably'],
  ['WEAK', 'A little'],
] as const;

interface Given {
  readonly draft: Draft;
  /** The offer it answers; null for a first one. */
  readonly was: Draft | null;
  /** What it serves, as far as it is measured. */
  readonly parent: Served | null;
  readonly thread: string | null;
  readonly onChange: (draft: Draft) => void;
}

/** What the child takes of the parent's need. */
const ContributionFields = ({ draft, was, parent, put }: Omit<Given, 'onChange'> & { readonly put: (change: Partial<Draft>) => void }) => {
  const contribution = draft.contribution ?? { amount: '', conversion: null };
  const follows = contributionOf(draft, parent);
  const isWorthAsking = draft.contribution !== null || draft.link === 'CONTRIBUTES';
  if (!isWorthAsking) return null;
  return (
    <>
      <Labelled
        label="Contribution to what it serves"
        hint={
          follows === null
            ? 'In the parent’s unit, positive towards its target.'
            : `In the parent’s own measure it is the share of the improvement: ${follows}.`
        }
        type="figure"
        optional
        value={contribution.amount}
        was={was ? (was.contribution?.amount ?? '') : undefined}
        onChange={(amount) => put({ contribution: amount === '' ? null : { ...contribution, amount } })}
      />
      {follows !== null && Number(contribution.amount) !== Number(follows) && (
        <p>
          <button type="button" className="app-slider__step" onClick={() => put({ contribution: { amount: follows, conversion: null } })}>
            Take {follows}
          </button>
        </p>
      )}
      {follows === null && draft.contribution !== null && (
        <Labelled
          label="How it converts into the parent’s unit, and why"
          optional
          value={contribution.conversion ?? ''}
          was={was ? (was.contribution?.conversion ?? '') : undefined}
          onChange={(conversion) => put({ contribution: { ...contribution, conversion: conversion === '' ? null : conversion } })}
        />
      )}
    </>
  );
};

const counted = (name: string, count: number): string => (count === 0 ? name : `${name} (${count})`);

/** Everything an offer has, edited in place: first what is negotiated most, and the rest where it is asked for. */
export const OfferFields = ({ draft, was, parent, thread, onChange }: Given) => {
  const put = (change: Partial<Draft>): void => onChange(edited(draft, change, parent));
  const putMeasured = (measured: Measured): void => put({ measured });
  const { measured } = draft;
  const rows = { draft, was, onChange: put };
  const isFirst = was === null;
  const measuring = measured && { measured, was: was?.measured ?? null, onChange: putMeasured };
  return (
    <>
      <Labelled label="Statement" type="lines" value={draft.statement} was={was?.statement} onChange={(statement) => put({ statement })} />
      {isFirst && <KindField draft={draft} was={was} put={put} />}
      {isFirst && measuring && <MeasureAndStart {...measuring} />}
      {measured && (
        <Labelled
          label={measured.measure && !isShare(measured) ? `Target, ${measured.measure.unitOfMeasure}` : 'Target'}
          {...figureField(measured)}
          value={measured.target}
          was={was?.measured?.target}
          onChange={(target) => putMeasured({ ...measured, target })}
        />
      )}
      <ContributionFields draft={draft} was={was} parent={parent} thread={thread} put={put} />
      <Labelled label="Due" type="date" value={draft.due} was={was?.due} onChange={(due) => put({ due })} />
      <LabelledChoice
        label="Confidence that it will be reached"
        value={String(draft.confidence)}
        was={was ? String(was.confidence) : undefined}
        choices={confidences}
        onChange={(confidence) => put({ confidence: Number(confidence) })}
      />
      {draft.kind === 'MILESTONE' && <MilestoneRows {...rows} />}
      <MeansRows {...rows} />
      <Disclosed name={counted('Resources', draft.resourcesAsked.length + draft.resourcesGranted.length)}>
        <ResourceRows {...rows} />
      </Disclosed>
      <Disclosed name={counted('Conditions and pledges', draft.conditions.length + draft.dependencies.length)}>
        <ConditionRows {...rows} />
        <DependencyRows {...rows} thread={thread} />
      </Disclosed>
      {draft.kind === 'MEASURED' && (
        <Disclosed name={counted('Milestones on the way', draft.milestones.length)}>
          <MilestoneRows {...rows} />
        </Disclosed>
      )}
      {measuring && (
        <Disclosed name={isFirst ? 'Plan and tolerance' : 'Measure, start, plan and tolerance'}>
          {!isFirst && <KindField draft={draft} was={was} put={put} />}
          {!isFirst && <MeasureAndStart {...measuring} />}
          <PlanFields {...measuring} />
        </Disclosed>
      )}
      {!isFirst && !measuring && (
        <Disclosed name="How it is judged">
          <KindField draft={draft} was={was} put={put} />
        </Disclosed>
      )}
      <Disclosed name="How it counts: link, share and weight">
        <LinkFields draft={draft} was={was} put={put} />
      </Disclosed>
    </>
  );
};

interface Part {
  readonly draft: Draft;
  readonly was: Draft | null;
  readonly put: (change: Partial<Draft>) => void;
}

/** By a measure, or by milestones until there is a baseline. */
const KindField = ({ draft, was, put }: Part) => (
  <>
    <LabelledChoice
      label="It is judged"
      value={draft.kind}
      was={was?.kind}
      choices={[
        ['MEASURED', 'By a measure, from a start to a target'],
        ['MILESTONE', 'By dated milestones'],
      ]}
      onChange={(kind) =>
        put(
          kind === 'MEASURED'
            ? { kind, measured: draft.measured ?? emptyMeasured, baselineBy: null }
            : { kind: 'MILESTONE', measured: null },
        )
      }
    />
    {draft.kind === 'MILESTONE' && (
      <Labelled
        label="A baseline is found by"
        hint="Where it shall be measured once somebody knows where it starts."
        type="date"
        optional
        value={draft.baselineBy ?? ''}
        was={was ? (was.baselineBy ?? '') : undefined}
        onChange={(day) => put({ baselineBy: day === '' ? null : day })}
      />
    )}
  </>
);

const LinkFields = ({ draft, was, put }: Part) => (
  <>
    <LabelledChoice
      label="Under what it serves it"
      value={draft.link}
      was={was?.link}
      choices={[
        ['CONTRIBUTES', 'Contributes: it counts in the sums'],
        ['SUPPORTS', 'Supports: it helps, and counts only with a stated contribution'],
      ]}
      onChange={(link) =>
        put(link === 'SUPPORTS' ? { link, strength: draft.strength ?? 'MEDIUM' } : { link: 'CONTRIBUTES', strength: null })
      }
    />
    {draft.link === 'SUPPORTS' && (
      <LabelledChoice
        label="How strongly it supports"
        value={draft.strength ?? ''}
        was={was ? (was.strength ?? '') : undefined}
        choices={strengths}
        onChange={(strength) => put({ strength: strength as NonNullable<Draft['strength']> })}
      />
    )}
    <Labelled
      label="Share of its effect credited here"
      hint="From 0 to 1; over all it serves at most 1."
      type="figure"
      value={draft.share}
      was={was?.share}
      onChange={(share) => put({ share })}
    />
    <Labelled
      label="Weight among what serves the same"
      type="figure"
      value={draft.weight}
      was={was?.weight}
      onChange={(weight) => put({ weight })}
    />
  </>
);
