import { firstDayOf, frameFor, nearestOf, pathThrough, spreadOut } from './plot.js';

describe('Where things lie on a chart', () => {
  it('leaves room for labels beside the lines where there is room', () => {
    expect(frameFor(900)).toMatchObject({ width: 900, isNarrow: false });
    expect(frameFor(320)).toMatchObject({ width: 320, isNarrow: true, right: 12 });
  });

  it('never draws narrower than it can be read', () => expect(frameFor(0).width).toBe(240));

  it('breaks a path where there is no height', () => {
    const places = [
      [0, 1],
      [1, 2],
      [2, null],
      [3, 4],
    ] as const;
    expect(pathThrough(places)).toBe('M0.0 1.0L1.0 2.0M3.0 4.0');
  });

  it('finds the nearest place', () => {
    expect(nearestOf([0, 10, 20], 14)).toBe(1);
    expect(nearestOf([0, 10, 20], 99)).toBe(2);
  });

  it('leaves labels where they are when they do not meet', () => expect(spreadOut([10, 60, 30], 14, 100)).toEqual([10, 60, 30]));

  it('keeps labels apart that want the same height, and above the bottom', () => {
    expect(spreadOut([50, 50, 52], 14, 100)).toEqual([50, 64, 78]);
    expect(spreadOut([95, 98], 14, 100)).toEqual([86, 100]);
  });

  it('places months and days, and leaves quarters and weeks to the service', () => {
    expect(['2026-04', '2026-04-09', '2026-Q2', '2026-W14'].map(firstDayOf)).toEqual(['2026-04-01', '2026-04-09', null, null]);
  });
});
