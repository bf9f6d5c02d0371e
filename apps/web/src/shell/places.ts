import { administrationRoles } from '../administration/rooms.js';

interface Place {
  readonly path: string;
  readonly name: string;
  /** Only for these roles; for everybody where it is left out. */
  readonly roles?: readonly string[];
}

/** The places of the page, in the order of its navigation. */
export const places: readonly Place[] = [
  { path: '/', name: 'My work' },
  { path: '/aims', name: 'Aims' },
  { path: '/tree', name: 'Tree' },
  { path: '/units', name: 'Units' },
  { path: '/audit', name: 'Audit' },
  { path: '/administration', name: 'Administration', roles: administrationRoles },
];
