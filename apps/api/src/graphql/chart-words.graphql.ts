import { registerEnumType } from '@nestjs/graphql';
import type { Assurance, ChartKind, Conflict, Direction, PointType, Preset, RecalculationSuggestion, Rule, Variation } from '#spc';
import type { Baseline, ChartChoice, ChartTarget, FiguresShown, MeasureChart } from '#strategy';
import { wordEnum } from './words.graphql.js';

/** How the schema spells a word of the chart engine: `mdc-2.6` is MDC_2_6, `rangesAndMean` is RANGES_AND_MEAN. */
const spelled = (word: string): string =>
  word
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]/g, '_')
    .toUpperCase();

/** An enum of the schema from a union of the engine's words: a word too few or too many does not compile. */
export const chartEnum = <Word extends string>(name: string, description: string, words: Readonly<Record<Word, string>>): object => {
  const entries = Object.entries<string>(words);
  const values = Object.fromEntries(entries.map(([word]) => [spelled(word), word]));
  const valuesMap = Object.fromEntries(entries.map(([word, says]) => [spelled(word), { description: says }]));
  registerEnumType<Record<string, string>>(values, { name, description, valuesMap });
  return values;
};

export const PresetWord = chartEnum<Preset>('ChartPreset', 'Whose convention a chart follows.', {
  'mdc-2.6': 'Making Data Count, query 2.6: the NHS convention.',
  'mdc-2.6a': 'Its variant that ranks rules where signals point both ways.',
  'mdc-excel-5': 'Making Data Count, spreadsheet 5.',
  'nhsr-0.2': 'The R package NHSRplotthedots 0.2.',
  run: 'A run chart: a median, and no limits.',
});

export const ChartKindWord = chartEnum<ChartKind>('ChartKind', 'Which chart.', {
  xmr: 'Single values and their moving ranges: suits almost everything.',
  run: 'A median and runs about it.',
  p: 'Proportions, limits by the denominators.',
  'p-prime': 'Proportions of large denominators, limits widened by how they vary.',
  u: 'Rates, limits by the exposure.',
  'u-prime': 'Rates of large exposures, limits widened by how they vary.',
  c: 'Counts.',
  t: 'Days between rare events.',
  g: 'Cases between rare events.',
});

export const ScreeningWord = chartEnum<NonNullable<ChartChoice['screening']>>(
  'ChartScreening',
  'Which outlying moving ranges are left out, once, when limits are calculated.',
  {
    none: 'None.',
    ranges: 'The ranges alone.',
    rangesAndMean: 'The ranges, and their points out of the mean.',
  },
);

export const RulesCrossWord = chartEnum<NonNullable<ChartChoice['rulesCrossSegments']>>(
  'RulesAcrossRecalculations',
  'Which rules look across a recalculation.',
  {
    none: 'None.',
    trend: 'Trends alone.',
    all: 'All that look at more than one point.',
  },
);

export const ConflictWord = chartEnum<Conflict>('ChartConflict', 'What a point with signals both ways shows.', {
  improvement: 'The better news.',
  concern: 'The worse news.',
  rank: 'What the higher ranking rule says.',
  precedence: 'What the rule says that comes first in the R package’s order.',
});

export const ConflictTieWord = chartEnum<NonNullable<ChartChoice['conflictTie']>>(
  'ChartConflictTie',
  'Which wins where rules rank alike.',
  {
    improvement: 'The better news.',
    concern: 'The worse news.',
  },
);

export const TargetOnLimitWord = chartEnum<NonNullable<ChartChoice['targetOnLimit']>>(
  'TargetOnLimit',
  'What a target exactly on a limit says.',
  {
    decides: 'It is reached, or missed, consistently.',
    inconsistent: 'It is hit and missed by chance.',
  },
);

export const MissingWord = chartEnum<NonNullable<ChartChoice['missing']>>(
  'MissingFigures',
  'What a missing figure does to ranges and runs.',
  {
    bridge: 'They reach across it.',
    break: 'They end at it.',
  },
);

export const BaselineKindWord = wordEnum<Baseline['kind']>('BaselineKind', 'Which points set the limits until the next recalculation.', {
  POINTS: 'The first so many that count.',
  UNTIL: 'Those up to a period, itself included.',
});

export const FiguresShownWord = wordEnum<FiguresShown>('FiguresShown', 'Which figures a chart is drawn from.', {
  KNOWN: 'As they are known.',
  PUBLISHED: 'As they stood when their periods were closed.',
});

export const PointTypeWord = chartEnum<PointType>('PointType', 'What a point says.', {
  common_cause: 'Ordinary variation: nothing to explain.',
  improvement: 'Special cause, and the better way.',
  concern: 'Special cause, and the worse way.',
  neutral_high: 'Special cause upwards, where neither way is better.',
  neutral_low: 'Special cause downwards, where neither way is better.',
});

export const SignalWord = chartEnum<Rule>('ChartRule', 'Which rule speaks.', {
  single: 'A point outside the limits.',
  shift: 'A run of points on one side of the mean.',
  trend: 'A run of points that only rise, or only fall.',
  'two-sigma': 'Two of three points near one limit.',
});

export const VariationWord = chartEnum<Variation>('VariationIcon', 'What the latest point says of the process.', {
  common_cause: 'No significant change.',
  improvement_high: 'Improvement through higher values.',
  improvement_low: 'Improvement through lower values.',
  concern_high: 'Concern through higher values.',
  concern_low: 'Concern through lower values.',
  neutral_high: 'Special cause through higher values, where neither way is better.',
  neutral_low: 'Special cause through lower values, where neither way is better.',
});

export const AssuranceWord = chartEnum<Assurance>('AssuranceIcon', 'Whether the process as it is will reach its target.', {
  consistent_pass: 'It will.',
  consistent_fail: 'It will not unless the process changes.',
  inconsistent: 'It is hit and missed by chance.',
});

export const ChartDirectionWord = chartEnum<Direction>('ChartDirection', 'Which way is better on a chart.', {
  increase: 'More.',
  decrease: 'Less.',
  neutral: 'Neither, or a range is held.',
});

export const ChartTargetSourceWord = wordEnum<ChartTarget['source']>('ChartTargetSource', 'Where a chart’s target comes from.', {
  RANGE: 'The definition holds a range.',
  AGREED: 'An aim or goal of the measure’s own unit.',
  SET: 'Somebody set it for the chart.',
  NONE: 'There is none.',
});

export const PresetSourceWord = wordEnum<MeasureChart['presetFrom']>('ChartPresetSource', 'Who chose the convention.', {
  MEASURE: 'It was chosen for this measure.',
  ORGANISATION: 'It is the organisation’s for all charts.',
});

export const SuggestionStrengthWord = chartEnum<RecalculationSuggestion['strength']>(
  'RecalculationStrength',
  'How far a recalculation is advised.',
  {
    suggest: 'There is enough before and after the change.',
    watch: 'It is too early: fewer than twelve points after the change.',
  },
);
