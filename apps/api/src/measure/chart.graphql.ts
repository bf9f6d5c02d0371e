import { InputType } from '@nestjs/graphql';
import {
  baselinePointsMax,
  baselinePointsMin,
  limitsFromMax,
  limitsFromMin,
  runPointsMax,
  runPointsMin,
  type Baseline,
  type ChartChoice,
  type FiguresShown,
} from '#strategy';
import {
  BaselineKindWord,
  ChartKindWord,
  ConflictTieWord,
  ConflictWord,
  FiguresShownWord,
  MissingWord,
  PresetWord,
  RulesCrossWord,
  ScreeningWord,
  TargetOnLimitWord,
} from '../graphql/chart-words.graphql.js';
import { FlagField, IdField, NameField, PartField, ProseField, ScalarField, WholeField, WordField } from '../graphql/input-fields.js';
import { leftOut, needed } from '../graphql/kinds.js';
import { DayScalar, FigureScalar, PeriodScalar } from '../graphql/scalars.js';
import { MeasureInput, ReferenceInput } from './measure.graphql.js';

/** Notes of one measure are numbered up to this many. */
const annotationsMax = 1_000_000;
/** Fewer make limits nobody may rely on. */
const baselinePointsUsual = 12;
const optional = { optional: true } as const;

/** What is said about a chart is said with its reason. */
@InputType({ isAbstract: true })
export abstract class ChartInput extends MeasureInput {
  @ProseField('Why.')
  reason!: string;
}

/** About one period of it. */
@InputType({ isAbstract: true })
export abstract class ChartPointInput extends ChartInput {
  @ScalarField(PeriodScalar, 'The period.')
  period!: string;
}

@InputType({ description: 'Takes a note back; its number stays its own.' })
export class WithdrawAnnotationInput extends ChartInput {
  @WholeField('Its number among all notes ever made about the measure, from 1.', 1, annotationsMax)
  annotation!: number;
}

@InputType({ description: 'Takes a point out of mean, limits and runs; it is still drawn.' })
export class GhostPointInput extends ChartPointInput {}

@InputType({ description: 'Lets a point count again.' })
export class CountPointInput extends ChartPointInput {}

@InputType({ isAbstract: true })
export abstract class RecalculationInput extends ChartInput {
  @ScalarField(PeriodScalar, 'The first period of the new limits.')
  from!: string;
}

@InputType({ description: 'Calculates limits anew from a period on, because the process has changed.' })
export class RecalculateLimitsInput extends RecalculationInput {
  @PartField(() => ReferenceInput, 'What changed it.', optional)
  reference?: ReferenceInput | null;
}

@InputType({ description: 'Takes a recalculation back.' })
export class WithdrawRecalculationInput extends RecalculationInput {}

@InputType({ description: 'Which points set the limits: the first so many, or those up to a period.' })
export class BaselineInput {
  @WordField(BaselineKindWord, 'Which.')
  kind!: Baseline['kind'];
  @WholeField('POINTS: how many; 12 where left out.', baselinePointsMin, baselinePointsMax, optional)
  points?: number | null;
  @ScalarField(PeriodScalar, 'UNTIL: the last period of the baseline.', optional)
  period?: string | null;
}

@InputType({ description: 'Lets some points set the limits until the next recalculation.' })
export class SetBaselineInput extends ChartInput {
  @PartField(() => BaselineInput, 'Which.')
  baseline!: BaselineInput;
}

@InputType({ description: 'Lets all points set the limits again.' })
export class ClearBaselineInput extends ChartInput {}

@InputType({ description: 'Where drawn limits are clipped; rules keep the true ones.' })
export class ChartBoundsInput {
  @ScalarField(FigureScalar, 'Nothing is drawn below.', optional)
  lo?: string | null;
  @ScalarField(FigureScalar, 'Nothing is drawn above.', optional)
  hi?: string | null;
}

