import { useCallback } from 'react';
import { useQuery } from 'urql';
import { useLiveFigures } from '../api/use-live.js';
import { Answer } from '../shell/states.js';
import { Term } from '../shell/term.js';
import type { AsOf } from '../shell/use-moment.js';
import { MonthHeads } from '../unit/month-heads.js';
import { dayInWords, periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { bowlingDocument, type BowlingRow as Row } from './goal-documents.js';

type Cell = Row['cells'][number];

const statusWords: Readonly<Record<Cell['status'], string>> = {
  MET: 'Met',
  NEAR: 'Near',
  MISSED: 'Missed',
  NOT_REPORTED: 'Not reported',
  NO_ACTIVITY: 'No activity',
  NO_PLAN: 'No plan',
  BLANK: '',
};

/** How a month stands: by a shape and a word, so that neither colour nor sight is needed. */
const Status = ({ status }: { readonly status: Cell['status'] }) => (
  <td className={`app-bowling__status app-bowling__status--${status.toLowerCase().replaceAll('_', '-')}`}>
    {(status === 'MET' || status === 'NEAR' || status === 'MISSED' || status === 'NOT_REPORTED') && (
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {status === 'MET' && <circle cx={8} cy={8} r={7} />}
        {status === 'NEAR' && <path d="M8 1l7 7-7 7-7-7z" />}
        {status === 'MISSED' && <path d="M8 1l7 14H1z" />}
        {status === 'NOT_REPORTED' && <path className="app-bowling__cross" d="M2 2l12 12M14 2L2 14" />}
      </svg>
    )}
    {statusWords[status]}
  </td>
);

/** A month’s actual, and what about it was put right or came late. */
const Actual = ({ cell, figure }: { readonly cell: Cell; readonly figure: (value: number | null) => string }) => {
  const remarks = [...(cell.corrected ? ['corrected'] : []), ...(cell.late ? ['late'] : [])];
  return (
    <td>
      {figure(cell.actual)}
      {cell.asPublished !== null && cell.asPublished !== cell.actual && (
        <span className="app-bowling__remark">published as {figure(cell.asPublished)}</span>
      )}
      {remarks.length > 0 && <span className="app-bowling__remark">{remarks.join(', ')}</span>}
    </td>
  );
};

const Grid = ({
  row,
  months,
  figure,
}: {
  readonly row: Row;
  readonly months: readonly string[];
  readonly figure: (value: number | null) => string;
}) => (
  <div className="app-offers" tabIndex={0} role="region" aria-label="Month by month">
    <table className="nhsuk-table app-offers__table app-bowling">
      <caption className="nhsuk-u-visually-hidden">Plan and actual, month by month</caption>
      <thead>
        <tr>
          <td />
          <MonthHeads months={months} />
        </tr>
      </thead>
      <tbody>
        {row.ghosts.map(({ revision, on, plan }) => (
          <tr key={revision} className="app-bowling__ghost">
            <th scope="row">
              Plan of revision {revision}, {dayInWords(on)}
            </th>
            {months.map((month, index) => (
              <td key={month}>{figure(plan[index] ?? null)}</td>
            ))}
            <td />
          </tr>
        ))}
        <tr>
          <th scope="row">Plan</th>
          {row.cells.map(({ month, plan }) => (
            <td key={month}>{figure(plan)}</td>
          ))}
          <td>{figure(row.yearToDatePlan)}</td>
        </tr>
        <tr>
          <th scope="row">Actual</th>
          {row.cells.map((cell) => (
            <Actual key={cell.month} cell={cell} figure={figure} />
          ))}
          <td>{figure(row.yearToDateActual)}</td>
        </tr>
        <tr>
          <th scope="row">Status</th>
          {row.cells.map(({ month, status }) => (
            <Status key={month} status={status} />
          ))}
          <td>{row.reportedInWords}</td>
        </tr>
      </tbody>
    </table>
  </div>
);

const Forecasts = ({
  row: { forecasts, yearTarget },
  figure,
}: {
  readonly row: Row;
  readonly figure: (value: number | null) => string;
}) => {
  const ways = [
    ['If the last three reported periods go on', forecasts.runRate, ''],
    ['If the rest goes by plan, as far off as now', forecasts.planShifted, ''],
    [
      'If the process goes on as its chart shows it',
      forecasts.process,
      forecasts.process.low === null ? '' : `, between ${figure(forecasts.process.low)} and ${figure(forecasts.process.high)}`,
    ],
  ] as const;
  return (
    <>
      <p>
        Where it is heading by {periodInWords(forecasts.until)}
        {yearTarget !== null && `, against a target of ${figure(yearTarget)}`}:
      </p>
      <ul>
        {ways.map(([name, { value, because }, range]) => (
          <li key={name}>
            {name}: {value === null ? (because ?? 'nothing can be said') : <strong>{figure(value)}</strong>}
            {value !== null && range}
          </li>
        ))}
      </ul>
    </>
  );
};

/** A goal’s year: plan and actual month by month, and where the year is heading. */
export const BowlingRow = ({ goal, asOf }: { readonly goal: string; readonly asOf: AsOf | null }) => {
  const [asked, ask] = useQuery({ query: bowlingDocument, variables: { id: goal, asOf } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const shown = asked.data?.goal?.bowlingChart?.rows.find(({ id }) => id === goal);
  useLiveFigures([goal, shown?.measure?.id], again);
  return (
    <section>
      <h2>
        <Term of="Bowling chart">Month by month</Term>
      </h2>
      <Answer asked={asked} what="the year" retry={again}>
        {({ goal: found }) => {
          const chart = found?.bowlingChart;
          const row = chart?.rows.find(({ id }) => id === goal);
          if (!chart || !row)
            return <p>There is no row for it: {chart?.withoutRow.find((each) => each.goal === goal)?.because ?? 'it has no measure'}.</p>;
          const figure = (value: number | null): string => (value === null ? '' : figureInWords(value, row.measure?.kind ?? ''));
          return (
            <>
              <Grid row={row} months={chart.months} figure={figure} />
              <Forecasts row={row} figure={figure} />
            </>
          );
        }}
      </Answer>
    </section>
  );
};
