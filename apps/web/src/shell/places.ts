/** The places of the page, in the order of its navigation. */
export const places = [
  { path: '/', name: 'My work' },
  { path: '/aims', name: 'Aims' },
  { path: '/tree', name: 'Tree' },
  { path: '/units', name: 'Units' },
] as const;
