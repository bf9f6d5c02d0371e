import { happened, logOf, seen, trust } from '#testing';
import type { MeasureEvents } from '../measure/measure.events.js';
import { asKnownNow } from '../measure/series.js';
import { measuresView } from './measures.view.js';

type Event = Parameters<typeof happened<MeasureEvents>>[2];
const look = (...events: Event[]) =>
  seen(measuresView)(...logOf(happened<MeasureEvents>('measure', 'falls', trust.fallsDefined, ...events)));
const recorded = (period: string, value: string, by: string | null = null): Event => ({
  type: 'ObservationRecorded',
  data: { period, value, numerator: null, denominator: null, late: false, import: by, note: null, reason: null },
});
const corrected = (period: string, value: string): Event => ({
  type: 'ObservationCorrected',
  data: { period, value, numerator: null, denominator: null, late: true, import: null, reason: 'counted twice' },
});

describe('the measures view', () => {
  it('keeps everything ever said about the figures, in order', () => {
    const sight = look(recorded('2026-04', '7'), corrected('2026-04', '6'), {
      type: 'ObservationWithdrawn',
      data: { period: '2026-04', reason: 'other ward' },
    });
    sight.shows(({ tables }) => tables.observations.of('falls').map(({ kind }) => kind), ['FIRST', 'CORRECTION', 'WITHDRAWN']);
    const known = (position: number) => asKnownNow(sight.asOf(position).sighting.tables.observations.of('falls')).get('2026-04')?.value;
    expect([2, 3, 4].map(known)).toEqual(['7', '6', undefined]);
  });

  it('keeps closings and reopenings of periods', () => {
    look(
      { type: 'PeriodClosed', data: { period: '2026-04' } },
      { type: 'PeriodReopened', data: { period: '2026-04', reason: 'late' } },
    ).shows(
      ({ tables }) => tables.closings.of('falls'),
      [
        { kind: 'CLOSED', ordinal: 2, period: '2026-04' },
        { kind: 'REOPENED', ordinal: 3, period: '2026-04' },
      ],
    );
  });

  it('finds a measure by its code of the day, with every definition it had', () => {
    const definition = { ...trust.fallsDefinition, code: 'FALLS-2' };
    const sight = look({ type: 'MeasureRedefined', data: { definition, reason: 'new system' } });
    sight.shows(({ tables }) => [tables.measureByCode.get('FALLS'), tables.measureByCode.get('FALLS-2')], [undefined, 'falls']);
    sight.asOf(1).shows(({ tables }) => [tables.measureByCode.get('FALLS'), tables.measureByCode.get('FALLS-2')], ['falls', undefined]);
    sight.shows(
      ({ tables }) => tables.definitions.of('falls').map(({ revision, reason }) => [revision, reason]),
      [
        [1, null],
        [2, 'new system'],
      ],
    );
    sight.shows(({ tables }) => [tables.measures.get('falls')?.revision, tables.measuresByUnit.of('medicine-unit')], [2, ['falls']]);
  });

  it('keeps one class per unit, the latest', () => {
    const classed = (to: 'DRIVER' | 'WATCH'): Event => ({
      type: 'MeasureClassed',
      data: { unit: 'medicine-unit', class: to, reason: 'review' },
    });
    const sight = look(classed('DRIVER'), classed('WATCH'));
    sight.shows(({ tables }) => tables.measures.get('falls')?.classes.map((each) => [each.unit, each.class]), [['medicine-unit', 'WATCH']]);
    sight.asOf(2).shows(({ tables }) => tables.measures.get('falls')?.classes.map((each) => each.class), ['DRIVER']);
    sight.shows(({ tables }) => tables.measuresClassedBy.of('medicine-unit'), ['falls']);
  });

  it('knows which measures an import wrote to, and takes its figures out when it is reversed', () => {
    const sight = look(recorded('2026-04', '7', 'import-1'), recorded('2026-05', '8', 'import-1'), {
      type: 'ImportedFiguresReversed',
      data: { import: 'import-1', reason: 'wrong file' },
    });
    sight.shows(({ tables }) => tables.measuresByImport.of('import-1'), ['falls']);
    sight.shows(({ tables }) => asKnownNow(tables.observations.of('falls')).size, 0);
    sight.asOf(3).shows(({ tables }) => asKnownNow(tables.observations.of('falls')).size, 2);
  });

  it('keeps annotations by period', () => {
    look({ type: 'MeasureAnnotated', data: { period: '2026-06', text: 'ward closed', reference: null } }).shows(
      ({ tables }) => tables.annotations.of('falls'),
      [{ period: '2026-06', text: 'ward closed', reference: null, on: '2026-03-02', ordinal: 2 }],
    );
  });
});
