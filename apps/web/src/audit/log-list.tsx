import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Disclosed } from '../shell/disclosed.js';
import { momentInWords } from '../words/dates.js';
import { eventInWords } from '../words/node-words.js';
import type { LogLine } from './log-words.js';

/** Some events are about everything at once. */
const namedMax = 3;

const Line = ({
  line: { position, at, type, person, post, reason, about },
  isSought,
  children,
}: {
  readonly line: LogLine;
  readonly isSought: boolean;
  readonly children: ReactNode;
}) => {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isSought) place.current?.scrollIntoView({ block: 'center' });
  }, [isSought]);
  return (
    <li ref={place} id={`event-${position}`} {...(isSought && { 'aria-current': true })}>
      <p>
        <strong>{eventInWords(type)}</strong> {post === null ? person : `${person}, ${post}`}
        <span className="app-conversation__when">
          {momentInWords(at)}, event {position}
          {isSought && <span className="app-mark">the event you came for</span>}
        </span>
      </p>
      {about.length > 0 && (
        <p>
          {about.slice(0, namedMax).map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && '; '}
              <Link to={`/audit/log?subject=${encodeURIComponent(id)}`}>{name}</Link>
            </span>
          ))}
          {about.length > namedMax && `; and ${about.length - namedMax} more`}
        </p>
      )}
      {reason !== null && (
        <p>
          <q>{reason}</q>
        </p>
      )}
      {isSought ? children : <Disclosed name="What it changed, and why it happened">{children}</Disclosed>}
    </li>
  );
};

/** Events in the order of the record, each to be opened; the one that somebody came for is open and marked. */
export const LogList = <Found extends LogLine>({
  lines,
  sought,
  details,
}: {
  readonly lines: readonly Found[];
  readonly sought: number | null;
  readonly details: (line: Found) => ReactNode;
}) => (
  <ol className="app-conversation app-log">
    {lines.map((line) => (
      <Line key={line.position} line={line} isSought={line.position === sought}>
        {details(line)}
      </Line>
    ))}
  </ol>
);
