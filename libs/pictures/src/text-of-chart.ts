import type { Chart, ChartKind, ChartPoint, Day, PointType, Target } from '#spc';
import { areMonths, longDay } from './calendar.js';
import { calculated, given, observed, type Writing, writingFor } from './figures.js';
import { assuranceSentence, variationSentence } from './icons.js';

/** Something somebody wrote to a day of the chart. */
export interface Annotation {
  readonly date: Day;
  readonly text: string;
  /** What it is called by elsewhere; its place in the list without. */
  readonly number?: number;
  /** What caused it, in words: the countermeasure, the decision, the project. */
  readonly reference?: string;
}

/** Why something was done to the chart from a day on. */
export interface Reasoned {
  readonly date: Day;
  readonly reason: string;
}

/** How a chart is to be told. */
export interface ChartTelling {
  readonly title: string;
  /** What comes after a figure: `%`, `patients`; empty for none. */
  readonly unit: string;
  /** What values are multiplied by before they are written: 100 for a proportion in per cent. 1 without. */
  readonly per?: number;
  readonly annotations?: readonly Annotation[];
  /** Why limits were calculated anew; by the day it was asked for. */
  readonly recalculations?: readonly Reasoned[];
  /** Why the baseline is the baseline. */
  readonly baselineReason?: string;
}

export const chartNames: Readonly<Record<ChartKind, string>> = {
  xmr: 'XmR chart',
  run: 'run chart',
  p: 'p chart',
  'p-prime': 'p′ chart',
  u: 'u chart',
  'u-prime': 'u′ chart',
  c: 'c chart',
  t: 't chart',
  g: 'g chart',
};

/** What the middle line is: the mean, the median, or the mean of transformed days, which has no name of its own. */
export const centreName = ({ chart }: Chart): 'mean' | 'median' | 'centre line' =>
  chart === 'run' || chart === 'g' ? 'median' : chart === 't' ? 'centre line' : 'mean';

export const isCounted = (point: ChartPoint): boolean => !point.ghost && !point.missing && point.value !== null;

/** The latest point that counts. */
export const latestOf = (chart: Chart): ChartPoint | undefined => chart.points.findLast(isCounted);

/** Every figure a target speaks of. */
export const figuresOfTarget = (target: Target | null): readonly number[] =>
  target === null ? [] : 'value' in target ? [target.value] : [target.lo, target.hi];

/** How this chart's figures are written. */
export const writingOf = ({ points }: Chart, unit: string, per: number): Writing =>
  writingFor(
    unit,
    per,
    points.flatMap(({ value }) => value ?? []),
    points.flatMap(({ mean, lower, upper }) => [mean, lower, upper].filter((line) => line !== null)),
  );

export const targetInWords = (target: Target, writing: Writing): string =>
  'value' in target ? given(target.value, writing) : `${given(target.lo, writing)} to ${given(target.hi, writing)}`;

const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;

/** Days of points that follow each other are told as a stretch. */
const stretches = (points: readonly ChartPoint[], belongs: (point: ChartPoint) => boolean, monthly: boolean): string => {
  const found: { from: Day; to: Day }[] = [];
  let open = false;
  for (const point of points.filter(isCounted)) {
    const last = found[found.length - 1];
    if (!belongs(point)) open = false;
    else if (open && last !== undefined) last.to = point.date;
    else {
      found.push({ from: point.date, to: point.date });
      open = true;
    }
  }
  return listed(
    found.map(({ from, to }) => (from === to ? longDay(from, monthly) : `${longDay(from, monthly)} to ${longDay(to, monthly)}`)),
  );
};

const classes: readonly (readonly [types: readonly PointType[], told: string])[] = [
  [['improvement'], 'improvement'],
  [['concern'], 'concern'],
  [['neutral_high'], 'special cause through higher values'],
  [['neutral_low'], 'special cause through lower values'],
];

const signalSentences = (chart: Chart, monthly: boolean): readonly string[] => {
  const told = classes.flatMap(([types, name]) => {
    const belongs = ({ type }: ChartPoint): boolean => type !== null && types.includes(type);
    const number = chart.points.filter(belongs).length;
    return number === 0
      ? []
      : [`${count(number, 'point signals', 'points signal')} ${name}: ${stretches(chart.points, belongs, monthly)}.`];
  });
  return told.length > 0 || !chart.limitsShown ? told : ['No point signals special cause.'];
};

const lineSentences = (chart: Chart, writing: Writing): readonly string[] => {
  const drawn = chart.points.findLast(({ mean }) => mean !== null);
  if (drawn === undefined || drawn.mean === null) return [];
  const centre = `The ${centreName(chart)} is ${calculated(drawn.mean, writing)}`;
  if (drawn.lower !== null && drawn.upper !== null)
    return [`${centre}, with process limits from ${calculated(drawn.lower, writing)} to ${calculated(drawn.upper, writing)}.`];
  if (drawn.upper !== null) return [`${centre}, with an upper process limit of ${calculated(drawn.upper, writing)} and no lower one.`];
  if (drawn.lower !== null) return [`${centre}, with a lower process limit of ${calculated(drawn.lower, writing)} and no upper one.`];
  return [`${centre}; process limits are not shown.`];
};

