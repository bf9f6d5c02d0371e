import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { troubleOf } from '../api/trouble.js';
import { SignInInvitation } from './sign-in.js';

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
    </div>
  );
};

interface Asked<Data> {
  readonly data?: Data | null | undefined;
  readonly error?: CombinedError | undefined;
}

/** Shows an answer, or that it is on its way, or what went wrong. An answer that is there stays while a newer one is asked for. */
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
  if (asked.data !== undefined && asked.data !== null)
    return (
      <>
        {asked.error && <TroubleShown error={asked.error} retry={retry} />}
        {children(asked.data)}
      </>
    );
  return asked.error ? <TroubleShown error={asked.error} retry={retry} /> : <Loading what={what} />;
};
