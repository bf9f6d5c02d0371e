import { memo, useMemo } from 'react';
import { Disclosed } from '../shell/disclosed.js';
import { changeWords } from '../words/node-words.js';
import { periodInWords } from '../words/dates.js';
import { headlines } from './changes-between.js';
import type { Step } from './standing-tree.js';
import { countsIn, marksOf, monthsOf, type Month } from './year-marks.js';

/** Nearer to each other than this part of the slider, the names of two months would run into each other. */
const apart = 0.11;
const lineHeight = 11;
const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

/** The months that have room for their names. */
const named = (months: readonly Month[], steps: number): readonly Month[] => {
  const chosen: Month[] = [];
  for (const month of months) {
    const last = chosen.at(-1);
    if ((!last || (month.from - last.from) / steps >= apart) && month.from / steps <= 1 - apart / 2) chosen.push(month);
  }
  return chosen;
};

/** The year under the slider: where its months begin, and where something was added, dropped, re-targeted or re-owned. */
export const YearLine = memo(({ steps }: { readonly steps: readonly Step[] }) => {
  const months = useMemo(() => monthsOf(steps), [steps]);
  const marks = useMemo(() => marksOf(steps), [steps]);
  if (steps.length === 0) return null;
  const bottom = headlines.length * lineHeight + 4;
  return (
    <svg className="app-year" aria-hidden="true" width="100%" height={bottom + 18}>
      {months.map(({ month, from }) => (
        <line
          key={month}
          className="app-year__month"
          x1={percent(from / steps.length)}
          x2={percent(from / steps.length)}
          y1={0}
          y2={bottom + 4}
        />
      ))}
      {headlines.map((headline, index) =>
        marks[headline].map((place) => (
          <line
            key={`${headline} ${place}`}
            className={`app-year__mark app-year__mark--${headline.toLowerCase()}`}
            x1={percent(place)}
            x2={percent(place)}
            y1={index * lineHeight + 2}
            y2={index * lineHeight + lineHeight}
          />
        )),
      )}
      {named(months, steps.length).map(({ month, from }) => (
        <text key={month} className="app-year__name" x={percent(from / steps.length)} y={bottom + 15}>
          {periodInWords(month).split(' ')[0]}
        </text>
      ))}
    </svg>
  );
});

/** The same as a table, from which each month can be gone to. */
export const YearTable = memo(({ steps, onMove }: { readonly steps: readonly Step[]; readonly onMove: (at: number) => void }) => (
  <Disclosed name="The year month by month">
    <div className="app-offers" tabIndex={0} role="region" aria-label="The year month by month">
      <table className="nhsuk-table app-year__table">
        <caption className="nhsuk-u-visually-hidden">What happened in each month, and the way to its end</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Events</th>
            {headlines.map((headline) => (
              <th scope="col" key={headline}>
                <span aria-hidden="true">{changeWords[headline].sign} </span>
                {changeWords[headline].word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthsOf(steps).map(({ month, from, to }) => {
            const counts = countsIn(steps, from, to);
            return (
              <tr key={month}>
                <th scope="row">
                  <button type="button" className="app-year__go" onClick={() => onMove(to)}>
                    <span className="nhsuk-u-visually-hidden">Go to the end of </span>
                    {periodInWords(month)}
                  </button>
                </th>
                <td>{to - from}</td>
                {headlines.map((headline) => (
                  <td key={headline}>{counts[headline]}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  </Disclosed>
));
