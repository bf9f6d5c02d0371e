import { lazy, type ReactNode } from 'react';
import { Link, NavLink, Route, Routes } from 'react-router';
import { useQuery } from 'urql';
import { Heading } from '../shell/heading.js';
import { NotFound } from '../shell/not-found.js';
import { SignInInvitation } from '../shell/sign-in.js';
import { Empty, Loading } from '../shell/states.js';
import { whoAmI } from '../shell/who-am-i.js';
import { Imports } from './imports.js';
import { People } from './people.js';
import { PlanImport } from './plan-import.js';
import { Post } from './post.js';
import { Programs } from './programs.js';
import { administrationRooms } from './rooms.js';
import { Settings } from './settings.js';
import { Unit } from './unit.js';
import { Units } from './units.js';

/** With it comes the reader of tables, which nobody else needs. */
const FigureImport = lazy(async () => ({ default: (await import('./figure-import.js')).FigureImport }));

type Room = (typeof administrationRooms)[number];

const Overview = ({ rooms }: { readonly rooms: readonly Room[] }) => (
  <>
    <Heading title="Administration" />
    <ul className="app-rooms">
      {rooms.map(({ path, name, about }) => (
        <li key={path}>
          <Link to={path}>{name}</Link>
          <p>{about}</p>
        </li>
      ))}
    </ul>
  </>
);

const RoomLinks = ({ rooms }: { readonly rooms: readonly Room[] }) => (
  <nav className="app-room-links" aria-label="Administration">
    <ul>
      {rooms.map(({ path, name }) => (
        <li key={path}>
          <NavLink to={`/administration/${path}`}>{name}</NavLink>
        </li>
      ))}
    </ul>
  </nav>
);

/** Whoever has nothing to do here is told whom it is for. */
const NotForYou = ({ children }: { readonly children: ReactNode }) => (
  <>
    <Heading title="Administration" />
    <Empty>
      <p>{children}</p>
      <p>
        <Link to="/">Go to your work</Link>.
      </p>
    </Empty>
  </>
);

/** Where the organisation is kept: its units, posts, people, programs, settings and imports. */
export const Administration = () => {
  const [{ data, fetching }] = useQuery({ query: whoAmI });
  if (!data) return fetching ? <Loading what="the administration" /> : <SignInInvitation />;
  const held = data.me.posts.map(({ role }): string => role);
  const rooms = administrationRooms.filter(({ roles }) => roles.some((role) => held.includes(role)));
  const room = (path: Room['path'], screen: ReactNode): ReactNode =>
    rooms.some((each) => each.path === path) ? screen : <NotForYou>This part of the administration is not for your posts.</NotForYou>;
  const overview =
    rooms.length > 0 ? (
      <Overview rooms={rooms} />
    ) : (
      <NotForYou>This is for administrators, for data stewards, who bring figures in, and for executives, who plan cycles.</NotForYou>
    );
  return (
    <>
      {rooms.length > 0 && <RoomLinks rooms={rooms} />}
      <Routes>
        <Route index element={overview} />
        <Route path="units" element={room('units', <Units />)} />
        <Route path="units/:id" element={room('units', <Unit />)} />
        <Route path="units/posts/:id" element={room('units', <Post />)} />
        <Route path="people" element={room('people', <People />)} />
        <Route path="programs" element={room('programs', <Programs />)} />
        <Route path="settings" element={room('settings', <Settings />)} />
        <Route path="imports" element={room('imports', <Imports />)} />
        <Route path="imports/figures" element={room('imports', <FigureImport />)} />
        {/* Whoever is asked to do their steps of a plan is sent here. */}
        <Route path="imports/plan" element={<PlanImport />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
};
