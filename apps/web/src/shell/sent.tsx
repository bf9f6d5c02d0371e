import { sentence } from '../words/sentences.js';
import type { Sent } from '../api/use-command.js';

/** What became of a command, said where it was sent. */
export const SentShown = ({ sent }: { readonly sent: Sent }) => {
  switch (sent.state) {
    case 'IDLE':
      return null;
    case 'SENDING':
      return <p role="status">Sending …</p>;
    case 'TAKEN':
      return <p role="status">Done, and in the record.</p>;
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
