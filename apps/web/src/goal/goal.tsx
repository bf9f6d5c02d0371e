import { useCallback } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLive, useLiveFigures } from '../api/use-live.js';
import { IconSentences } from '../chart/icon-sentences.js';
import { ChartTable, SpcChart } from '../chart/spc-chart.js';
import { Disclosed } from '../shell/disclosed.js';
import { Heading } from '../shell/heading.js';
import { History } from '../shell/history.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer, Empty } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { useMayRun } from '../shell/use-may-run.js';
import { useMoment } from '../shell/use-moment.js';
import { ContributeLink } from '../thread/contribute-link.js';
import { treeChanged } from '../tree/tree-documents.js';
import { paceInWords } from '../unit/unit-words.js';
import { dayInWords, periodInWords } from '../words/dates.js';
import { partInWords, statedInWords } from '../words/figures.js';
import { standingWords, stateWords } from '../words/node-words.js';
import { Agreement, outcomeInWords } from './agreement.js';
import { BowlingRow } from './bowling-row.js';
import { goalDocument, type Goal as GoalShown } from './goal-documents.js';
import { GoalSums } from './goal-sums.js';
import { HowMade } from './how-made.js';
import { LineShown } from './line-shown.js';
import { LinkWeights } from './link-weights.js';
import { Conditions, Grants, Milestones } from './promises.js';

/** Who, where, and how it stands. */
const Facts = ({ goal }: { readonly goal: GoalShown }) => {
  const { unit, owner, standing, state, atRisk, links } = goal;
  const outcome = outcomeInWords(goal);
  return (
    <>
      <p className="app-thread__phase">
        <strong className="nhsuk-tag">{stateWords[state]}</strong>{' '}
        <span className={`app-standing app-standing--${standing.toLowerCase()}`}>{standingWords[standing]}</span>{' '}
        {atRisk && <strong className="nhsuk-tag nhsuk-tag--red">! At risk</strong>}
      </p>
      <p>
        {owner?.title ?? 'A former post'} answers for it{unit && <> in {unit.name}</>}. Due on {dayInWords(goal.terms.due)}.
      </p>
      {atRisk && <p className="app-overdue">A condition failed, or something granted is not there on its day: see below.</p>}
      {outcome !== null && (
        <p>
          {outcome}: {goal.closedEvidence}
        </p>
      )}
      {links
        .filter(({ releasedBecause }) => releasedBecause !== null)
        .map(({ thread, releasedBecause }) => (
          <p key={thread}>Released from a parent: {releasedBecause}</p>
        ))}
    </>
  );
};

/** Three numbers, never blended. */
const Achieved = ({ goal: { id, achievement, terms } }: { readonly goal: GoalShown }) => {
  const { attainment, pace, activity, because, reportedInWords, milestonesDone, milestonesDue, missedInARow } = achievement;
  const { measured } = terms;
  return (
    <section>
      <h2>How far it has come</h2>
      <dl className="app-numbers">
        {measured && (
          <>
            <div>
              <dt>
                <Term of="Attainment" />
              </dt>
              <dd>
                {attainment === null
                  ? 'Not known'
                  : `${partInWords(attainment)}${measured.maintain ? ' of the periods held' : ' of the way'}`}
                <span>{attainment === null ? because : reportedInWords}</span>
              </dd>
            </div>
            <div>
              <dt>
                <Term of="Pace" />
              </dt>
              <dd>
                {pace === null ? 'Not known' : pace < -0.005 ? 'Behind' : pace > 0.005 ? 'Ahead' : 'On plan'}
                <span>
                  {pace !== null && paceInWords(pace)}
                  {missedInARow > 1 && `; missed ${missedInARow} times in a row`}
                </span>
              </dd>
            </div>
          </>
        )}
        {(milestonesDue > 0 || !measured) && (
          <div>
            <dt>Activity</dt>
            <dd>
              {activity === null ? 'Nothing due yet' : partInWords(activity)}
              <span>
                {milestonesDone} of {milestonesDue} milestones done that are due
              </span>
            </dd>
          </div>
        )}
      </dl>
      <HowMade kind="GOAL" id={id} />
    </section>
  );
};

