/** The places of the page, in the order of its navigation. */
export const places = [
  { path: '/', name: 'My work' },
  { path: '/aims', name: 'Aims' },
  { path: '/tree', name: 'Tree' },
  { path: '/audit', name: 'Audit' },
] as const;
