import { Columns } from '../shell/columns.js';
import { Disclosed } from '../shell/disclosed.js';
import { periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import type { Chart } from './chart-documents.js';
import { targetInWords, type Remark } from './point-words.js';

/** The same as a table: every number of the chart. */
export const ChartTable = ({
  chart,
  unit,
  remarks = [],
}: {
  readonly chart: Chart;
  readonly unit: string;
  readonly remarks?: readonly Remark[];
}) => {
  const hasRanges = chart.points.some(({ movingRange }) => movingRange !== null);
  const shown = (value: number | null): string => (value === null ? '–' : figureInWords(value, unit));
  const headings = [
    'Period',
    'Value',
    'Mean',
    'Lower limit',
    'Upper limit',
    'Target',
    ...(hasRanges ? ['Moving range'] : []),
    'What it says',
  ];
  return (
    <Disclosed name="The chart as a table">
      <div className="app-offers" tabIndex={0} role="region" aria-label="The chart as a table">
        <table className="nhsuk-table app-offers__table app-figures">
          <caption className="nhsuk-u-visually-hidden">Every number of the chart, the latest period first</caption>
          <Columns names={headings} />
          <tbody>
            {chart.points.toReversed().map((point) => (
              <tr key={point.period}>
                <th scope="row">{periodInWords(point.period)}</th>
                <td>{point.missing || point.value === null ? 'not reported' : figureInWords(point.value, unit)}</td>
                <td>{shown(point.mean)}</td>
                <td>{shown(point.lower)}</td>
                <td>{shown(point.upper)}</td>
                <td>{targetInWords(point, unit)}</td>
                {hasRanges && <td>{shown(point.movingRange)}</td>}
                <td className="app-figures__words">
                  {[
                    ...point.reasons,
                    ...(point.ghost ? [`Left out of the limits: ${point.ghostBecause ?? 'no reason is known'}`] : []),
                    ...(point.provisional ? ['Provisional.'] : []),
                    ...remarks.filter(({ period }) => period === point.period).map(({ text }) => text),
                  ].join(' ') || '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>Rules version {chart.rulesVersion}. Dates in the chart stand for the period’s first day.</p>
      </div>
    </Disclosed>
  );
};
