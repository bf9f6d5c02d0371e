import { useEffect, useRef } from 'react';
import { fieldInWords, jsonInWords, withNames } from '../audit/log-words.js';
import { momentInWords } from '../words/dates.js';
import { eventInWords } from '../words/node-words.js';
import { whoInWords } from '../words/who-words.js';
import { historyDocument } from './history-documents.js';
import { More } from './more.js';
import { useSaidAt } from './said.js';
import { Answer } from './states.js';
import { useMoment } from './use-moment.js';
import { usePages } from './use-pages.js';

/** What a field held, on one line. */
const short = (json: string | null, field: string): string => {
  const words = jsonInWords(json, field).replaceAll('\n', ', ');
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
};

/** Everything that happened to one subject, up to the moment shown: who, when, why, before and after. */
export const History = ({ subject }: { readonly subject: string }) => {
  const asOf = useMoment();
  const pages = usePages(historyDocument, { subject, asOf }, ({ history }) => history);
  const { again } = pages;
  const saidAt = useSaidAt();
  const shownAt = useRef(saidAt);
  useEffect(() => {
    if (saidAt === shownAt.current) return;
    shownAt.current = saidAt;
    again();
  }, [saidAt, again]);
  return (
    <Answer asked={pages} what="the history" retry={again}>
      {({ nodes }) => (
        <>
          <ol className="app-conversation">
            {nodes.map(({ id, position, type, at, reason, differences, names, ...who }) => (
              <li key={id}>
                <p>
                  <strong>{eventInWords(type)}</strong> {whoInWords(who)}
                  <span className="app-conversation__when">
                    {momentInWords(at)}, event {position}
                  </span>
                </p>
                {reason !== null && <p>{reason}</p>}
                {differences.length > 0 && (
                  <ul>
                    {differences.map(({ field, before, after }) => (
                      <li key={field}>
                        {fieldInWords(field)}: {short(withNames(before, names), field)} → {short(withNames(after, names), field)}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
          <More pages={pages} what="events" />
        </>
      )}
    </Answer>
  );
};
