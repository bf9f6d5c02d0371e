import { Suspense, useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useQuery } from 'urql';
import { AddressSlips } from './address-slips.js';
import { Boundary } from './boundary.js';
import { Insecure } from './insecure.js';
import { places } from './places.js';
import { Said } from './said.js';
import { Loading } from './states.js';
import { useSignInAddress } from './sign-in.js';
import { useRoles } from './use-roles.js';
import { whoAmI } from './who-am-i.js';

/** Who is signed in, in which posts, and the way out. */
const Somebody = () => {
  const [{ data, fetching }] = useQuery({ query: whoAmI });
  const address = useSignInAddress();
  if (!data) return fetching ? null : <a href={address}>Sign in</a>;
  const { person, posts } = data.me;
  return (
    <div className="app-somebody">
      <span>
        {person.name}
        {posts[0] && <span className="app-somebody__posts">{posts.map(({ title }) => title).join(', ')}</span>}
      </span>
      <a href="/sign-out">Sign out</a>
    </div>
  );
};

/** What is around every screen. Each new screen is read out from its heading, and begins at its top. */
export const Frame = () => {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const isFirst = useRef(true);
  const held = useRoles();
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else {
      main.current?.focus();
      scrollTo(0, 0);
    }
  }, [pathname]);
  const mine = places.filter(({ roles }) => roles === undefined || roles.some((role) => held.includes(role)));
  return (
    <>
      <a className="nhsuk-skip-link" href="#content">
        Skip to the content
      </a>
      <header className="app-header">
        <div className="nhsuk-width-container app-header__row">
          <a className="app-header__name" href="/">
            Hoshin
          </a>
          <Somebody />
        </div>
        <nav className="nhsuk-width-container app-places" aria-label="Places">
          <ul>
            {mine.map(({ path, name }) => (
              <li key={path}>
                <NavLink to={path} end={path === '/'}>
                  {name}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="content" className="nhsuk-width-container nhsuk-main-wrapper" tabIndex={-1} ref={main}>
        <Insecure />
        <AddressSlips />
        <Boundary key={pathname}>
          <Suspense fallback={<Loading what="this place" />}>
            <Outlet />
          </Suspense>
        </Boundary>
        <Said />
      </main>
      <footer className="app-footer">
        <div className="nhsuk-width-container">
          <p>Strategy deployment that can be replayed. Nothing here deletes or edits the past.</p>
          <p>
            <Link to="/glossary">What the words mean</Link>
          </p>
        </div>
      </footer>
    </>
  );
};
