import { byMonths, dayOf, isDay, isMonth, momentInWords, periodInWords } from './dates.js';

describe('a period in words', () => {
  it.each([
    ['2026-04', 'Apr 2026'],
    ['2026-04-06', '6 Apr 2026'],
    ['2026-Q2', 'Apr to Jun 2026'],
    ['2027-Q1', 'Jan to Mar 2027'],
    ['2026-W14', 'week from 30 Mar 2026'],
    ['2026-W01', 'week from 29 Dec 2025'],
    ['2026-W53', 'week from 28 Dec 2026'],
  ])('%s is %s', (period, words) => expect(periodInWords(period)).toBe(words));
});

describe('a day', () => {
  it.each(['2026-11-22', '2024-02-29', '1900-01-01', '2199-12-31'])('is %s', (text) => expect(isDay(text)).toBe(true));
  it.each(['', '2026-02-31', '2025-02-29', '2026-13-01', '2026-00-10', '26-11-22', '2026-11-22T09:00', '1899-12-31', '2200-01-01', 'soon'])(
    'is not “%s”',
    (text) => expect(isDay(text)).toBe(false),
  );
});

describe('an instant', () => {
  it('is told by the clocks of Britain, and lies in the day they show', () =>
    expect([momentInWords('2026-07-31T23:30:00.000Z'), dayOf('2026-07-31T23:30:00.000Z'), dayOf('2026-12-31T23:30:00.000Z')]).toEqual([
      '1 Aug 2026, 00:30',
      '2026-08-01',
      '2026-12-31',
    ]));
});

describe('a chart’s sentence', () => {
  const said = '7 points in a row, from 1 Apr 2026 to 11 Oct 2026';
  it('names months where the chart is one of months', () => {
    expect(byMonths(said, isMonth('2026-04'))).toBe('7 points in a row, from Apr 2026 to 11 Oct 2026');
    expect(byMonths(said, isMonth('2026-04-01') || isMonth(undefined))).toBe(said);
  });
});
