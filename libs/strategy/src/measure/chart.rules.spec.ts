import type { EventOf } from '#kernel';
import { hashOf, story } from '#testing';
import { addPeriods } from '../arithmetic/days.js';
import { type ChartChoice, nothingChosen, type ShownChart } from './chart-choice.js';
import { chartCodes, chartTargetsMax, ghostsMax, publicationsMax, recalculationsMax } from './chart.rules.js';
import { measure } from './measure.decider.js';
import type { MeasureDefinition, MeasureEvents } from './measure.events.js';

const { given, provoked } = story(measure);
type Event = EventOf<MeasureEvents>;

const falls: MeasureDefinition = {
  name: 'falls with harm',
  kind: 'COUNT',
  unitOfMeasure: 'falls',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  purpose: 'OUTCOME',
  overTime: 'SUM',
  overUnits: 'SUM',
  operationalDefinition: 'falls in a ward with at least low harm, by date of fall',
  source: 'incident system',
  steward: 'analyst',
  dueAfter: 10,
  populationGroup: null,
  code: 'FALLS',
};
const fourHours: MeasureDefinition = {
  ...falls,
  kind: 'PROPORTION',
  direction: { kind: 'INCREASE' },
  overTime: 'RATIO',
  overUnits: 'RATIO',
};
const is = (definition: MeasureDefinition = falls): Event => ({ type: 'MeasureDefined', data: { unit: 'ward-1', definition } });
const february: Event = {
  type: 'ObservationRecorded',
  data: { period: '2026-02', value: '12', numerator: null, denominator: null, late: false, import: null, note: null, reason: null },
};
const standing = { mayRun: true, mayRecord: true, isSteward: true };
const all = { facts: standing };
const recorder = { facts: { ...standing, mayRun: false } };
const reason = 'the system was down';
const ghost = (period = '2026-02'): Event => ({ type: 'PointGhosted', data: { period, reason } });
const from = (period: string): Event => ({ type: 'LimitsRecalculated', data: { from: period, reason, reference: null } });
const target = (day: string | null, value = '10'): Event => ({ type: 'ChartTargetSet', data: { from: day, value, reason } });

describe('a point', () => {
  it('is taken out of the limits with a reason, and counts again', () => {
    given(is(), february).when('GhostPoint', { period: '2026-02', reason }, all).then(ghost());
    given(is(), february, ghost())
      .when('CountPoint', { period: '2026-02', reason }, all)
      .then({ type: 'PointCounted', data: { period: '2026-02', reason } });
    given(is(), february, ghost(), { type: 'PointCounted', data: { period: '2026-02', reason } })
      .when('GhostPoint', { period: '2026-02', reason }, all)
      .then(ghost());
    given(is(), february, ghost()).when('GhostPoint', { period: '2026-02', reason }, all).nothing();
  });

  it('is one that has a figure, and is undone once', () => {
    given(is(), february).when('GhostPoint', { period: '2026-03', reason }, all).refused('PeriodHasNoFigure', 'March 2026');
    given(is(), february).when('GhostPoint', { period: '2026-W03', reason }, all).refused('BadPeriod');
    given(is(), february).when('GhostPoint', { period: '2026-02', reason: ' ' }, all).refused('TextMissing', 'the reason');
    given(is(), february).when('GhostPoint', { period: '2026-02', reason }, recorder).refused('NotYourMeasure');
    given().when('GhostPoint', { period: '2026-02', reason }, all).refused('NotDefined');
    given(is(), february).when('CountPoint', { period: '2026-02', reason }, all).refused('PointCounts', 'February 2026');
  });

  it('is one of few: a chart of ghosts is another measure', () => {
    const many = Array.from({ length: ghostsMax }, (_, index) => ghost(addPeriods('MONTH', '1950-01', index)));
    given(is(), february, ...many)
      .when('GhostPoint', { period: '2026-02', reason }, all)
      .refused('TooManyGhosts', String(ghostsMax));
  });
});

