import { flips } from './export-flips.js';
import { exportOf, sealedLog } from './tampered-exports.js';

describe('An export of ten thousand events', () => {
  it('shows every one of a thousand bytes changed by chance, at its line', async () => {
    const bytes = await exportOf(await sealedLog(10_000, [2_500, 5_000, 7_500]));
    expect(await flips(bytes, 1_000, 20_261_122)).toEqual({ missed: [], elsewhere: [] });
  }, 600_000);
});
