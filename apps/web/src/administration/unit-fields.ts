import type { Field } from '../shell/command-form.js';

/** What a new unit is described by. */
export const unitFields: readonly Field[] = [
  { kind: 'line', name: 'name', label: 'Name' },
  { kind: 'line', name: 'kind', label: 'Kind', hint: 'Your own word for it: division, directorate, team.' },
  {
    kind: 'line',
    name: 'code',
    label: 'Code',
    hint: 'A key of your own, such as a provider code; unique in the organisation.',
    optional: true,
  },
];
