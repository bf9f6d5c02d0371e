import { Columns } from '../shell/columns.js';
import { periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import type { BowlingRow } from './unit-documents.js';

type Forecast = {
  readonly value: number | null;
  readonly because: string | null;
  readonly low?: number | null;
  readonly high?: number | null;
};

const forecastInWords = ({ value, because, low = null, high = null }: Forecast, kind: string): string => {
  if (value === null) return because ?? 'cannot be said';
  const range = low === null || high === null ? '' : ` (${figureInWords(low, kind)} to ${figureInWords(high, kind)})`;
  return `${figureInWords(value, kind)}${range}`;
};

/** Three ways of looking ahead, side by side: none of them is a promise. */
export const ForecastsShown = ({ rows }: { readonly rows: readonly BowlingRow[] }) => (
  <div className="app-offers" tabIndex={0} role="region" aria-label="Where the year is heading">
    <table className="nhsuk-table app-offers__table">
      <Columns names={['Agreed', 'Plan', 'If it goes on as lately', 'If the plan is followed from here', 'As the process stands']} />
      <tbody>
        {rows.map(({ id, statement, measure, forecasts: { of, until, plan, runRate, planShifted, process } }) => {
          const kind = measure?.kind ?? 'CONTINUOUS';
          return (
            <tr key={id}>
              <th scope="row">{statement}</th>
              <td>
                {plan === null ? '–' : figureInWords(plan, kind)} {of === 'YEAR' ? 'over the year, to' : 'in'} {periodInWords(until)}
              </td>
              {[runRate, planShifted, process].map((forecast, index) => (
                <td key={index}>{forecastInWords(forecast, kind)}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);
