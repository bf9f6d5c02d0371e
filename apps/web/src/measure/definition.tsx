import { figureInWords } from '../words/figures.js';
import { combinationWords } from './how-figured.js';
import type { Measure } from './measure-documents.js';

const everyWords: Readonly<Record<Measure['frequency'], string>> = { DAY: 'day', WEEK: 'week', MONTH: 'month', QUARTER: 'quarter' };
const purposeWords: Readonly<Record<Measure['purpose'], string>> = {
  OUTCOME: 'Outcome: what is to change for people',
  PROCESS: 'Process: whether what should be done is done',
  BALANCING: 'Balancing: whether harm is done elsewhere',
};

const betterOf = ({ direction: { kind, lo, hi }, kind: unit }: Measure): string => {
  if (kind === 'INCREASE') return 'More';
  if (kind === 'DECREASE') return 'Less';
  return `Between ${figureInWords(Number(lo), unit)} and ${figureInWords(Number(hi), unit)}`;
};

/** What a measure is: enough for a stranger to arrive at the same figure. */
export const Definition = ({ measure }: { readonly measure: Measure }) => {
  const rows: readonly (readonly [name: string, says: string])[] = [
    ['What it counts', measure.operationalDefinition],
    ['Where it comes from', measure.source],
    ['Data steward', measure.steward?.title ?? 'Nobody'],
    ['Unit', measure.unit?.name ?? 'None'],
    ...(measure.populationGroup === null ? [] : [['Population group', measure.populationGroup] as const]),
    ['Better is', betterOf(measure)],
    ['Kind', purposeWords[measure.purpose]],
    ['Reported', `Every ${everyWords[measure.frequency]}, in ${measure.unitOfMeasure}; due ${measure.dueAfter} working days after its end`],
    ['Periods make a year', combinationWords[measure.overTime]],
    ['Units make the one above', combinationWords[measure.overUnits]],
    ...measure.uses.map(
      ({ class: use, reason, unit }) =>
        [`${use === 'DRIVER' ? 'Driven' : 'Watched'} by`, `${unit?.name ?? 'A former unit'}: ${reason}`] as const,
    ),
    ['Definition', `Revision ${measure.revision}`],
  ];
  return (
    <dl className="nhsuk-summary-list">
      {rows.map(([name, says], index) => (
        <div className="nhsuk-summary-list__row" key={`${index} ${name}`}>
          <dt className="nhsuk-summary-list__key">{name}</dt>
          <dd className="nhsuk-summary-list__value">{says}</dd>
        </div>
      ))}
    </dl>
  );
};
