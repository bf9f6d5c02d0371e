import type { Step } from './standing-tree.js';
import { monthsOf } from './year-marks.js';

const at = (...instants: readonly string[]): readonly Step[] => instants.map((each) => ({ at: each, changes: [] }) as unknown as Step);

describe('the months of a year on the slider', () => {
  it('begin at midnight in Britain, in summer an hour before it is midnight in UTC', () =>
    expect(monthsOf(at('2026-06-30T22:59:59.999Z', '2026-06-30T23:00:00.000Z', '2026-07-31T23:30:00.000Z'))).toEqual([
      { month: '2026-06', from: 0, to: 1 },
      { month: '2026-07', from: 1, to: 2 },
      { month: '2026-08', from: 2, to: 3 },
    ]));

  it('begin in winter when UTC does', () =>
    expect(monthsOf(at('2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'))).toEqual([
      { month: '2026-11', from: 0, to: 1 },
      { month: '2026-12', from: 1, to: 2 },
    ]));
});
