import fc from 'fast-check';
import { frequencies } from '../vocabulary.js';
import {
  addDays,
  addPeriods,
  dayNumber,
  dayOf,
  daysBetween,
  financialYear,
  firstDay,
  isDay,
  isPeriod,
  lastDay,
  monthOf,
  nextPeriod,
  periodOf,
  periodsBetween,
  weekday,
} from './days.js';

/** Days from January 1900 to December 2199, without the weeks that the edges cut. */
const days = fc.integer({ min: -25_550, max: 83_990 }).map(dayOf);
/** Days from 1900 to 2199 that are further than 500 quarters from either edge. */
const middleDays = fc.integer({ min: 20_200, max: 38_000 }).map(dayOf);
const anyFrequency = fc.constantFrom(...frequencies);

describe('days', () => {
  it('agree with the platform’s own calendar, day by day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -135_140, max: 157_000 }), (number) => {
        const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
        expect(dayOf(number)).toBe(day);
        expect(dayNumber(day)).toBe(number);
        expect(weekday(day)).toBe(new Date(number * 86_400_000).getUTCDay() || 7);
      }),
    );
  });

  it('have a day before and after, at the edges of what people plan in too', () => {
    expect(lastDay('MONTH', '2199-12')).toBe('2199-12-31');
    expect(addDays('2199-12-31', 1)).toBe('2200-01-01');
    expect(addDays('1900-01-01', -1)).toBe('1899-12-31');
    expect(isDay('2200-01-01') || isDay('1899-12-31') || isPeriod('MONTH', '2200-01')).toBe(false);
  });

  it('can be computed from the first year to the last', () => {
    expect(dayOf(dayNumber('0001-01-01'))).toBe('0001-01-01');
    expect(dayOf(dayNumber('9999-12-31'))).toBe('9999-12-31');
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });

  it('exist or do not exist', () => {
    for (const day of ['2024-02-29', '2000-02-29', '2026-12-31', '1900-01-01', '2199-12-31'])
      expect([day, isDay(day)]).toEqual([day, true]);
    for (const day of [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-4-1',
      '0202-01-01',
      ' 2026-04-01',
      '2026-04-01\n',
      '',
      20260401,
    ])
      expect([day, isDay(day)]).toEqual([day, false]);
    expect(() => dayNumber('2026-02-29')).toThrow("'2026-02-29' is no day");
  });

  it('add up', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(daysBetween('2026-04-01', '2027-04-01')).toBe(365);
  });
});

describe('periods', () => {
  it('cover every day exactly once, for every frequency', () => {
    fc.assert(
      fc.property(anyFrequency, days, (frequency, day) => {
        const period = periodOf(frequency, day);
        expect(isPeriod(frequency, period)).toBe(true);
        expect(firstDay(frequency, period) <= day && day <= lastDay(frequency, period)).toBe(true);
        expect(firstDay(frequency, nextPeriod(frequency, period))).toBe(addDays(lastDay(frequency, period), 1));
        expect(periodOf(frequency, firstDay(frequency, period))).toBe(period);
        expect(periodOf(frequency, lastDay(frequency, period))).toBe(period);
      }),
    );
  });

  it('count forwards and backwards, and compare as text', () => {
    fc.assert(
      fc.property(anyFrequency, middleDays, fc.integer({ min: -500, max: 500 }), (frequency, day, count) => {
        const from = periodOf(frequency, day);
        const to = addPeriods(frequency, from, count);
        expect(periodsBetween(frequency, from, to)).toBe(count);
        expect(Math.sign(count)).toBe(from < to ? 1 : from > to ? -1 : 0);
      }),
    );
  });

  it('are named as ISO 8601 names weeks', () => {
    expect(periodOf('WEEK', '2026-01-01')).toBe('2026-W01');
    expect(periodOf('WEEK', '2027-01-01')).toBe('2026-W53');
    expect(periodOf('WEEK', '2024-12-30')).toBe('2025-W01');
    expect(periodOf('WEEK', '2026-04-01')).toBe('2026-W14');
    expect(firstDay('WEEK', '2026-W14')).toBe('2026-03-30');
  });

  it('exist or do not exist', () => {
    const real = [
      ['DAY', '2026-04-01'],
      ['WEEK', '2026-W53'],
      ['MONTH', '2026-04'],
      ['QUARTER', '2026-Q4'],
    ] as const;
    for (const [frequency, text] of real) expect([text, isPeriod(frequency, text)]).toEqual([text, true]);
    const unreal = [
      ['DAY', '2026-04'],
      ['WEEK', '2027-W53'],
      ['WEEK', '2026-W00'],
      ['WEEK', '2026-W54'],
      ['WEEK', '0000-W01'],
      ['MONTH', '2026-13'],
      ['MONTH', '2026-00'],
      ['MONTH', '0000-01'],
      ['MONTH', '2026-04-01'],
      ['QUARTER', '2026-Q5'],
      ['QUARTER', '0000-Q1'],
      ['QUARTER', '2026-04'],
      ['MONTH', 202604],
    ] as const;
    for (const [frequency, text] of unreal) expect([text, isPeriod(frequency, text)]).toEqual([text, false]);
    expect(() => firstDay('WEEK', '2027-W53')).toThrow("'2027-W53' is no week");
  });

  it('are shown in one month each: a week in its Thursday’s, a quarter in its last', () => {
    expect(monthOf('DAY', '2026-04-30')).toBe('2026-04');
    expect(monthOf('WEEK', '2026-W14')).toBe('2026-04');
    expect(monthOf('WEEK', '2026-W18')).toBe('2026-04');
    expect(monthOf('MONTH', '2026-02')).toBe('2026-02');
    expect(monthOf('QUARTER', '2026-Q2')).toBe('2026-06');
  });

  it('make financial years from any first month', () => {
    expect(financialYear('2026-04-01', 4)).toEqual({ first: '2026-04', last: '2027-03', label: '2026/27' });
    expect(financialYear('2026-03-31', 4)).toEqual({ first: '2025-04', last: '2026-03', label: '2025/26' });
    expect(financialYear('2026-03-31', 1)).toEqual({ first: '2026-01', last: '2026-12', label: '2026' });
    expect(financialYear('1999-08-01', 8)).toEqual({ first: '1999-08', last: '2000-07', label: '1999/00' });
  });
});
