import { keyed, view, type Actor, type Day, type Instant } from '#kernel';
import type { IntakeEvents } from '../intake/intake.events.js';
import type { ImportId, MeasureId } from '../vocabulary.js';

/** One import of figures, from its start to its possible undoing. */
export interface ImportRecord extends Readonly<IntakeEvents['ImportStarted']> {
  readonly id: ImportId;
  readonly by: Actor;
  readonly startedAt: Instant;
  readonly startedOn: Day;
  readonly finished: (Readonly<IntakeEvents['ImportFinished']> & { readonly at: Instant; readonly on: Day }) | null;
  readonly reversed: { readonly reason: string; readonly measures: readonly MeasureId[]; readonly at: Instant; readonly on: Day } | null;
  readonly since: number;
  readonly changedAt: number;
}

/** The imports; which measures one wrote to is in the measures' tables. */
export const importsView = view<IntakeEvents>()({
  name: 'imports',
  revision: 1,
  tables: { imports: keyed<ImportRecord>() },
  on: {
    ImportStarted: ({ imports }, { data, subject: id, ordinal, at, on, meta }) =>
      imports.set(id, {
        ...data,
        id,
        by: meta.actor,
        startedAt: at,
        startedOn: on,
        finished: null,
        reversed: null,
        since: ordinal,
        changedAt: ordinal,
      }),
    ImportFinished: ({ imports }, { data, subject, ordinal, at, on }) =>
      imports.update(subject, (before) => ({ ...before, finished: { ...data, at, on }, changedAt: ordinal })),
    ImportReversed: ({ imports }, { data, subject, ordinal, at, on }) =>
      imports.update(subject, (before) => ({ ...before, reversed: { ...data, at, on }, changedAt: ordinal })),
  },
});
