import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Disclosed } from '../shell/disclosed.js';
import { Answer } from '../shell/states.js';
import { subjectHistory, type LoggedEvent } from './log-documents.js';
import { eventAddress, fieldInWords, jsonInWords, laidOut } from './log-words.js';

/** What an event changed, field by field. */
export const DifferencesTable = ({ differences }: Pick<LoggedEvent, 'differences'>) => (
  <div className="app-offers" tabIndex={0} role="region" aria-label="What it changed">
    <table className="nhsuk-table app-offers__table">
      <caption className="nhsuk-u-visually-hidden">What it changed</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {differences
          .map(({ field, before, after }) => ({ field, was: jsonInWords(before), is: jsonInWords(after) }))
          .filter(({ was, is }) => was !== is)
          .map(({ field, was, is }) => (
            <tr key={field}>
              <th scope="row">{fieldInWords(field)}</th>
              <td>{was}</td>
              <td>{is}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
);

/** Everything the log knows of one event: what it changed, what made it happen, and its stored content. */
export const EventDetails = ({ event }: { readonly event: LoggedEvent }) => {
  const { id, differences, data, basis, causationId, correlationId, commandId, asDeputy, seeded } = event;
  const facts: readonly (readonly [string, string])[] = [
    ['Event', id],
    ['Made by the command', commandId],
    ...(causationId === null ? [] : [['Caused by the event', causationId] as const]),
    ['Together with', `everything of the request ${correlationId}`],
    ['Decided on what was known', `after event ${basis}`],
    ...(asDeputy ? [['Signed', 'as the post’s deputy'] as const] : []),
    ...(seeded ? [['Origin', 'the sample trust, written under a scripted clock'] as const] : []),
  ];
  return (
    <>
      {differences.length === 0 ? (
        <p>It changed no field that is yours to see of this subject.</p>
      ) : (
        <DifferencesTable differences={differences} />
      )}
      <dl className="app-event-facts">
        {facts.map(([name, says]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <Disclosed name="Stored content">
        <pre className="app-stored" tabIndex={0} role="region" aria-label="Stored content">
          {laidOut(data)}
        </pre>
      </Disclosed>
    </>
  );
};

const pageOfHistory = 200;

/** The same for an event of which only the place is known: it is looked up in the history of what it is about. */
export const EventLookedUp = ({ subject, position }: { readonly subject: string; readonly position: number }) => {
  const [asked, ask] = useQuery({ query: subjectHistory, variables: { subject, first: pageOfHistory, asOf: { position } } });
  return (
    <Answer asked={asked} what="the event" retry={() => ask({ requestPolicy: 'network-only' })}>
      {({ history: { edges } }) => {
        const found = edges.find(({ node }) => node.position === position)?.node;
        if (found) return <EventDetails event={found} />;
        return (
          <p>
            It lies deep in a long history. <Link to={eventAddress(subject, position)}>Read it there</Link>.
          </p>
        );
      }}
    </Answer>
  );
};
