import { useCallback } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../api/graphql.js';
import { useLive } from '../api/use-live.js';
import { EnterFigure } from '../measure/enter-figures.js';
import { Heading } from '../shell/heading.js';
import { Answer, Empty } from '../shell/states.js';
import { dayInWords, periodInWords } from '../words/dates.js';
import { workWords } from './work-words.js';

const myWork = graphql(`
  query MyWork($after: String) {
    myWork(first: 200, after: $after) {
      totalCount
      edges {
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

const placesOfWork: Readonly<Record<string, string>> = { THREAD: 'threads', MEASURE: 'measures' };
const placeOfWork = ({ subjectKind, subject }: Item): string | null =>
  subjectKind in placesOfWork ? `/${placesOfWork[subjectKind]}/${subject}` : null;

const WorkRow = ({ item, onTaken }: { readonly item: Item; readonly onTaken: () => void }) => {
  const { name, wants } = workWords[item.kind];
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
      <p className="app-work__text">{placeOfWork(item) === null ? item.text : <Link to={placeOfWork(item)!}>{item.text}</Link>}</p>
      <p className="app-work__wants">
        {wants}
        {item.periods.length > 0 && ` ${item.periods.map(periodInWords).join(', ')}`}
        {item.post && <span className="app-work__post"> As {item.post.title}.</span>}
      </p>
      {item.measure && item.periods[0] !== undefined && (
        <EnterFigure key={item.periods[0]} measure={item.measure} period={item.periods[0]} actingPost={item.post?.id} onTaken={onTaken} />
      )}
    </li>
  );
};

/** Everything somebody is waited for, overdue first. */
export const Home = () => {
  const [asked, ask] = useQuery({ query: myWork, variables: {} });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(myWorkChanged, {}, again);
  return (
    <>
      <Heading title="My work" />
      <Answer asked={asked} what="what you are waited for" retry={again}>
        {({ myWork: { totalCount, edges } }) =>
          edges.length === 0 ? (
            <Empty>
              <p>Nobody waits for you. New balls, signatures and numbers appear here by themselves.</p>
            </Empty>
          ) : (
            <>
              <p>{totalCount === 1 ? 'One thing waits' : `${totalCount} things wait`} for you, overdue ones first.</p>
              <ul className="app-work-list">
                {edges.map(({ node }) => (
                  <WorkRow key={`${node.kind} ${node.subject} ${node.post?.id ?? ''}`} item={node} onTaken={again} />
                ))}
              </ul>
            </>
          )
        }
      </Answer>
    </>
  );
};
