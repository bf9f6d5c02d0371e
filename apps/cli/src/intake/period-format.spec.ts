import { periodReader } from './period-format.js';

describe('A period of a file', () => {
  it.each([
    [undefined, '2026-04', 'MONTH', '2026-04'],
    [undefined, '2026-W53', 'WEEK', '2026-W53'],
    [undefined, '2026-04-01', 'MONTH', null],
    ['YYYY-MM-DD', '2016-04-01', 'MONTH', '2016-04'],
    ['YYYY-MM-DD', '2016-04-01', 'DAY', '2016-04-01'],
    ['YYYY-MM-DD', '2016-04-01', 'QUARTER', '2016-Q2'],
    ['YYYY-MM-DD', '2016-02-30', 'MONTH', null],
    ['YYYY-MM-DD', '2016-13-01', 'MONTH', null],
    ['DD/MM/YYYY', '03/01/2027', 'WEEK', '2026-W53'],
    ['MMM-YY', 'Apr-19', 'MONTH', '2019-04'],
    ['MMMM YYYY', 'SEPTEMBER 2019', 'MONTH', '2019-09'],
    ['[MSitAE]-MMMM-YYYY', 'MSitAE-APRIL-2019', 'MONTH', '2019-04'],
    ['MMMM YYYY', 'Sept 2019', 'MONTH', null],
    ['MM/YYYY', '04/2019', 'DAY', null],
    ['YYYY [week] WW', '2026 week 14', 'WEEK', '2026-W14'],
    ['YYYY [week] WW', '2027 week 53', 'WEEK', null],
    ['[Q]Q YYYY', 'Q2 2026', 'QUARTER', '2026-Q2'],
    ['[Q]Q YYYY', 'Q2 2026', 'MONTH', null],
  ] as const)('in the format %s, %s of a measure by %s reads as %s', (format, text, frequency, expected) => {
    expect(periodReader(format)(text, frequency)).toBe(expected);
  });

  it('needs a year in its format, and every word once', () => {
    expect(() => periodReader('MM-DD')).toThrow('has no year');
    expect(() => periodReader('YYYY-YYYY')).toThrow('has YYYY twice');
  });
});
