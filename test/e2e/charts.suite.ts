import { addPeriods } from '#strategy';
import { startNorthmoor, type Northmoor } from './northmoor.js';

let trust: Northmoor;
beforeAll(async () => {
  trust = await startNorthmoor();
  trust.clock.to('2026-05-05');
});
afterAll(() => trust.close());

const measure = 'falls-medicine';
const reason = 'as the minutes say';
interface Entry {
  readonly type: string;
  readonly data: string;
  readonly differences: readonly { readonly field: string }[];
}
const history = async (): Promise<(Omit<Entry, 'data'> & { readonly data: Record<string, unknown> })[]> => {
  const { history: page } = await (
    await trust.acting('auditor')
  ).query<{ history: { edges: { node: Entry }[] } }>(
    'query ($subject: ID!) { history(subject: $subject, first: 50) { edges { node { type data differences { field } } } } }',
    { subject: measure },
  );
  return page.edges.map(({ node }) => ({ ...node, data: JSON.parse(node.data) as Record<string, unknown> }));
};

describe('The chart of a measure', () => {
  it('is set by whoever runs the measure, with a reason, and published as it stood', async () => {
    const readings = Array.from({ length: 14 }, (_, index) => ({
      period: addPeriods('MONTH', '2025-03', index),
      value: String([24, 27, 25, 26][index % 4]),
    }));
    await trust.done('ward-7-nurse', 'recordObservations', { measure: 'falls-ward-7', readings });
    await trust.done('medicine-lead', 'recordObservations', { measure, readings });
    await trust.done('medicine-lead', 'ghostPoint', { measure, period: '2025-06', reason });
    await trust.done('chief-nurse', 'chooseChartConvention', { preset: 'MDC_2_6A', shiftPoints: 8, rulesVersion: 1, reason });
    await trust.done('data-steward', 'chooseChart', { measure, choice: { conflictTie: 'IMPROVEMENT', bounds: { lo: '0' } }, reason });
    await trust.done('medicine-lead', 'setChartTarget', { measure, value: '20', reason });
    await trust.done('medicine-lead', 'publishChart', { measure, title: 'board paper of May' });
    await trust.done('medicine-lead', 'correctObservations', { measure, readings: [{ period: '2026-04', value: '60' }], reason });

    const { measure: read } = await (
      await trust.acting('ward-7-nurse')
    ).query<{ measure: { chart: object } }>(
      `{ measure(id: "${measure}") { chart { choice { chart conflictTie bounds { lo hi } rolling reason by { id } } } } }`,
    );
    expect(read.chart).toEqual({
      choice: { chart: null, conflictTie: 'IMPROVEMENT', bounds: { lo: '0', hi: null }, rolling: false, reason, by: { id: 'dan' } },
    });

    const told = await history();
    expect(told.map(({ type }) => type).slice(-5)).toEqual([
      'PointGhosted',
      'ChartChosen',
      'ChartTargetSet',
      'ChartPublished',
      'ObservationCorrected',
    ]);
    const { data } = told.find(({ type }) => type === 'ChartPublished')!;
    expect(data).toMatchObject({ title: 'board paper of May', figures: 'KNOWN', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(data['shown']).toMatchObject({
      preset: 'mdc-2.6a',
      chart: 'xmr',
      rulesVersion: 1,
      latest: '2026-04',
      variation: 'common_cause',
      options: { shiftPoints: 8, trendPoints: 6, conflict: 'rank', conflictTie: 'improvement', bounds: { lo: '0', hi: null } },
    });
    const { points } = data['shown'] as { points: { period: string; value: string; ghost: boolean; upper: string | null }[] };
    expect(points).toHaveLength(14);
    expect(points.find(({ ghost }) => ghost)?.period).toBe('2025-06');
    expect([points.at(-1)!.value, points.every(({ upper }) => upper !== null)]).toEqual(['27', true]);
    expect(told.find(({ type }) => type === 'ChartTargetSet')!.differences.map(({ field }) => field)).toEqual([
      'chart.targets.from the beginning',
    ]);
  });

  it('is not for whoever only records its figures, nor for an option it does not have', async () => {
    const ghost = { measure: 'falls-ward-7', period: '2025-06', reason };
    expect(await trust.refused('NotYourMeasure', 'ward-7-nurse', 'ghostPoint', ghost)).toContain('data steward');
    expect(
      await trust.refused('ChartDoesNotSuit', 'medicine-lead', 'chooseChart', { measure, choice: { chart: 'P_PRIME' }, reason }),
    ).toContain('choose xmr or another');
    expect(
      await trust.refused('RulesUnknown', 'chief-nurse', 'chooseChartConvention', { preset: 'RUN', rulesVersion: 2, reason }),
    ).toContain('choose one of 1');
    expect(await trust.refused('TitleTaken', 'medicine-lead', 'publishChart', { measure, title: 'board paper of May' })).toContain(
      'another title',
    );
    const client = await trust.acting('medicine-lead');
    const { errors } = await client.attempt('setBaseline', { measure, baseline: { kind: 'POINTS', period: '2025-06' }, reason });
    expect(errors[0]!.message).toContain('baseline.period');
  });
});