describe('limits', () => {
  const reference = { kind: 'COUNTERMEASURE', id: 'cm-1', text: 'sitters at night' };

  it('are calculated anew from a period on, with what changed the process, and the undo is an event too', () => {
    given(is(), february)
      .when('RecalculateLimits', { from: '2026-02', reason, reference }, all)
      .then({ type: 'LimitsRecalculated', data: { from: '2026-02', reason, reference } });
    given(is(), february, from('2026-02')).when('RecalculateLimits', { from: '2026-02', reason }, all).nothing();
    given(is(), february, from('2026-02'))
      .when('WithdrawRecalculation', { from: '2026-02', reason }, all)
      .then({ type: 'RecalculationWithdrawn', data: { from: '2026-02', reason } });
    given(is(), february, from('2026-02'), { type: 'RecalculationWithdrawn', data: { from: '2026-02', reason } })
      .when('WithdrawRecalculation', { from: '2026-02', reason }, all)
      .refused('NoRecalculation', 'February 2026');
  });

  it('are those of a process that has figures, up to today, and changes seldom', () => {
    const recalculate = (input: object, ...past: Event[]) =>
      given(...past).when('RecalculateLimits', { from: '2026-02', reason, ...input }, all);
    recalculate({}, is()).refused('NoFiguresYet', 'record the first');
    recalculate({ from: '2026-05' }, is(), february).refused('PeriodAhead', 'May 2026');
    recalculate({ from: '2026-02-01' }, is(), february).refused('BadPeriod');
    recalculate({ reference: { ...reference, text: '' } }, is(), february).refused('TextMissing', 'the reference’s text');
    const many = Array.from({ length: recalculationsMax }, (_, index) => from(addPeriods('MONTH', '2020-01', index)));
    recalculate({}, is(), february, ...many).refused('TooManyRecalculations', '50');
  });

  it('follow a baseline where one is set', () => {
    const set = (baseline: MeasureEvents['BaselineSet']['baseline']): Event => ({ type: 'BaselineSet', data: { baseline, reason } });
    const points = { kind: 'POINTS', points: 12 } as const;
    const until = { kind: 'UNTIL', period: '2026-02' } as const;
    given(is(), february).when('SetBaseline', { baseline: points, reason }, all).then(set(points));
    given(is(), february, set(points)).when('SetBaseline', { baseline: until, reason }, all).then(set(until));
    given(is(), february, set(until)).when('SetBaseline', { baseline: until, reason }, all).nothing();
    given(is(), february, set(until)).when('ClearBaseline', { reason }, all).then({ type: 'BaselineCleared', data: { reason } });
    given(is(), february).when('ClearBaseline', { reason }, all).refused('NoBaseline');
    given(is(), february, set(until), { type: 'BaselineCleared', data: { reason } })
      .when('ClearBaseline', { reason }, all)
      .refused('NoBaseline');
    for (const wrong of [1, 501, 2.5])
      given(is(), february)
        .when('SetBaseline', { baseline: { kind: 'POINTS', points: wrong }, reason }, all)
        .refused('BadBaseline', `${wrong}`);
    given(is(), february)
      .when('SetBaseline', { baseline: { kind: 'UNTIL', period: '2026' }, reason }, all)
      .refused('BadPeriod');
    given(is()).when('SetBaseline', { baseline: points, reason }, all).refused('NoFiguresYet');
  });
});

