import { useLocation } from 'react-router';

/** Where signing in begins, and comes back to where somebody is now. */
export const useSignInAddress = (): string => {
  const { pathname, search, hash } = useLocation();
  return `/sign-in?returnTo=${encodeURIComponent(pathname + search + hash)}`;
};

/** What somebody sees who has not said who they are. */
export const SignInInvitation = () => {
  const address = useSignInAddress();
  return (
    <div className="nhsuk-inset-text">
      <h2>Sign in to go on</h2>
      <p>The record is open to everybody in the organisation, and to nobody else.</p>
      <a className="nhsuk-button" href={address}>
        Sign in
      </a>
    </div>
  );
};
