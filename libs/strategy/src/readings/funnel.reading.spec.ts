import { happened, told, trust, type Past } from '#testing';
import type { MeasureDefinition, MeasureEvents } from '../measure/measure.events.js';
import { unitsCompared, type UnitsCompared } from './funnel.reading.js';

const { trustAfter, figures } = told;
const inParts = { kind: 'PROPORTION', overTime: 'RATIO', overUnits: 'RATIO', unitOfMeasure: 'share' } as const;
const measured = (id: string, unit: string, changes: Partial<MeasureDefinition> = {}): Past[] =>
  happened<MeasureEvents>('measure', id, {
    type: 'MeasureDefined',
    data: { unit, definition: { ...trust.fallsDefinition, ...inParts, name: id, code: id, ...changes } },
  });
const withdrawn = (id: string, period: string): Past[] =>
  happened<MeasureEvents>('measure', id, { type: 'ObservationWithdrawn', data: { period, reason: 'counted twice' } });

const quarter = { from: '2026-01-01', to: '2026-03-31' };
const compared = (streams: readonly Past[][], ids: readonly string[], question: object = {}): UnitsCompared => {
  const read = unitsCompared(trustAfter(...streams).now('2026-07-10'), ids, { ...quarter, ...question });
  if ('because' in read) throw new Error(read.because);
  return read;
};

describe('Units held against each other', () => {
  it('pool what stands of the periods between the days, and nothing of the others', () => {
    const streams = [
      measured('ours', 'medicine-unit'),
      figures('ours', { '2025-12': [90, 90], '2026-01': [1, 10], '2026-02': [5, 10], '2026-03': [3, 20], '2026-04': [90, 90] }),
      withdrawn('ours', '2026-02'),
    ];
    const { funnel, compared: of } = compared(streams, ['ours', 'ours']);
    expect(funnel.units).toMatchObject([{ id: 'ours', name: 'Medicine', numerator: 4, denominator: 30 }]);
    expect(of).toMatchObject([{ reported: 2, of: 3 }]);
  });

  it('may be counted by weeks beside months, each over its own whole periods', () => {
    const streams = [
      measured('monthly', 'medicine-unit'),
      figures('monthly', { '2026-01': [10, 20] }),
      measured('weekly', 'ward-7-unit', { frequency: 'WEEK' }),
      // The week of 29 December to 4 January is not wholly in the quarter, that of 5 January is.
      figures('weekly', { '2026-W01': [90, 90], '2026-W02': [1, 2], '2026-W13': [1, 2] }),
    ];
    const { funnel, compared: of } = compared(streams, ['monthly', 'weekly']);
    expect(funnel.units.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [10, 20],
      [2, 4],
    ]);
    expect(of.map((each) => [each.reported, each.of])).toEqual([
      [1, 3],
      [2, 12],
    ]);
  });

  it('are rates where the measures are, held against the target that was given', () => {
    const rate = { kind: 'RATE', unitOfMeasure: 'falls per bed day' } as const;
    const streams = [measured('ours', 'medicine-unit', rate), figures('ours', { '2026-01': [30, 10] })];
    expect(compared(streams, ['ours'], { target: '2', overdispersion: false }).funnel).toMatchObject({
      kind: 'rate',
      target: 2,
      units: [{ value: 3 }],
    });
  });

  it('have to be of one thing', () => {
    const streams = [measured('ours', 'medicine-unit'), measured('theirs', 'ward-7-unit', { unitOfMeasure: 'share of beds' })];
    const now = trustAfter(...streams).now('2026-07-10');
    expect(unitsCompared(now, ['ours', 'theirs'], quarter)).toMatchObject({
      code: 'NotComparable',
      because: expect.stringContaining('share of beds'),
    });
    expect(unitsCompared(now, ['ours'], quarter)).toMatchObject({ code: 'NothingToCompare' });
  });
});
