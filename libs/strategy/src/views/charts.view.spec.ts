import { as, happened, logOf, seen, trust } from '#testing';
import { nothingChosen } from '../measure/chart-choice.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import { chartsView, noChartSettings } from './charts.view.js';

type Event = Parameters<typeof happened<MeasureEvents>>[2];
const reason = 'as the minutes say';
const look = (...events: Event[]) => seen(chartsView)(...logOf(happened<MeasureEvents>('measure', 'falls', trust.fallsDefined, ...events)));
const ghost = (period: string): Event => ({ type: 'PointGhosted', data: { period, reason } });

describe('the charts view', () => {
  it('keeps what stands, with who said it, when and why', () => {
    const sight = look({ ...ghost('2026-04'), by: as('medicine', 'ben') }, { type: 'PointCounted', data: { period: '2026-04', reason } });
    const said = { by: as('medicine', 'ben'), on: '2026-03-02', reason, ordinal: 2 };
    sight
      .asOf(2)
      .shows(({ tables }) => tables.chartSettings.get('falls')?.ghosts, [{ period: '2026-04', at: expect.any(String), ...said }] as never);
    sight.shows(({ tables }) => tables.chartSettings.get('falls'), noChartSettings);
    sight.asOf(1).shows(({ tables }) => tables.chartSettings.get('falls'), undefined);
  });

  it('keeps ghosts, recalculations and targets in the order of their time, one for each', () => {
    const sight = look(
      ghost('2026-05'),
      ghost('2026-04'),
      { type: 'LimitsRecalculated', data: { from: '2026-06', reason, reference: null } },
      { type: 'LimitsRecalculated', data: { from: '2026-05', reason, reference: { kind: 'MERGER', id: 'm', text: 'one ward' } } },
      { type: 'RecalculationWithdrawn', data: { from: '2026-06', reason } },
      { type: 'ChartTargetSet', data: { from: '2026-04-01', value: '20', reason } },
      { type: 'ChartTargetSet', data: { from: null, value: '30', reason } },
      { type: 'ChartTargetSet', data: { from: '2026-04-01', value: '25', reason } },
    );
    sight.shows(
      ({ tables }) => {
        const { ghosts, recalculations, targets } = tables.chartSettings.get('falls')!;
        return [
          ghosts.map(({ period }) => period),
          recalculations.map(({ from, reference }) => [from, reference?.kind]),
          targets.map(({ from, value }) => [from, value]),
        ];
      },
      [
        ['2026-04', '2026-05'],
        [['2026-05', 'MERGER']],
        [
          [null, '30'],
          ['2026-04-01', '25'],
        ],
      ],
    );
  });

  it('keeps the baseline and the choice of then', () => {
    const sight = look(
      { type: 'BaselineSet', data: { baseline: { kind: 'POINTS', points: 12 }, reason } },
      { type: 'ChartChosen', data: { choice: { ...nothingChosen, shiftPoints: 7 }, reason } },
      { type: 'BaselineCleared', data: { reason } },
      { type: 'ChartChosen', data: { choice: nothingChosen, reason } },
      { type: 'ChartTargetSet', data: { from: null, value: '30', reason } },
      { type: 'ChartTargetWithdrawn', data: { from: null, reason } },
    );
    const shown = (position: number) => {
      const settings = sight.asOf(position).sighting.tables.chartSettings.get('falls')!;
      return [settings.baseline?.baseline.kind, settings.choice?.choice.shiftPoints, settings.targets.length];
    };
    expect([2, 3, 4, 5, 6, 7].map(shown)).toEqual([
      ['POINTS', undefined, 0],
      ['POINTS', 7, 0],
      [undefined, 7, 0],
      [undefined, null, 0],
      [undefined, null, 1],
      [undefined, null, 0],
    ]);
  });
});
