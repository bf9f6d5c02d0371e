/** What may be said about a measure's chart, and what saying it leads to. Who may say it is for the decider. */
import { canonicalJson, type Day, type EventOf, isRejection, reject, type Rejection } from '#kernel';
import { kindWords, saidDay, saidPeriod, saidValue } from '../arithmetic/in-words.js';
import { runPointsMax, runPointsMin } from '../arithmetic/chart-rules.js';
import { firstDay, isDay } from '../arithmetic/days.js';
import { compare } from '../arithmetic/figures.js';
import { checkId, checkName, checkProse, firstOf, type TextRefusal } from '../texts.js';
import type { Figure, Period } from '../vocabulary.js';
import type { Baseline, ChartChoice, FiguresShown, Reference, ShownChart } from './chart-choice.js';
import { standing } from './figure-stack.js';
import type { MeasureDefinition, MeasureEvents } from './measure.events.js';
import { change, type ChartSettings, type Measure, type MeasureState } from './measure.state.js';
import { checkPeriod, isInParts, plainFigure } from './reading.js';

export const chartCodes = [
  'BadPeriod',
  'BadFigure',
  'BadDay',
  'PeriodAhead',
  'PeriodHasNoFigure',
  'NoFiguresYet',
  'PointCounts',
  'TooManyGhosts',
  'NoRecalculation',
  'TooManyRecalculations',
  'BadBaseline',
  'NoBaseline',
  'BadChartOption',
  'ChartDoesNotSuit',
  'RangeIsTheTarget',
  'NoChartTarget',
  'TooManyChartTargets',
  'NothingToPublish',
  'TitleTaken',
  'TooManyPublications',
] as const;
export type ChartRefusal = (typeof chartCodes)[number] | TextRefusal;
type Refused = Rejection<ChartRefusal>;
type Decided = readonly EventOf<MeasureEvents>[] | Refused;

/** What one chart bears: more ghosts are another series, and more recalculations no process at all. */
export const ghostsMax = 500;
export const recalculationsMax = 50;
export const chartTargetsMax = 50;
export const publicationsMax = 1_000;
/** A mean needs two points; nobody waits for more than this many. */
export const baselinePointsMin = 2;
export const baselinePointsMax = 500;
/** Counted points from which limits may be shown: two have a range between them. */
export const limitsFromMin = 2;
export const limitsFromMax = 100;
const limitConstantMin = '0.1';
const limitConstantMax = '10';

const checkReason = (reason: string): Refused | null => checkProse('the reason', reason);

export const checkReference = (reference: Reference | null | undefined): Refused | null =>
  reference
    ? firstOf<ChartRefusal>(
        checkName('the reference’s kind', reference.kind),
        checkName('the reference', reference.id),
        checkName('the reference’s text', reference.text),
      )
    : null;

/** From the first figure on a measure keeps its frequency, so that its periods stay periods. */
const checkHasFigures = ({ hadFigures }: Measure): Refused | null =>
  hadFigures ? null : reject('NoFiguresYet', 'there is no figure to draw yet, record the first ones before you set limits');

export const ghosted = (found: Measure, { period, reason }: { period: Period; reason: string }): Decided => {
  const refused = checkPeriod(found.definition, period) ?? checkReason(reason);
  if (refused) return refused;
  if (found.chart.ghosts.has(period)) return [];
  if (standing(found.figures.get(period)) === null)
    return reject('PeriodHasNoFigure', `${saidPeriod(period)} has no figure, there is no point to take out of the limits`);
  return found.chart.ghosts.size < ghostsMax
    ? [{ type: 'PointGhosted', data: { period, reason } }]
    : reject('TooManyGhosts', `${ghostsMax} points are taken out already, let some count again or define another measure`);
};

export const counted = (found: Measure, { period, reason }: { period: Period; reason: string }): Decided =>
  checkPeriod(found.definition, period) ??
  checkReason(reason) ??
  (found.chart.ghosts.has(period)
    ? [{ type: 'PointCounted', data: { period, reason } }]
    : reject('PointCounts', `${saidPeriod(period)} is not taken out of the limits, there is nothing to undo`));

export const recalculated = (
  found: Measure,
  { from, reason, reference }: { from: Period; reason: string; reference?: Reference | null },
  today: Day,
): Decided => {
  const refused = checkHasFigures(found) ?? checkPeriod(found.definition, from) ?? checkReason(reason) ?? checkReference(reference);
  if (refused) return refused;
  const { recalculations } = found.chart;
  if (recalculations.has(from)) return [];
  if (firstDay(found.definition.frequency, from) > today)
    return reject('PeriodAhead', `${saidPeriod(from)} has not begun, recalculate the limits when there is something to calculate`);
  return recalculations.size < recalculationsMax
    ? [{ type: 'LimitsRecalculated', data: { from, reason, reference: reference ?? null } }]
    : reject('TooManyRecalculations', `the limits are recalculated ${recalculationsMax} times already, withdraw one first`);
};

