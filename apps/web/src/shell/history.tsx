import { useQuery } from 'urql';
import { fieldInWords, valueInWords } from '../audit/log-words.js';
import { momentInWords } from '../words/dates.js';
import { eventInWords } from '../words/node-words.js';
import { historyDocument } from './history-documents.js';
import { Answer } from './states.js';
import { useMoment } from './use-moment.js';

const short = (json: string | null): string => {
  const words = valueInWords(json === null ? null : (JSON.parse(json) as unknown));
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
};

/** Everything that happened to one subject, up to the moment shown: who, when, why, before and after. */
export const History = ({ subject }: { readonly subject: string }) => {
  const asOf = useMoment();
  const [asked, ask] = useQuery({ query: historyDocument, variables: { subject, asOf } });
  return (
    <Answer asked={asked} what="the history" retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ history: { totalCount, edges } }) => (
        <>
          <p>{totalCount > edges.length ? `The first ${edges.length} of ${totalCount} events.` : `${totalCount} events.`}</p>
          <ol className="app-conversation">
            {edges.map(({ node: { id, position, type, at, reason, by, post, differences } }) => (
              <li key={id}>
                <p>
                  <strong>{eventInWords(type)}</strong> {post ? `${by.name}, ${post.title}` : by.name}
                  <span className="app-conversation__when">
                    {momentInWords(at)}, event {position}
                  </span>
                </p>
                {reason !== null && <p>{reason}</p>}
                {differences.length > 0 && (
                  <ul>
                    {differences.map(({ field, before, after }) => (
                      <li key={field}>
                        {fieldInWords(field)}: {short(before)} → {short(after)}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </Answer>
  );
};
