/**
 * Whether the browser lets the page send anything: it gives what that takes, ids nobody else has and cookies nobody else
 * reads, over https or from the machine itself alone.
 */
export const isSendingPossible = (): boolean => isSecureContext;

/** Says before anybody writes something that it could not be sent. */
export const Insecure = () =>
  isSendingPossible() ? null : (
    <div className="nhsuk-inset-text" role="note">
      <p>
        <strong>From this address you can read, but send nothing.</strong> It begins with http, and browsers keep what that takes for
        addresses that begin with https. Ask whoever runs the service here for its https address.
      </p>
    </div>
  );
