import { AssuranceIcon, VariationIcon } from '../chart/icons.js';
import { dayInWords, periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { CellMark } from './cell-mark.js';
import type { MeasurePanel } from './panels.js';
import type { ThreadOfUnit } from './unit-documents.js';
import { aboutThread, cellWords, planInWords, targetInWords, unitAfter } from './unit-words.js';

/** Apr 2026 → Apr: the year is clear on a wall. */
const shortMonth = (month: string): string => periodInWords(month).split(' ')[0] ?? month;

const aimInWords = ({ aim, value, kind }: MeasurePanel): string => {
  if (aim === null) return '–';
  return aim.value === null ? targetInWords(aim, kind) : planInWords(aim.value, value, kind);
};

/** One measure, to be read from three metres. */
export const MeasureOnWall = ({ panel }: { readonly panel: MeasurePanel }) => {
  const { name, kind, unitOfMeasure, period, value, aim, year, months } = panel;
  const unit = unitAfter(kind, unitOfMeasure);
  return (
    <section className="app-panel" aria-label={name}>
      <div className="app-panel__head">
        <h2 className="app-panel__name">{name}</h2>
        <div className="app-panel__icons">
          <VariationIcon variation={panel.variation} text={panel.variationText} />
          <AssuranceIcon assurance={panel.assurance} text={panel.assuranceText} />
        </div>
      </div>
      <div className="app-panel__now">
        <p className="app-panel__latest">
          <span className="app-panel__figure">{value === null ? '–' : figureInWords(value, kind)}</span>
          <span>
            {unit} {period === null ? 'not reported yet' : `in ${periodInWords(period)}`}
          </span>
        </p>
        <p className="app-panel__latest">
          <span className="app-panel__figure app-panel__figure--aim">{aimInWords(panel)}</span>
          <span>{aim === null ? 'no target for a month' : aim.name === 'plan' ? 'planned' : 'target'}</span>
        </p>
      </div>
      {panel.reading !== null && <p className="app-panel__reading">{panel.reading}</p>}
      {year && (
        <p className="app-panel__year">
          Agreed: from {figureInWords(year.from, kind)} to {figureInWords(year.to, kind)}
          {unit} by {dayInWords(year.due)}
        </p>
      )}
      {months.length > 0 && (
        <ol className="app-panel__months">
          {months.map(({ month, status, letter, shape, actual }) => (
            <li key={month}>
              <span>{shortMonth(month)}</span>
              <CellMark status={status} letter={letter} shape={shape} />
              <span className="nhsuk-u-visually-hidden">{cellWords[status]}</span>
              <span>{actual === null ? '–' : figureInWords(actual, kind)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};

const ballsShown = 4;

/** Who is waited for too long. */
export const BallsOnWall = ({ overdue, open }: { readonly overdue: readonly ThreadOfUnit[]; readonly open: number }) => (
  <section className="app-panel app-panel--balls" aria-label="Balls overdue">
    <h2 className="app-panel__name">Balls overdue</h2>
    <p className="app-panel__latest">
      <span className="app-panel__figure">{overdue.length}</span> <span>of {open} open</span>
    </p>
    {overdue.length > 0 && (
      <ul className="app-panel__balls">
        {overdue.slice(0, ballsShown).map((thread) => (
          <li key={thread.id}>
            <strong>{thread.holder?.title ?? 'Nobody'}</strong>
            {thread.due !== null && `, since ${dayInWords(thread.due)}`}
            <span className="app-panel__about">{aboutThread(thread)}</span>
          </li>
        ))}
        {overdue.length > ballsShown && <li>and {overdue.length - ballsShown} more</li>}
      </ul>
    )}
  </section>
);

/** In place of measures where there are none. */
export const NothingOnWall = () => (
  <section className="app-panel app-panel--balls" aria-label="Measures">
    <h2 className="app-panel__name">Measures</h2>
    <p>The unit drives no measure yet, and no goal of it has a measured target this year.</p>
  </section>
);
