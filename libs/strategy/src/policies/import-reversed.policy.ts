import type { Policy } from '#kernel';
import type { IntakeEvents } from '../intake/intake.events.js';
import type { Tables } from '../views/index.js';
import { toMeasure } from './effects.js';

/** A reversed import takes its figures out of every measure it wrote to. */
export const importReversed: Policy<Tables, IntakeEvents> = {
  name: 'import-reversed',
  on: {
    ImportReversed: (_tables, { subject, data }) =>
      data.measures.map((measure) => toMeasure(measure, 'ReverseImportedFigures', { import: subject, reason: data.reason })),
  },
};