export const recalculationWithdrawn = (found: Measure, { from, reason }: { from: Period; reason: string }): Decided =>
  checkPeriod(found.definition, from) ??
  checkReason(reason) ??
  (found.chart.recalculations.has(from)
    ? [{ type: 'RecalculationWithdrawn', data: { from, reason } }]
    : reject('NoRecalculation', `the limits are not recalculated from ${saidPeriod(from)}, there is nothing to withdraw`));

const checkBaseline = ({ definition }: Measure, baseline: Baseline): Refused | null => {
  if (baseline.kind === 'UNTIL') return checkPeriod(definition, baseline.period);
  const { points } = baseline;
  return Number.isInteger(points) && points >= baselinePointsMin && points <= baselinePointsMax
    ? null
    : reject('BadBaseline', `a baseline of ${points} points sets no limits, choose ${baselinePointsMin} to ${baselinePointsMax}`);
};

export const baselineSet = (found: Measure, { baseline, reason }: { baseline: Baseline; reason: string }): Decided => {
  const refused = checkHasFigures(found) ?? checkBaseline(found, baseline) ?? checkReason(reason);
  if (refused) return refused;
  const same = found.chart.baseline !== null && canonicalJson(found.chart.baseline) === canonicalJson(baseline);
  return same ? [] : [{ type: 'BaselineSet', data: { baseline, reason } }];
};

export const baselineCleared = ({ chart }: Measure, { reason }: { reason: string }): Decided =>
  checkReason(reason) ??
  (chart.baseline
    ? [{ type: 'BaselineCleared', data: { reason } }]
    : reject('NoBaseline', 'no baseline is set, all points of a stretch set its limits already'));

/** A chart that computes its limits from what the figures are needs figures that are that; XmR and run charts take any. */
const checkSuits = (definition: MeasureDefinition, { chart }: ChartChoice): Refused | null => {
  const { kind } = definition;
  const needs = (suits: boolean, what: string): Refused | null =>
    suits ? null : reject('ChartDoesNotSuit', `a ${chart} chart is for ${what} and this is a ${kindWords[kind]}, choose xmr or another`);
  switch (chart) {
    case 'p':
    case 'p-prime':
      return needs(kind === 'PROPORTION' && isInParts(definition), 'proportions with their numerators and denominators');
    case 'u':
    case 'u-prime':
      return needs(kind === 'RATE' && isInParts(definition), 'rates with their numerators and denominators');
    case 'c':
      return needs(kind === 'COUNT', 'counts');
    case 't':
    case 'g':
      return needs(kind === 'DAYS_BETWEEN' || kind === 'COUNT', 'what lies between rare events');
    case 'xmr':
    case 'run':
    case null:
      return null;
  }
};

const checkWhole = (what: string, value: number | null, from: number, to: number): Refused | null =>
  value === null || (Number.isInteger(value) && value >= from && value <= to)
    ? null
    : reject('BadChartOption', `${what} cannot be ${value}, choose ${from} to ${to}`);

/** The figure in its one form, null where none is given. */
const checkedFigure = (what: string, text: Figure | null): Figure | null | Refused =>
  text === null ? null : (plainFigure(text) ?? reject('BadFigure', `${what} '${text.slice(0, 40)}' is no figure, write it as 2.66`));

/** The choice in its one form, or what is wrong with it. */
const checkedChoice = (definition: MeasureDefinition, choice: ChartChoice): ChartChoice | Refused => {
  const refused =
    checkSuits(definition, choice) ??
    checkWhole('the points in a row of a shift', choice.shiftPoints, runPointsMin, runPointsMax) ??
    checkWhole('the points in a row of a trend', choice.trendPoints, runPointsMin, runPointsMax) ??
    checkWhole('the points from which limits are shown', choice.minPointsLimits, limitsFromMin, limitsFromMax);
  if (refused) return refused;
  const limitConstant = checkedFigure('the limit constant', choice.limitConstant);
  if (isRejection(limitConstant)) return limitConstant;
  if (limitConstant !== null && (compare(limitConstant, limitConstantMin) < 0 || compare(limitConstant, limitConstantMax) > 0))
    return reject(
      'BadChartOption',
      `limits ${limitConstant} ranges from the mean say nothing, choose ${limitConstantMin} to ${limitConstantMax}`,
    );
  if (choice.bounds === null) return { ...choice, limitConstant };
  const lo = checkedFigure('the lower bound', choice.bounds.lo);
  if (isRejection(lo)) return lo;
  const hi = checkedFigure('the upper bound', choice.bounds.hi);
  if (isRejection(hi)) return hi;
  if (lo !== null && hi !== null && compare(lo, hi) >= 0)
    return reject('BadChartOption', `between the bounds ${lo} and ${hi} lies nothing, give the lower one first`);
  return { ...choice, limitConstant, bounds: lo === null && hi === null ? null : { lo, hi } };
};

export const chartChosen = (
  { definition, chart }: Measure,
  { choice: given, reason }: { choice: ChartChoice; reason: string },
): Decided => {
  const choice = checkedChoice(definition, given);
  if (isRejection(choice)) return choice;
  const refused = checkReason(reason);
  if (refused) return refused;
  const same = chart.choice !== null && canonicalJson(chart.choice) === canonicalJson(choice);
  return same ? [] : [{ type: 'ChartChosen', data: { choice, reason } }];
};

