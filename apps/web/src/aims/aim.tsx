import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLive } from '../api/use-live.js';
import { AssuranceIcon, VariationIcon } from '../chart/icons.js';
import { Heading } from '../shell/heading.js';
import { History } from '../shell/history.js';
import { Answer, Empty } from '../shell/states.js';
import { treeChanged } from '../tree/tree-documents.js';
import { dayInWords } from '../words/dates.js';
import { figureInWords } from '../words/figures.js';
import { standingWords } from '../words/node-words.js';
import { aimDocument, type AimPage } from './aims-documents.js';
import { CoverageBar } from './coverage-bar.js';

/** What the aim needs, and child by child what is promised of it: each bar begins where the one before ends. */
const Waterfall = ({ sums }: { readonly sums: AimPage['addsUp'] }) => {
  const { lines, need } = sums;
  if (lines.length === 0)
    return (
      <Empty>
        <p>Nobody has been asked yet: serve the first ball from the tree.</p>
      </Empty>
    );
  const whole = need === null ? null : Number(need);
  const amounts = lines.map(({ amount }) => (amount === null ? 0 : Number(amount)));
  const reach = Math.max(
    whole ?? 0,
    amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0),
    1e-9,
  );
  const ends = amounts.reduce<number[]>((all, amount) => [...all, (all.at(-1) ?? 0) + amount], []);
  return (
    <div className="app-offers" tabIndex={0} role="region" aria-label="Does it add up">
      <table className="nhsuk-table app-offers__table">
        <caption className="nhsuk-u-visually-hidden">What each child contributes</caption>
        <thead>
          <tr>
            <th scope="col">Child</th>
            <th scope="col">Standing</th>
            <th scope="col">Contributes</th>
            <th scope="col" className="app-waterfall__head">
              Of the need
            </th>
          </tr>
        </thead>
        <tbody>
          {whole !== null && (
            <tr>
              <th scope="row">What is needed</th>
              <td />
              <td>{need}</td>
              <td>
                <svg className="app-waterfall" viewBox="0 0 200 14" aria-hidden="true" preserveAspectRatio="none">
                  <rect className="app-coverage__need" x={0} y={1} width={(whole / reach) * 200} height={12} />
                </svg>
              </td>
            </tr>
          )}
          {lines.map(({ thread, name, standing, amount, counted, because }, index) => {
            const [begin, end] = [ends[index]! - amounts[index]!, ends[index]!];
            return (
              <tr key={thread}>
                <th scope="row">
                  <Link to={`/threads/${thread}`}>{name}</Link>
                </th>
                <td>{standingWords[standing]}</td>
                <td>
                  {amount ?? 'not known'}
                  {counted !== 'COUNTED' && <span className="nhsuk-hint"> {because ?? 'not counted'}</span>}
                </td>
                <td>
                  <svg className="app-waterfall" viewBox="0 0 200 14" aria-hidden="true" preserveAspectRatio="none">
                    <rect
                      className={`app-coverage__${standing === 'COMMITTED' ? 'committed' : standing === 'DIRECTED' ? 'directed' : 'tentative'}`}
                      x={(Math.min(begin, end) / reach) * 200}
                      y={1}
                      width={(Math.abs(end - begin) / reach) * 200}
                      height={12}
                    />
                  </svg>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

/** An aim: what it is, how far it has come, whether it adds up, and how it came to be so. */
export const Aim = () => {
  const { id = '' } = useParams();
  const [asked, ask] = useQuery({ query: aimDocument, variables: { id } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  const [showsHistory, setShowsHistory] = useState(false);
  return (
    <Answer asked={asked} what="the aim" retry={again}>
      {({ aim }) => {
        if (aim === null) return <Heading title="No such aim" />;
        const { measured, addsUp, achievement } = aim;
        const { measure } = measured;
        const figure = (value: string): string => (measure ? figureInWords(Number(value), measure.kind) : value);
        return (
          <>
            <Heading title={aim.statement} />
            <p>
              {aim.sponsor?.title ?? 'No sponsor'} · {aim.cycle?.name} · serves: {aim.objective?.statement}
            </p>
            <div className="app-aim">
              <div className="app-aim__icons">
                <VariationIcon variation={measure?.chart.variation ?? null} text={measure?.chart.variationText ?? ''} />
                <AssuranceIcon assurance={measure?.chart.assurance ?? null} text={measure?.chart.assuranceText ?? ''} />
              </div>
              <div className="app-aim__body">
                <p>
                  {measure && <Link to={`/measures/${measure.id}`}>{measure.name}</Link>}: from {figure(measured.jop)} to{' '}
                  {figure(measured.target)} by {dayInWords(aim.due)}.
                </p>
                <p>
                  {achievement.attainment === null
                    ? (achievement.because ?? 'How far it has come cannot be said yet.')
                    : `${Math.round(achievement.attainment * 100)} % of the way; ${achievement.reportedInWords}.`}
                </p>
                <p>{measure?.chart.variationText}</p>
                <p>{measure?.chart.assuranceText}</p>
              </div>
            </div>
            {aim.droppedFor !== null && <p className="app-overdue">Dropped: {aim.droppedFor}</p>}
            <h2>Does it add up?</h2>
            <CoverageBar sums={addsUp} />
            <Waterfall sums={addsUp} />
            <p className="nhsuk-hint">
              {addsUp.formula}
              {addsUp.keptPrivate > 0 && `; ${addsUp.keptPrivate} kept private between their sides`}
            </p>
            {addsUp.gapAccepted && (
              <p>
                Gap accepted by {addsUp.gapAccepted.by.name}: {addsUp.gapAccepted.plan} To be looked at again on{' '}
                {dayInWords(addsUp.gapAccepted.reviewOn)}.
                {addsUp.gapAccepted.voidBecause !== null && ` It holds no longer: ${addsUp.gapAccepted.voidBecause}.`}
              </p>
            )}
            <h2>Why it was adopted</h2>
            <p>{aim.adoptedFor}</p>
            <h2>History</h2>
            <p>
              <Link to={`/audit/replay/aim/${aim.id}`}>Replay its story</Link> · <a href={`/evidence/aims/${aim.id}.html`}>Evidence pack</a>
            </p>
            {showsHistory ? (
              <History subject={aim.id} />
            ) : (
              <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => setShowsHistory(true)}>
                Show the history
              </button>
            )}
          </>
        );
      }}
    </Answer>
  );
};
