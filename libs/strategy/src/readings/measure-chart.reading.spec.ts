import { happened, thread, told, trust, type Happened, type Past } from '#testing';
import { addPeriods } from '../arithmetic/days.js';
import { nothingChosen } from '../measure/chart-choice.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { Offer } from '../vocabulary.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { Moment } from '../views/index.js';
import { chartTargetOf } from './chart-target.reading.js';
import { judgementOf, measureChart, type ChartQuestion } from './measure-chart.reading.js';
import { shownChartAt } from './shown-chart.reading.js';

const { trustAfter, figures, committed } = told;
const reason = 'as the minutes say';
const said = (...events: Happened<MeasureEvents>[]): Past[] => happened<MeasureEvents>('measure', 'falls', ...events);
const falls = (moment: Moment) => moment.tables.measures.get('falls')!;
const chartOfFalls = (moment: Moment, question: ChartQuestion = {}) => measureChart(moment, falls(moment), question);
const months = (values: readonly (number | null)[], first = '2025-01') =>
  Object.fromEntries(
    values.flatMap((value, index): [string, string][] => (value === null ? [] : [[addPeriods('MONTH', first, index), String(value)]])),
  );
const twenty = months([30, 34, 31, 33, 30, 34, 31, 33, 30, 34, 31, 33, 30, 34, 31, 33, 30, 34, 31, 33]);
const ghost = (period: string): Happened<MeasureEvents> => ({ type: 'PointGhosted', data: { period, reason } });

