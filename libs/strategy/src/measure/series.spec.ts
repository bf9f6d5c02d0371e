import fc from 'fast-check';
import { addPeriods } from '../arithmetic/days.js';
import { asKnownNow, asPublished, type Closing, closedNow, closingPeriodOf, type ObservationRecord } from './series.js';

const figure = (
  ordinal: number,
  period: string,
  value: string,
  change: { kind?: 'CORRECTION'; import?: string } = {},
): ObservationRecord => ({
  kind: change.kind ?? 'FIRST',
  ordinal,
  period,
  value,
  numerator: null,
  denominator: null,
  late: false,
  import: change.import ?? null,
});
const values = (records: ObservationRecord[]) => [...asKnownNow(records)].map(([period, { value }]) => [period, value]);
const published = (records: ObservationRecord[], closings: Closing[], frequency: 'DAY' | 'MONTH' = 'MONTH') =>
  [...asPublished(frequency, records, closings)].map(([period, { cell }]) => [period, cell?.value ?? null]);
const close = (ordinal: number, period: string): Closing => ({ kind: 'CLOSED', ordinal, period });

describe('a series as known now', () => {
  it('has the latest figure of every period, in the order of the periods', () => {
    expect(values([figure(1, '2026-05', '7'), figure(2, '2026-04', '5'), figure(3, '2026-05', '8', { kind: 'CORRECTION' })])).toEqual([
      ['2026-04', '5'],
      ['2026-05', '8'],
    ]);
  });

  it('says which event a figure came from and that it was corrected', () => {
    const known = asKnownNow([figure(1, '2026-04', '5'), figure(4, '2026-04', '6', { kind: 'CORRECTION' })]);
    expect(known.get('2026-04')).toEqual({
      period: '2026-04',
      value: '6',
      numerator: null,
      denominator: null,
      ordinal: 4,
      corrected: true,
      late: false,
      import: null,
    });
  });

  it('is without a withdrawn figure, and falls back behind a reversed import', () => {
    expect(values([figure(1, '2026-04', '5'), { kind: 'WITHDRAWN', ordinal: 2, period: '2026-04' }])).toEqual([]);
    const imported = [
      figure(1, '2026-04', '5'),
      figure(2, '2026-04', '6', { kind: 'CORRECTION', import: 'i1' }),
      figure(3, '2026-05', '7', { import: 'i1' }),
    ];
    expect(values([...imported, { kind: 'REVERSED', ordinal: 4, import: 'i1' }])).toEqual([['2026-04', '5']]);
    expect(
      values([...imported, { kind: 'WITHDRAWN', ordinal: 4, period: '2026-04' }, { kind: 'REVERSED', ordinal: 5, import: 'i1' }]),
    ).toEqual([]);
  });

  it('after the reversal of an import is what it would be without it, where nothing was done by hand', () => {
    const entry = fc.record({
      period: fc.constantFrom('2026-04', '2026-05', '2026-06'),
      value: fc.nat(9).map(String),
      import: fc.constantFrom('i1', 'i2', 'i3'),
    });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const records = entries.map(({ period, value, import: from }, index) => figure(index + 1, period, value, { import: from }));
        const without = records.filter((record) => record.kind === 'FIRST' && record.import !== 'i2');
        expect(values([...records, { kind: 'REVERSED', ordinal: 100, import: 'i2' }])).toEqual(values(without));
      }),
    );
  });
});

describe('a series as published', () => {
  const first = figure(1, '2026-04', '5');
  const correction = figure(3, '2026-04', '6', { kind: 'CORRECTION' });

  it('keeps what stood when the month was closed', () => {
    expect(published([first, correction], [close(2, '2026-04')])).toEqual([['2026-04', '5']]);
    expect(published([first, correction], [close(4, '2026-04')])).toEqual([['2026-04', '6']]);
    expect(published([figure(3, '2026-04', '6')], [close(2, '2026-04')])).toEqual([['2026-04', null]]);
    expect(published([first], [])).toEqual([]);
  });

  it('is changed by reopening and closing again, and by nothing else', () => {
    const reopened: Closing = { kind: 'REOPENED', ordinal: 4, period: '2026-04' };
    expect(published([first, correction], [close(2, '2026-04'), reopened])).toEqual([]);
    expect(published([first, correction], [close(2, '2026-04'), reopened, close(5, '2026-04')])).toEqual([['2026-04', '6']]);
    expect([...closedNow([close(2, '2026-04'), reopened, close(5, '2026-04')])]).toEqual([['2026-04', 5]]);
  });

  it('closes a month’s days together', () => {
    const days = [figure(1, '2026-04-01', '1'), figure(2, '2026-05-01', '2'), figure(4, '2026-04-02', '3')];
    expect(published(days, [close(3, '2026-04')], 'DAY')).toEqual([
      ['2026-04-01', '1'],
      ['2026-04-02', null],
    ]);
    expect([closingPeriodOf('WEEK', '2026-W18'), closingPeriodOf('QUARTER', '2026-Q2')]).toEqual(['2026-04', '2026-Q2']);
  });

  it('at the close of everything is what is known then, whatever came before and comes after', () => {
    const record = fc.record({ month: fc.nat(5), value: fc.nat(9).map(String), withdraw: fc.boolean() });
    const records = fc.array(record).map((made) =>
      made.map(({ month, value, withdraw }, index): ObservationRecord => {
        const period = addPeriods('MONTH', '2026-01', month);
        return withdraw ? { kind: 'WITHDRAWN', ordinal: index * 10, period } : figure(index * 10, period, value);
      }),
    );
    fc.assert(
      fc.property(records, fc.nat(30), (all, moment) => {
        const at = moment * 10 + 5;
        const closings = Array.from({ length: 6 }, (_, index) => close(at + index / 10, addPeriods('MONTH', '2026-01', index)));
        const shown = published(all, closings).filter(([, value]) => value !== null);
        expect(shown).toEqual(values(all.filter((each) => each.ordinal < at)));
      }),
    );
  });
});
