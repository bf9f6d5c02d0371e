import { happened, thread, told, trust, type Past } from '#testing';
import type { MeasureDefinition, MeasureEvents } from '../measure/measure.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import type { MeasuredTerms, Offer } from '../vocabulary.js';
import { Bowling, type BowlingQuestion } from './bowling-chart.reading.js';
import { readerOf } from './openness.reading.js';

const { trustAfter, committed, figures } = told;
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];
const measured = (id: string, changes: Partial<MeasureDefinition> = {}): Past[] =>
  happened<MeasureEvents>('measure', id, {
    type: 'MeasureDefined',
    data: { unit: 'medicine-unit', definition: { ...trust.fallsDefinition, code: id, ...changes } },
  });
const onMeasure = (measure: string, changes: Partial<MeasuredTerms> = {}, offer: Partial<Offer> = {}): Offer =>
  thread.offerOf({ ...offer, measured: { ...thread.firstOffer.measured!, measure, ...changes } });
const bowling = (today: string, ...streams: Past[][]) => {
  const moment = trustAfter(...streams).now(today);
  return { of: (person: string | null) => new Bowling(moment, moment, person === null ? null : readerOf(moment, person)) };
};
const rowOf = (today: string, question: BowlingQuestion, ...streams: Past[][]) =>
  bowling(today, ...streams)
    .of(null)
    .ofGoal('g', question)!.rows[0]!;
const reading = { numerator: null, denominator: null, late: false, import: null };