describe('the chart of a measure', () => {
  it('is drawn from its figures as known, each dated by the first day of its period', () => {
    const { chart, marks, problem, preset, rulesVersion, suggested } = chartOfFalls(trustAfter(figures('falls', twenty)).now());
    expect([suggested!.chart, suggested!.because.length > 0]).toEqual(['xmr', true]);
    expect([problem, preset, rulesVersion, chart!.rulesVersion]).toEqual([null, 'mdc-2.6', 1, 1]);
    expect([chart!.points.length, chart!.counted, chart!.limitsShown]).toEqual([20, 20, true]);
    expect([chart!.points[0]!.date, marks[0]!.period, chart!.points[0]!.value]).toEqual(['2025-01-01', '2025-01', 30]);
    expect(chart!.points[0]!.mean).toBeCloseTo(32, 12);
    expect(chart!.options).toMatchObject({ direction: 'decrease', values: 'count', pointsPerYear: 12 });
  });

  it('shows periods without a figure as missing, and parts as parts', () => {
    const { now } = trustAfter(figures('falls', months([30, null, null, 33])));
    expect(chartOfFalls(now()).chart!.points.map(({ date, missing }) => [date, missing])).toEqual([
      ['2025-01-01', false],
      ['2025-02-01', true],
      ['2025-03-01', true],
      ['2025-04-01', false],
    ]);
    const definition = { ...trust.fallsDefinition, kind: 'PROPORTION', overTime: 'RATIO', overUnits: 'RATIO' } as const;
    const pooled = trustAfter(
      said({ type: 'MeasureRedefined', data: { definition, reason } }),
      figures('falls', { '2026-01': [9, 10], '2026-02': [0, 0] }),
    ).now();
    expect(chartOfFalls(pooled).chart!.points.map(({ value, missing }) => [value, missing])).toEqual([
      [0.9, false],
      [null, true],
    ]);
  });

  it('is empty before the first figure', () => {
    const moment = trustAfter().now();
    expect(chartOfFalls(moment).marks).toEqual([]);
    expect(judgementOf(moment, falls(moment))).toMatchObject({ variation: null, assurance: null, latest: null });
  });

  it('takes ghosts out, recalculates, and says who said so, when and why', () => {
    const { now } = trustAfter(
      figures('falls', twenty),
      said(ghost('2025-03'), { type: 'LimitsRecalculated', data: { from: '2025-09', reason: 'night sitters', reference: null } }),
    );
    const { chart, marks, settings } = chartOfFalls(now());
    expect([chart!.counted, chart!.points[2]!.ghost, chart!.segments.map(({ from }) => from)]).toEqual([
      19,
      true,
      ['2025-01-01', '2025-09-01'],
    ]);
    expect(marks[2]!.ghost).toMatchObject({ reason, by: { post: 'somebody' } });
    expect(settings.recalculations[0]).toMatchObject({ from: '2025-09', reason: 'night sitters', ordinal: now().position });
  });

  it('of last spring is the chart that was seen last spring, whatever was said and reported since', () => {
    const before = trustAfter(figures('falls', twenty));
    const convention = happened<OrganisationEvents>('organisation', 'trust', {
      type: 'ChartConventionChosen',
      data: { preset: 'nhsr-0.2', shiftPoints: null, trendPoints: null, rulesVersion: 1, reason },
    });
    const corrected = said(
      ghost('2025-03'),
      { type: 'BaselineSet', data: { baseline: { kind: 'POINTS', points: 12 }, reason } },
      { type: 'ChartChosen', data: { choice: { ...nothingChosen, shiftPoints: 8 }, reason } },
      {
        type: 'ObservationCorrected',
        data: { period: '2026-08', value: '90', numerator: null, denominator: null, late: false, import: null, reason },
      },
    );
    const after = trustAfter(figures('falls', twenty), corrected, convention);
    const seen = chartOfFalls(before.now());
    const then = chartOfFalls(after.asOf(seen.position));
    expect(then).toEqual(seen);
    const today = chartOfFalls(after.now());
    expect([today.preset, today.chart!.options.shiftPoints, today.chart!.points.at(-1)!.value]).toEqual(['nhsr-0.2', 8, 90]);
    // The settings of today over the figures that were known then.
    const mixed = chartOfFalls(after.now(), { known: after.asOf(seen.position) });
    expect([mixed.preset, mixed.knownAt, mixed.chart!.points.at(-1)!.value]).toEqual(['nhsr-0.2', seen.position, 33]);
  });

  it('shows what was published where that is asked', () => {
    const correction: Happened<MeasureEvents> = {
      type: 'ObservationCorrected',
      data: { period: '2025-01', value: '99', numerator: null, denominator: null, late: true, import: null, reason },
    };
    const { now } = trustAfter(
      figures('falls', months([30, 34, 31])),
      said({ type: 'PeriodClosed', data: { period: '2025-01' } }, { type: 'PeriodClosed', data: { period: '2025-02' } }, correction),
    );
    const values = (question: ChartQuestion) => chartOfFalls(now(), question).chart!.points.map(({ value }) => value);
    expect([values({}), values({ figures: 'PUBLISHED' })]).toEqual([
      [99, 34, 31],
      [30, 34],
    ]);
    expect(chartOfFalls(now()).marks.map(({ closed }) => closed)).toEqual([true, true, false]);
  });

  it('numbers its annotations for ever, those of another length of period too', () => {
    const note = (period: string, text: string): Happened<MeasureEvents> => ({
      type: 'MeasureAnnotated',
      data: { period, text, reference: null },
    });
    const { now } = trustAfter(
      figures('falls', months([30, 34])),
      said(note('2025-01', 'a'), note('2025-02', 'b'), note('2025-02', 'c'), {
        type: 'AnnotationWithdrawn',
        data: { annotation: 2, reason },
      }),
    );
    const { annotations, marks } = chartOfFalls(now());
    expect(annotations.map(({ number, text }) => [number, text])).toEqual([
      [1, 'a'],
      [3, 'c'],
    ]);
    expect(marks.map((mark) => mark.annotations)).toEqual([[1], [3]]);
  });

  it('that cannot be drawn says why, and breaks nothing else', () => {
    const { now } = trustAfter(
      figures('falls', twenty),
      said(
        { type: 'ChartChosen', data: { choice: { ...nothingChosen, preset: 'nhsr-0.2' }, reason } },
        { type: 'BaselineSet', data: { baseline: { kind: 'POINTS', points: 3 }, reason } },
      ),
    );
    const { chart, problem } = chartOfFalls(now());
    expect([chart, problem?.field]).toEqual([null, 'options.baselinePoints']);
    expect(judgementOf(now(), falls(now()))).toMatchObject({ variation: null, latest: null, problem });
    expect(shownChartAt(now(), 'falls', 'KNOWN')).toEqual({ none: problem!.because });
  });

  it('follows the measure before the organisation, whose points in a row belong to its own preset', () => {
    const convention = happened<OrganisationEvents>('organisation', 'trust', {
      type: 'ChartConventionChosen',
      data: { preset: 'mdc-2.6', shiftPoints: 8, trendPoints: 7, rulesVersion: 1, reason },
    });
    const chosen = (preset: 'mdc-2.6' | 'mdc-2.6a' | null, trendPoints: number | null = null) => {
      const { chart, presetFrom } = chartOfFalls(
        trustAfter(
          figures('falls', twenty),
          convention,
          said({ type: 'ChartChosen', data: { choice: { ...nothingChosen, preset, trendPoints }, reason } }),
        ).now(),
      );
      return [presetFrom, chart!.options.shiftPoints, chart!.options.trendPoints];
    };
    expect(chosen(null)).toEqual(['ORGANISATION', 8, 7]);
    expect(chosen('mdc-2.6', 8)).toEqual(['MEASURE', 8, 8]);
    expect(chosen('mdc-2.6a')).toEqual(['MEASURE', 6, 6]);
  });

  it('is drawn once for as long as nothing it is drawn from changes', () => {
    const { now, asOf } = trustAfter(figures('falls', twenty), said(ghost('2025-03')));
    expect(chartOfFalls(now()).chart).toBe(chartOfFalls(now()).chart);
    expect(chartOfFalls(asOf(now().position - 1)).chart).not.toBe(chartOfFalls(now()).chart);
    expect(chartOfFalls(asOf(now().position - 1)).chart).toBe(chartOfFalls(asOf(now().position - 1)).chart);
  });
});

