import { useSignInAddress } from './sign-in.js';
import { sentence } from '../words/sentences.js';
import type { Sent } from '../api/use-command.js';

/** Whoever was signed out while they wrote: this window keeps what they typed, and another one signs them in. */
const SignedOut = () => (
  <div className="nhsuk-error-summary" role="alert">
    <h3 className="nhsuk-error-summary__title">You are signed out</h3>
    <p>
      Nothing was done, and what you typed stays here.{' '}
      <a href={useSignInAddress()} target="_blank" rel="noreferrer">
        Sign in (opens another window)
      </a>
      , then send it again from this one.
    </p>
  </div>
);

/** What became of a command, said where it was sent. */
export const SentShown = ({ sent }: { readonly sent: Sent }) => {
  switch (sent.state) {
    case 'IDLE':
      return null;
    case 'SENDING':
      return <p role="status">Sending …</p>;
    case 'TAKEN':
      return <p role="status">Done, and in the record.</p>;
    case 'SIGNED_OUT':
      return <SignedOut />;
    case 'REFUSED':
      return (
        <div className="nhsuk-error-summary" role="alert">
          <h3 className="nhsuk-error-summary__title">This was not done</h3>
          <p>{sentence(sent.because)}</p>
        </div>
      );
    case 'WRONG':
      return (
        <div className="nhsuk-error-summary" role="alert">
          <h3 className="nhsuk-error-summary__title">This was not done</h3>
          <p>{sent.message}</p>
        </div>
      );
    case 'UNANSWERED':
      return (
        <div className="nhsuk-error-summary" role="alert">
          <h3 className="nhsuk-error-summary__title">It is not known whether this was done</h3>
          <p>{sent.message} Send it again: it happens once, however often it is sent.</p>
        </div>
      );
  }
};
