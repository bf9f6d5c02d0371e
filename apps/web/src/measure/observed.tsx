import { Act, reasonField } from '../shell/act.js';
import { Columns } from '../shell/columns.js';
import type { Field } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { More } from '../shell/more.js';
import { Answer } from '../shell/states.js';
import type { AsOf } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { periodInWords } from '../words/dates.js';
import { figureInWords, statedInWords } from '../words/figures.js';
import { withdrawObservation } from './decision-commands.js';
import { correctObservations } from './measure-commands.js';
import { observationsDocument, type Measure, type Observed } from './measure-documents.js';

/** As it was recorded; a share is worked out from its parts, which stand beside it. */
const figureOf = (figure: string | null, kind: string): string => {
  if (figure === null) return '–';
  return kind === 'PROPORTION' ? figureInWords(Number(figure), kind) : statedInWords(figure, kind);
};

const remarksOf = ({ closed, corrected, late }: Observed): string =>
  [closed ? 'closed' : 'still open', ...(corrected ? ['corrected'] : []), ...(late ? ['recorded late'] : [])].join(', ');

const Figures = ({ measure, asOf, knownAt }: { readonly measure: Measure; readonly asOf: AsOf | null; readonly knownAt: AsOf | null }) => {
  const pages = usePages(observationsDocument, { measure: measure.id, asOf, knownAt }, ({ observations }) => observations);
  const inParts = measure.kind === 'PROPORTION' || measure.kind === 'RATE';
  return (
    <Answer asked={pages} what="the figures" retry={pages.again}>
      {({ nodes }) => (
        <>
          <div className="app-offers" tabIndex={0} role="region" aria-label="Figures as known and as published">
            <table className="nhsuk-table app-offers__table app-figures">
              <caption className="nhsuk-u-visually-hidden">Figures as known and as published</caption>
              <Columns
                names={[
                  'Period',
                  ...(inParts ? ['Numerator', 'Denominator'] : []),
                  'As known',
                  'As published',
                  'Its period',
                  'Recorded by event',
                ]}
              />
              <tbody>
                {nodes.map((observed) => (
                  <tr key={observed.period}>
                    <th scope="row">{periodInWords(observed.period)}</th>
                    {inParts && <td>{figureOf(observed.numerator, '')}</td>}
                    {inParts && <td>{figureOf(observed.denominator, '')}</td>}
                    <td>{observed.value === null ? 'no activity' : figureOf(observed.value, measure.kind)}</td>
                    <td>
                      {observed.published !== null && observed.published !== observed.value ? (
                        <strong>≠ {figureOf(observed.published, measure.kind)}</strong>
                      ) : (
                        figureOf(observed.published, measure.kind)
                      )}
                    </td>
                    <td>{remarksOf(observed)}</td>
                    <td>{observed.position}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More pages={pages} what="figures" />
        </>
      )}
    </Answer>
  );
};

/** Every figure with what it was when its period was closed and what is known of it, and the way to correct one. */
export const FiguresRecorded = ({
  measure,
  periods,
  asOf,
  knownAt,
  mayChange,
  onTaken,
}: {
  readonly measure: Measure;
  /** The reported periods, the latest first. */
  readonly periods: readonly string[];
  readonly asOf: AsOf | null;
  readonly knownAt: AsOf | null;
  readonly mayChange: boolean;
  readonly onTaken: () => void;
}) => {
  const inParts = measure.kind === 'PROPORTION' || measure.kind === 'RATE';
  const figures: readonly Field[] = inParts
    ? [
        { kind: 'figure', name: 'numerator', label: 'Numerator' },
        { kind: 'figure', name: 'denominator', label: 'Denominator' },
      ]
    : [{ kind: 'figure', name: 'value', label: `Figure, in ${measure.unitOfMeasure}` }];
  return (
    <>
      <Disclosed name="Every figure, as known and as published">
        <Figures measure={measure} asOf={asOf} knownAt={knownAt} />
      </Disclosed>
      {mayChange && periods.length > 0 && (
        <Act
          name="Correct a figure"
          document={correctObservations}
          fields={[
            { kind: 'choice', name: 'period', label: 'Period', choices: periods.map((period) => [period, periodInWords(period)]) },
            ...figures,
            reasonField,
          ]}
          input={({ reason, ...reading }) => ({ measure: measure.id, reason, readings: [reading] })}
          submit="Correct it"
          onTaken={onTaken}
        >
          <p>The earlier figure stays in the record, and what was published stays published.</p>
        </Act>
      )}
      {mayChange && periods.length > 0 && (
        <Act
          name="Take a figure out"
          document={withdrawObservation}
          fields={[
            { kind: 'choice', name: 'period', label: 'Period', choices: periods.map((period) => [period, periodInWords(period)]) },
            reasonField,
          ]}
          input={{ measure: measure.id }}
          submit="Take it out"
          onTaken={onTaken}
        >
          <p>For a figure that is not one, such as another unit’s. It stays in the record, and its period counts as not reported.</p>
        </Act>
      )}
    </>
  );
};
