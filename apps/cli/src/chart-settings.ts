import { Argument, InvalidArgumentError, Option } from 'commander';
import { nothingChosen, type ChartChoice, type MeasureCommands, type Reference } from '#strategy';
import {
  ChartKindWord,
  ConflictTieWord,
  ConflictWord,
  MissingWord,
  PresetWord,
  RulesCrossWord,
  ScreeningWord,
  TargetOnLimitWord,
} from '../../api/src/graphql/chart-words.graphql.js';
import { WrongUse } from './terminal.js';

/** The commands of a measure that are about its chart. */
export type ChartCommand = Extract<
  keyof MeasureCommands,
  | 'GhostPoint'
  | 'CountPoint'
  | 'RecalculateLimits'
  | 'WithdrawRecalculation'
  | 'SetBaseline'
  | 'ClearBaseline'
  | 'SetChartTarget'
  | 'WithdrawChartTarget'
  | 'AnnotateMeasure'
  | 'WithdrawAnnotation'
  | 'ChooseChart'
  | 'PublishChart'
>;

/** What was written after a subcommand; those that need an option are not run without it. */
interface Given {
  readonly reason: string;
  readonly reference?: readonly string[];
  readonly points?: number;
  readonly until?: string;
  readonly from?: string;
  readonly published?: boolean;
  readonly preset?: ChartChoice['preset'];
  readonly chart?: ChartChoice['chart'];
  readonly shiftPoints?: number;
  readonly trendPoints?: number;
  readonly limitConstant?: string;
  readonly screening?: ChartChoice['screening'];
  readonly minPointsLimits?: number;
  readonly twoSigmaCountsBeyond?: 'yes' | 'no';
  readonly rulesCrossSegments?: ChartChoice['rulesCrossSegments'];
  readonly conflict?: ChartChoice['conflict'];
  readonly conflictTie?: ChartChoice['conflictTie'];
  readonly targetOnLimit?: ChartChoice['targetOnLimit'];
  readonly missing?: ChartChoice['missing'];
  readonly lowest?: string;
  readonly highest?: string;
  readonly rolling?: boolean;
}

/** A subcommand of `hoshin chart`. */
export interface Setting<Input> {
  readonly called: string;
  readonly says: string;
  /** What comes after the measure. */
  readonly takes: readonly Argument[];
  readonly options: readonly Option[];
  /** What the command is sent with. */
  readonly input: (given: Given, first: string, second: string) => Input;
}

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
};
const counting = (flags: string, says: string): Option => new Option(flags, says).argParser(whole);
const oneOf = (flags: string, says: string, words: object): Option => new Option(flags, says).choices(Object.values<string>({ ...words }));

const period = new Argument('<period>', 'its period, such as 2026-04');
const reason = new Option('--reason <sentence>', 'why').makeOptionMandatory();
const reference = new Option('--reference <words...>', 'what it points at, in three words: what it is, its id there, what it says');
const from = new Option('--from <day>', 'the day it begins (default: from the beginning)');

const referenceOf = ({ reference: words }: Given): Reference | null => {
  if (words === undefined) return null;
  const [kind, id, text, ...more] = words;
  if (kind === undefined || id === undefined || text === undefined || more.length > 0)
    throw new WrongUse('--reference takes three words: --reference incident W-1042 "a ward was flooded"');
  return { kind, id, text };
};

const baselineOf = ({ points, until }: Given): MeasureCommands['SetBaseline']['baseline'] => {
  if (points !== undefined && until === undefined) return { kind: 'POINTS', points };
  if (until !== undefined && points === undefined) return { kind: 'UNTIL', period: until };
  throw new WrongUse('name one of --points, --until');
};

const choiceOf = ({ reason: _reason, lowest, highest, twoSigmaCountsBeyond, ...words }: Given): ChartChoice => ({
  ...nothingChosen,
  ...words,
  ...(twoSigmaCountsBeyond && { twoSigmaCountsBeyond: twoSigmaCountsBeyond === 'yes' }),
  ...((lowest !== undefined || highest !== undefined) && { bounds: { lo: lowest ?? null, hi: highest ?? null } }),
});

