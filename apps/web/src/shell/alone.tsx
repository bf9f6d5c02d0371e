import { Suspense } from 'react';
import { Outlet, useLocation } from 'react-router';
import { AddressSlips } from './address-slips.js';
import { Boundary } from './boundary.js';
import { Loading } from './states.js';

/** Around a screen that hangs on a wall: no places to go to, nothing to sign out of. */
export const Alone = () => (
  <main id="content" className="app-alone">
    <AddressSlips />
    <Boundary key={useLocation().pathname}>
      <Suspense fallback={<Loading what="this place" />}>
        <Outlet />
      </Suspense>
    </Boundary>
  </main>
);
