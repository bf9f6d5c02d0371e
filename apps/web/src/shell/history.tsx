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

const most = 120;
const cut = (words: string, from: number): string =>
  `${from > 0 ? '… ' : ''}${words.slice(from, from + most)}${words.length > from + most ? '…' : ''}`;

/** What a field held before and after, on one line: of what is long, the part where the two begin to differ. */
const ChangeOf = ({ field, before, after }: { readonly field: string; readonly before: string | null; readonly after: string | null }) => {
  const [was, is] = [before, after].map((json) => jsonInWords(json, field).replaceAll('\n', ', ')) as [string, string];
  if (was === is) return null;
  let same = 0;
  while (was[same] === is[same]) same++;
  const from = same > most / 2 ? Math.max(0, was.lastIndexOf(', ', same) + 2) : 0;
  return (
    <li>
      {fieldInWords(field)}: {cut(was, from)} → {cut(is, from)}
    </li>
  );
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
                      <ChangeOf key={field} field={field} before={withNames(before, names)} after={withNames(after, names)} />
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
