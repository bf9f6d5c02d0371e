import { handMadeChart, monthAfter, segmentOf, signalling } from '#testing';
import { textOfChart } from './text-of-chart.js';

const steady = Array.from({ length: 15 }, (_, index) => (index % 2 === 0 ? 51 : 49));
const telling = { title: 'Four-hour performance', unit: '%' };

describe('The text of a chart', () => {
  it('names the latest value, the mean, the limits and what the icons say, in whole sentences', () => {
    expect(textOfChart(handMadeChart(steady), telling)).toBe(
      'Four-hour performance: XmR chart of 15 points from April 2024 to June 2025. The latest value, for June 2025, is 51%. ' +
        'The mean is 50.0%, with process limits from 40.0% to 60.0%. ' +
        'Common cause variation: nothing has changed significantly. There is no target. No point signals special cause.',
    );
  });

  it('names every signal by its days, those in a row as a stretch', () => {
    const chart = handMadeChart(steady, { points: { ...signalling('concern', 2, 3, 4, 9), ...signalling('improvement', 14) } });
    const text = textOfChart(chart, telling);
    expect(text).toContain('4 points signal concern: June 2024 to August 2024 and January 2025.');
    expect(text).toContain('1 point signals improvement: June 2025.');
  });

  it('takes the latest point that counts, and says how many do not', () => {
    const chart = handMadeChart([...steady.slice(0, 13), null, 99], { points: { 14: { ghost: true, type: null } } });
    const text = textOfChart(chart, telling);
    expect(text).toContain('The latest value, for April 2025, is 51%.');
    expect(text).toContain('Of these one is shown and not counted. Of these one is missing.');
  });

  it('says the target and for how long it was met', () => {
    const chart = handMadeChart(steady, { everyPoint: { target: { value: 45 } }, chart: { latestRun: { met: true, length: 15 } } });
    expect(textOfChart(chart, telling)).toContain('The target is 45%; it was met at each of the latest 15 points.');
  });

  it('tells a range as a range', () => {
    const chart = handMadeChart(steady, { everyPoint: { target: { lo: 45, hi: 55 } } });
    expect(textOfChart(chart, telling)).toContain('The target is 45% to 55%.');
  });

  it('says how many points are still needed instead of what no icon says', () => {
    const chart = handMadeChart([50, 51], { everyPoint: { lower: null, upper: null }, chart: { limitsShown: false } });
    const text = textOfChart(chart, telling);
    expect(text).toContain('Not enough data yet (2 of 13).');
    expect(text).toContain('process limits are not shown');
    expect(text).not.toContain('Common cause');
  });

  it('says that there is nothing where there is nothing', () => {
    expect(textOfChart(handMadeChart([]), telling)).toBe('Four-hour performance: no figures yet.');
    expect(textOfChart(handMadeChart([null, null]), telling)).toBe('Four-hour performance: no figures yet.');
  });

  it('names notes, recalculations with their reason, baselines and warnings', () => {
    const points = Object.fromEntries(steady.map((_, index) => [index, { segment: index < 10 ? 0 : 1 }]));
    const made = handMadeChart(steady, {
      points,
      chart: { warnings: [{ code: 'SEASONAL', text: 'The series may be seasonal.', dates: [] }] },
    });
    const chart = {
      ...made,
      segments: [
        segmentOf(made.points.slice(0, 10), { baselineTo: monthAfter(7) }),
        segmentOf(made.points.slice(10), { index: 1, kind: 'recalculation' as const }),
      ],
    };
    const text = textOfChart(chart, {
      ...telling,
      // Asked for between two points, it takes effect at the next.
      recalculations: [{ date: '2025-01-15', reason: 'a new department opened.' }],
      baselineReason: 'before the programme',
      annotations: [{ date: monthAfter(3), text: 'Heat wave', reference: 'the weather office' }],
    });
    expect(text).toContain('Limits are calculated anew from February 2025: a new department opened.');
    expect(text).toContain('A baseline from April 2024 to November 2024 sets the limits: before the programme.');
    expect(text).toContain('Note 1, July 2024: Heat wave (from the weather office).');
    expect(text).toContain('The series may be seasonal.');
  });

  it('writes a proportion in per cent, and then takes the sentences on icons that name no figure', () => {
    const chart = handMadeChart([0.5, 0.62], { everyPoint: { mean: 0.56, lower: 0.4, upper: 0.7 } });
    const text = textOfChart(chart, { ...telling, per: 100 });
    expect(text).toContain('The latest value, for May 2024, is 62%. The mean is 56.0%, with process limits from 40.0% to 70.0%.');
    expect(text).toContain('Common cause variation: no significant change.');
  });

  it('calls the middle of a chart of events what it is', () => {
    expect(textOfChart(handMadeChart(steady, { chart: { chart: 'g' } }), telling)).toContain('The median is 50.0%');
    expect(textOfChart(handMadeChart(steady, { chart: { chart: 't' } }), telling)).toContain('The centre line is 50.0%');
  });

  it('tells the runs of a run chart, which has a median and no icons', () => {
    const chart = handMadeChart(steady, {
      everyPoint: { lower: null, upper: null },
      chart: {
        chart: 'run',
        limitsShown: false,
        runs: { useful: 14, longestRun: 9, longestRunMax: 7, crossings: 2, crossingsMin: 4, signal: true },
      },
    });
    const text = textOfChart(chart, telling);
    expect(text).toContain('The median is 50.00%');
    expect(text).toContain('the series shows a shift');
    expect(text).not.toContain('Not enough data');
  });
});
