import { Link } from 'react-router';
import { Disclosed } from '../shell/disclosed.js';
import { Empty } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { dayInWords } from '../words/dates.js';
import { standingWords, stateWords } from '../words/node-words.js';
import type { FindingOfUnit, GoalOfUnit, ThreadOfUnit, UnitPage } from './unit-documents.js';
import { aboutThread, achievementInWords, ballInWords, byUrgency, isOpen, restWords, roleWords, severityWords } from './unit-words.js';

const watermelons = {
  CHILDREN_GREEN_PARENT_MISSED: 'What serves it is on the way, and the goal itself is missed: something does not carry up.',
  PARENT_MET_CHILDREN_BEHIND: 'It is met while what serves it lies behind: ask what it rests on.',
} as const;

/** What the unit has committed to, how it stands and how far it has come. */
export const GoalsOfUnit = ({ goals, search }: { readonly goals: readonly GoalOfUnit[]; readonly search: string }) =>
  goals.length === 0 ? (
    <Empty>
      <p>The unit has no goal in force in this cycle. Whoever leads a unit above throws it the ball, or its own lead offers something.</p>
    </Empty>
  ) : (
    <ul className="app-work-list">
      {goals.map((goal) => {
        const { id, statement, standing, state, owner, atRisk, terms, achievement } = goal;
        return (
          <li key={id} className="app-aim">
            <div className="app-aim__body">
              <h3 className="app-line__name">
                <Link to={`/goals/${id}${search}`}>{statement}</Link>
              </h3>
              <p>
                <span className={`app-standing app-standing--${standing.toLowerCase()}`}>{standingWords[standing]}</span>
                {atRisk && <span className="app-flag">! At risk</span>}
                {state !== 'ACTIVE' && <span className="app-standing">{stateWords[state]}</span>}
              </p>
              <p>{achievementInWords(goal)}</p>
              {achievement.watermelon && <p className="app-overdue">{watermelons[achievement.watermelon]}</p>}
              <p className="nhsuk-hint">
                {owner?.title ?? 'A former post'}, by {dayInWords(terms.due)}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );

const ThreadList = ({ threads }: { readonly threads: readonly ThreadOfUnit[] }) => (
  <ul className="app-work-list">
    {threads.map((thread) => (
      <li key={thread.id} className="app-work" data-overdue={thread.overdue || undefined}>
        <p className="app-work__text">
          <Link to={`/threads/${thread.id}`}>{aboutThread(thread)}</Link>
        </p>
        <p className={thread.overdue ? 'app-overdue' : undefined}>
          {thread.overdue && '! '}
          {ballInWords(thread)}
        </p>
        <p className="nhsuk-hint">
          {thread.giver?.title ?? 'A former post'} gives, {thread.receiver?.title ?? 'a former post'} receives.
        </p>
      </li>
    ))}
  </ul>
);

/** What is being negotiated, the longest waited for first, and what has been settled. */
export const ThreadsOfUnit = ({ threads }: { readonly threads: readonly ThreadOfUnit[] }) => {
  const open = threads.filter(isOpen).toSorted(byUrgency);
  const settled = threads.filter((thread) => !isOpen(thread));
  return (
    <>
      {open.length === 0 ? (
        <Empty>
          <p>
            Nothing is being negotiated, and nobody <Term of="Holds the ball">holds a ball</Term>.
          </p>
        </Empty>
      ) : (
        <ThreadList threads={open} />
      )}
      {settled.length > 0 && (
        <Disclosed name={settled.length === 1 ? 'One thread at rest' : `${settled.length} threads at rest`}>
          <ul>
            {settled.map((thread) => (
              <li key={thread.id}>
                <Link to={`/threads/${thread.id}`}>{aboutThread(thread)}</Link> – {restWords[thread.phase]?.toLowerCase()}
              </li>
            ))}
          </ul>
        </Disclosed>
      )}
    </>
  );
};

const placesOf: Readonly<Record<string, string>> = {
  AIM: 'aims',
  GOAL: 'goals',
  THREAD: 'threads',
  MEASURE: 'measures',
  UNIT: 'units',
};

/** What an auditor would ask the unit about. */
export const FindingsOfUnit = ({ findings, unit }: { readonly findings: readonly FindingOfUnit[]; readonly unit: string }) =>
  findings.length === 0 ? (
    <Empty>
      <p>
        Nothing is found about the unit: no <Term of="Finding">finding</Term> needs an answer.
      </p>
    </Empty>
  ) : (
    <ul className="app-work-list">
      {findings.map(({ code, subject, subjectKind, severity, text, rule, kind, decidedOn }) => {
        const place = subject === unit ? undefined : placesOf[subjectKind];
        const said = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
        return (
          <li key={`${code} ${subject} ${decidedOn ?? ''}`} className="app-work">
            <p className="app-work__text">{place === undefined ? said : <Link to={`/${place}/${subject}`}>{said}</Link>}</p>
            <p className="nhsuk-hint">
              {severityWords[severity]}
              {kind === 'INTEGRITY' && decidedOn !== null && `, decided on ${dayInWords(decidedOn)}`}
              {rule !== null && `: ${rule}`}
            </p>
          </li>
        );
      })}
    </ul>
  );

/** Who works where in the unit. */
export const PostsOfUnit = ({ posts }: { readonly posts: UnitPage['posts'] }) =>
  posts.length === 0 ? (
    <Empty>
      <p>The unit has no post. An administrator sets them up.</p>
    </Empty>
  ) : (
    <dl className="nhsuk-summary-list">
      {posts
        .toSorted((one, other) => Number(other.leads) - Number(one.leads))
        .map(({ id, title, role, leads, vacant, holders }) => (
          <div className="nhsuk-summary-list__row" key={id}>
            <dt className="nhsuk-summary-list__key">{title}</dt>
            <dd className="nhsuk-summary-list__value">
              {vacant || holders.length === 0 ? 'Vacant' : holders.map(({ name }) => name).join(', ')}
              <span className="app-units__facts">
                {leads ? ' – leads the unit' : ''} ({roleWords[role] ?? role})
              </span>
            </dd>
          </div>
        ))}
    </dl>
  );
