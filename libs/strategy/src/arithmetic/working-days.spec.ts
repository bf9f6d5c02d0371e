import fc from 'fast-check';
import { addDays, dayOf, weekday } from './days.js';
import { addWorkingDays, bankHolidays, type Calendar, easterSunday, isWorkingDay, workingDaysBetween } from './working-days.js';

const plain: Calendar = { closed: [], open: [] };
/** Days from 1990 to 2060. */
const numbers = fc.integer({ min: 7_305, max: 33_000 });
const days = numbers.map(dayOf);
const calendars = fc.record({
  closed: fc.array(numbers.map(dayOf), { maxLength: 20 }),
  open: fc.array(numbers.map(dayOf), { maxLength: 20 }),
});

describe('England’s bank holidays', () => {
  it('follow Easter', () => {
    const known = {
      1961: '04-02',
      2000: '04-23',
      2019: '04-21',
      2024: '03-31',
      2025: '04-20',
      2026: '04-05',
      2027: '03-28',
      2038: '04-25',
      2049: '04-18',
      2285: '03-22',
    };
    for (const [year, day] of Object.entries(known)) expect(easterSunday(Number(year))).toBe(`${year}-${day}`);
  });

  it('are the ones GOV.UK lists', () => {
    expect(bankHolidays(2020)).toEqual([
      '2020-01-01',
      '2020-04-10',
      '2020-04-13',
      '2020-05-08',
      '2020-05-25',
      '2020-08-31',
      '2020-12-25',
      '2020-12-28',
    ]);
    expect(bankHolidays(2021)).toEqual([
      '2021-01-01',
      '2021-04-02',
      '2021-04-05',
      '2021-05-03',
      '2021-05-31',
      '2021-08-30',
      '2021-12-27',
      '2021-12-28',
    ]);
    expect(bankHolidays(2022)).toEqual([
      '2022-01-03',
      '2022-04-15',
      '2022-04-18',
      '2022-05-02',
      '2022-06-02',
      '2022-06-03',
      '2022-08-29',
      '2022-09-19',
      '2022-12-26',
      '2022-12-27',
    ]);
    expect(bankHolidays(2023)).toEqual([
      '2023-01-02',
      '2023-04-07',
      '2023-04-10',
      '2023-05-01',
      '2023-05-08',
      '2023-05-29',
      '2023-08-28',
      '2023-12-25',
      '2023-12-26',
    ]);
    expect(bankHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-08-31',
      '2026-12-25',
      '2026-12-28',
    ]);
    expect(bankHolidays(2027)).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-03',
      '2027-05-31',
      '2027-08-30',
      '2027-12-27',
      '2027-12-28',
    ]);
  });

  it('are at least eight different weekdays in every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1978, max: 2199 }), (year) => {
        const holidays = bankHolidays(year);
        expect(new Set(holidays).size).toBe(holidays.length);
        expect(holidays.length).toBeGreaterThanOrEqual(8);
        expect(holidays.every((day) => weekday(day) <= 5)).toBe(true);
      }),
    );
  });
});

describe('working days', () => {
  it('leave out weekends, bank holidays and what the organisation closes, and count what it opens', () => {
    expect(addWorkingDays('2026-04-02', 1, plain)).toBe('2026-04-07');
    expect(addWorkingDays('2026-04-02', 1, { closed: ['2026-04-07'], open: [] })).toBe('2026-04-08');
    expect(addWorkingDays('2026-04-02', 1, { closed: [], open: ['2026-04-04'] })).toBe('2026-04-04');
    expect(isWorkingDay('2026-04-03', { closed: ['2026-04-03'], open: ['2026-04-03'] })).toBe(false);
    expect(addWorkingDays('2026-12-18', 10, plain)).toBe('2027-01-06');
  });

  it('start on the day itself when there is nothing to add', () => {
    expect(addWorkingDays('2026-04-04', 0, plain)).toBe('2026-04-04');
    expect(workingDaysBetween('2026-04-04', '2026-04-04', plain)).toBe(0);
    expect(workingDaysBetween('2026-04-10', '2026-04-01', plain)).toBe(0);
  });

  it('are counted as they are added, on any calendar', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), calendars, (day, count, calendar) => {
        const reached = addWorkingDays(day, count, calendar);
        expect(workingDaysBetween(day, reached, calendar)).toBe(count);
        if (count > 0) expect(isWorkingDay(reached, calendar)).toBe(true);
      }),
    );
  });

  it('add up over any day in between', () => {
    fc.assert(
      fc.property(days, fc.nat(200), fc.nat(200), calendars, (day, first, second, calendar) => {
        const middle = addDays(day, first);
        const end = addDays(middle, second);
        expect(workingDaysBetween(day, middle, calendar) + workingDaysBetween(middle, end, calendar)).toBe(
          workingDaysBetween(day, end, calendar),
        );
      }),
    );
  });

  it('are found beyond a long closure', () => {
    const closed = Array.from({ length: 400 }, (_, index) => addDays('2026-04-01', index));
    expect(addWorkingDays('2026-03-31', 1, { closed, open: [] })).toBe('2027-05-06');
  });
});
