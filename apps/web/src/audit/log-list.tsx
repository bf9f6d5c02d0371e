import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { Disclosed } from '../shell/disclosed.js';
import { momentInWords } from '../words/dates.js';
import { eventInWords } from '../words/node-words.js';
import { whoInWords } from '../words/who-words.js';
import { EventDetails } from './logged-event.js';
import type { FoundEvent } from './log-documents.js';
import { placeOf, recordOf, storyOf, subjectInWords } from './log-places.js';

const Line = ({ found: { event, subject, hash }, isSought }: { readonly found: FoundEvent; readonly isSought: boolean }) => {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSought) line.current?.scrollIntoView({ block: 'center' });
  }, [isSought]);
  const { position, type, at, reason } = event;
  const [place, record, story] = [placeOf(subject), recordOf(subject), storyOf(subject, position)];
  const details = (
    <>
      <EventDetails event={event} hash={hash} />
      <p className="app-ways">
        {place !== null && <Link to={place}>Its page</Link>}
        {record !== null && <Link to={record}>Everything in its record</Link>}
        {story !== null && <Link to={story}>Replay from here</Link>}
      </p>
    </>
  );
  return (
    <li ref={line} id={`event-${position}`} {...(isSought && { 'aria-current': true })}>
      <p>
        <strong>{eventInWords(type)}</strong> {whoInWords(event)}
        {event.asDeputy && ' (as deputy)'}
        <span className="app-conversation__when">
          {momentInWords(at)}, event {position}
          {isSought && <span className="app-mark">the event you came for</span>}
        </span>
      </p>
      <p className="app-log__about">{record === null ? subjectInWords(subject) : <Link to={record}>{subjectInWords(subject)}</Link>}</p>
      {reason !== null && (
        <p>
          <q>{reason}</q>
        </p>
      )}
      {isSought ? details : <Disclosed name="What it changed, and what proves it">{details}</Disclosed>}
    </li>
  );
};

/** Events in the order they were found, each to be opened; the one that somebody came for is open and marked. */
export const LogList = ({ events, sought }: { readonly events: readonly FoundEvent[]; readonly sought: number | null }) => (
  <ol className="app-conversation app-log">
    {events.map((found) => (
      <Line key={found.event.position} found={found} isSought={found.event.position === sought} />
    ))}
  </ol>
);
