import { useCallback } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLive, useLiveFigures } from '../api/use-live.js';
import { Heading } from '../shell/heading.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { DefineMeasure } from '../measure/definition-form.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { useRoles } from '../shell/use-roles.js';
import { treeChanged } from '../tree/tree-documents.js';
import { Bowling, viewOf } from './bowling.js';
import { NoSuchUnit } from './no-such-unit.js';
import { ScorecardShown } from './scorecard.js';
import { unitDocument, type UnitPage } from './unit-documents.js';
import { FindingsOfUnit, GoalsOfUnit, PostsOfUnit, ThreadsOfUnit } from './unit-lists.js';
import { figuresShown, isOpen } from './unit-words.js';

const Place = ({ unit: { kind, code, parent, children }, search }: { readonly unit: UnitPage['unit']; readonly search: string }) => (
  <>
    <p>
      {kind.charAt(0).toUpperCase()}
      {kind.slice(1)}
      {code !== null && ` ${code}`}
      {parent !== null && (
        <>
          , part of <Link to={`/units/${parent.id}${search}`}>{parent.name}</Link>
        </>
      )}
      .
    </p>
    {children.length > 0 && (
      <p>
        Below it:{' '}
        {children.map(({ id, name }, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <Link to={`/units/${id}${search}`}>{name}</Link>
          </span>
        ))}
        .
      </p>
    )}
  </>
);

/** The whole page in a line, each part of it one press away. */
const Contents = ({ page: { goals, unit, threads, findings, posts } }: { readonly page: UnitPage }) => {
  const open = threads.filter(isOpen);
  const overdue = open.filter((thread) => thread.overdue).length;
  const parts = [
    ['goals', 'Goals', `${goals.length}`],
    ['bowling', 'Bowling chart', `${unit.bowlingChart.rows.length}`],
    ['scorecard', 'Scorecard', `${unit.scorecard.lines.length}`],
    ['threads', 'Open threads', overdue > 0 ? `${open.length}, ${overdue} overdue` : `${open.length}`],
    ['findings', 'Findings', `${findings.length}`],
    ['posts', 'Posts', `${posts.length}`],
  ] as const;
  return (
    <nav className="app-contents" aria-label="On this page">
      <ul>
        {parts.map(([id, name, count]) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a> ({count})
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Shown = ({
  page,
  search,
  mayDefine,
  onTaken,
}: {
  readonly page: UnitPage;
  readonly search: string;
  readonly mayDefine: boolean;
  readonly onTaken: () => void;
}) => {
  const { unit, goals, sponsored, threads, findings, posts, statistics } = page;
  return (
    <>
      <Place unit={unit} search={search} />
      <Contents page={page} />
      <h2 id="goals">Goals</h2>
      <GoalsOfUnit goals={goals} search={search} />
      {sponsored.length > 0 && (
        <>
          <h3>Aims sponsored from here</h3>
          <ul>
            {sponsored.map(({ id, statement }) => (
              <li key={id}>
                <Link to={`/aims/${id}${search}`}>{statement}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <section className="app-wide" aria-labelledby="bowling">
        <h2 id="bowling">
          <Term of="Bowling chart" /> of {unit.bowlingChart.year}
        </h2>
        <Bowling chart={unit.bowlingChart} search={search} />
      </section>
      <h2 id="scorecard">Scorecard</h2>
      <ScorecardShown scorecard={unit.scorecard} rows={unit.bowlingChart.rows} search={search} />
      {mayDefine && <DefineMeasure unit={unit.id} onTaken={onTaken} />}
      <h2 id="threads">Open threads</h2>
      <ThreadsOfUnit threads={threads} />
      {statistics.threads > 0 && (
        <p className="nhsuk-hint">
          {statistics.threads} threads in this cycle, {statistics.settled} of them settled
          {statistics.meanRounds !== null && `, in ${statistics.meanRounds.toFixed(1)} rounds on average`}.
        </p>
      )}
      <h2 id="findings">Findings</h2>
      <FindingsOfUnit findings={findings} unit={unit.id} />
      <h2 id="posts">Posts</h2>
      <PostsOfUnit posts={posts} />
    </>
  );
};

/** A unit: what it agreed, how that goes, what is open, and who works there. */
export const Unit = () => {
  const { id = '' } = useParams();
  const asOf = useMoment();
  const address = useAddress();
  const [asked, ask] = useQuery({ query: unitDocument, variables: { id, asOf, view: viewOf(address) } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  const mayDefine = useRoles().some((role) => ['EXECUTIVE', 'LEAD', 'DATA_STEWARD', 'ADMINISTRATOR'].includes(role));
  useLiveFigures(figuresShown(asked.data?.unitPage?.unit), again);
  const moment = address.of('asOf');
  const search = asOf === null ? '' : `?${new URLSearchParams({ asOf: moment })}`;
  return (
    <Answer asked={asked} what="the unit" retry={again}>
      {({ unitPage }) =>
        unitPage === null ? (
          <NoSuchUnit>
            <MomentBar />
          </NoSuchUnit>
        ) : (
          <>
            <Heading title={unitPage.unit.name} />
            <MomentBar />
            <p className="app-no-print">
              <Link to={`/wallboard/${unitPage.unit.id}${search}`}>Show it on a wall, for a huddle</Link> ·{' '}
              <Link to={`/audit/replay/unit/${unitPage.unit.id}`}>Replay its story</Link>
            </p>
            <Shown page={unitPage} search={search} mayDefine={mayDefine && asOf === null} onTaken={again} />
          </>
        )
      }
    </Answer>
  );
};
