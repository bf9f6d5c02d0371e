import { journal, keyed, view, type Day, type RecordedOf } from '#kernel';
import type { MeasureDefinition, MeasureEvents } from '../measure/measure.events.js';
import type { Closing, ObservationRecord } from '../measure/series.js';
import type { ImportId, MeasureId, Period, UnitId } from '../vocabulary.js';

/** Whether a unit works on a measure actively or only watches it. */
export interface MeasureClass {
  readonly unit: UnitId;
  readonly class: 'DRIVER' | 'WATCH';
  readonly reason: string;
  readonly on: Day;
  readonly ordinal: number;
}

export interface MeasureRecord {
  readonly id: MeasureId;
  readonly unit: UnitId;
  readonly definition: MeasureDefinition;
  /** 1 with the first definition. */
  readonly revision: number;
  readonly classes: readonly MeasureClass[];
  /** The import that wrote to it last: bookkeeping of `measuresByImport`. */
  readonly lastImport: ImportId | null;
  readonly definedOn: Day;
  readonly since: number;
  /** The latest event about its definition or class; figures do not count. */
  readonly changedAt: number;
}

export interface DefinitionRevision {
  readonly revision: number;
  readonly definition: MeasureDefinition;
  readonly reason: string | null;
  readonly on: Day;
  readonly ordinal: number;
}

export interface Annotation {
  readonly period: Period;
  readonly text: string;
  readonly reference: MeasureEvents['MeasureAnnotated']['reference'];
  readonly on: Day;
  readonly ordinal: number;
}

const tables = {
  measures: keyed<MeasureRecord>(),
  definitions: journal<DefinitionRevision>(),
  /** Measure → everything ever said about its figures; `measure/series.ts` reads it. */
  observations: journal<ObservationRecord>(),
  closings: journal<Closing>(),
  /** Measure → every annotation ever made, withdrawn ones too: its number is its place. */
  annotations: journal<Annotation>(),
  /** The caller's own key → measure. */
  measureByCode: keyed<MeasureId>(),
  measuresByUnit: journal<MeasureId>(),
  /** Unit → measures it ever classed as driver or watch. Filter by the measure's `classes`. */
  measuresClassedBy: journal<MeasureId>(),
  /** Import → measures it wrote to; a measure can come twice. */
  measuresByImport: journal<MeasureId>(),
};

/** Measures with their definitions, classes and every figure ever given. */
export const measuresView = view<MeasureEvents>()({
  name: 'measures',
  revision: 1,
  tables,
  on: {
    MeasureDefined: (to, { data, subject: id, ordinal, on }) => {
      const { unit, definition } = data;
      to.measures.set(id, {
        id,
        unit,
        definition,
        revision: 1,
        classes: [],
        lastImport: null,
        definedOn: on,
        since: ordinal,
        changedAt: ordinal,
      });
      to.definitions.add(id, { revision: 1, definition, reason: null, on, ordinal });
      to.measuresByUnit.add(unit, id);
      if (definition.code !== null) to.measureByCode.set(definition.code, id);
    },
    MeasureRedefined: (to, { data, subject: id, ordinal, on }) => {
      const { definition, reason } = data;
      const before = to.measures.get(id)!;
      const revision = before.revision + 1;
      to.measures.set(id, { ...before, definition, revision, changedAt: ordinal });
      to.definitions.add(id, { revision, definition, reason, on, ordinal });
      if (before.definition.code === definition.code) return;
      if (before.definition.code !== null) to.measureByCode.delete(before.definition.code);
      if (definition.code !== null) to.measureByCode.set(definition.code, id);
    },
    ObservationRecorded: (to, event) => observed(to, event, 'FIRST'),
    ObservationCorrected: (to, event) => observed(to, event, 'CORRECTION'),
    ObservationWithdrawn: ({ observations }, { data, subject, ordinal }) =>
      observations.add(subject, { kind: 'WITHDRAWN', ordinal, period: data.period }),
    ImportedFiguresReversed: ({ observations }, { data, subject, ordinal }) =>
      observations.add(subject, { kind: 'REVERSED', ordinal, import: data.import }),
    PeriodClosed: ({ closings }, { data, subject, ordinal }) => closings.add(subject, { kind: 'CLOSED', ordinal, period: data.period }),
    PeriodReopened: ({ closings }, { data, subject, ordinal }) => closings.add(subject, { kind: 'REOPENED', ordinal, period: data.period }),
    MeasureClassed: ({ measures, measuresClassedBy }, { data, subject, ordinal, on }) => {
      const before = measures.get(subject)!;
      const at = before.classes.findIndex(({ unit }) => unit === data.unit);
      const made: MeasureClass = { ...data, on, ordinal };
      measures.set(subject, {
        ...before,
        classes: at < 0 ? [...before.classes, made] : before.classes.with(at, made),
        changedAt: ordinal,
      });
      if (at < 0) measuresClassedBy.add(data.unit, subject);
    },
    MeasureAnnotated: ({ annotations }, { data, subject, ordinal, on }) => annotations.add(subject, { ...data, on, ordinal }),
  },
});

function observed(
  { observations, measures, measuresByImport }: Parameters<NonNullable<(typeof measuresView)['on']['ObservationRecorded']>>[0],
  { data, subject, ordinal }: RecordedOf<MeasureEvents, 'ObservationRecorded' | 'ObservationCorrected'>,
  kind: 'FIRST' | 'CORRECTION',
): void {
  const { period, value, numerator, denominator, late } = data;
  observations.add(subject, { kind, ordinal, period, value, numerator, denominator, late, import: data.import });
  if (data.import === null) return;
  const measure = measures.get(subject)!;
  if (measure.lastImport === data.import) return;
  measures.set(subject, { ...measure, lastImport: data.import });
  measuresByImport.add(data.import, subject);
}
