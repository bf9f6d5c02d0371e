import { slipsIn } from './slips.js';

describe('An address', () => {
  it.each([
    ['asOf=2026-02-28&from=2026-01-01&to=2026-12-31&knownAt=2024-02-29', []],
    ['asOf=1234&since=0&text=2026-02-31', []],
    ['asOf=&from=', []],
    ['asOf=2026-02-31', ['2026-02-31']],
    ['asOf=yesterday&since=2026-13-01', ['yesterday', '2026-13-01']],
    ['knownAt=2025-02-29&from=12&to=2200-01-01', ['2025-02-29', '12', '2200-01-01']],
  ])('%s has the slips %j', (address, slips) => expect(slipsIn(new URLSearchParams(address))).toEqual(slips));
});
