import { Link, useLocation } from 'react-router';
import { useQuery } from 'urql';
import { Disclosed } from '../shell/disclosed.js';
import { Answer } from '../shell/states.js';
import { useMoment } from '../shell/use-moment.js';
import { periodInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { usedByDocument, type Measure, type MeasureChart } from './measure-documents.js';

export const combinationWords: Readonly<Record<Measure['overTime'], string>> = {
  SUM: 'added up',
  RATIO: 'all numerators over all denominators, never a mean of percentages',
  MEAN: 'the mean, weighted',
  LAST: 'the latest one',
  MAX: 'the highest',
  MIN: 'the lowest',
  NONE: 'not put together',
};

const chartWords: Readonly<Record<NonNullable<MeasureChart['chart']>, string>> = {
  XMR: 'single values and their moving ranges (XmR)',
  P: 'proportions, limits by the denominators (p)',
  P_PRIME: 'proportions, limits widened by how they vary (p′)',
  U: 'rates, limits by the exposure (u)',
  U_PRIME: 'rates, limits widened by how they vary (u′)',
  C: 'counts (c)',
  G: 'cases between rare events (g)',
  T: 'days between rare events (t)',
  RUN: 'a median and runs about it (run chart)',
};

/** How the latest figure and the lines about it came about, from the record. */
export const HowFigured = ({ measure, chart }: { readonly measure: Measure; readonly chart: MeasureChart }) => {
  const latest = chart.points.findLast(({ missing, value }) => !missing && value !== null);
  const segment = chart.segments.at(-1);
  return (
    <Disclosed name="How was this number made?">
      <ul>
        {latest && (
          <li>
            {periodInWords(latest.period)}: {figureInWords(latest.value!, measure.kind)}
            {latest.numerator !== null &&
              latest.denominator !== null &&
              `, which is ${figureInWords(latest.numerator, '')} over ${figureInWords(latest.denominator, '')}`}
            . {latest.provisional ? 'Its period is still open, so that it may change.' : 'Its period is closed.'}
          </li>
        )}
        <li>It counts: {measure.operationalDefinition}</li>
        <li>
          It comes from: {measure.source}.{' '}
          {measure.steward ? `${measure.steward.title} answers for it.` : 'Nobody is named to answer for it.'}
        </li>
        <li>
          Periods make a year: {combinationWords[measure.overTime]}. Units make the one above: {combinationWords[measure.overUnits]}.
        </li>
        {segment && segment.mean !== null && (
          <li>
            {chart.chart === 'RUN' ? 'The median' : 'Mean and limits'} follow from {segment.points} points since{' '}
            {segment.recalculated ? 'the last recalculation' : 'the beginning'}
            {segment.trial && ', which are few: the limits are on trial'}; they are computed, not chosen.
          </li>
        )}
        {chart.chart !== null && <li>The chart is one of {chartWords[chart.chart]}.</li>}
        <li>
          {chart.counted} points count. Read by version {chart.rulesVersion} of the rules, from the figures as known after event{' '}
          {chart.knownAt} of the record.
        </li>
      </ul>
    </Disclosed>
  );
};

/** The aims and goals that are judged by a measure. */
export const UsedBy = ({ measure }: { readonly measure: string }) => {
  const asOf = useMoment();
  const { search } = useLocation();
  const [asked, ask] = useQuery({ query: usedByDocument, variables: { measure, asOf } });
  return (
    <Answer asked={asked} what="what is judged by it" retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ goals, aims }) => {
        const judged = [
          ...aims.edges.filter(({ node }) => node.measured.measure?.id === measure).map(({ node }) => ({ ...node, to: 'aims' })),
          ...goals.edges.map(({ node }) => ({ ...node, to: 'goals' })),
        ];
        return judged.length === 0 ? (
          <p>No aim and no goal is judged by it.</p>
        ) : (
          <>
            <p>Judged by it:</p>
            <ul>
              {judged.map(({ id, statement, unit, to }) => (
                <li key={id}>
                  <Link to={`/${to}/${id}${search}`}>{statement}</Link> {to === 'aims' ? 'Annual aim' : 'Goal'}
                  {unit && `, ${unit.name}`}
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Answer>
  );
};
