import { Disclosed } from '../shell/disclosed.js';
import type { LoggedEvent } from './log-documents.js';
import { fieldInWords, jsonInWords, laidOut, withNames } from './log-words.js';

/** What an event changed, field by field. */
export const DifferencesTable = ({ differences, names }: Pick<LoggedEvent, 'differences' | 'names'>) => (
  <div className="app-offers" tabIndex={0} role="region" aria-label="What it changed">
    <table className="nhsuk-table app-offers__table app-offers__table--side">
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
          .map(({ field, before, after }) => ({
            field,
            was: jsonInWords(withNames(before, names), field),
            is: jsonInWords(withNames(after, names), field),
          }))
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

/** Everything the log knows of one event: what it changed, what made it happen, its stored content, and its hash where that was read. */
export const EventDetails = ({ event, hash }: { readonly event: LoggedEvent; readonly hash?: string }) => {
  const { id, position, differences, names, data, basis, causationId, correlationId, commandId, asDeputy, seeded } = event;
  const facts: readonly (readonly [string, string])[] = [
    ['Its place in the log', String(position)],
    ...(hash === undefined ? [] : [['Its hash: what an export has for it, and seals are made of', hash] as const]),
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
        <p>It changed no field of this subject itself, or none that is yours to see.</p>
      ) : (
        <DifferencesTable differences={differences} names={names} />
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