describe('what a chart aims at', () => {
  const targets = (...streams: Past[][]) => {
    const moment = trustAfter(figures('falls', twenty), ...streams).now();
    const { source, because, targets: aims } = chartTargetOf(moment, falls(moment));
    return { source, because, aims };
  };
  const set = (from: string | null, value: string): Happened<MeasureEvents> => ({ type: 'ChartTargetSet', data: { from, value, reason } });

  it('is nothing, or what was set for it', () => {
    expect(targets()).toMatchObject({ source: 'NONE', aims: [] });
    expect(targets(said(set('2026-01-01', '25'), set(null, '30')))).toMatchObject({
      source: 'SET',
      aims: [
        { from: null, value: 30 },
        { from: '2026-01-01', value: 25 },
      ],
    });
  });

  it('is what the measure’s own unit agreed, from the first period of the plan; what was set holds before', () => {
    const { source, because, aims } = targets(committed('t1'), said(set(null, '30'), set('2026-06-01', '5')));
    const { target } = thread.firstOffer.measured!;
    expect([source, aims]).toEqual(['AGREED', [{ from: null, value: 30 }, expect.objectContaining({ value: Number(target) })]]);
    expect(because).toContain('the goal “Bring falls');
  });

  it('is at each point what was agreed for it then: a re-plan moves no goalposts behind it', () => {
    const falling = 'Bring falls with harm down to 10 a month';
    const aimingAt = (target: string): Offer => ({ ...thread.firstOffer, measured: { ...thread.firstOffer.measured!, target } });
    const revised = (revision: number, on: string, offer: Offer, changes: object = {}): Happened<GoalEvents> => ({
      type: 'GoalRevised',
      on,
      data: {
        ...(trust.aGoal(offer).data as GoalEvents['GoalEstablished']),
        revision,
        releases: null,
        ...changes,
      } as GoalEvents['GoalRevised'],
    });
    const twice = committed('t1', {}, revised(2, '2026-05-20', aimingAt('34')), revised(3, '2026-07-02', aimingAt('12')));
    const { source, aims, because } = targets(twice);
    expect([source, aims]).toEqual([
      'AGREED',
      [
        { from: '2026-03-01', value: 10 },
        { from: '2026-05-01', value: 34 },
        { from: '2026-07-01', value: 12 },
      ],
    ]);
    expect(because).toBe(
      `agreed for its own unit: 10 from 1 March 2026 by the goal “${falling}”, 34 from 1 May 2026 by the goal “${falling}”, 12 from 1 July 2026 by the goal “${falling}”`,
    );
    const moment = trustAfter(figures('falls', twenty), twice).now();
    expect(
      chartOfFalls(moment)
        .chart!.points.slice(-6)
        .map(({ met }) => met),
    ).toEqual([false, false, true, true, false, false]);
    expect(chartTargetOf(moment, falls(moment)).agreedIn).toEqual([{ kind: 'GOAL', id: 't1' }]);
    // The means alone changed, and another offer of the same target after it.
    expect(targets(committed('t1', {}, revised(2, '2026-05-20', { ...thread.firstOffer, means: ['bed rails'] }))).aims).toHaveLength(1);
    // What a single person had taken on before stays theirs.
    expect(
      targets(committed('t1', { receiver: 'ward-7-nurse', unit: 'medicine-unit' }, revised(2, '2026-05-20', aimingAt('33')))).aims,
    ).toEqual([{ from: '2026-03-01', value: 33 }]);
  });

  it('is not what a single person has taken on: a chart is for everybody', () => {
    const ward: Past[] = happened<MeasureEvents>('measure', 'falls-7', {
      type: 'MeasureDefined',
      data: { unit: 'ward-7-unit', definition: { ...trust.fallsDefinition, code: null } },
    });
    const offer = { ...thread.firstOffer, measured: { ...thread.firstOffer.measured!, measure: 'falls-7' } };
    const aimedAt = (receiver: string) => {
      const moment = trustAfter(ward, committed('t7', { receiver, unit: 'ward-7-unit', offer })).now();
      return chartTargetOf(moment, moment.tables.measures.get('falls-7')!);
    };
    expect(aimedAt('ward-7')).toMatchObject({ source: 'AGREED', agreedIn: [{ kind: 'GOAL', id: 't7' }] });
    expect(aimedAt('ward-7-nurse')).toMatchObject({ source: 'NONE', agreedIn: [], targets: [] });
  });

  it('is what was set where two agreements contradict each other', () => {
    const measured = { ...thread.firstOffer.measured!, target: '21' };
    const other = { ...thread.firstOffer, measured };
    const { source, because } = targets(committed('t1'), committed('t2', { offer: other }), said(set(null, '30')));
    expect(source).toBe('SET');
    expect(because).toMatch(/the goal “.+” and the goal “.+” agreed/);
  });

  it('is the range of a measure that is held inside one', () => {
    const definition = { ...trust.fallsDefinition, direction: { kind: 'RANGE', lo: '20', hi: '32' } } as const;
    const moment = trustAfter(said({ type: 'MeasureRedefined', data: { definition, reason } }), figures('falls', twenty)).now();
    expect(chartTargetOf(moment, falls(moment))).toMatchObject({ source: 'RANGE', targets: [{ lo: 20, hi: 32 }] });
    const { chart } = chartOfFalls(moment);
    expect([chart!.options.direction, chart!.points.slice(0, 2).map(({ met }) => met)]).toEqual(['neutral', [true, false]]);
  });
});

describe('what is published of a chart', () => {
  it('is what the chart shows, in figures of text', () => {
    const { now } = trustAfter(figures('falls', twenty));
    const shown = shownChartAt(now(), 'falls', 'KNOWN');
    if ('none' in shown) throw new Error(shown.none);
    const { chart } = chartOfFalls(now());
    expect(shown).toMatchObject({
      preset: 'mdc-2.6',
      chart: 'xmr',
      rulesVersion: 1,
      latest: '2026-08',
      variation: chart!.variation,
      pointsLeftOut: 0,
    });
    expect(shown.points).toHaveLength(20);
    expect(shown.points[0]).toMatchObject({ period: '2025-01', value: '30', mean: '32', type: chart!.points[0]!.type });
    expect(Number(shown.points[0]!.upper)).toBeCloseTo(chart!.points[0]!.upper!, 9);
    expect(shown.options).toMatchObject({ limitConstant: '2.66', shiftPoints: 6, direction: 'decrease' });
    expect(shownChartAt(now(), 'nothing', 'KNOWN')).toEqual({ none: 'there is no such measure' });
  });
});