describe('a chart', () => {
  const choose = (choice: Partial<ChartChoice>, definition = falls) =>
    given(is(definition)).when('ChooseChart', { choice: { ...nothingChosen, ...choice }, reason }, all);
  const chosen = (choice: Partial<ChartChoice>): Event => ({
    type: 'ChartChosen',
    data: { choice: { ...nothingChosen, ...choice }, reason },
  });

  it('is chosen with every option it has, in its one form', () => {
    choose({ preset: 'mdc-2.6a', shiftPoints: 7, limitConstant: '02.660', bounds: { lo: '0.0', hi: null } }).then(
      chosen({ preset: 'mdc-2.6a', shiftPoints: 7, limitConstant: '2.66', bounds: { lo: '0', hi: null } }),
    );
    choose({ bounds: { lo: null, hi: null } }).then(chosen({}));
    given(is(), chosen({ conflict: 'concern' }))
      .when('ChooseChart', { choice: { ...nothingChosen, conflict: 'concern' }, reason }, all)
      .nothing();
    given(is()).when('ChooseChart', { choice: nothingChosen, reason: '' }, all).refused('TextMissing');
  });

  it('suits what the figures are', () => {
    for (const chart of ['p', 'p-prime', 'u', 'u-prime', 't'] as const)
      choose({ chart }, { ...falls, kind: 'CONTINUOUS' }).refused('ChartDoesNotSuit', `a ${chart} chart`);
    choose({ chart: 'c' }, fourHours).refused('ChartDoesNotSuit', 'counts');
    choose({ chart: 'p' }, { ...fourHours, overTime: 'NONE', overUnits: 'NONE' }).refused('ChartDoesNotSuit', 'numerators');
    choose({ chart: 'p-prime' }, fourHours).then(chosen({ chart: 'p-prime' }));
    choose({ chart: 'u' }, { ...fourHours, kind: 'RATE' }).then(chosen({ chart: 'u' }));
    choose({ chart: 'g' }, { ...falls, kind: 'DAYS_BETWEEN' }).then(chosen({ chart: 'g' }));
    for (const chart of ['c', 'xmr', 'run'] as const) choose({ chart }).then(chosen({ chart }));
  });

  it('has options that mean something', () => {
    choose({ shiftPoints: 5 }).refused('BadChartOption', '5, choose 6 to 8');
    choose({ trendPoints: 9 }).refused('BadChartOption', 'trend');
    choose({ minPointsLimits: 1 }).refused('BadChartOption', '2 to 100');
    choose({ limitConstant: '0' }).refused('BadChartOption', 'limits 0 ranges');
    choose({ limitConstant: '10.1' }).refused('BadChartOption');
    // No engine draws it: the chart would be gone until somebody chose again.
    choose({ limitConstant: '0.05' }).refused('BadChartOption', 'choose 0.1 to 10');
    choose({ limitConstant: 'three' }).refused('BadFigure', 'three');
    choose({ bounds: { lo: 'low', hi: null } }).refused('BadFigure', 'the lower bound');
    choose({ bounds: { lo: null, hi: '1e2' } }).refused('BadFigure', 'the upper bound');
    choose({ bounds: { lo: '1', hi: '1' } }).refused('BadChartOption', 'lies nothing');
  });

  it('aims at what was set for it, from a day on', () => {
    given(is()).when('SetChartTarget', { from: '2026-04-01', value: '10.0', reason }, all).then(target('2026-04-01'));
    given(is(), target(null)).when('SetChartTarget', { from: null, value: '10', reason }, all).nothing();
    given(is(), target(null)).when('SetChartTarget', { from: null, value: '9', reason }, all).then(target(null, '9'));
    given(is(), target(null))
      .when('WithdrawChartTarget', { from: null, reason }, all)
      .then({ type: 'ChartTargetWithdrawn', data: { from: null, reason } });
    given(is(), target(null), { type: 'ChartTargetWithdrawn', data: { from: null, reason } })
      .when('WithdrawChartTarget', { from: null, reason }, all)
      .refused('NoChartTarget', 'from the beginning');
    given(is()).when('WithdrawChartTarget', { from: '2026-04-01', reason }, all).refused('NoChartTarget', 'from 1 April 2026');
    given(is()).when('SetChartTarget', { from: '2026-04-31', value: '10', reason }, all).refused('BadDay');
    given(is()).when('SetChartTarget', { from: null, value: 'ten', reason }, all).refused('BadFigure', 'ten');
    given(is({ ...falls, direction: { kind: 'RANGE', lo: '4', hi: '6' } }))
      .when('SetChartTarget', { from: null, value: '5', reason }, all)
      .refused('RangeIsTheTarget', 'between 4 and 6');
    given(is({ ...fourHours, direction: { kind: 'RANGE', lo: '0.85', hi: '0.92' } }))
      .when('SetChartTarget', { from: null, value: '0.9', reason }, all)
      .refused('RangeIsTheTarget', 'between 85% and 92%');
    const many = Array.from({ length: chartTargetsMax }, (_, index) => target(`${addPeriods('MONTH', '2020-01', index)}-01`));
    given(is(), ...many)
      .when('SetChartTarget', { from: null, value: '5', reason }, all)
      .refused('TooManyChartTargets');
    given(is(), ...many)
      .when('SetChartTarget', { from: '2020-01-01', value: '5', reason }, all)
      .then(target('2020-01-01', '5'));
  });
});

