import { readPasted } from './pasted-figures.js';
import type { Frequency } from './periods.js';

describe('A period in a pasted line', () => {
  it.each<[Frequency, string, string | undefined]>([
    ['DAY', '2026-02-28', undefined],
    ['DAY', '28/02/2026', undefined],
    ['DAY', '31/02/2026', '“31/02/2026” is no day that exists: write 2026-04-01'],
    ['WEEK', '2026-W53', undefined],
    ['WEEK', '2027-W53', '“2027-W53” is no week that exists: write 2026-W14'],
    ['MONTH', 'Apr-26', undefined],
    ['MONTH', '0026-04', '“0026-04” is no month that exists: write 2026-04 or Apr-26'],
  ])('of a measure by the %s may be %s', (frequency, period, problem) =>
    expect(readPasted(`${period}\t12`, frequency, false)[0]!.problems.period).toBe(problem),
  );
});
