import { firstDay, isWorkingDay, lastDay } from '#strategy';
import { SampleYear, ago, later, monthPlayed, on, sampleCalendar } from './sample-year.js';

describe('The sample’s year', () => {
  it('ends its ninth month yesterday when it is made on the first of a month', () => {
    const year = new SampleYear('2027-01-01');
    expect([year.month(1), year.month(monthPlayed), year.yesterday]).toEqual(['2026-04', '2026-12', '2026-12-31']);
    expect(lastDay('MONTH', year.month(monthPlayed))).toBe(year.yesterday);
  });

  it('has its ninth month behind it when it is made in the middle of one', () => {
    const year = new SampleYear('2026-11-22');
    expect([year.month(1), year.month(monthPlayed), year.month(12)]).toEqual(['2026-02', '2026-10', '2027-01']);
  });

  it('names working days only, and none before its month', () => {
    const year = new SampleYear('2027-01-01');
    for (let month = -3; month <= 12; month++)
      for (const date of [1, 15, 31]) {
        const day = year.on(month, date);
        expect(isWorkingDay(day, sampleCalendar)).toBe(true);
        expect(day >= firstDay('MONTH', year.month(month))).toBe(true);
      }
    expect(year.on(1, 4)).toBe('2026-04-07');
  });

  it('counts working days backwards from the day it is made, and forwards from any day', () => {
    const year = new SampleYear('2027-01-01');
    expect([0, 1, 2, 5].map((days) => ago(days)(year))).toEqual(['2027-01-01', '2026-12-31', '2026-12-30', '2026-12-23']);
    expect(later(on(1, 1), 2)(year)).toBe('2026-04-07');
  });

  it('plays nothing after yesterday', () => {
    const year = new SampleYear('2027-01-01');
    expect([year.played('2027-02-01'), year.played('2026-05-01')]).toEqual(['2026-12-31', '2026-05-01']);
  });
});