/** What it is judged by, with its chart. */
const Measured = ({ goal: { terms, achievement } }: { readonly goal: GoalShown }) => {
  const { search } = useLocation();
  const { measured } = terms;
  const measure = measured?.measure;
  if (!measured) return null;
  if (!measure) return <p>Its measure is not there any more.</p>;
  const figure = (value: string): string => statedInWords(value, measure.kind);
  const { chart } = measure;
  return (
    <section>
      <h2>Its measure</h2>
      <p>
        <Link to={`/measures/${measure.id}${search}`}>{measure.name}</Link>:{' '}
        {measured.maintain ? 'held at' : `from ${figure(measured.jop)} to`} {figure(measured.target)}{' '}
        {measured.basis === 'TOTAL' ? 'in the whole time' : 'in a period'}, by {dayInWords(terms.due)}. <Term of="Jump-off point" />:{' '}
        {periodInWords(measured.jopFrom)}
        {measured.jopTo !== measured.jopFrom && ` to ${periodInWords(measured.jopTo)}`}.
      </p>
      {chart.problem === null && chart.points.length > 0 ? (
        <>
          <IconSentences chart={chart} />
          <SpcChart chart={chart} unit={measure.kind} title={measure.name} remarks={measure.annotations} plan={achievement.cells} />
          <ChartTable chart={chart} unit={measure.kind} remarks={measure.annotations} />
        </>
      ) : (
        <Empty>
          <p>{chart.problem ?? 'There are no figures yet.'}</p>
        </Empty>
      )}
    </section>
  );
};

/** A goal: what it is, how far it has come and why, what it depends on, where it stands in the line, and how it came to be so. */
export const Goal = () => {
  const { id = '' } = useParams();
  const asOf = useMoment();
  const [asked, ask] = useQuery({ query: goalDocument, variables: { id, asOf } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  useLiveFigures([id, asked.data?.goal?.terms.measured?.measure?.id], again);
  const mayChange = useMayRun() && asOf === null;
  return (
    <Answer asked={asked} what="the goal" retry={again}>
      {({ goal }) => {
        if (goal === null)
          return (
            <>
              <Heading title={asked.error ? 'The goal cannot be shown' : 'No such goal'} />
              <MomentBar />
              {!asked.error && (
                <p>
                  It is not there, was not there yet at the moment shown, or is not yours to see. <Link to="/tree">Look in the tree</Link>.
                </p>
              )}
            </>
          );
        const given = { goal, mayChange: mayChange && goal.outcome === null, onTaken: again };
        return (
          <>
            <Heading title={goal.statement} />
            <MomentBar />
            <Facts goal={goal} />
            <Achieved goal={goal} />
            <Measured goal={goal} />
            {goal.terms.measured && <BowlingRow goal={goal.id} asOf={asOf} />}
            {goal.milestones.length > 0 && <Milestones {...given} />}
            {goal.conditions.length > 0 && <Conditions {...given} />}
            {goal.grants.length > 0 && <Grants {...given} />}
            <section>
              <h2>Its line</h2>
              <LineShown goal={goal.id} asOf={asOf} />
            </section>
            <GoalSums goal={goal.id} asOf={asOf} mayChange={given.mayChange} onTaken={again} />
            <section>
              <h2>What was agreed</h2>
              <p>{goal.terms.rationale}</p>
              <LinkWeights {...given} />
              {goal.terms.means.length > 0 && (
                <>
                  <p>By these means:</p>
                  <ul>
                    {goal.terms.means.map((each) => (
                      <li key={each}>{each}</li>
                    ))}
                  </ul>
                </>
              )}
              {goal.revisions.length > 1 && (
                <ol>
                  {goal.revisions.map(({ revision, on, standing, thread, terms }) => (
                    <li key={revision}>
                      {dayInWords(on)}, <Link to={`/threads/${thread}`}>{standingWords[standing].toLowerCase()}</Link>: {terms.statement}
                    </li>
                  ))}
                </ol>
              )}
            </section>
            {asOf === null && (
              <p>
                <ContributeLink to={`/threads/new?goal=${goal.id}`} owner={goal.owner?.id} />
              </p>
            )}
            {asOf === null && <Agreement goal={goal} mayChange={mayChange} onTaken={again} />}
            <h2>History</h2>
            <p>
              <a href={`/evidence/goals/${goal.id}.html`}>Evidence pack</a>
            </p>
            <Disclosed name="Show the history">
              <History subject={goal.id} />
            </Disclosed>
          </>
        );
      }}
    </Answer>
  );
};
