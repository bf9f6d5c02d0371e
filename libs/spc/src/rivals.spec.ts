import { months } from '../../testing/src/months.js';
import { chartOf, type Chart } from './index.js';

/** Mean 11 and limits at 5.68 and 16.32, by hand; then a point on the mean. */
const steady = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
const tail = (chart: Chart) => chart.points.slice(15);

describe('What other tools got wrong', () => {
  it('two of three points beyond two sigma are looked for on one side of the mean only (issue 143)', () => {
    const chart = chartOf(months([...steady, 11, 15, 7, 15]), { baselinePoints: 14 });
    expect(tail(chart).map(({ type }) => type)).toEqual(['common_cause', 'common_cause', 'common_cause']);
  });

  it('a falling trend is found as a rising one is (issue 167)', () => {
    const falling = chartOf(months([...steady, 11, 14, 13, 12, 11, 10, 9, 8]), { preset: 'nhsr-0.2', baselinePoints: 14 });
    expect(tail(falling).map(({ signalsDown }) => signalsDown)).toEqual(Array.from({ length: 7 }, () => ['trend']));
  });

  it('a rising trend below the mean improves: its way counts, not its side (issue 171)', () => {
    const rising = chartOf(months([...steady, 11, 8, 8.4, 8.8, 9.2, 9.6, 10]), { baselinePoints: 14, conflict: 'improvement' });
    expect(tail(rising).map(({ type, rule }) => [type, rule])).toEqual(Array.from({ length: 6 }, () => ['improvement', 'trend']));
  });

  it('assurance is that of the limits after a recalculation (issue 172)', () => {
    const values = [...steady, ...steady.map((value) => value + 20)];
    const chart = chartOf(months(values), { target: 20, recalculateAt: ['2025-03-01'] });
    expect(chart.assurance).toBe('consistent_pass');
    expect(chartOf(months(steady), { target: 20 }).assurance).toBe('consistent_fail');
  });

  it('a mean that lost no outlier says so by the warning on its ranges (issue 152)', () => {
    const { warnings, segments } = chartOf(months([...steady.slice(0, 13), 38]), { preset: 'nhsr-0.2' });
    expect(segments[0]!.mean).toBeCloseTo(180 / 14, 9);
    expect(warnings.map(({ code }) => code)).toContain('SCREENED');
  });

  it('a missing value makes no signal and hides none (issue 156)', () => {
    const chart = chartOf(months([...steady, 11, 13, 12, null, 13, 12]), { baselinePoints: 14 });
    expect(tail(chart).flatMap(({ signalsUp, signalsDown }) => [...signalsUp, ...signalsDown])).toEqual([]);
    const inTrend = chartOf(months([...steady, 11, 8, 9, 10, null, 11, 12, 13, 14]), { preset: 'nhsr-0.2', baselinePoints: 14 });
    expect(tail(inTrend).map(({ signalsUp }) => signalsUp)).toEqual(Array.from({ length: 8 }, () => []));
  });

  it('a point that improves and concerns at once is ruled on, and the chart says by what (issue 200)', () => {
    const chart = chartOf(months([...steady, 11, 16, 15.8, 15.6, 15.4, 15.2, 15]), { baselinePoints: 14 });
    expect(tail(chart)[0]).toMatchObject({ type: 'concern', signalsUp: ['shift', 'two-sigma'], signalsDown: ['trend'] });
    expect(chart.warnings.find(({ code }) => code === 'CONFLICT_ON_POINT')?.text).toMatch(/the chart shows the concern\.$/);
  });

  it('a tie inside a trend ends it (pull request 24)', () => {
    const chart = chartOf(months([...steady, 11, 8, 9, 10, 10, 11, 12, 13]), { baselinePoints: 14 });
    expect(tail(chart).flatMap(({ signalsUp }) => signalsUp)).toEqual([]);
  });

  it('a tie of percentages is a tie although binary fractions differ', () => {
    // 0.1 + 0.2 is a little more than 0.3.
    const chart = chartOf(months([...steady.map((value) => value / 20), 0.55, 0.1, 0.2, 0.3, 0.1 + 0.2, 0.4, 0.5, 0.6]), {
      baselinePoints: 14,
    });
    expect(tail(chart).flatMap(({ signalsUp }) => signalsUp)).toEqual([]);
  });

  it.each(['mdc-2.6', 'mdc-2.6a', 'mdc-excel-5', 'nhsr-0.2'] as const)(
    '"always 100%" with a target of 100%% passes, or hits and misses where equality is left open: %s',
    (preset) => {
      const chart = chartOf(months(Array.from({ length: 15 }, () => 100)), { preset, target: 100 });
      expect(chart.segments[0]).toMatchObject({ mean: 100, lower: 100, upper: 100 });
      expect(chart.assurance).toBe(preset === 'nhsr-0.2' ? 'inconsistent' : 'consistent_pass');
      expect(chart.warnings.map(({ code }) => code)).toContain('NO_VARIATION');
    },
  );

  it('screening leaves the limits of a series that never varies in place', () => {
    const chart = chartOf(months(Array.from({ length: 15 }, () => 100)), { preset: 'nhsr-0.2', target: 90 });
    expect(chart).toMatchObject({ limitsShown: true, assurance: 'consistent_pass' });
  });

  it('twelve points in a segment are enough not to warn of fewer than twelve', () => {
    const codes = (count: number) =>
      chartOf(months([...steady, ...steady.slice(0, count)]), { recalculateAt: ['2025-03-01'] }).warnings.map(({ code }) => code);
    expect(codes(12)).not.toContain('FEW_POINTS_IN_SEGMENT');
    expect(codes(11)).toContain('FEW_POINTS_IN_SEGMENT');
  });

  it('a recalculation on a day without a point is not silently ignored', () => {
    const chart = chartOf(months([...steady, ...steady]), { recalculateAt: ['2025-02-15'] });
    expect(chart.segments.map(({ from }) => from)).toEqual(['2024-01-01', '2025-03-01']);
    expect(chart.warnings.map(({ code }) => code)).toContain('RECALCULATION_MOVED');
  });

  it('a series without a target has no assurance, whatever others have', () => {
    expect(chartOf(months(steady), { target: null })).toMatchObject({
      assurance: null,
      assuranceText: 'There is no target to hold the process against.',
    });
  });

  it('a missing last value leaves the icon with the latest point there is', () => {
    for (const preset of ['mdc-2.6', 'nhsr-0.2'] as const) {
      const chart = chartOf(months([...steady, 11, 30, null]), { preset, baselinePoints: 14 });
      expect(chart.variation).toBe('improvement_high');
      expect(chart.points.at(-1)).toMatchObject({ missing: true, type: null });
    }
  });

  it('where a rising trend meets a falling one at a tie, the last rising point rises', () => {
    const chart = chartOf(months([...steady, 11, 8, 9, 10, 11, 12, 13, 14, 14, 13, 12, 11, 10, 9, 8]), {
      preset: 'nhsr-0.2',
      baselinePoints: 14,
    });
    expect(tail(chart).map(({ type }) => type)).toEqual([
      ...Array.from({ length: 7 }, () => 'improvement'),
      ...Array.from({ length: 7 }, () => 'concern'),
    ]);
  });

  it('points that all lie on the mean are no shift', () => {
    const chart = chartOf(months(Array.from({ length: 20 }, () => 5)));
    expect(chart.points.flatMap(({ signalsUp, signalsDown }) => [...signalsUp, ...signalsDown])).toEqual([]);
  });

  it('a target of nought is an ordinary target, and lower can be better', () => {
    const chart = chartOf(months([...steady, 0, 1]), { target: 0, direction: 'decrease' });
    expect(chart.points.slice(-2).map(({ met }) => met)).toEqual([true, false]);
    expect(chart.assurance).toBe('consistent_fail');
    expect(chartOf(months([...steady.map((value) => value - 10), 0]), { target: 0, direction: 'decrease' }).assurance).toBe('inconsistent');
  });

  it('limits are never calculated anew by themselves', () => {
    const chart = chartOf(months([...steady, ...steady.map((value) => value + 20)]));
    expect(chart.segments).toHaveLength(1);
    expect(chart.suggestion).toMatchObject({ from: '2025-03-01', strength: 'suggest' });
  });
});
