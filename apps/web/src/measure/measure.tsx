import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLive, useLiveFigures } from '../api/use-live.js';
import { IconSentences } from '../chart/icon-sentences.js';
import { MovingRanges } from '../chart/moving-ranges.js';
import { ChartTable, SpcChart } from '../chart/spc-chart.js';
import { Disclosed } from '../shell/disclosed.js';
import { Heading } from '../shell/heading.js';
import { History } from '../shell/history.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer, Empty } from '../shell/states.js';
import { useMayRun } from '../shell/use-may-run.js';
import { useMoment } from '../shell/use-moment.js';
import { treeChanged } from '../tree/tree-documents.js';
import { byMonths, dayInWords, isMonth, periodInWords } from '../words/dates.js';
import { Ghosts, Recalculations, Remarks, Targets } from './chart-choices.js';
import { BaselineSet, Drawing, Publishing } from './chart-decisions.js';
import { Classing } from './classing.js';
import { Closing } from './closing.js';
import { RedefineMeasure } from './definition-form.js';
import { Definition } from './definition.js';
import { EnterFigure, PasteGrid } from './enter-figures.js';
import { HowFigured, UsedBy } from './how-figured.js';
import { KnownAtBar, useKnownAt } from './known-at.js';
import { measureDocument, type Measure as MeasureShown, type MeasureChart } from './measure-documents.js';
import { FiguresRecorded } from './observed.js';

/** The chart with everything it says, and its numbers. */
const ChartShown = ({ measure, chart }: { readonly measure: MeasureShown; readonly chart: MeasureChart }) => {
  if (chart.problem !== null || chart.points.length === 0)
    return (
      <Empty>
        <p>{chart.problem ?? 'There are no figures yet: enter the first one below.'}</p>
      </Empty>
    );
  const { annotations, kind, name } = measure;
  return (
    <>
      <IconSentences chart={chart} />
      <HowFigured measure={measure} chart={chart} />
      <SpcChart chart={chart} unit={kind} title={name} remarks={annotations} />
      <ChartTable chart={chart} unit={kind} remarks={annotations} />
      <MovingRanges chart={chart} unit={kind} title={name} />
      {chart.warnings.length > 0 && (
        <div className="nhsuk-inset-text">
          <ul>
            {chart.warnings.map(({ code, text }) => (
              <li key={code}>{byMonths(text, isMonth(chart.points[0]?.period))}</li>
            ))}
          </ul>
        </div>
      )}
      {chart.publications.length > 0 && (
        <Disclosed name="What boards were shown">
          <ul>
            {chart.publications.map(({ id, title, on, figures, digest, by }) => (
              <li key={id}>
                {title}, {dayInWords(on)}, by {by.name}; figures {figures === 'KNOWN' ? 'as known then' : 'as published'}.{' '}
                <span className="app-hash">{digest}</span>
              </li>
            ))}
          </ul>
        </Disclosed>
      )}
    </>
  );
};

/** The periods that wait for a figure, and the ways to give them. */
const Entering = ({ measure, onTaken }: { readonly measure: MeasureShown; readonly onTaken: () => void }) => (
  <>
    {measure.missing.length > 0 && (
      <EnterFigure key={measure.missing[0]} measure={measure} period={measure.missing[0]!} onTaken={onTaken} />
    )}
    <Disclosed name="Paste figures from a spreadsheet">
      <PasteGrid measure={measure} onTaken={onTaken} />
    </Disclosed>
  </>
);

/** A measure: its chart and what it says, its figures, what it means, and how it came to be so. */
export const Measure = () => {
  const { id = '' } = useParams();
  const [asOf, knownAt] = [useMoment(), useKnownAt()];
  const [published, setPublished] = useState(false);
  const [asked, ask] = useQuery({ query: measureDocument, variables: { id, asOf, knownAt, published } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  useLiveFigures([id], again);
  const mayRun = useMayRun();
  const mayChange = mayRun && asOf === null && knownAt === null;
  return (
    <Answer asked={asked} what="the measure" retry={again}>
      {({ measure }) => {
        const chart = measure?.chart ?? measure?.publishedChart;
        if (!measure || !chart)
          return (
            <>
              <Heading title={asked.error ? 'The measure cannot be shown' : 'No such measure'} />
              <MomentBar />
              {knownAt !== null && <KnownAtBar />}
              {!asked.error && (
                <p>
                  It is not there, or was not there yet at the moment shown. <Link to="/units">Look among the units</Link>.
                </p>
              )}
            </>
          );
        const given = { measure, chart, mayChange, onTaken: again };
        const periods = chart.points.filter(({ missing }) => !missing).map(({ period }) => period);
        return (
          <>
            <Heading title={measure.name} />
            <MomentBar />
            <ChartShown measure={measure} chart={chart} />
            <Publishing measure={measure} mayChange={mayChange && chart.problem === null} onTaken={again} />
            <h2>Figures</h2>
            <p>
              {measure.missing.length > 0
                ? `Not reported yet: ${measure.missing.map(periodInWords).join(', ')}.`
                : 'Every figure that is due has been reported.'}
            </p>
            {mayChange && <Entering measure={measure} onTaken={again} />}
            <FiguresRecorded
              measure={measure}
              periods={periods.toReversed()}
              asOf={asOf}
              knownAt={knownAt}
              mayChange={mayChange}
              onTaken={again}
            />
            <Closing {...given} />
            <KnownAtBar />
            <div className="nhsuk-checkboxes nhsuk-checkboxes--small app-published">
              <div className="nhsuk-checkboxes__item">
                <input
                  className="nhsuk-checkboxes__input"
                  id="published"
                  type="checkbox"
                  checked={published}
                  onChange={(event) => setPublished(event.target.checked)}
                />
                <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor="published">
                  Draw the chart from the figures as published, when their periods were closed
                </label>
              </div>
            </div>
            <h2>What was chosen for the chart</h2>
            <Remarks {...given} />
            <Recalculations {...given} />
            <BaselineSet {...given} />
            <Ghosts {...given} />
            <Targets {...given} />
            <Drawing {...given} />
            <h2>What it is</h2>
            <Definition measure={measure} />
            {mayChange && (
              <>
                <RedefineMeasure key={measure.revision} measure={measure} onTaken={again} />
                <Classing measure={measure} onTaken={again} />
              </>
            )}
            <UsedBy measure={measure.id} />
            <h2>History</h2>
            <Disclosed name="Show the history">
              <History subject={measure.id} />
            </Disclosed>
          </>
        );
      }}
    </Answer>
  );
};
