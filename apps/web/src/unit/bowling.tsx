import { Link } from 'react-router';
import { AssuranceIcon, VariationIcon } from '../chart/icons.js';
import { Disclosed } from '../shell/disclosed.js';
import { Empty } from '../shell/states.js';
import { useAddress, type Address } from '../shell/use-address.js';
import { dayInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { CellMark } from './cell-mark.js';
import { ForecastsShown } from './forecasts.js';
import { MonthHeads } from './month-heads.js';
import type { BowlingCell, BowlingChart, BowlingRow } from './unit-documents.js';
import { cellWords, planInWords, rowStateWords } from './unit-words.js';

export const kindOf = ({ measure }: { readonly measure: BowlingRow['measure'] }): string => measure?.kind ?? 'CONTINUOUS';

const Cell = ({ cell, kind }: { readonly cell: BowlingCell; readonly kind: string }) => {
  const { plan, actual, letter, status, corrected, late } = cell;
  return (
    <td className={`app-bowl app-bowl--${status.toLowerCase().replaceAll('_', '-')}`}>
      {letter !== '' && (
        <>
          <CellMark {...cell} />
          <span className="nhsuk-u-visually-hidden">{cellWords[status]}: </span>
        </>
      )}
      {actual !== null && (
        <span className="app-bowl__actual">
          {figureInWords(actual, kind)}
          {corrected && (
            <>
              <span aria-hidden="true">*</span>
              <span className="nhsuk-u-visually-hidden"> (corrected)</span>
            </>
          )}
          {late && (
            <>
              <span aria-hidden="true">†</span>
              <span className="nhsuk-u-visually-hidden"> (late)</span>
            </>
          )}
        </span>
      )}
      {plan !== null && <span className="app-bowl__plan">plan {planInWords(plan, actual, kind)}</span>}
    </td>
  );
};

const Row = ({ row, search }: { readonly row: BowlingRow; readonly search: string }) => {
  const kind = kindOf(row);
  const figure = (value: number | null): string => (value === null ? '–' : figureInWords(value, kind));
  return (
    <>
      <tr>
        <th scope="row" className="app-bowling__about">
          <Link to={`/${row.kind === 'AIM' ? 'aims' : 'goals'}/${row.id}${search}`}>{row.statement}</Link>
          <span className="app-bowling__measure">
            {row.measureName}
            {kind !== 'PROPORTION' && `, ${row.unitOfMeasure}`}
            {row.state !== 'ACTIVE' && ` · ${rowStateWords[row.state]}`}
          </span>
        </th>
        <td>
          {figureInWords(Number(row.jop), kind)} to {figure(row.yearTarget ?? Number(row.target))}
          <span className="app-bowling__icons">
            <VariationIcon variation={row.variation} text={row.variationText} />
            <AssuranceIcon assurance={row.assurance} text={row.assuranceText} />
          </span>
        </td>
        {row.cells.map((cell) => (
          <Cell key={cell.month} cell={cell} kind={kind} />
        ))}
        <td className="app-bowling__sum">
          <span className="app-bowl__actual">{figure(row.yearToDateActual)}</span>
          <span className="app-bowl__plan">
            plan {row.yearToDatePlan === null ? '–' : planInWords(row.yearToDatePlan, row.yearToDateActual, kind)}
          </span>
          <span className="app-bowl__plan">{row.reportedInWords}</span>
        </td>
      </tr>
      {row.ghosts.map(({ revision, on, plan }) => (
        <tr key={revision} className="app-bowling__ghost">
          <th scope="row" className="app-bowling__about">
            As planned before, agreed {dayInWords(on)}
          </th>
          <td />
          {plan.map((value, index) => (
            <td key={row.cells[index]?.month ?? index}>
              {value !== null && <span className="app-bowl__plan">{planInWords(value, null, kind)}</span>}
            </td>
          ))}
          <td />
        </tr>
      ))}
    </>
  );
};

const legend = [
  { status: 'MET', letter: 'G', shape: 'CIRCLE', says: 'on plan or better' },
  { status: 'NEAR', letter: 'A', shape: 'DIAMOND', says: 'short of the plan, within what was agreed as tolerable' },
  { status: 'MISSED', letter: 'R', shape: 'TRIANGLE', says: 'missed' },
  { status: 'NOT_REPORTED', letter: 'N', shape: 'CROSS', says: 'due and not reported' },
] as const;

/** Which figures the chart shows: those known now, or those each month was closed with. */
export const viewOf = ({ of }: Address): 'AS_PUBLISHED' | 'AS_KNOWN_NOW' =>
  of('figures') === 'published' ? 'AS_PUBLISHED' : 'AS_KNOWN_NOW';

const ViewChoice = () => {
  const address = useAddress();
  return (
    <p className="app-no-print">
      <label htmlFor="bowling-figures">Figures</label>{' '}
      <select
        className="nhsuk-select app-bowling__view"
        id="bowling-figures"
        value={viewOf(address)}
        onChange={({ target }) => address.put({ figures: target.value === 'AS_PUBLISHED' ? 'published' : null })}
      >
        <option value="AS_KNOWN_NOW">as known now</option>
        <option value="AS_PUBLISHED">as each month was closed</option>
      </select>
    </p>
  );
};

/** The year of a unit: what it agreed, month by month, plan beside actual. */
export const Bowling = ({ chart, search }: { readonly chart: BowlingChart; readonly search: string }) => {
  const { year, months, rows, withoutRow } = chart;
  const marks = rows.flatMap(({ cells }) => cells);
  const address = useAddress();
  return (
    <>
      {rows.length === 0 ? (
        <Empty>
          <p>No aim or goal of the unit has a measured target this year, so there is no month to hold against a plan.</p>
        </Empty>
      ) : (
        <>
          <ul className="app-legend">
            {legend.map(({ says, ...mark }) => (
              <li key={mark.status}>
                <CellMark {...mark} /> {says}
              </li>
            ))}
            {marks.some(({ corrected }) => corrected) && <li>* corrected since it was first recorded</li>}
            {marks.some(({ late }) => late) && <li>† recorded after its month was closed</li>}
          </ul>
          <ViewChoice />
          {viewOf(address) === 'AS_PUBLISHED' && marks.every(({ actual }) => actual === null) && (
            <p className="nhsuk-inset-text">
              No month of these measures has been closed, so nothing is published yet. A data steward closes months; until then look at the
              figures as known now.
            </p>
          )}
          <div className="app-offers app-bowling" tabIndex={0} role="region" aria-label={`Bowling chart of ${year}`}>
            <table>
              <caption className="nhsuk-u-visually-hidden">
                What was agreed for {year}: in each month its status, the actual figure and the plan
              </caption>
              <thead>
                <tr>
                  <th scope="col" className="app-bowling__about">
                    Agreed
                  </th>
                  <th scope="col">From, to</th>
                  <MonthHeads months={months} />
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} search={search} />
                ))}
              </tbody>
            </table>
          </div>
          <Disclosed name="Where the year is heading">
            <ForecastsShown rows={rows} />
          </Disclosed>
        </>
      )}
      {withoutRow.length > 0 && (
        <>
          <h3>Not in the chart</h3>
          <ul>
            {withoutRow.map(({ goal, statement, because }) => (
              <li key={goal}>
                <Link to={`/goals/${goal}${search}`}>{statement}</Link> – {because}.
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