const fromKey = (from: Day | null): string => from ?? '';
const sayFrom = (from: Day | null): string => (from === null ? 'from the beginning' : `from ${saidDay(from)}`);
const checkFrom = (from: Day | null): Refused | null =>
  from === null || isDay(from) ? null : reject('BadDay', `the day '${from}' is no day that exists, write it as 2026-04-01`);

export const targetSet = (
  { definition: { direction, ...measure }, chart }: Measure,
  { from, value: text, reason }: { from: Day | null; value: Figure; reason: string },
): Decided => {
  const refused = checkFrom(from) ?? checkReason(reason);
  if (refused) return refused;
  if (direction.kind === 'RANGE')
    return reject(
      'RangeIsTheTarget',
      `this measure is held between ${saidValue(measure, direction.lo)} and ${saidValue(measure, direction.hi)} by its definition, redefine it`,
    );
  const value = plainFigure(text);
  if (value === null) return reject('BadFigure', `the target '${text.slice(0, 40)}' is no figure, write it as 0.95`);
  const before = chart.targets.get(fromKey(from));
  if (before === value) return [];
  return before !== undefined || chart.targets.size < chartTargetsMax
    ? [{ type: 'ChartTargetSet', data: { from, value, reason } }]
    : reject('TooManyChartTargets', `the chart has ${chartTargetsMax} targets already, withdraw one first`);
};

export const targetWithdrawn = ({ chart }: Measure, { from, reason }: { from: Day | null; reason: string }): Decided =>
  checkFrom(from) ??
  checkReason(reason) ??
  (chart.targets.has(fromKey(from))
    ? [{ type: 'ChartTargetWithdrawn', data: { from, reason } }]
    : reject('NoChartTarget', `no target of the chart begins ${sayFrom(from)}, there is nothing to withdraw`));

/** The same chart under the same title is published once; another one needs another title, so that a title names one thing. */
export const published = (
  { chart }: Measure,
  { title, figures, publication }: { title: string; figures: FiguresShown; publication: string },
  shown: ShownChart | { none: string },
  hash: (value: unknown) => string,
): Decided => {
  const refused = firstOf<ChartRefusal>(checkId('the publication', publication), checkName('the title', title));
  if (refused) return refused;
  if ('none' in shown) return reject('NothingToPublish', `there is no chart to publish: ${shown.none}`);
  if (shown.points.length === 0)
    return reject('NothingToPublish', 'there is no figure on the chart to publish, record some or close their periods first');
  const digest = hash({ figures, shown });
  const before = chart.publications.get(title);
  if (before === digest) return [];
  if (before !== undefined) return reject('TitleTaken', `'${title}' is published already and showed another chart, choose another title`);
  return chart.publications.size < publicationsMax
    ? [{ type: 'ChartPublished', data: { publication, title, figures, digest, shown } }]
    : reject('TooManyPublications', `${publicationsMax} charts of this measure are published, define a new measure for the next`);
};

export const noSettings: ChartSettings = {
  ghosts: new Set(),
  recalculations: new Set(),
  baseline: null,
  choice: null,
  targets: new Map(),
  publications: new Map(),
};

const changeChart = (state: MeasureState, next: (chart: ChartSettings) => Partial<ChartSettings>): MeasureState =>
  change(state, ({ chart }) => ({ chart: { ...chart, ...next(chart) } }));
const without = <Item>(all: ReadonlySet<Item>, gone: Item): ReadonlySet<Item> => new Set([...all].filter((each) => each !== gone));

type Evolve = { readonly [E in keyof MeasureEvents]: (state: MeasureState, data: MeasureEvents[E]) => MeasureState };

/** How the chart's settings follow from its events. */
export const chartEvolve = {
  PointGhosted: (state, { period }) => changeChart(state, ({ ghosts }) => ({ ghosts: new Set(ghosts).add(period) })),
  PointCounted: (state, { period }) => changeChart(state, ({ ghosts }) => ({ ghosts: without(ghosts, period) })),
  LimitsRecalculated: (state, { from }) =>
    changeChart(state, ({ recalculations }) => ({ recalculations: new Set(recalculations).add(from) })),
  RecalculationWithdrawn: (state, { from }) =>
    changeChart(state, ({ recalculations }) => ({ recalculations: without(recalculations, from) })),
  BaselineSet: (state, { baseline }) => changeChart(state, () => ({ baseline })),
  BaselineCleared: (state) => changeChart(state, () => ({ baseline: null })),
  ChartChosen: (state, { choice }) => changeChart(state, () => ({ choice })),
  ChartTargetSet: (state, { from, value }) =>
    changeChart(state, ({ targets }) => ({ targets: new Map(targets).set(fromKey(from), value) })),
  ChartTargetWithdrawn: (state, { from }) =>
    changeChart(state, ({ targets }) => ({ targets: new Map([...targets].filter(([key]) => key !== fromKey(from))) })),
  ChartPublished: (state, { title, digest }) =>
    changeChart(state, ({ publications }) => ({ publications: new Map(publications).set(title, digest) })),
} satisfies Partial<Evolve>;
