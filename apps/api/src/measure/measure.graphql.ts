import { InputType } from '@nestjs/graphql';
import type {
  Combination,
  Direction,
  Frequency,
  MeasureCommands,
  MeasureDefinition,
  MeasureKind,
  MeasurePurpose,
  Reading,
} from '#strategy';
import { CommandInput } from '../graphql/command.graphql.js';
import { IdField, NameField, PartField, PartsField, ProseField, ScalarField, WholeField, WordField } from '../graphql/input-fields.js';
import { leftOut, needed } from '../graphql/kinds.js';
import { FigureScalar, PeriodScalar } from '../graphql/scalars.js';
import {
  CombinationWord,
  DirectionKindWord,
  FrequencyWord,
  MeasureClassWord,
  MeasureKindWord,
  MeasurePurposeWord,
} from '../graphql/words.graphql.js';

/** Figures in one command: eight years of months. More go through an import. */
const readingsMax = 100;
const dueAfterMax = 260;
const PeriodField = (): PropertyDecorator => ScalarField(PeriodScalar, 'The period.');

@InputType({ description: 'Which way is better.' })
export class DirectionInput {
  @WordField(DirectionKindWord, 'Higher, lower, or inside a range.')
  kind!: Direction['kind'];
  @ScalarField(FigureScalar, 'RANGE: the lower edge, itself inside.', { optional: true })
  lo?: string | null;
  @ScalarField(FigureScalar, 'RANGE: the upper edge, itself inside.', { optional: true })
  hi?: string | null;
}

@InputType({ description: 'What is counted, how and by whom: everything a stranger needs to arrive at the same figure.' })
export class MeasureDefinitionInput {
  @NameField('Its name.')
  name!: string;
  @WordField(MeasureKindWord, 'What sort of figure it has.')
  kind!: MeasureKind;
  @NameField('What one is: falls, %, days.')
  unitOfMeasure!: string;
  @PartField(() => DirectionInput, 'Which way is better.')
  direction!: DirectionInput;
  @WordField(FrequencyWord, 'How long a reporting period is.')
  frequency!: Frequency;
  @WordField(MeasurePurposeWord, 'Why it is measured.')
  purpose!: MeasurePurpose;
  @WordField(CombinationWord, 'How a year is made of its periods.')
  overTime!: Combination;
  @WordField(CombinationWord, 'How a parent’s figure is made of its units’.')
  overUnits!: Combination;
  @ProseField('What counts and what does not, so that two people count the same.')
  operationalDefinition!: string;
  @NameField('Where the figures come from.')
  source!: string;
  @IdField('The data steward’s post.', { optional: true })
  steward?: string | null;
  @WholeField('Working days after a period’s end within which its figure is due.', 0, dueAfterMax, { otherwise: 10 })
  dueAfter!: number;
  @NameField('The population group, where it is one part of a split.', { optional: true })
  populationGroup?: string | null;
  @NameField('Your own key for it, unique in the organisation: imports find it again by this.', { optional: true })
  code?: string | null;
}

@InputType({ description: 'Defines a measure.' })
export class DefineMeasureInput extends CommandInput {
  @IdField('The unit it is about.')
  unit!: string;
  @PartField(() => MeasureDefinitionInput, 'Its definition.')
  definition!: MeasureDefinitionInput;
}

/** What everything done to a measure begins with. */
@InputType({ isAbstract: true })
export abstract class MeasureInput extends CommandInput {
  @IdField('The measure.')
  measure!: string;
}

@InputType({ description: 'Redefines a measure.' })
export class RedefineMeasureInput extends MeasureInput {
  @PartField(() => MeasureDefinitionInput, 'Its new definition.')
  definition!: MeasureDefinitionInput;
  @ProseField('Why.')
  reason!: string;
}

