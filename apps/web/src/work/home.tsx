import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../api/graphql.js';
import { useLive } from '../api/use-live.js';
import { EnterFigure } from '../measure/enter-figures.js';
import { Heading } from '../shell/heading.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { usePages } from '../shell/use-pages.js';
import { useRoles } from '../shell/use-roles.js';
import { whoAmI } from '../shell/who-am-i.js';
import { dayInWords, periodInWords } from '../words/dates.js';
import { NameActing } from './name-acting.js';
import { workWords } from './work-words.js';

const myWork = graphql(`
  query MyWork($after: String) {
    myWork(first: 200, after: $after) {
      totalCount
      edges {
        cursor
        node {
          kind
          text
          due
          overdue
          subjectKind
          subject
          periods
          post {
            id
            title
          }
          measure {
            id
            kind
            frequency
            unitOfMeasure
          }
        }
      }
    }
  }
`);

const myWorkChanged = graphql(`
  subscription MyWorkChanged {
    myWorkChanged {
      position
    }
  }
`);

type Item = ResultOf<typeof myWork>['myWork']['edges'][number]['node'];

const placesOfWork: Readonly<Record<string, string>> = { THREAD: 'threads', MEASURE: 'measures', GOAL: 'goals', AIM: 'aims' };

/** Where an item leads: to the one move it wants, where it wants one of a thread. */
const placeOfWork = ({ subjectKind, subject }: Item, move?: string): string | null =>
  subjectKind in placesOfWork ? `/${placesOfWork[subjectKind]}/${subject}${move === undefined ? '' : `?move=${move}`}` : null;

/** What an item is about, without what is said of it before. */
const subjectOf = ({ text }: Item): string => text.slice(text.indexOf(':') + 1).trim();

const WorkRow = ({ item, onTaken }: { readonly item: Item; readonly onTaken: () => void }) => {
  const { name, wants, move, moves = [] } = workWords[item.kind];
  const place = placeOfWork(item, move);
  return (
    <li className="app-work" data-overdue={item.overdue || undefined}>
      <p className="app-work__kind">
        <strong className={`nhsuk-tag ${item.overdue ? 'nhsuk-tag--red' : 'nhsuk-tag--blue'}`}>
          {item.overdue ? `${name}, overdue` : name}
        </strong>
        {item.due !== null && (
          <span className="app-work__due">
            {item.overdue ? 'was due' : 'by'} {dayInWords(item.due)}
          </span>
        )}
      </p>
      <p className="app-work__text">{place === null ? item.text : <Link to={place}>{item.text}</Link>}</p>
      <p className="app-work__wants">
        {wants}
        {item.periods.length > 0 && ` ${item.periods.map(periodInWords).join(', ')}`}
        {item.post && <span className="app-work__post"> As {item.post.title}.</span>}
      </p>
      {moves.length > 0 && (
        <ul className="app-work__moves">
          {moves.map(([each, word]) => (
            <li key={each}>
              <Link to={placeOfWork(item, each) ?? ''}>
                {word}
                <span className="nhsuk-u-visually-hidden">: {subjectOf(item)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {item.kind === 'VACANCY' && <NameActing post={item.subject} actingPost={item.post?.id} onTaken={onTaken} />}
      {item.measure && item.periods[0] !== undefined && (
        <EnterFigure key={item.periods[0]} measure={item.measure} period={item.periods[0]} actingPost={item.post?.id} onTaken={onTaken} />
      )}
    </li>
  );
};

const WorkList = ({ name, items, onTaken }: { readonly name: string; readonly items: readonly Item[]; readonly onTaken: () => void }) =>
  items.length === 0 ? null : (
    <section aria-label={name}>
      <h2>
        {name} <span className="app-work__count">{items.length}</span>
      </h2>
      <ul className="app-work-list">
        {items.map((item) => (
          <WorkRow key={`${item.kind} ${item.subject} ${item.post?.id ?? ''} ${item.text}`} item={item} onTaken={onTaken} />
        ))}
      </ul>
    </section>
  );

/** Where to look when nobody waits. */
const NothingWaits = () => {
  const [{ data }] = useQuery({ query: whoAmI });
  const roles = useRoles();
  const isSide = roles.some((role) => ['EXECUTIVE', 'LEAD', 'MEMBER'].includes(role)) && !roles.includes('AUDITOR');
  return (
    <Empty>
      {data?.me.posts.length === 0 ? (
        <p>You stand in no post today, so that nobody can wait for you. An administrator, or the lead above, names you for one.</p>
      ) : (
        <p>Nobody waits for you. New balls, signatures and numbers appear here by themselves.</p>
      )}
      <ul>
        {roles.includes('ADMINISTRATOR') && (
          <li>
            <Link to="/administration">Keep units, posts, people and settings</Link>
          </li>
        )}
        <li>
          <Link to="/aims">See how far this year’s aims have come</Link>
          {isSide && ', and where a contribution is missing'}
        </li>
        <li>
          <Link to="/tree">Find your goals in the tree</Link>
        </li>
      </ul>
    </Empty>
  );
};

/** Everything somebody is waited for, overdue first. */
export const Home = () => {
  const pages = usePages(myWork, {}, (data) => data.myWork);
  useLive(myWorkChanged, {}, pages.again);
  return (
    <>
      <Heading title="My work" />
      <Answer asked={pages} what="what you are waited for" retry={pages.again}>
        {({ nodes, totalCount }) =>
          nodes.length === 0 ? (
            <NothingWaits />
          ) : (
            <>
              <p>{totalCount === 1 ? 'One thing waits' : `${totalCount} things wait`} for you.</p>
              <WorkList name="Overdue" items={nodes.filter(({ overdue }) => overdue)} onTaken={pages.again} />
              <WorkList name="Next" items={nodes.filter(({ overdue }) => !overdue)} onTaken={pages.again} />
              {pages.more && <More pages={pages} what="things" />}
            </>
          )
        }
      </Answer>
    </>
  );
};