/** What the target is, and for how long it has been met or missed. */
export const targetSentences = (chart: Chart, writing: Writing): readonly string[] => {
  const target = latestOf(chart)?.target ?? null;
  if (target === null) return [];
  const sentence = `The target is ${targetInWords(target, writing)}`;
  if (chart.latestRun === null) return [`${sentence}.`];
  const { met, length } = chart.latestRun;
  return [
    `${sentence}; it was ${met ? 'met' : 'missed'} ${length === 1 ? 'at the latest point' : `at each of the latest ${length} points`}.`,
  ];
};

/** What the tests of a whole run chart find. */
export const runsSentences = ({ runs }: Chart): readonly string[] =>
  runs === null
    ? []
    : [
        `Of ${count(runs.useful, 'point', 'points')} off the centre line the longest run on one side has ${runs.longestRun} (at most ${runs.longestRunMax} expected), and the line is crossed ${count(runs.crossings, 'time', 'times')} (at least ${runs.crossingsMin} expected): ${runs.signal ? 'the series shows a shift' : 'no shift is seen'}.`,
      ];

/** `Not enough data yet (7 of 13).`, or null where limits are shown or the chart has none. */
export const notEnoughYet = (chart: Chart): string | null =>
  chart.limitsShown || chart.chart === 'run' ? null : `Not enough data yet (${chart.counted} of ${chart.limitsFrom}).`;

/**
 * What the two icons say. The engine's own sentences name figures as they are stored; where these are written otherwise,
 * a proportion in per cent, the sentences that name none stand for them.
 */
export const iconTexts = (chart: Chart, writing: Writing): readonly [variation: string, assurance: string] =>
  writing.per === 1 ? [chart.variationText, chart.assuranceText] : [variationSentence(chart.variation), assuranceSentence(chart.assurance)];

/** Whether the chart has icons or will have them once there are points enough. */
export const hasIcons = (chart: Chart): boolean => chart.chart !== 'run';

/** The recalculation that began a segment: the latest asked for after the point before it. */
export const recalculationOf = (chart: Chart, segment: number, told: readonly Reasoned[]): Reasoned | undefined => {
  const first = chart.points.findIndex((point) => point.segment === segment);
  const from = chart.points[first]?.date ?? '';
  const before = chart.points[first - 1]?.date ?? '';
  return told.findLast(({ date }) => date > before && date <= from);
};

/**
 * A chart in whole sentences, for those who do not see it: what it is, its latest value, mean, limits and target, what
 * the icons say, every signal with its days, and what was noted.
 */
export const textOfChart = (chart: Chart, telling: ChartTelling): string => {
  const { title, unit, per = 1, annotations = [], recalculations = [], baselineReason } = telling;
  const monthly = areMonths(chart.points.map(({ date }) => date));
  const writing = writingOf(chart, unit, per);
  const latest = latestOf(chart);
  const first = chart.points[0];
  const last = chart.points[chart.points.length - 1];
  if (first === undefined || last === undefined || latest === undefined || latest.value === null) return `${title}: no figures yet.`;
  const notCounted = [
    [chart.points.filter(({ ghost }) => ghost).length, 'is shown and not counted', 'are shown and not counted'],
    [chart.points.filter(({ missing }) => missing).length, 'is missing', 'are missing'],
  ] as const;
  return [
    `${title}: ${chartNames[chart.chart]} of ${count(chart.points.length, 'point', 'points')} from ${longDay(first.date, monthly)} to ${longDay(last.date, monthly)}.`,
    ...notCounted.flatMap(([number, one, more]) =>
      number === 0 ? [] : [`Of these ${number === 1 ? `one ${one}` : `${number} ${more}`}.`],
    ),
    `The latest value, for ${longDay(latest.date, monthly)}, is ${observed(latest.value, writing)}.`,
    ...lineSentences(chart, writing),
    ...targetSentences(chart, writing),
    ...(hasIcons(chart) ? [notEnoughYet(chart) ?? iconTexts(chart, writing).join(' ')] : runsSentences(chart)),
    ...signalSentences(chart, monthly),
    ...chart.segments.flatMap(({ from, baselineTo, index }) => [
      ...(index === 0 ? [] : [recalculationSentence(chart, index, recalculations, monthly)]),
      ...(baselineTo === null
        ? []
        : [
            `A baseline from ${longDay(from, monthly)} to ${longDay(baselineTo, monthly)} sets the limits${index === 0 && baselineReason !== undefined ? `: ${baselineReason}` : ''}.`,
          ]),
    ]),
    ...annotations.map((annotation, index) => `Note ${annotation.number ?? index + 1}, ${noteOf(annotation, monthly)}`),
    ...chart.warnings.map(({ text }) => text),
  ].join(' ');
};

/** `April 2026: new triage began (from the countermeasure “See and treat”).` */
export const noteOf = ({ date, text, reference }: Annotation, monthly: boolean): string =>
  `${longDay(date, monthly && date.endsWith('-01'))}: ${text}${reference === undefined ? '' : ` (from ${reference})`}${/[.!?]$/.test(text) && reference === undefined ? '' : '.'}`;

/** `Limits are calculated anew from July 2018: the new department opened.` */
export const recalculationSentence = (chart: Chart, segment: number, told: readonly Reasoned[], monthly: boolean): string => {
  const reason = recalculationOf(chart, segment, told)?.reason;
  const from = longDay(chart.segments[segment]?.from ?? '', monthly);
  return `Limits are calculated anew from ${from}${reason === undefined ? '' : `: ${reason.replace(/\.$/, '')}`}.`;
};
