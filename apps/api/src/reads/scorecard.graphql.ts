import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type { Assurance, Target, Variation } from '#spc';
import { type AssuranceClass, type Scorecard, type ScorecardLine, type VariationClass } from '#strategy';
import { AssuranceWord, VariationWord } from '../graphql/chart-words.graphql.js';
import { MeasureClassWord, wordEnum } from '../graphql/words.graphql.js';
import { ShownTargetLevel } from './chart.graphql.js';
import { ShownDirection, ShownMeasure } from './measure.graphql.js';
import { ShownUnit } from './organisation.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

const VariationClassWord = wordEnum<VariationClass>('VariationClass', 'What the variation icon says, whichever way the figures went.', {
  CONCERN: 'It gets worse.',
  IMPROVEMENT: 'It improves.',
  NEUTRAL: 'It has changed, and neither way is better.',
  COMMON_CAUSE: 'It is steady.',
  NOT_SHOWN: 'There are too few points to say.',
});

const AssuranceClassWord = wordEnum<AssuranceClass>('AssuranceClass', 'What the assurance icon says.', {
  FAIL: 'The process as it is will not meet its target.',
  HIT_OR_MISS: 'Meeting the target is chance.',
  PASS: 'It will meet it.',
  NONE: 'There is no target, or too few points to say.',
});

/** What a scorecard may be asked. */
@ArgsType()
export class ScorecardArgs {
  @Field(() => Boolean, { nullable: true, description: 'The measures of all units below too.' })
  withUnitsBelow?: boolean | null;
}

@ObjectType('ScorecardCell', { description: 'A cell of the reading matrix: how the two icons are read together.' })
export class ShownScorecardCell {
  @Shown.as(() => VariationClassWord, 'Its row.')
  variation!: VariationClass;
  @Shown.as(() => AssuranceClassWord, 'Its column.')
  assurance!: AssuranceClass;
  @Shown.text('What to do, in a sentence.')
  sentence!: string;
  @Shown.whole('How many measures lie in it.')
  measures!: number;
}

@ObjectType('ScorecardLine', { description: 'One measure at a glance.' })
export class ShownScorecardLine {
  constructor(
    private readonly sight: Sight,
    private readonly line: ScorecardLine,
  ) {}
  @Shown.id('The measure.')
  get id(): string {
    return this.line.measure;
  }
  @Shown.as(() => ShownMeasure, 'The measure with its chart and everything else.', maybe)
  get measure(): ShownMeasure | null {
    return ShownMeasure.of(this.sight, this.line.measure);
  }
  @Shown.text('Its name.')
  get name(): string {
    return this.line.name;
  }
  @Shown.as(() => ShownUnit, 'The unit it belongs to.', maybe)
  get unit(): ShownUnit | null {
    return ShownUnit.of(this.sight, this.line.unit);
  }
  @Shown.text('What one is: falls, %, days.')
  get unitOfMeasure(): string {
    return this.line.unitOfMeasure;
  }
  @Shown.as(() => ShownDirection, 'Which way is better.')
  get direction(): ShownDirection {
    return new ShownDirection(this.line.direction);
  }
  @Shown.as(() => MeasureClassWord, 'Worked on actively, or only watched.', maybe)
  get class(): ScorecardLine['class'] {
    return this.line.class;
  }
  @Shown.period('The latest reported period.', maybe)
  get latestPeriod(): string | null {
    return this.line.latest?.period ?? null;
  }
  @Shown.figure('Its value; null where there was no activity.', maybe)
  get latestValue(): string | null {
    return this.line.latest?.value ?? null;
  }
  @Shown.as(() => ShownTargetLevel, 'What is aimed at.', maybe)
  get target(): ShownTargetLevel | null {
    const target: Target | null = this.line.target;
    return target && new ShownTargetLevel(target);
  }
  @Shown.flag('Whether the latest point meets it.', maybe)
  get met(): boolean | null {
    return this.line.met;
  }
  @Shown.as(() => VariationWord, 'The variation icon.', maybe)
  get variation(): Variation | null {
    return this.line.variation;
  }
  @Shown.as(() => AssuranceWord, 'The assurance icon.', maybe)
  get assurance(): Assurance | null {
    return this.line.assurance;
  }
  @Shown.text('What the variation icon says, or why there is none.')
  get variationText(): string {
    return this.line.variationText;
  }
  @Shown.text('What the assurance icon says, or why there is none.')
  get assuranceText(): string {
    return this.line.assuranceText;
  }
  @Shown.text('How the two are read together: what to do.')
  get reading(): string {
    return this.line.reading.sentence;
  }
  @Shown.whole('Its place in the order of attention, from 0: the most pressing first.')
  get place(): number {
    return this.line.reading.place;
  }
  @Shown.period('The first period without a figure.', maybe)
  get awaitedPeriod(): string | null {
    return this.line.awaited?.period ?? null;
  }
  @Shown.day('By when its figure is due.', maybe)
  get awaitedBy(): string | null {
    return this.line.awaited?.due ?? null;
  }
  @Shown.whole('Due periods since the latest figure.')
  get periodsOverdue(): number {
    return this.line.periodsOverdue;
  }
}

@ObjectType('Scorecard', { description: 'Many measures at a glance, in the order in which they ask for attention.' })
export class ShownScorecard {
  constructor(
    private readonly sight: Sight,
    private readonly card: Scorecard,
  ) {}
  @Shown.position('The moment it is read at.')
  get position(): number {
    return this.sight.moment.position;
  }
  @Shown.flag('The measures of all units below are in it.')
  get withUnitsBelow(): boolean {
    return this.card.withUnitsBelow;
  }
  @Shown.as(() => [ShownScorecardLine], 'The most pressing first; of the same reading drivers first, then by name.')
  get lines(): ShownScorecardLine[] {
    return this.card.lines.map((line) => new ShownScorecardLine(this.sight, line));
  }
  @Shown.as(() => [ShownScorecardCell], 'How many measures lie in each cell of the reading matrix.')
  get cells(): readonly ShownScorecardCell[] {
    return this.card.cells;
  }
  @Shown.whole('Measures with a figure overdue.')
  get overdue(): number {
    return this.card.overdue;
  }
  @Shown.number('Icons to expect by chance alone, were every process stable.')
  get falseIconsExpected(): number {
    return this.card.falseIcons.expected;
  }
  @Shown.text('The same in a sentence.')
  get falseIconsInWords(): string {
    return this.card.falseIcons.sentence;
  }
}
