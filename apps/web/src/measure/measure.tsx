import { useCallback, useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { ChartTable, SpcChart } from '../chart/spc-chart.js';
import { Heading } from '../shell/heading.js';
import { History } from '../shell/history.js';
import { Answer, Empty } from '../shell/states.js';
import { periodInWords } from '../words/dates.js';
import { EnterFigure, PasteGrid } from './enter-figures.js';
import { measureDocument, type Measure as MeasureShown } from './measure-documents.js';

const Definition = ({ measure }: { readonly measure: MeasureShown }) => {
  const rows = [
    ['What it counts', measure.operationalDefinition],
    ['Where it comes from', measure.source],
    ['Data steward', measure.steward?.title ?? 'nobody'],
    ['Unit', measure.unit?.name ?? ''],
    ['Reported', `every ${measure.frequency.toLowerCase()}, in ${measure.unitOfMeasure}`],
    ['Put together', `over time ${measure.overTime.toLowerCase()}, over units ${measure.overUnits.toLowerCase()}`],
  ] as const;
  return (
    <dl className="nhsuk-summary-list">
      {rows.map(([name, says]) => (
        <div className="nhsuk-summary-list__row" key={name}>
          <dt className="nhsuk-summary-list__key">{name}</dt>
          <dd className="nhsuk-summary-list__value">{says}</dd>
        </div>
      ))}
    </dl>
  );
};

/** A measure: its chart and what it says, its figures, what it means, and how it came to be so. */
export const Measure = () => {
  const { id = '' } = useParams();
  const [asked, ask] = useQuery({ query: measureDocument, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const [showsHistory, setShowsHistory] = useState(false);
  return (
    <Answer asked={asked} what="the measure" retry={again}>
      {({ measure }) =>
        measure === null ? (
          <Heading title="No such measure" />
        ) : (
          <>
            <Heading title={measure.name} />
            {measure.chart.problem === null && measure.chart.points.length > 0 ? (
              <>
                <SpcChart chart={measure.chart} unit={measure.kind} title={measure.name} />
                <ChartTable chart={measure.chart} unit={measure.kind} />
              </>
            ) : (
              <Empty>
                <p>{measure.chart.problem ?? 'There are no figures yet: enter the first one below.'}</p>
              </Empty>
            )}
            {measure.chart.warnings.length > 0 && (
              <div className="nhsuk-inset-text">
                <ul>
                  {measure.chart.warnings.map(({ code, text }) => (
                    <li key={code}>{text}</li>
                  ))}
                </ul>
              </div>
            )}
            <h2>Figures</h2>
            {measure.missing.length > 0 ? (
              <>
                <p>Not reported yet: {measure.missing.map(periodInWords).join(', ')}.</p>
                <EnterFigure key={measure.missing[0]} measure={measure} period={measure.missing[0]!} onTaken={again} />
              </>
            ) : (
              <p>Every figure that is due has been reported.</p>
            )}
            <details className="nhsuk-details">
              <summary className="nhsuk-details__summary">
                <span className="nhsuk-details__summary-text">Paste figures from a spreadsheet</span>
              </summary>
              <div className="nhsuk-details__text">
                <PasteGrid measure={measure} onTaken={again} />
              </div>
            </details>
            <h2>What it is</h2>
            <Definition measure={measure} />
            <h2>History</h2>
            {showsHistory ? (
              <History subject={measure.id} />
            ) : (
              <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => setShowsHistory(true)}>
                Show the history
              </button>
            )}
          </>
        )
      }
    </Answer>
  );
};
