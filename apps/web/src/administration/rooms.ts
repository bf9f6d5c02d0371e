/** The rooms of the administration, and the roles they are for. */
export const administrationRooms = [
  { path: 'units', name: 'Units and posts', roles: ['ADMINISTRATOR'], about: 'The tree of units, their posts, and who stands in them.' },
  { path: 'people', name: 'People', roles: ['ADMINISTRATOR'], about: 'Who is in the directory: record, sign out, erase.' },
  { path: 'programs', name: 'Programs', roles: ['ADMINISTRATOR'], about: 'Accounts and tokens of programs, such as a nightly import.' },
  {
    path: 'settings',
    name: 'Settings',
    roles: ['ADMINISTRATOR', 'EXECUTIVE'],
    about: 'Name, calendar, final arbiter, chart convention and cycles.',
  },
  {
    path: 'imports',
    name: 'Imports',
    roles: ['ADMINISTRATOR', 'DATA_STEWARD', 'EXECUTIVE'],
    about: 'Figures or a whole plan from a file, with a preview; every import of figures so far, and taking one back.',
  },
] as const;

/** Everybody who finds something to do in the administration. */
export const administrationRoles: readonly string[] = [...new Set(administrationRooms.flatMap(({ roles }): readonly string[] => roles))];
