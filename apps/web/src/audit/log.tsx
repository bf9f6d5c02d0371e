import { useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Choice, Typed } from '../shell/filters.js';
import { More } from '../shell/more.js';
import { Answer, Empty, Loading } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment, type AsOf } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { eventInWords } from '../words/node-words.js';
import { AuditFrame } from './audit-frame.js';
import { EventDetails, EventLookedUp } from './logged-event.js';
import { LogList } from './log-list.js';
import { subjectHistory, yearBegins, type LoggedEvent } from './log-documents.js';
import { dayBefore, isLookedFor, type LogLine } from './log-words.js';
import { SubjectPicker, useSubjectName } from './subject-picker.js';
import { UnitChoice } from './unit-choice.js';
import { useStrategyLog } from './use-strategy-log.js';

const useFilter = () => {
  const { of } = useAddress();
  const [person, post, unit, kind] = [of('person'), of('post'), of('unit'), of('kind')];
  return useMemo(() => ({ person, post, unit, kind }), [person, post, unit, kind]);
};

/** Who, in which post, which kind: what is found follows at once. */
const Filters = ({ lines, withUnit }: { readonly lines: readonly LogLine[]; readonly withUnit: boolean }) => {
  const { of, put } = useAddress();
  const kinds = [...new Set([...lines.map(({ type }) => type), ...(of('kind') === '' ? [] : [of('kind')])])];
  return (
    <form className="app-filters app-filters--dense" role="search" onSubmit={(event) => event.preventDefault()}>
      <Typed label="Person" value={of('person')} onChange={(person) => put({ person })} />
      <Typed label="Post" value={of('post')} onChange={(post) => put({ post })} />
      {withUnit && <UnitChoice value={of('unit')} onChange={(unit) => put({ unit })} />}
      <Choice
        label="Kind"
        value={of('kind')}
        choices={kinds.map((kind) => [kind, eventInWords(kind)] as const).toSorted(([, one], [, other]) => one.localeCompare(other))}
        onChange={(kind) => put({ kind })}
      />
      <Typed label="From" type="date" value={of('from')} onChange={(from) => put({ from })} />
      <Typed label="Up to" type="date" value={/-/.test(of('asOf')) ? of('asOf') : ''} onChange={(asOf) => put({ asOf })} />
    </form>
  );
};

const Nothing = () => (
  <Empty>
    <p>No event matches. Look for less: take a field away, or a wider stretch of days.</p>
  </Empty>
);

const readAtOnce = 100;
const readMax = 1_000;

interface Found extends LogLine {
  readonly event: LoggedEvent;
}
const foundOf = (event: LoggedEvent): Found => {
  const { position, at, type, by, post, reason } = event;
  return { position, at, type, person: by.name, post: post?.title ?? null, reason, about: [], units: [], event };
};

/** Everything that happened to one subject. */
const OfSubject = ({ subject, sought }: { readonly subject: string; readonly sought: number | null }) => {
  const asOf = useMoment();
  const filter = useFilter();
  const { of } = useAddress();
  const from = of('from');
  const pages = usePages(subjectHistory, { subject, asOf, first: readAtOnce }, ({ history }) => history);
  const { data, fetching, more } = pages;
  const lines = useMemo(() => (data?.nodes ?? []).map(foundOf), [data]);
  const shown = lines.filter(isLookedFor(filter)).filter(({ event }) => from === '' || event.on >= from);
  const isFiltered = from !== '' || Object.values(filter).some((each) => each !== '');
  const looksOn =
    more !== null && !fetching && lines.length < readMax && (isFiltered || (sought !== null && (lines.at(-1)?.position ?? 0) < sought));
  useEffect(() => {
    if (looksOn) more?.();
  }, [looksOn, more]);
  const named = useSubjectName(subject);
  return (
    <>
      <h2>{named === null ? 'The record of one subject' : `The record of ${named.name.replace(/\.$/, '')}`}</h2>
      <p className="app-ways">
        {named && named.place !== null && <Link to={named.place}>Its page</Link>}
        {named && named.story !== null && <Link to={named.story}>Replay its story</Link>}
        <Link to="/audit/log">Search everything</Link>
      </p>
      <Filters lines={lines} withUnit={false} />
      <Answer asked={pages} what="the record" retry={pages.again}>
        {({ totalCount }) => (
          <>
            {isFiltered && (
              <p role="status">
                {shown.length} of the {lines.length} events read match.
              </p>
            )}
            {totalCount === 0 ? (
              <Empty>
                <p>Nothing is in the record of it at this moment, or nothing that is yours to see.</p>
              </Empty>
            ) : shown.length === 0 && more === null ? (
              <Nothing />
            ) : (
              <LogList lines={shown} sought={sought} details={({ event }) => <EventDetails event={event} />} />
            )}
            <More pages={pages} what="events of its record" />
          </>
        )}
      </Answer>
    </>
  );
};

