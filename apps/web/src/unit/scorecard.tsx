import { Link } from 'react-router';
import { AssuranceIcon, VariationIcon } from '../chart/icons.js';
import { Empty } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { dayInWords, periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { SmallChart } from './small-chart.js';
import type { BowlingRow, Scorecard, ScorecardLine } from './unit-documents.js';
import { classWords, targetInWords, unitAfter } from './unit-words.js';

const ranks = { DRIVER: 0, WATCH: 1 } as const;

/** Drivers first, and among the same kind the most pressing first. */
const inOrder = (one: ScorecardLine, other: ScorecardLine): number =>
  (one.class === null ? 2 : ranks[one.class]) - (other.class === null ? 2 : ranks[other.class]) || one.place - other.place;

/** What the latest figure is held against: a target for every period, else what is agreed for the year. */
const aimInWords = ({ target, measure, unitOfMeasure, met }: ScorecardLine, row: BowlingRow | undefined): string => {
  const kind = measure?.kind ?? 'CONTINUOUS';
  const unit = unitAfter(kind, unitOfMeasure);
  if (target !== null) return `Target ${targetInWords(target, kind)}${unit}${met === null ? '' : met ? ', met' : ', not met'}`;
  if (row === undefined) return 'No target';
  return `For the year: from ${figureInWords(Number(row.jop), kind)} to ${figureInWords(row.yearTarget ?? Number(row.target), kind)}${unit}`;
};

interface LineShown {
  readonly line: ScorecardLine;
  readonly row: BowlingRow | undefined;
  readonly search: string;
}

const Line = ({ line, row, search }: LineShown) => {
  const { id, name, measure, unitOfMeasure, latestPeriod, latestValue, reading, periodsOverdue, awaitedPeriod, awaitedBy } = line;
  const kind = measure?.kind ?? 'CONTINUOUS';
  const unit = unitAfter(kind, unitOfMeasure);
  return (
    <li className="app-line">
      <h3 className="app-line__name">
        <Link to={`/measures/${id}${search}`}>{name}</Link>
      </h3>
      <p className="app-line__class">
        <strong className={`nhsuk-tag ${line.class === 'DRIVER' ? 'nhsuk-tag--blue' : 'nhsuk-tag--grey'}`}>
          {line.class === null ? 'Neither driven nor watched' : classWords[line.class]}
        </strong>
      </p>
      <div className="app-line__now">
        <VariationIcon variation={line.variation} text={line.variationText} />
        <AssuranceIcon assurance={line.assurance} text={line.assuranceText} />
        <p>
          {latestPeriod === null ? (
            'No figure yet'
          ) : (
            <>
              <span className="app-line__figure">
                {latestValue === null ? 'No activity' : `${figureInWords(Number(latestValue), kind)}${unit}`}
              </span>{' '}
              {periodInWords(latestPeriod)}
            </>
          )}
          <span className="app-line__target">{aimInWords(line, row)}</span>
        </p>
      </div>
      {measure && measure.chart.problem === null && measure.chart.points.length > 0 ? (
        <SmallChart chart={measure.chart} kind={measure.kind} name={name} />
      ) : (
        <p className="nhsuk-hint">{measure?.chart.problem ?? 'There are no figures to draw yet.'}</p>
      )}
      <p className="app-line__reading">{reading}</p>
      {line.target === null && row?.basis === 'TOTAL' && (
        <p className="nhsuk-hint">What is agreed is a total over the year, so that no single period has a target of its own.</p>
      )}
      {periodsOverdue > 0 && awaitedPeriod !== null && (
        <p className="app-overdue">
          The figure of {periodInWords(awaitedPeriod)} is overdue{awaitedBy !== null && `: it was due on ${dayInWords(awaitedBy)}`}.
        </p>
      )}
    </li>
  );
};

/** The unit's measures as small charts with their icons, and what to do about each. */
export const ScorecardShown = ({
  scorecard: { lines, falseIconsInWords },
  rows,
  search,
}: {
  readonly scorecard: Scorecard;
  readonly rows: readonly BowlingRow[];
  readonly search: string;
}) =>
  lines.length === 0 ? (
    <Empty>
      <p>The unit has no measure, and drives or watches none. A data steward defines one; the unit’s lead then takes it on.</p>
    </Empty>
  ) : (
    <>
      <p>
        Each chart shows the figures with their mean (whole line), their <Term of="Process limits">process limits</Term> (grey, short
        dashes) and a target (red, long dashes). A triangle is an improvement, a diamond a concern. The icons say whether there is a{' '}
        <Term of="Variation">change</Term>, and whether the target <Term of="Assurance">will be met</Term>.
      </p>
      <ul className="app-lines-of-unit">
        {lines.toSorted(inOrder).map((line) => (
          <Line key={line.id} line={line} row={rows.find(({ measure }) => measure?.id === line.id)} search={search} />
        ))}
      </ul>
      <p className="nhsuk-hint">{falseIconsInWords}</p>
    </>
  );
