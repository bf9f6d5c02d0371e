import { closableOf } from './closable.js';

const point = (period: string, date: string, missing = false) => ({ period, date, missing });

describe('The periods that could be closed', () => {
  it('are months with a figure that are over and not closed yet', () => {
    const points = [
      point('2026-01', '2026-01-01'),
      point('2026-02', '2026-02-01', true),
      point('2026-03', '2026-03-01'),
      point('2026-04', '2026-04-01'),
    ];
    expect(closableOf({ frequency: 'MONTH', closed: ['2026-01'] }, points, '2026-04-30')).toEqual(['2026-03']);
    expect(closableOf({ frequency: 'MONTH', closed: ['2026-01'] }, points, '2026-05-01')).toEqual(['2026-03', '2026-04']);
  });

  it('are months once each where figures come by day or week, and quarters where they come by quarter', () => {
    const days = [point('2026-03-30', '2026-03-30'), point('2026-03-31', '2026-03-31'), point('2026-04-01', '2026-04-01')];
    expect(closableOf({ frequency: 'DAY', closed: [] }, days, '2026-04-02')).toEqual(['2026-03']);
    const quarters = [point('2025-Q4', '2025-10-01'), point('2026-Q1', '2026-01-01')];
    expect(closableOf({ frequency: 'QUARTER', closed: [] }, quarters, '2026-03-31')).toEqual(['2025-Q4']);
    expect(closableOf({ frequency: 'QUARTER', closed: [] }, quarters, '2026-04-01')).toEqual(['2025-Q4', '2026-Q1']);
  });
});