/** The days looked at: from the one asked for, or since the year began; around one event where only that is named. */
const useStretch = (sought: number | null): { readonly from: AsOf | null; readonly to: AsOf | null } => {
  const { of } = useAddress();
  const asOf = useMoment();
  const [{ data }] = useQuery({ query: yearBegins });
  if (sought !== null) return { from: { position: Math.max(sought - 1, 0) }, to: { position: sought } };
  const begins = of('from') || data?.cycles.find(({ current }) => current)?.starts;
  if (begins !== undefined) return { from: { day: dayBefore(begins) }, to: asOf };
  return { from: data ? { position: 0 } : null, to: asOf };
};

const shownAtOnce = 50;

/** Everything that changed the strategy in a stretch of days. */
const OfStrategy = ({ sought }: { readonly sought: number | null }) => {
  const { from, to } = useStretch(sought);
  const asked = useStrategyLog(from, to);
  const filter = useFilter();
  const key = JSON.stringify(filter);
  const [shown, setShown] = useState({ key, count: shownAtOnce });
  const count = shown.key === key ? shown.count : shownAtOnce;
  const lines = useMemo(() => asked.data?.lines ?? [], [asked.data]);
  const found = useMemo(() => lines.filter(isLookedFor(filter)), [lines, filter]);
  return (
    <>
      <h2>Everything that changed the strategy</h2>
      <p className="nhsuk-hint">
        True North, aims, goals and their <Term of="Catchball">catchball</Term>, since the year began or from the day you choose, oldest
        first. What happened to a measure, a unit or a post, and every step of one thread, stands in its own record: name it above.
      </p>
      <Filters lines={lines} withUnit />
      <Answer asked={asked} what="the log" retry={asked.again}>
        {({ isRead, isCut }) => (
          <>
            {!isRead && <Loading what={`the log, ${lines.length} events so far`} />}
            {isCut && <p role="status">There is more in these days than is read at once: choose fewer days.</p>}
            {isRead && found.length === 0 ? (
              <Nothing />
            ) : (
              <LogList
                lines={found.slice(0, count)}
                sought={sought}
                details={({ about, position }) => <EventLookedUp subject={about[0]!.id} position={position} />}
              />
            )}
            <More
              pages={{
                data: { nodes: found.slice(0, count), totalCount: found.length },
                error: undefined,
                fetching: false,
                more: found.length > count ? () => setShown({ key, count: count + shownAtOnce }) : null,
                again: asked.again,
              }}
              what="events"
            />
          </>
        )}
      </Answer>
    </>
  );
};

/** The log, searched by what it is about, who did it, in which post and unit, of which kind, and when. */
export const Log = () => {
  const { of } = useAddress();
  const subject = of('subject');
  const sought = /^\d{1,15}$/.test(of('event')) ? Number(of('event')) : null;
  return (
    <AuditFrame title="Search the log" hasMoment={/^\d+$/.test(of('asOf'))}>
      <SubjectPicker />
      {subject === '' ? <OfStrategy sought={sought} /> : <OfSubject key={subject} subject={subject} sought={sought} />}
    </AuditFrame>
  );
};
