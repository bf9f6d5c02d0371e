import { InputType } from '@nestjs/graphql';
import type { MeasuredTerms, Trajectory } from '#strategy';
import { FlagField, IdField, PartField, PartsField, ScalarField, WordField } from './input-fields.js';
import { leftOut, needed } from './kinds.js';
import { DayScalar, FigureScalar, PeriodScalar } from './scalars.js';
import { TargetBasisWord, TrajectoryKindWord } from './words.graphql.js';

/** A plan has at most this many periods: ten years of months. */
const pointsMax = 120;

@InputType({ description: 'One period of a SEASONAL or MANUAL trajectory.' })
export class TrajectoryPointInput {
  @ScalarField(PeriodScalar, 'The period.')
  period!: string;
  @ScalarField(FigureScalar, 'SEASONAL: the value the season alone would give.', { optional: true })
  base?: string | null;
  @ScalarField(FigureScalar, 'SEASONAL: the share of the improvement reached by then, cumulative, 1 at the end.', { optional: true })
  share?: string | null;
  @ScalarField(FigureScalar, 'MANUAL: the value planned.', { optional: true })
  value?: string | null;
}

@InputType({ description: 'The plan from the jump-off point to the target.' })
export class TrajectoryInput {
  @WordField(TrajectoryKindWord, 'Its form; LINEAR needs nothing else.')
  kind!: Trajectory['kind'];
  @ScalarField(DayScalar, 'STEP: the day from which the target holds.', { optional: true })
  on?: string | null;
  @PartsField(() => TrajectoryPointInput, 'SEASONAL and MANUAL: every period of the plan.', pointsMax)
  points!: TrajectoryPointInput[];
}

@InputType({ description: 'The measured part of an offer or an aim. Figures are in the measure’s unit.' })
export class MeasuredTermsInput {
  @IdField('The measure it is judged by.')
  measure!: string;
  @WordField(TargetBasisWord, 'What jump-off point and target are values of.')
  basis!: MeasuredTerms['basis'];
  @ScalarField(FigureScalar, 'Jump-off point: the starting value.')
  jop!: string;
  @ScalarField(PeriodScalar, 'First period the jump-off point is the value of.')
  jopFrom!: string;
  @ScalarField(PeriodScalar, 'Last period the jump-off point is the value of; the same as the first for one period.')
  jopTo!: string;
  @ScalarField(FigureScalar, 'The target; for a range, the edge aimed at.')
  target!: string;
  @FlagField('A declared maintain goal: the target equals the jump-off point and is judged by its tolerance.', false)
  maintain!: boolean;
  @ScalarField(FigureScalar, 'How far beside the plan still reads NEAR; not negative.', { otherwise: '0' })
  tolerance!: string;
  @PartField(() => TrajectoryInput, 'The plan from the jump-off point to the target.')
  trajectory!: TrajectoryInput;
}

const trajectoryOf = ({ kind, on, points }: TrajectoryInput, path: string): Trajectory => {
  const at = (index: number): string => `${path}.points[${index}]`;
  if (kind !== 'STEP') leftOut({ on }, path, kind);
  if ((kind === 'LINEAR' || kind === 'STEP') && points.length > 0) leftOut({ points }, path, kind);
  switch (kind) {
    case 'LINEAR':
      return { kind };
    case 'STEP':
      return { kind, on: needed(on, `${path}.on`, kind) };
    case 'SEASONAL':
      return {
        kind,
        points: points.map(({ period, base, share, value }, index) => {
          leftOut({ value }, at(index), kind);
          return { period, base: needed(base, `${at(index)}.base`, kind), share: needed(share, `${at(index)}.share`, kind) };
        }),
      };
    case 'MANUAL':
      return {
        kind,
        points: points.map(({ period, base, share, value }, index) => {
          leftOut({ base, share }, at(index), kind);
          return { period, value: needed(value, `${at(index)}.value`, kind) };
        }),
      };
  }
};

/** The measured part as the domain has it; `path` is where it stands in the input. */
export const measuredTermsOf = (input: MeasuredTermsInput, path: string): MeasuredTerms => ({
  measure: input.measure,
  basis: input.basis,
  jop: input.jop,
  jopFrom: input.jopFrom,
  jopTo: input.jopTo,
  target: input.target,
  maintain: input.maintain,
  tolerance: input.tolerance,
  trajectory: trajectoryOf(input.trajectory, `${path}.trajectory`),
});
