import { happened, told, trust, type Past } from '#testing';
import { addPeriods } from '../arithmetic/days.js';
import type { MeasureDefinition, MeasureEvents } from '../measure/measure.events.js';
import type { MeasureRecord, Moment } from '../views/index.js';
import { judgementOf } from './measure-chart.reading.js';
import { scorecard } from './scorecard.reading.js';

const { trustAfter, figures } = told;
const measured = (id: string, changes: Partial<MeasureDefinition> = {}, unit = 'medicine-unit'): Past[] =>
  happened<MeasureEvents>('measure', id, {
    type: 'MeasureDefined',
    data: { unit, definition: { ...trust.fallsDefinition, name: id, code: id, ...changes } },
  });
const aimedAt = (id: string, value: string): Past[] =>
  happened<MeasureEvents>('measure', id, { type: 'ChartTargetSet', data: { from: '2024-01-01', value, reason: 'board' } });
const classed = (id: string, unit: string, to: 'DRIVER' | 'WATCH'): Past[] =>
  happened<MeasureEvents>('measure', id, { type: 'MeasureClassed', data: { unit, class: to, reason: 'ours' } });
/** Figures a month up to June 2026. */
const monthly = (id: string, values: readonly number[]): Past[] =>
  figures(id, Object.fromEntries(values.map((value, index) => [addPeriods('MONTH', '2026-06', index + 1 - values.length), String(value)])));
const steady = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 19 : 21));
const rising = [...steady.slice(0, 14), 24, 25, 26, 27, 28, 60];
const card = (today: string, unit: string, question: Parameters<typeof scorecard>[2], ...streams: Past[][]) =>
  scorecard(trustAfter(...streams).now(today), unit, question)!;

describe('a scorecard', () => {
  it('puts first what gets worse and fails, and last what is steady and passes', () => {
    const { lines } = card(
      '2026-07-10',
      'medicine-unit',
      {},
      measured('passes'),
      monthly('passes', steady),
      aimedAt('passes', '40'),
      measured('worse'),
      monthly('worse', rising),
      aimedAt('worse', '5'),
      measured('fails'),
      monthly('fails', steady),
      aimedAt('fails', '5'),
      measured('chance'),
      monthly('chance', steady),
      aimedAt('chance', '20'),
      measured('young'),
      monthly('young', [1, 2, 3]),
    );
    expect(lines.map(({ name, variation, assurance, met }) => [name, variation, assurance, met])).toEqual([
      ['worse', 'concern_high', 'consistent_fail', false],
      ['fails', 'common_cause', 'consistent_fail', false],
      ['chance', 'common_cause', 'inconsistent', false],
      ['Falls with harm', null, null, null],
      ['young', null, null, null],
      ['passes', 'common_cause', 'consistent_pass', true],
    ]);
    expect(lines[0]?.reading.sentence).toBe('It gets worse and cannot meet its target: act on the process first.');
    expect(lines[0]).toMatchObject({ latest: { period: '2026-06', value: '60' }, target: { value: 5 } });
  });

  it('puts drivers before what is only watched in the same cell', () => {
    const { lines } = card(
      '2026-07-10',
      'medicine-unit',
      {},
      measured('a'),
      classed('a', 'medicine-unit', 'WATCH'),
      measured('b'),
      classed('b', 'medicine-unit', 'DRIVER'),
    );
    expect(lines.map(({ measure, class: as }) => [measure, as])).toEqual([
      ['b', 'DRIVER'],
      ['a', 'WATCH'],
      ['falls', null],
    ]);
  });

  it('has the measures a unit has or classed, and on request those of all units below', () => {
    const streams = [
      measured('ward', {}, 'ward-7-unit'),
      measured('other', {}, 'surgery-unit'),
      classed('other', 'medicine-unit', 'WATCH'),
    ];
    const ids = (withUnitsBelow: boolean, unit = 'medicine-unit') =>
      card('2026-07-10', unit, { withUnitsBelow }, ...streams)
        .lines.map(({ measure }) => measure)
        .sort();
    expect(ids(false)).toEqual(['falls', 'other']);
    expect(ids(true)).toEqual(['falls', 'other', 'ward']);
    expect(ids(true, 'board')).toEqual(['falls', 'other', 'ward']);
    expect(scorecard(trustAfter().now(), 'nowhere')).toBeNull();
  });

  it('says what is awaited by when, and what is overdue; days between events are never due', () => {
    const rare = measured('rare', { kind: 'DAYS_BETWEEN', overTime: 'MEAN', overUnits: 'NONE' });
    const { lines, overdue } = card(
      '2026-07-20',
      'medicine-unit',
      {},
      figures('falls', { '2026-04': '9' }),
      rare,
      figures('rare', { '2026-01': '7' }),
    );
    expect(lines.map(({ measure, awaited, periodsOverdue }) => [measure, awaited, periodsOverdue])).toEqual([
      ['falls', { period: '2026-05', due: '2026-06-12' }, 2],
      ['rare', null, 0],
    ]);
    expect(overdue).toBe(1);
    const [never] = card('2026-07-10', 'medicine-unit', {}).lines;
    expect([never?.latest, never?.awaited, never?.periodsOverdue]).toEqual([null, { period: '2026-06', due: '2026-07-14' }, 0]);
  });

  it('counts the cells of the matrix, and warns of the icons that chance alone brings', () => {
    const many = Array.from({ length: 5 }, (_, index) => [measured(`m${index}`), monthly(`m${index}`, steady)]).flat();
    const { cells, falseIcons, lines } = card('2026-07-10', 'medicine-unit', {}, ...many);
    expect(
      cells.filter(({ measures }) => measures > 0).map(({ variation, assurance, measures }) => [variation, assurance, measures]),
    ).toEqual([
      ['NOT_SHOWN', 'NONE', 1],
      ['COMMON_CAUSE', 'NONE', 5],
    ]);
    expect(cells.reduce((sum, { measures }) => sum + measures, 0)).toBe(lines.length);
    expect([falseIcons.measures, falseIcons.expected.toFixed(3)]).toEqual([5, '0.115']);
    expect(falseIcons.sentence).toBe(
      'Were all 5 measures with limits stable, about 0.115 of them would show a special cause by chance alone.',
    );
  });

  it('warns of chance in one measure, and in none, in words of their own', () => {
    const words = (...streams: Past[][]) => card('2026-07-10', 'medicine-unit', {}, ...streams).falseIcons.sentence;
    expect(words()).toBe('No measure has limits yet, so no icon can be wrong.');
    expect(words(measured('m'), monthly('m', steady))).toBe(
      'Were the one measure with limits stable, it would still show a special cause with a chance of about 2.3%.',
    );
  });

  it('asks for each measure’s judgement once', () => {
    const moment = trustAfter(...Array.from({ length: 20 }, (_, index) => measured(`m${index}`))).now('2026-07-10');
    const asked: string[] = [];
    const judge = (at: Moment, measure: MeasureRecord) => {
      asked.push(measure.id);
      return judgementOf(at, measure);
    };
    expect(scorecard(moment, 'medicine-unit', {}, judge)?.lines).toHaveLength(21);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(21);
  });

  it('is that of the moment asked about', () => {
    const { asOf, log } = trustAfter(figures('falls', { '2026-04': '9', '2026-05': '8' }));
    expect(
      [asOf(log.length - 1, '2026-07-10'), asOf(log.length, '2026-07-10')].map(
        (moment) => scorecard(moment, 'medicine-unit')?.lines[0]?.latest?.period,
      ),
    ).toEqual(['2026-04', '2026-05']);
  });
});