@InputType({ description: 'A period’s figure: a value, or numerator and denominator. 0 over 0 is "no activity".' })
export class ReadingInput {
  @PeriodField()
  period!: string;
  @ScalarField(FigureScalar, 'The value, where it has no parts.', { optional: true })
  value?: string | null;
  @ScalarField(FigureScalar, 'The numerator.', { optional: true })
  numerator?: string | null;
  @ScalarField(FigureScalar, 'The denominator.', { optional: true })
  denominator?: string | null;
}

@InputType({ description: 'Records first figures: all or none.' })
export class RecordObservationsInput extends MeasureInput {
  @PartsField(() => ReadingInput, 'The figures.', readingsMax)
  readings!: ReadingInput[];
  @IdField('The import they belong to, where they belong to one.', { optional: true })
  import?: string | null;
  @ProseField('A note shown with the figures.', { optional: true })
  note?: string | null;
  @ProseField('Why a first figure comes after its period was closed.', { optional: true })
  reason?: string | null;
}

@InputType({ description: 'Corrects figures: the earlier ones stay visible.' })
export class CorrectObservationsInput extends MeasureInput {
  @PartsField(() => ReadingInput, 'The figures as they should be.', readingsMax)
  readings!: ReadingInput[];
  @ProseField('Why.')
  reason!: string;
  @IdField('The import they belong to, where they belong to one.', { optional: true })
  import?: string | null;
}

@InputType({ description: 'Takes out a figure entered in error; its period counts as not reported again.' })
export class WithdrawObservationInput extends MeasureInput {
  @PeriodField()
  period!: string;
  @ProseField('Why.')
  reason!: string;
}

@InputType({ description: 'Closes a period: what is known now counts as published.' })
export class ClosePeriodInput extends MeasureInput {
  @PeriodField()
  period!: string;
}

@InputType({ description: 'Opens a closed period again; changes only what counts as published.' })
export class ReopenPeriodInput extends MeasureInput {
  @PeriodField()
  period!: string;
  @ProseField('Why.')
  reason!: string;
}

@InputType({ description: 'Says how a unit treats a measure.' })
export class ClassMeasureInput extends MeasureInput {
  @IdField('The unit.')
  unit!: string;
  @WordField(MeasureClassWord, 'Driver or watch.')
  class!: MeasureCommands['ClassMeasure']['class'];
  @ProseField('Why.')
  reason!: string;
}

@InputType({ description: 'What an annotation points at.' })
export class ReferenceInput {
  @NameField('What it is: incident, merger, project …')
  kind!: string;
  @NameField('Its id there.')
  id!: string;
  @ProseField('What it says.')
  text!: string;
}

@InputType({ description: 'Puts a note beside a period’s figure.' })
export class AnnotateMeasureInput extends MeasureInput {
  @PeriodField()
  period!: string;
  @ProseField('The note.')
  text!: string;
  @PartField(() => ReferenceInput, 'What it points at.', { optional: true })
  reference?: ReferenceInput | null;
}

const directionOf = ({ kind, lo, hi }: DirectionInput): Direction => {
  const path = 'definition.direction';
  if (kind === 'RANGE') return { kind, lo: needed(lo, `${path}.lo`, kind), hi: needed(hi, `${path}.hi`, kind) };
  leftOut({ lo, hi }, path, kind);
  return { kind };
};

export const definitionOf = (input: MeasureDefinitionInput): MeasureDefinition => ({
  name: input.name,
  kind: input.kind,
  unitOfMeasure: input.unitOfMeasure,
  direction: directionOf(input.direction),
  frequency: input.frequency,
  purpose: input.purpose,
  overTime: input.overTime,
  overUnits: input.overUnits,
  operationalDefinition: input.operationalDefinition,
  source: input.source,
  steward: input.steward ?? null,
  dueAfter: input.dueAfter,
  populationGroup: input.populationGroup ?? null,
  code: input.code ?? null,
});

export const readingsOf = (readings: readonly ReadingInput[]): Reading[] =>
  readings.map(({ period, value, numerator, denominator }) => ({
    period,
    value: value ?? null,
    numerator: numerator ?? null,
    denominator: denominator ?? null,
  }));