describe('a bowling chart', () => {
  it('has the months of the financial year and a row per measured target, aims first', () => {
    const chart = bowling('2026-07-20', committed('g')).of(null).ofAim('aim-1')!;
    expect([chart.year, chart.columns[0], chart.columns.at(-1), chart.cycle, chart.view]).toEqual([
      '2026/27',
      '2026-04',
      '2027-03',
      'cycle-26',
      'AS_KNOWN_NOW',
    ]);
    expect(
      chart.rows.map(({ subject, owner, unit, measure, jop, target, state }) => [subject.id, owner, unit, measure, jop, target, state]),
    ).toEqual([
      ['aim-1', 'chief-nurse', 'board', 'falls', '40', '20', 'ACTIVE'],
      ['g', 'medicine', 'medicine-unit', 'falls', '20', '10', 'ACTIVE'],
    ]);
  });

  it('follows the organisation’s own financial year', () => {
    const named = happened<OrganisationEvents>('organisation', 'trust', {
      type: 'OrganisationNamed',
      data: { name: 'Northmoor', financialYearStart: 1 },
    });
    const chart = bowling('2026-07-20', committed('g'), named).of(null).ofGoal('g')!;
    expect([chart.year, chart.columns[0]]).toEqual(['2026', '2026-01']);
    // The jump-off point is February's: it and what lies before are blank.
    expect(chart.rows[0]!.cells.slice(0, 3).map(({ plan, status }) => [plan === null, status])).toEqual([
      [true, 'BLANK'],
      [true, 'BLANK'],
      [false, 'NOT_REPORTED'],
    ]);
  });

  it('of a unit has the aims its posts sponsor and its goals; of a post those of the post', () => {
    const charts = bowling('2026-07-20', committed('g'), committed('s', { receiver: 'surgery' })).of(null);
    const ids = (chart: ReturnType<typeof charts.ofUnit>) => chart?.rows.map(({ subject }) => subject.id);
    expect(ids(charts.ofUnit('operations'))).toEqual(['aim-1']);
    expect(ids(charts.ofUnit('medicine-unit'))).toEqual(['g']);
    expect(ids(charts.ofPost('surgery'))).toEqual(['s']);
    expect(ids(charts.ofPost('chief-nurse'))).toEqual(['aim-1']);
    expect([charts.ofUnit('x'), charts.ofPost('x'), charts.ofAim('x'), charts.ofGoal('x')]).toEqual([null, null, null, null]);
  });

  it('shows the first year of a cycle that has not begun, and any year asked for', () => {
    const charts = bowling('2026-03-10', committed('g')).of(null);
    expect(charts.ofUnit('medicine-unit')?.year).toBe('2026/27');
    expect(charts.ofUnit('medicine-unit', { day: '2025-12-01' })?.year).toBe('2025/26');
  });

  it('loses no goal that was dropped or released, and names those that have no row', () => {
    const dropped: GoalEvent = { type: 'GoalClosed', data: { outcome: 'DROPPED', evidence: 'minute', reason: 'over' } };
    const released: GoalEvent = { type: 'LinkReleased', data: { thread: 'r', reason: 'merged' } };
    const { rows, withoutRow } = bowling(
      '2026-07-20',
      committed('d', {}, dropped),
      committed('r', {}, released),
      committed('m', { offer: thread.milestoneOffer() }),
    )
      .of(null)
      .ofUnit('medicine-unit')!;
    expect(rows.map(({ subject, state }) => [subject.id, state])).toEqual([
      ['d', 'DROPPED'],
      ['r', 'RELEASED'],
    ]);
    expect(withoutRow.map(({ goal, because }) => [goal, because])).toEqual([
      ['m', 'it has milestones and no measured target, so that no month has a plan'],
    ]);
  });

  it("shows a single person's goal to them and their line, and to others no trace of it", () => {
    const nurse = committed('n', { giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' });
    const charts = bowling('2026-07-20', nurse);
    const seen = (person: string) => {
      const by = charts.of(person);
      const rows = [by.ofUnit('ward-7-unit')!, by.ofPost('ward-7-nurse')!, by.ofAim('aim-1')!].map(({ rows: those }) => those.length);
      return [...rows, by.ofGoal('n') === null];
    };
    expect([seen('nia'), seen('wim'), seen('aud'), seen('sue')]).toEqual([
      [1, 1, 2, false],
      [1, 1, 2, false],
      [1, 1, 2, false],
      [0, 0, 1, true],
    ]);
  });
});

describe('a row', () => {
  it('says with letter and shape how each month stands', () => {
    const { cells } = rowOf('2026-07-20', {}, committed('g'), figures('falls', { '2026-04': '18', '2026-05': '18.6' }));
    expect(cells.slice(0, 4).map(({ column, status, letter, shape }) => [column, status, letter, shape])).toEqual([
      ['2026-04', 'MET', 'G', 'CIRCLE'],
      ['2026-05', 'NEAR', 'A', 'DIAMOND'],
      ['2026-06', 'NOT_REPORTED', 'N', 'CROSS'],
      ['2026-07', 'BLANK', '', 'NONE'],
    ]);
  });

  const history = happened<MeasureEvents>(
    'measure',
    'falls',
    { type: 'ObservationRecorded', data: { ...reading, period: '2026-04', value: '18', note: null, reason: null } },
    { type: 'PeriodClosed', data: { period: '2026-04' } },
    { type: 'ObservationCorrected', data: { ...reading, period: '2026-04', value: '25', late: true, reason: 'two charts found' } },
    { type: 'ObservationRecorded', data: { ...reading, period: '2026-05', value: '17', note: null, reason: null } },
    { type: 'PeriodClosed', data: { period: '2026-06' } },
    { type: 'ObservationRecorded', data: { ...reading, period: '2026-06', value: '16', late: true, note: null, reason: 'sent late' } },
  );
  const seen = (view: 'AS_KNOWN_NOW' | 'AS_PUBLISHED') => rowOf('2026-07-20', { view }, committed('g'), history);

  it('shows each month as known now, with what was published beside it and what came late', () => {
    expect(
      seen('AS_KNOWN_NOW')
        .cells.slice(0, 3)
        .map(({ actual, status, asPublished, asKnownNow, closed, late, corrected }) => [
          actual,
          status,
          asPublished,
          asKnownNow,
          closed,
          late,
          corrected,
        ]),
    ).toEqual([
      [25, 'MISSED', 18, 25, true, true, true],
      [17, 'MET', null, 17, false, false, false],
      [16, 'MET', null, 16, true, true, false],
    ]);
  });

  it('shows as published what stood when each month was closed: a month that is not closed is blank, not overdue', () => {
    const { cells, yearToDate } = seen('AS_PUBLISHED');
    expect(cells.slice(0, 3).map(({ actual, status, late, corrected }) => [actual, status, late, corrected])).toEqual([
      [18, 'MET', false, false],
      [null, 'BLANK', false, false],
      [null, 'NOT_REPORTED', false, false],
    ]);
    expect([yearToDate.actual, yearToDate.reported, yearToDate.of]).toEqual([18, 1, 2]);
    expect(seen('AS_KNOWN_NOW').yearToDate).toMatchObject({ actual: 58, reported: 3, of: 3 });
  });

  it('keeps the original plan beside it after a re-plan, and casts no shadow where the plan stayed', () => {
    const revised = (revision: number, terms: Offer): GoalEvent => ({
      type: 'GoalRevised',
      on: '2026-06-01',
      data: { ...trust.aGoal(terms).data, revision, releases: null } as GoalEvents['GoalRevised'],
    });
    const other = thread.offerOf({ means: ['bed rails'] });
    const { ghosts, cells } = rowOf('2026-07-20', {}, committed('g', {}, revised(2, other), revised(3, thread.counterOffer)));
    expect(ghosts.map(({ revision, plan }) => [revision, plan.length, plan.at(-1)])).toEqual([[1, 12, 10]]);
    expect(cells.at(-1)?.plan).toBe(14);
  });

  it('of an aim keeps its earlier plan too', () => {
    const aim = happened<StrategyEvents>('strategy', 'trust', {
      type: 'AimRevised',
      data: { aim: 'aim-1', revision: 2, terms: { ...trust.aimTerms, due: '2027-09-30' }, reason: 'board' },
    });
    const row = bowling('2026-07-20', aim).of(null).ofAim('aim-1')!.rows[0]!;
    expect([row.ghosts[0]?.plan.at(-1), row.yearTarget.of]).toEqual([20, 'LAST_COLUMN']);
    // From 40 in February 2026 to 20 in September 2027, nineteen months: thirteen of them by next March.
    expect(row.yearTarget.value).toBeCloseTo(40 - (20 * 13) / 19, 12);
  });

  it('of days between events has no plan, and no month of it is red', () => {
    const offer = onMeasure('gap', { jop: '20', target: '60' });
    const rare = measured('gap', { kind: 'DAYS_BETWEEN', direction: { kind: 'INCREASE' }, overTime: 'MEAN', overUnits: 'NONE' });
    const { cells, yearTarget, yearToDate, forecasts } = rowOf(
      '2026-07-20',
      {},
      rare,
      committed('g', { offer }),
      figures('gap', { '2026-04': '12' }),
    );
    expect(cells.every(({ plan }) => plan === null)).toBe(true);
    expect([cells[0]?.status, yearTarget.value, yearToDate.plan, forecasts.planShifted.because]).toEqual([
      'NO_PLAN',
      60,
      null,
      'nobody knows when the next of these rare events comes',
    ]);
  });

  it('of days between events misses nothing in a month without one', () => {
    const rare = measured('gap', {
      kind: 'DAYS_BETWEEN',
      frequency: 'DAY',
      direction: { kind: 'INCREASE' },
      overTime: 'MEAN',
      overUnits: 'NONE',
    });
    const offer = onMeasure('gap', { jop: '20', target: '60', jopFrom: '2026-02-10', jopTo: '2026-02-10' });
    const { cells, yearToDate, forecasts } = rowOf(
      '2026-07-20',
      {},
      rare,
      committed('g', { offer }),
      figures('gap', { '2026-04-12': '31', '2026-04-30': '18', '2026-06-20': '51' }),
    );
    expect(cells.slice(0, 4).map(({ actual, reported, of, status }) => [actual, reported, of, status])).toEqual([
      [24.5, 2, 2, 'NO_PLAN'],
      [null, 0, 0, 'BLANK'],
      [51, 1, 1, 'NO_PLAN'],
      [null, 0, 0, 'BLANK'],
    ]);
    expect([yearToDate.reported, yearToDate.of]).toEqual([3, 3]);
    expect([forecasts.runRate.value, forecasts.process.value]).toEqual([null, null]);
  });

  it('of a maintain goal is judged by its tolerance about one level', () => {
    const offer = onMeasure('falls', { target: '20', maintain: true, tolerance: '2' });
    const { cells } = rowOf(
      '2026-08-20',
      {},
      committed('g', { offer }),
      figures('falls', { '2026-04': '20', '2026-05': '22', '2026-06': '23' }),
    );
    expect(cells.slice(0, 3).map(({ plan, status }) => [plan, status])).toEqual([
      [20, 'MET'],
      [20, 'NEAR'],
      [20, 'MISSED'],
    ]);
  });

  it('shows the icons of its chart and forecasts by its process once the chart shows limits', () => {
    const months = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`2025-${String(index + 1).padStart(2, '0')}`, index % 2 === 0 ? '19' : '21']),
      );
    const young = rowOf('2026-07-20', {}, committed('g'), figures('falls', months(12)));
    expect([young.icons.variation, young.forecasts.process.because]).toEqual([null, 'limits are not shown yet (12 of 13 points)']);
    const grown = rowOf('2026-07-20', {}, committed('g'), figures('falls', { ...months(12), '2026-01': '19', '2026-02': '21' }));
    expect(grown.icons.variation).toBe('common_cause');
    // Fourteen figures about 20, each two away from the next: the limits lie 2.66 × 2 away.
    expect(grown.forecasts.process).toEqual({ value: 20, low: expect.closeTo(14.68, 9), high: expect.closeTo(25.32, 9), because: null });
    expect(rowOf('2026-07-20', {}, committed('g')).forecasts.process.because).toBe('the measure has no chart');
  });
});
