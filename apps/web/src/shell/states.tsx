import type { CombinedError } from '@urql/core';
import { useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import { troubleOf } from '../api/trouble.js';
import { momentInWords } from '../words/dates.js';
import { SignInInvitation } from './sign-in.js';
import { useMoment } from './use-moment.js';

/** Something is on its way. Said once to those who do not see the page. */
export const Loading = ({ what }: { readonly what: string }) => (
  <p className="app-loading" role="status">
    Loading {what} …
  </p>
);

/** Nothing is there, and what somebody can do about it. */
export const Empty = ({ children }: { readonly children: ReactNode }) => <div className="nhsuk-inset-text">{children}</div>;

/** What went wrong and the way out. */
export const TroubleShown = ({ error, retry }: { readonly error: CombinedError; readonly retry: () => void }) => {
  const moment = useMoment();
  const { kind, message, reference } = troubleOf(error);
  if (kind === 'NOT_SIGNED_IN') return <SignInInvitation />;
  return (
    <div className="nhsuk-error-summary" role="alert">
      <h2 className="nhsuk-error-summary__title">{kind === 'OFFLINE' ? 'No connection' : 'That did not work'}</h2>
      <p>{message}</p>
      {reference !== null && <p>Reference: {reference}</p>}
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={retry}>
        Try again
      </button>
      {moment !== null && (
        <p>
          <Link to="?">Back to now</Link>
        </p>
      )}
    </div>
  );
};

/** What is shown may be old, since when, and the way to ask again. */
const OldShown = ({ since, error, retry }: { readonly since: string; readonly error: CombinedError; readonly retry: () => void }) => {
  const { kind, message } = troubleOf(error);
  return (
    <div className="nhsuk-inset-text app-old" role="status">
      <p>
        <strong>This may be out of date.</strong> It is what was known on {momentInWords(since)}.{' '}
        {kind === 'OFFLINE' ? 'Since then the service cannot be reached.' : message}
      </p>
      <button type="button" className="nhsuk-button nhsuk-button--secondary nhsuk-button--small" onClick={retry}>
        Ask again
      </button>
    </div>
  );
};

interface Asked<Data> {
  readonly data?: Data | null | undefined;
  readonly error?: CombinedError | undefined;
  /** Which question it is the answer to; left out where the data is never that of another one. */
  readonly operation?: { readonly key: number } | undefined;
}

/** The service gave no answer, does not know one, or only an old one: what was known before still is the best there is. */
const isSilent = (error: CombinedError): boolean => {
  const { kind } = troubleOf(error);
  return kind === 'OFFLINE' || kind === 'UNCERTAIN' || kind === 'BEHIND';
};

/** The last answer to the same question, and when it came: a failed question takes the answer before it off the screen. */
const useLastAnswer = <Data,>({ data, error, operation }: Asked<Data>): { readonly data: Data; readonly since: string } | null => {
  const last = useRef<{ readonly key: number | undefined; readonly data: Data; readonly since: string } | null>(null);
  const key = operation?.key;
  if (data !== undefined && data !== null && !error && (last.current?.data !== data || last.current.key !== key))
    last.current = { key, data, since: new Date().toISOString() };
  return last.current?.key === key ? last.current : null;
};

/**
 * Shows an answer, or that it is on its way, or what went wrong. An answer that is there stays while a newer one is asked
 * for, and also, with the time it came, when that cannot be had.
 */
export const Answer = <Data,>({
  asked,
  what,
  retry,
  children,
}: {
  readonly asked: Asked<Data>;
  readonly what: string;
  readonly retry: () => void;
  readonly children: (data: Data) => ReactNode;
}) => {
  const last = useLastAnswer(asked);
  const { data, error } = asked;
  const kept = data ?? (asked.operation ? last?.data : null);
  if (error && last && isSilent(error) && kept !== null && kept !== undefined)
    return (
      <>
        <OldShown since={last.since} error={error} retry={retry} />
        {children(kept)}
      </>
    );
  if (data !== undefined && data !== null)
    return (
      <>
        {error && <TroubleShown error={error} retry={retry} />}
        {children(data)}
      </>
    );
  return error ? <TroubleShown error={error} retry={retry} /> : <Loading what={what} />;
};