describe('a published chart', () => {
  const shown: ShownChart = {
    preset: 'mdc-2.6',
    chart: 'xmr',
    rulesVersion: 1,
    options: {
      direction: 'decrease',
      targets: [],
      recalculateAt: [],
      baselinePoints: null,
      baselineUntil: null,
      shiftPoints: 6,
      trendPoints: 6,
      limitConstant: '2.66',
      screening: 'none',
      minPointsLimits: 13,
      twoSigmaCountsBeyond: true,
      rulesCrossSegments: 'trend',
      conflict: 'concern',
      conflictTie: 'concern',
      targetOnLimit: 'decides',
      missing: 'bridge',
      bounds: null,
      pointsPerYear: 12,
      values: 'count',
    },
    latest: '2026-02',
    variation: null,
    assurance: null,
    points: [{ period: '2026-02', value: '12', ghost: false, mean: '12', lower: null, upper: null, type: 'common_cause' }],
    pointsLeftOut: 0,
  };
  const paper = { title: 'board paper of 3 June', figures: 'KNOWN' } as const;
  const publishing = (chart: ShownChart | { none: string }) => ({ facts: { ...standing, shown: chart } });
  const event = (chart = shown, title: string = paper.title): Event => ({
    type: 'ChartPublished',
    data: { publication: 'new-0', title, figures: 'KNOWN', digest: hashOf({ figures: 'KNOWN', shown: chart }), shown: chart },
  });

  it('keeps what was shown, under a title that names it alone', () => {
    given(is(), february).when('PublishChart', paper, publishing(shown)).then(event());
    given(is(), february, event()).when('PublishChart', paper, publishing(shown)).nothing();
    given(is(), february, event())
      .when('PublishChart', paper, publishing({ ...shown, latest: null }))
      .refused('TitleTaken', 'board paper of 3 June');
    given(is(), february, event())
      .when('PublishChart', { ...paper, figures: 'PUBLISHED' }, publishing(shown))
      .refused('TitleTaken');
    given(is(), february)
      .when('PublishChart', { ...paper, title: '' }, publishing(shown))
      .refused('TextMissing', 'the title');
    given(is(), february)
      .when('PublishChart', { ...paper, publication: 'no id' }, publishing(shown))
      .refused('BadId', 'the publication');
    given(is(), february)
      .when('PublishChart', paper, { facts: { ...recorder.facts, shown } })
      .refused('NotYourMeasure');
  });

  it('is one that has points', () => {
    given(is())
      .when('PublishChart', paper, publishing({ none: 'two dates are the same' }))
      .refused('NothingToPublish', 'two dates');
    given(is())
      .when('PublishChart', paper, publishing({ ...shown, points: [] }))
      .refused('NothingToPublish', 'no figure');
  });

  it('is one of at most a thousand', () => {
    const many = Array.from({ length: publicationsMax }, (_, index) => event(shown, `paper ${index}`));
    given(is(), ...many)
      .when('PublishChart', paper, publishing(shown))
      .refused('TooManyPublications', '1000');
  });
});

describe('every refusal of a chart', () => {
  it('was provoked above', () => expect(provoked()).toEqual(expect.arrayContaining([...chartCodes])));
});
