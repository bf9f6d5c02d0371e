import { ArgsType, Field, ID, ObjectType, createUnionType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { isRejection, type Rejection } from '#kernel';
import type { Funnel, FunnelCurvePoint, FunnelLimit, FunnelResult, FunnelWarning } from '#spc';
import { comparedMax, type ComparedMeasure, type LeftOut, type MeasureKind, type UnitsCompared } from '#strategy';
import { Refusal } from '../graphql/outcome.graphql.js';
import { DayScalar, FigureScalar } from '../graphql/scalars.js';
import { MeasureKindWord, wordEnum } from '../graphql/words.graphql.js';
import { ShownMeasure } from './measure.graphql.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

const SideWord = wordEnum<'ABOVE' | 'BELOW'>('FunnelSide', 'On which side of its limits a unit lies.', {
  ABOVE: 'Above them.',
  BELOW: 'Below them.',
});

/** What is compared, over which days. */
@ArgsType()
export class FunnelArgs {
  @Field(() => [ID], { description: `The measures, 1 to ${comparedMax}: proportions or rates in parts, of one thing.` })
  @ArrayMinSize(1, { message: 'at least one entry' })
  @ArrayMaxSize(comparedMax, { message: `at most ${comparedMax} entries` })
  measures!: string[];
  @Field(() => DayScalar, { description: 'The first day: periods count that lie wholly between the two.' })
  from!: string;
  @Field(() => DayScalar, { description: 'The last day.' })
  to!: string;
  @Field(() => Boolean, { defaultValue: true, description: 'Limits are widened by what units vary beyond chance.' })
  overdispersion!: boolean;
  @Field(() => FigureScalar, {
    nullable: true,
    description: 'What every unit is held against, as the figures are kept; all units together where it is left out.',
  })
  target?: string | null;
}

@ObjectType('FunnelLimit', { description: 'One pair of limits.' })
export class ShownFunnelLimit implements FunnelLimit {
  @Shown.number('The share of units without a special cause that lies within.')
  within!: number;
  @Shown.number('The lower limit.')
  lower!: number;
  @Shown.number('The upper limit.')
  upper!: number;
}

@ObjectType('FunnelUnit', { description: 'A unit among the others: its pooled figure and the limits for its size.' })
export class ShownFunnelUnit {
  constructor(
    private readonly sight: Sight,
    private readonly unit: FunnelResult,
    private readonly compared: ComparedMeasure,
  ) {}
  @Shown.as(() => ShownMeasure, 'Its measure.')
  get measure(): ShownMeasure {
    return new ShownMeasure(this.sight, this.compared.measure);
  }
  @Shown.text('The unit’s name; with the measure’s, where several measures are of one unit.')
  get name(): string {
    return this.unit.name;
  }
  @Shown.number('All its numerators together.')
  get numerator(): number {
    return this.unit.numerator;
  }
  @Shown.number('All its denominators together.')
  get denominator(): number {
    return this.unit.denominator;
  }
  @Shown.number('The one over the other.')
  get value(): number {
    return this.unit.value;
  }
  @Shown.whole('Periods that have a figure.')
  get reported(): number {
    return this.compared.reported;
  }
  @Shown.whole('Periods there are between the two days.')
  get of(): number {
    return this.compared.of;
  }
  @Shown.number('Standard errors from the target, by chance alone.')
  get z(): number {
    return this.unit.z;
  }
  @Shown.number('The same, with what units vary beyond chance.')
  get adjustedZ(): number {
    return this.unit.adjustedZ;
  }
  @Shown.as(() => [ShownFunnelLimit], 'The limits for its size, the narrowest first.')
  get limits(): readonly ShownFunnelLimit[] {
    return this.unit.limits;
  }
  @Shown.number('The widest limits it lies outside, by the share within; null within all.', maybe)
  get outside(): number | null {
    return this.unit.outside?.within ?? null;
  }
  @Shown.as(() => SideWord, 'On which side.', maybe)
  get side(): 'ABOVE' | 'BELOW' | null {
    const { outside } = this.unit;
    return outside && (outside.side === 'above' ? 'ABOVE' : 'BELOW');
  }
}

@ObjectType('FunnelCurvePoint', { description: 'The limits at one denominator, for drawing.' })
export class ShownFunnelCurvePoint implements FunnelCurvePoint {
  @Shown.number('The denominator.')
  denominator!: number;
  @Shown.as(() => [ShownFunnelLimit], 'The limits there, the narrowest first.')
  limits!: readonly ShownFunnelLimit[];
}

@ObjectType('FunnelWarning', { description: 'What a reader of the comparison should know before relying on it.' })
export class ShownFunnelWarning implements FunnelWarning {
  @Shown.text('What kind of warning.')
  code!: FunnelWarning['code'];
  @Shown.text('The warning, with its figures.')
  text!: string;
}

@ObjectType('FunnelLeftOut', { description: 'A measure that was asked for and is not compared.' })
export class ShownLeftOut implements LeftOut {
  @Shown.id('The measure’s id, as it was asked for.')
  measure!: string;
  @Shown.text('What it would have been called.')
  name!: string;
  @Shown.text('Why.')
  because!: string;
}

@ObjectType('Funnel', {
  description: 'Units held against one target over the same days, within limits that narrow as their denominators grow.',
})
export class ShownFunnel {
  private readonly funnel: Funnel;

  constructor(
    private readonly sight: Sight,
    private readonly read: UnitsCompared,
  ) {
    this.funnel = read.funnel;
  }
  @Shown.position('The moment it is read at.')
  get position(): number {
    return this.sight.moment.position;
  }
  @Shown.position('The moment whose figures are compared.')
  get knownAt(): number {
    return this.sight.known.position;
  }
  @Shown.as(() => MeasureKindWord, 'What the measures are.')
  get kind(): MeasureKind {
    return this.read.kind;
  }
  @Shown.text('What one is.')
  get unitOfMeasure(): string {
    return this.read.unitOfMeasure;
  }
  @Shown.number('What every unit is held against.')
  get target(): number {
    return this.funnel.target;
  }
  @Shown.as(() => [ShownFunnelUnit], 'The units, in the order they were asked for.')
  get units(): ShownFunnelUnit[] {
    return this.funnel.units.map((unit, index) => new ShownFunnelUnit(this.sight, unit, this.read.compared[index]!));
  }
  @Shown.as(() => [ShownLeftOut], 'What was asked for and is not compared.')
  get leftOut(): readonly ShownLeftOut[] {
    return this.read.leftOut;
  }
  @Shown.as(() => [ShownFunnelCurvePoint], 'The limits over the denominators there are, ascending.')
  get curve(): readonly ShownFunnelCurvePoint[] {
    return this.funnel.curve;
  }
  @Shown.number('How many times as much as by chance the units vary; null where it was not asked.', maybe)
  get phi(): number | null {
    return this.funnel.phi;
  }
  @Shown.number('The variance between units, on the scale the limits are worked out on; 0 where limits are not widened.')
  get tauSquared(): number {
    return this.funnel.tauSquared;
  }
  @Shown.flag('The limits are widened by it.')
  get adjusted(): boolean {
    return this.funnel.adjusted;
  }
  @Shown.text('The formula of the limits, in words.')
  get method(): string {
    return this.funnel.method;
  }
  @Shown.as(() => [ShownFunnelWarning], 'What to know before relying on it.')
  get warnings(): readonly ShownFunnelWarning[] {
    return this.funnel.warnings;
  }
}

export const FunnelAnswer = createUnionType({
  name: 'FunnelAnswer',
  description: 'The comparison, or why these measures cannot be compared.',
  types: () => [ShownFunnel, Refusal] as const,
  resolveType: (answer: ShownFunnel | Rejection) => (isRejection(answer) ? Refusal : ShownFunnel),
});