/** Every command about a chart, and how it is written. */
export const chartSettings: { readonly [Name in ChartCommand]: Setting<MeasureCommands[Name]> } = {
  GhostPoint: {
    called: 'ghost',
    says: 'take a point out of mean, limits and runs; it is still drawn',
    takes: [period],
    options: [reason],
    input: (given, at) => ({ period: at, reason: given.reason }),
  },
  CountPoint: {
    called: 'count',
    says: 'let a point count again',
    takes: [period],
    options: [reason],
    input: (given, at) => ({ period: at, reason: given.reason }),
  },
  RecalculateLimits: {
    called: 'recalculate',
    says: 'calculate limits anew from a period on, because the process has changed',
    takes: [period],
    options: [reason, reference],
    input: (given, at) => ({ from: at, reason: given.reason, reference: referenceOf(given) }),
  },
  WithdrawRecalculation: {
    called: 'withdraw-recalculation',
    says: 'take a recalculation back',
    takes: [period],
    options: [reason],
    input: (given, at) => ({ from: at, reason: given.reason }),
  },
  SetBaseline: {
    called: 'baseline',
    says: 'let some points set the limits until the next recalculation',
    takes: [],
    options: [
      reason,
      counting('--points <number>', 'the first so many that count'),
      new Option('--until <period>', 'those up to a period'),
    ],
    input: (given) => ({ baseline: baselineOf(given), reason: given.reason }),
  },
  ClearBaseline: {
    called: 'clear-baseline',
    says: 'let all points set the limits again',
    takes: [],
    options: [reason],
    input: (given) => ({ reason: given.reason }),
  },
  SetChartTarget: {
    called: 'target',
    says: 'set what the chart aims at, where no aim or goal of its own unit agrees it',
    takes: [new Argument('<value>', 'the target, as the figures are kept: 0.95 for 95%')],
    options: [reason, from],
    input: (given, value) => ({ from: given.from ?? null, value, reason: given.reason }),
  },
  WithdrawChartTarget: {
    called: 'withdraw-target',
    says: 'take a target of the chart back',
    takes: [],
    options: [reason, from],
    input: (given) => ({ from: given.from ?? null, reason: given.reason }),
  },
  AnnotateMeasure: {
    called: 'annotate',
    says: 'put a note beside a period’s figure',
    takes: [period, new Argument('<text>', 'the note')],
    options: [reference],
    input: (given, at, text) => ({ period: at, text, reference: referenceOf(given) }),
  },
  WithdrawAnnotation: {
    called: 'withdraw-annotation',
    says: 'take a note back; its number stays its own',
    takes: [new Argument('<number>', 'its number among all notes ever made about the measure').argParser(whole)],
    options: [reason],
    input: (given, number) => ({ annotation: Number(number), reason: given.reason }),
  },
  ChooseChart: {
    called: 'choose',
    says: 'choose how the chart is drawn and judged; the whole choice takes the place of the one before',
    takes: [],
    options: [
      reason,
      oneOf('--preset <name>', 'whose convention it follows', PresetWord),
      oneOf('--chart <kind>', 'which chart', ChartKindWord),
      counting('--shift-points <number>', 'points in a row on one side of the mean that make a shift'),
      counting('--trend-points <number>', 'points in a row that make a trend'),
      new Option('--limit-constant <value>', 'how many mean moving ranges lie between the mean and a limit'),
      oneOf('--screening <word>', 'which outlying ranges are left out', ScreeningWord),
      counting('--min-points-limits <number>', 'counted points from which limits and icons are shown'),
      oneOf('--two-sigma-counts-beyond <word>', 'whether a point beyond a limit counts as one beyond two sigma', ['yes', 'no']),
      oneOf('--rules-cross-segments <word>', 'which rules look across a recalculation', RulesCrossWord),
      oneOf('--conflict <word>', 'what a point with signals both ways shows', ConflictWord),
      oneOf('--conflict-tie <word>', 'which wins where rules rank alike', ConflictTieWord),
      oneOf('--target-on-limit <word>', 'what a target on a limit says', TargetOnLimitWord),
      oneOf('--missing <word>', 'what a missing figure does', MissingWord),
      new Option('--lowest <value>', 'no limit is drawn below'),
      new Option('--highest <value>', 'no limit is drawn above'),
      new Option('--rolling', 'the figures are rolling averages, cumulative or moving totals: then there are no icons'),
    ],
    input: (given) => ({ choice: choiceOf(given), reason: given.reason }),
  },
  PublishChart: {
    called: 'publish',
    says: 'keep the chart as it stands now under a title',
    takes: [new Argument('<title>', 'what it is shown in: "board paper of 3 June"')],
    options: [new Option('--published', 'the figures as they stood when their periods were closed')],
    input: ({ published }, title) => ({ title, figures: published ? 'PUBLISHED' : 'KNOWN' }),
  },
};
