import type { Effect, Policy } from '#kernel';
import type { IntakeEvents } from '../intake/intake.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { Tables } from '../views/index.js';
import { toMeasure } from './effects.js';

/** A figure that came in as its import was reversed, or after that: the reversal could not list its measure. */
const slippedIn = (
  tables: Tables,
  { subject, data }: { readonly subject: string; readonly data: { readonly import: string | null } },
): Effect[] => {
  const reversed = data.import === null ? null : tables.imports.get(data.import)?.reversed;
  return reversed ? [toMeasure(subject, 'ReverseImportedFigures', { import: data.import!, reason: reversed.reason })] : [];
};

/** A reversed import takes its figures out of every measure it wrote to. */
export const importReversed: Policy<Tables, IntakeEvents & MeasureEvents> = {
  name: 'import-reversed',
  on: {
    // A measure that was written to while the reversal was being decided is in the log before it, and not in its list.
    ImportReversed: (tables, { subject, data }) =>
      [...new Set([...data.measures, ...tables.measuresByImport.of(subject)])].map((measure) =>
        toMeasure(measure, 'ReverseImportedFigures', { import: subject, reason: data.reason }),
      ),
    ObservationRecorded: slippedIn,
    ObservationCorrected: slippedIn,
  },
};