@InputType({ description: 'How a chart is drawn and judged. What is left out is as the organisation, and after it the preset, has it.' })
export class ChartChoiceInput {
  @WordField(PresetWord, 'Whose convention it follows.', optional)
  preset?: ChartChoice['preset'];
  @WordField(ChartKindWord, 'Which chart.', optional)
  chart?: ChartChoice['chart'];
  @WholeField('Points in a row on one side of the mean that make a shift.', runPointsMin, runPointsMax, optional)
  shiftPoints?: number | null;
  @WholeField('Points in a row that make a trend.', runPointsMin, runPointsMax, optional)
  trendPoints?: number | null;
  @ScalarField(FigureScalar, 'How many mean moving ranges lie between the mean and a limit: more than 0, at most 10.', optional)
  limitConstant?: string | null;
  @WordField(ScreeningWord, 'Which outlying ranges are left out.', optional)
  screening?: ChartChoice['screening'];
  @WholeField('Counted points from which limits and icons are shown.', limitsFromMin, limitsFromMax, optional)
  minPointsLimits?: number | null;
  @WordField(RulesCrossWord, 'Which rules look across a recalculation.', optional)
  rulesCrossSegments?: ChartChoice['rulesCrossSegments'];
  @WordField(ConflictWord, 'What a point with signals both ways shows.', optional)
  conflict?: ChartChoice['conflict'];
  @WordField(ConflictTieWord, 'Which wins where rules rank alike.', optional)
  conflictTie?: ChartChoice['conflictTie'];
  @WordField(TargetOnLimitWord, 'What a target on a limit says.', optional)
  targetOnLimit?: ChartChoice['targetOnLimit'];
  @WordField(MissingWord, 'What a missing figure does.', optional)
  missing?: ChartChoice['missing'];
  @FlagField('Whether a point beyond a limit counts as one beyond two sigma.', null)
  twoSigmaCountsBeyond?: boolean | null;
  @PartField(() => ChartBoundsInput, 'Where drawn limits are clipped.', optional)
  bounds?: ChartBoundsInput | null;
  @FlagField('Whether the figures are rolling averages, cumulative or moving totals: then there are no icons.', false)
  rolling!: boolean;
}

@InputType({ description: 'Chooses how a measure’s chart is drawn and judged; the whole choice takes the place of the one before.' })
export class ChooseChartInput extends ChartInput {
  @PartField(() => ChartChoiceInput, 'The choice.')
  choice!: ChartChoiceInput;
}

@InputType({ isAbstract: true })
export abstract class ChartTargetInput extends ChartInput {
  @ScalarField(DayScalar, 'The day it begins; from the beginning where left out.', optional)
  from?: string | null;
}

@InputType({ description: 'Sets what a chart aims at from a day on, where no aim or goal of the measure’s own unit agrees it.' })
export class SetChartTargetInput extends ChartTargetInput {
  @ScalarField(FigureScalar, 'The target.')
  value!: string;
}

@InputType({ description: 'Takes a target of a chart back.' })
export class WithdrawChartTargetInput extends ChartTargetInput {}

@InputType({ description: 'Keeps a chart as it stands now under a title.' })
export class PublishChartInput extends MeasureInput {
  @IdField('An id for the publication, where you want to choose one.', optional)
  publication?: string | null;
  @NameField('What it was shown in: board paper of 3 June.')
  title!: string;
  @WordField(FiguresShownWord, 'Which figures it shows.', { otherwise: 'KNOWN' })
  figures!: FiguresShown;
}

export const baselineOf = ({ kind, points, period }: BaselineInput): Baseline => {
  if (kind === 'POINTS') {
    leftOut({ period }, 'baseline', kind);
    return { kind, points: points ?? baselinePointsUsual };
  }
  leftOut({ points }, 'baseline', kind);
  return { kind, period: needed(period, 'baseline.period', kind) };
};

export const choiceOf = (input: ChartChoiceInput): ChartChoice => ({
  preset: input.preset ?? null,
  chart: input.chart ?? null,
  shiftPoints: input.shiftPoints ?? null,
  trendPoints: input.trendPoints ?? null,
  limitConstant: input.limitConstant ?? null,
  screening: input.screening ?? null,
  minPointsLimits: input.minPointsLimits ?? null,
  twoSigmaCountsBeyond: input.twoSigmaCountsBeyond ?? null,
  rulesCrossSegments: input.rulesCrossSegments ?? null,
  conflict: input.conflict ?? null,
  conflictTie: input.conflictTie ?? null,
  targetOnLimit: input.targetOnLimit ?? null,
  missing: input.missing ?? null,
  bounds: input.bounds ? { lo: input.bounds.lo ?? null, hi: input.bounds.hi ?? null } : null,
  rolling: input.rolling,
});
