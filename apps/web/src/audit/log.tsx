import { useState } from 'react';
import { Link } from 'react-router';
import type { ResultOf } from '../api/graphql.js';
import { Answer, Empty } from '../shell/states.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { usePages, type Pages } from '../shell/use-pages.js';
import { momentInWords } from '../words/dates.js';
import { agents } from '../words/who-words.js';
import { AuditFrame } from './audit-frame.js';
import { logFound, type FoundEvent } from './log-documents.js';
import { LogFilters } from './log-filters.js';
import { LogList } from './log-list.js';
import { eventSought, questionOf, searchInWords, searchedBy, type Names, type Searched } from './log-question.js';
import { useSubjectName } from './subject-picker.js';
import { useActors, type Actor } from './use-actors.js';

/** Events on one page. */
const pageSize = 50;

/** What was found so far; it is not counted where that would have meant to look at too much of the log. */
type LogRead = NonNullable<Pages<FoundEvent, Omit<ResultOf<typeof logFound>['log'], 'edges'>>['data']>;

/** By what names the things in the search are called: whoever was found says it, and otherwise the lists they were chosen from. */
const useNames = (searched: Searched, read: LogRead | undefined, actors: readonly Actor[] | null | undefined): Names => {
  const named = useSubjectName(searched.subject);
  const unit = useSubjectName(searched.unit);
  const first = read?.nodes[0]?.event;
  const nameOf = (field: Actor['field']): string | undefined =>
    actors?.find((actor) => actor.field === field && actor.id === searched[field])?.name;
  const person = (first?.by.id === searched.person ? first.by.name : undefined) ?? nameOf('person');
  const agent = agents.find(([id]) => id === searched.post)?.[1];
  const post = agent ?? (first?.post?.id === searched.post ? first.post.title : undefined) ?? nameOf('post');
  return {
    ...(person !== undefined && { person }),
    ...(post !== undefined && { post }),
    ...(unit && { unit: unit.name }),
    ...(named && { subject: named.name.replace(/\.$/, '') }),
  };
};

/** What was looked for and how much of it there is, as far as that is known. */
const summaryOf = ({ nodes: events, totalCount, pageInfo }: LogRead, what: string): string => {
  const looked = what === '' ? 'Everything in the log that is yours to see' : `Searched: ${what}`;
  const count = totalCount ?? events.length;
  return `${looked}. ${count.toLocaleString('en-GB')}${totalCount === null && pageInfo.hasNextPage ? ' or more' : ''} ${count === 1 ? 'event' : 'events'}.`;
};

const Found = ({
  read,
  what,
  sought,
  fetching,
  more,
}: {
  readonly read: LogRead;
  readonly what: string;
  readonly sought: number | null;
  readonly fetching: boolean;
  readonly more: (() => void) | null;
}) => {
  const { nodes: events, lookedTo } = read;
  const last = events.at(-1)?.event;
  const isLookedFurther = last !== undefined && lookedTo !== null && lookedTo < last.position;
  return (
    <>
      {events.length > 0 && <p role="status">{summaryOf(read, what)}</p>}
      {events.length > 0 && <LogList events={events} sought={sought} />}
      {events.length === 0 && more === null && (
        <Empty>
          <p>
            Nothing was found {what === '' ? 'in the log' : what}, or nothing that is yours to see. Take something away, or look in a wider
            stretch of days.
          </p>
        </Empty>
      )}
      {more !== null && (
        <p>
          <span role="status">
            {events.length === 0 || isLookedFurther
              ? `Looked back to event ${lookedTo}; what is older was not looked at yet. `
              : `The newest ${events.length}, back to ${momentInWords(last!.at)}. `}
          </span>
          <button type="button" className="app-slider__step" onClick={more} disabled={fetching}>
            {fetching ? 'Looking …' : 'Older events'}
          </button>
        </p>
      )}
    </>
  );
};

/** The whole log, searched by who did it, in which post and unit, about what, of which kind, and when. */
export const Log = () => {
  const { of, put } = useAddress();
  const asOf = useMoment();
  const sought = eventSought(of('event'));
  const searched = Object.fromEntries(searchedBy.map((field) => [field, of(field)])) as Searched;
  const log = usePages(logFound, { ...questionOf(searched, asOf, sought), first: pageSize }, (data) => data.log);
  const [isNamed, setNamed] = useState(false);
  const actors = useActors(isNamed || ((searched.person !== '' || searched.post !== '') && log.data?.nodes.length === 0));
  const names = useNames(searched, log.data, actors);
  const what = searchInWords(searched, names);
  return (
    <AuditFrame title="Search the log" hasMoment={of('asOf') !== ''}>
      <LogFilters searched={searched} names={names} actors={actors} onActorsWanted={() => setNamed(true)} put={put} />
      <h2>{searched.subject === '' ? 'What was found' : `The record of ${names.subject ?? 'one subject'}`}</h2>
      {sought !== null && (
        <p className="app-ways">
          The log up to event {sought}.{' '}
          <button type="button" className="app-slider__step" onClick={() => put({ event: '' })}>
            Show what came after it, too
          </button>
        </p>
      )}
      <Answer asked={log} what="the log" retry={log.again}>
        {(read) => <Found read={read} what={what} sought={sought} fetching={log.fetching} more={log.more} />}
      </Answer>
      {what !== '' && (
        <p>
          <Link to="/audit/log">Search everything</Link>
        </p>
      )}
    </AuditFrame>
  );
};
