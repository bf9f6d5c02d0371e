import { ObjectType } from '@nestjs/graphql';
import type { ChartChoice, MeasureChart } from '#strategy';
import {
  ChartKindWord,
  ConflictTieWord,
  ConflictWord,
  MissingWord,
  PresetWord,
  RulesCrossWord,
  ScreeningWord,
  TargetOnLimitWord,
} from '../graphql/chart-words.graphql.js';
import { ShownSaid } from './chart-said.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

@ObjectType('ChartBounds', { description: 'Where drawn limits are clipped.' })
export class ShownBounds {
  constructor(private readonly bounds: NonNullable<ChartChoice['bounds']>) {}
  @Shown.figure('Nothing is drawn below.', maybe)
  get lo(): string | null {
    return this.bounds.lo;
  }
  @Shown.figure('Nothing is drawn above.', maybe)
  get hi(): string | null {
    return this.bounds.hi;
  }
}

@ObjectType('ChartChoice', {
  description: 'How somebody chose to have a chart drawn and judged. What is null is as the organisation, and after it the preset, has it.',
})
export class ShownChoice extends ShownSaid {
  private readonly choice: ChartChoice;
  constructor(sight: Sight, chosen: NonNullable<MeasureChart['settings']['choice']>) {
    super(sight, chosen);
    this.choice = chosen.choice;
  }
  @Shown.as(() => PresetWord, 'Whose convention it follows.', maybe)
  get preset(): ChartChoice['preset'] {
    return this.choice.preset;
  }
  @Shown.as(() => ChartKindWord, 'Which chart.', maybe)
  get chart(): ChartChoice['chart'] {
    return this.choice.chart;
  }
  @Shown.whole('Points in a row on one side of the mean that make a shift.', maybe)
  get shiftPoints(): number | null {
    return this.choice.shiftPoints;
  }
  @Shown.whole('Points in a row that make a trend.', maybe)
  get trendPoints(): number | null {
    return this.choice.trendPoints;
  }
  @Shown.figure('How many mean moving ranges lie between the mean and a limit.', maybe)
  get limitConstant(): string | null {
    return this.choice.limitConstant;
  }
  @Shown.as(() => ScreeningWord, 'Which outlying ranges are left out.', maybe)
  get screening(): ChartChoice['screening'] {
    return this.choice.screening;
  }
  @Shown.whole('Counted points from which limits and icons are shown.', maybe)
  get minPointsLimits(): number | null {
    return this.choice.minPointsLimits;
  }
  @Shown.flag('Whether a point beyond a limit counts as one beyond two sigma.', maybe)
  get twoSigmaCountsBeyond(): boolean | null {
    return this.choice.twoSigmaCountsBeyond;
  }
  @Shown.as(() => RulesCrossWord, 'Which rules look across a recalculation.', maybe)
  get rulesCrossSegments(): ChartChoice['rulesCrossSegments'] {
    return this.choice.rulesCrossSegments;
  }
  @Shown.as(() => ConflictWord, 'What a point with signals both ways shows.', maybe)
  get conflict(): ChartChoice['conflict'] {
    return this.choice.conflict;
  }
  @Shown.as(() => ConflictTieWord, 'Which wins where rules rank alike.', maybe)
  get conflictTie(): ChartChoice['conflictTie'] {
    return this.choice.conflictTie;
  }
  @Shown.as(() => TargetOnLimitWord, 'What a target on a limit says.', maybe)
  get targetOnLimit(): ChartChoice['targetOnLimit'] {
    return this.choice.targetOnLimit;
  }
  @Shown.as(() => MissingWord, 'What a missing figure does.', maybe)
  get missing(): ChartChoice['missing'] {
    return this.choice.missing;
  }
  @Shown.as(() => ShownBounds, 'Where drawn limits are clipped.', maybe)
  get bounds(): ShownBounds | null {
    return this.choice.bounds && new ShownBounds(this.choice.bounds);
  }
  @Shown.flag('The figures are rolling averages, cumulative or moving totals: then there are no icons.')
  get rolling(): boolean {
    return this.choice.rolling;
  }
}
