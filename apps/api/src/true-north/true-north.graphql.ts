import { InputType } from '@nestjs/graphql';
import { derivedId } from '#cqrs';
import type { AimTerms, CandidateText, QualityDimension, RollUpMethod, StrategyCommands } from '#strategy';
import { CommandInput } from '../graphql/command.graphql.js';
import { IdField, NameField, PartField, PartsField, ProseField, ScalarField, WholeField, WordField } from '../graphql/input-fields.js';
import { MeasuredTermsInput, measuredTermsOf } from '../graphql/measured-terms.graphql.js';
import { DayScalar, FigureScalar } from '../graphql/scalars.js';
import { QualityDimensionWord, RollUpMethodWord } from '../graphql/words.graphql.js';

const dimensionsMax = 12;
const ReasonField = (): PropertyDecorator => ProseField('Why.');
const AimRevisionField = (): PropertyDecorator =>
  WholeField('The revision of the aim you saw; refused where it has changed since.', 1, 1_000_000);

@InputType({ description: 'One of the few dimensions of True North.' })
export class DimensionInput {
  @IdField('Keep the id you saw where you change an earlier one; leave it out for a new one.', { optional: true })
  id?: string | null;
  @NameField('Its name.')
  name!: string;
  @ProseField('What it means here.')
  statement!: string;
}

@InputType({ description: 'Drafts True North. It takes effect with the next cycle’s activation or by a board decision.' })
export class DraftTrueNorthInput extends CommandInput {
  @IdField('The unit whose True North it is.')
  unit!: string;
  @ProseField('The long-lived direction, in a sentence or two.')
  statement!: string;
  @PartsField(() => DimensionInput, 'Its dimensions.', dimensionsMax)
  dimensions!: DimensionInput[];
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Puts a drafted True North in force by a recorded board decision.' })
export class PutTrueNorthInForceInput extends CommandInput {
  @IdField('The unit whose True North it is.')
  unit!: string;
  @NameField('The board minute that says so.')
  minute!: string;
}

@InputType({ isAbstract: true })
export abstract class ObjectiveTermsInput extends CommandInput {
  @IdField('The dimension of True North it serves.')
  dimension!: string;
  @ProseField('The step change, in a sentence.')
  statement!: string;
  @ScalarField(DayScalar, 'The day it begins.')
  from!: string;
  @ScalarField(DayScalar, 'The day by which it is reached, three to five years on.')
  to!: string;
}

@InputType({ description: 'Sets a breakthrough objective under a dimension.' })
export class SetObjectiveInput extends ObjectiveTermsInput {
  @IdField('An id for it, where you want to choose one.', { optional: true })
  objective?: string | null;
  @IdField('The unit whose True North it serves.')
  unit!: string;
}

@InputType({ description: 'Revises a breakthrough objective.' })
export class ReviseObjectiveInput extends ObjectiveTermsInput {
  @IdField('The objective.')
  objective!: string;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Retires a breakthrough objective.' })
export class RetireObjectiveInput extends CommandInput {
  @IdField('The objective.')
  objective!: string;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Plans a cycle: a planning year.' })
export class PlanCycleInput extends CommandInput {
  @IdField('An id for it, where you want to choose one.', { optional: true })
  cycle?: string | null;
  @NameField('Its name.')
  name!: string;
  @ScalarField(DayScalar, 'Its first day.')
  starts!: string;
  @ScalarField(DayScalar, 'Its last day.')
  ends!: string;
}

@InputType({
  description: 'Makes a planned cycle the active one. Drafts of True North take effect; goals signed in planning become active.',
})
export class ActivateCycleInput extends CommandInput {
  @IdField('The cycle.')
  cycle!: string;
}

@InputType({ description: 'What a candidate aim rests on.' })
export class EvidenceInput {
  @NameField('Inspection, staff survey, complaints, own data …')
  source!: string;
  @ScalarField(DayScalar, 'The day it is of.')
  date!: string;
  @ProseField('What it says.')
  text!: string;
}

@InputType({ description: 'What a candidate aim says of itself.' })
export class CandidateTextInput {
  @ProseField('What must be done this cycle.')
  statement!: string;
  @IdField('The breakthrough objective it would serve.', { optional: true })
  objective?: string | null;
  @PartsField(() => EvidenceInput, 'What it rests on.')
  evidence!: EvidenceInput[];
  @ProseField('The best-known benchmark.')
  benchmark!: string;
  @WordField(QualityDimensionWord, 'The dimension of quality it serves.')
  qualityDimension!: QualityDimension;
  @ProseField('The expected effect on equity.')
  equity!: string;
  @ProseField('How patients and staff shaped it.')
  shapedBy!: string;
}

@InputType({ description: 'Nominates a candidate for an annual aim.' })
export class NominateCandidateInput extends CommandInput {
  @IdField('An id for it, where you want to choose one.', { optional: true })
  candidate?: string | null;
  @IdField('The cycle it is for.')
  cycle!: string;
  @IdField('The unit whose True North it serves.')
  unit!: string;
  @PartField(() => CandidateTextInput, 'What it says of itself.')
  text!: CandidateTextInput;
}

@InputType({ isAbstract: true })
export abstract class CandidateInput extends CommandInput {
  @IdField('The candidate.')
  candidate!: string;
}

@InputType({ description: 'Rewrites a candidate.' })
export class ReviseCandidateInput extends CandidateInput {
  @PartField(() => CandidateTextInput, 'What it now says of itself.')
  text!: CandidateTextInput;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Scores a candidate, 1 to 5 each. One score per person; a later one replaces it.' })
export class ScoreCandidateInput extends CandidateInput {
  @WholeField('Impact on True North.', 1, 5)
  impact!: number;
  @WholeField('Urgency.', 1, 5)
  urgency!: number;
  @WholeField('Feasibility.', 1, 5)
  feasibility!: number;
  @ProseField('A word on the score.', { optional: true })
  comment?: string | null;
}

@InputType({ description: 'A target set by a named outside authority.' })
export class MandateInput {
  @NameField('Who set it.')
  authority!: string;
  @ScalarField(FigureScalar, 'The target, in the measure’s unit.')
  target!: string;
  @NameField('Where it is written.')
  reference!: string;
}

@InputType({ description: 'What an annual aim promises.' })
export class AimTermsInput {
  @IdField('The breakthrough objective it serves.')
  objective!: string;
  @ProseField('What must be done this cycle.')
  statement!: string;
  @PartField(() => MeasuredTermsInput, 'Its measure, jump-off point, target and plan.')
  measured!: MeasuredTermsInput;
  @ScalarField(DayScalar, 'The day by which it is reached.')
  due!: string;
  @IdField('The executive sponsor’s post: owns the aim, throws the ball.')
  sponsor!: string;
  @PartField(() => MandateInput, 'The outside authority’s target, where there is one.', { optional: true })
  mandate?: MandateInput | null;
  @WordField(RollUpMethodWord, 'How it is judged from what lies under it.', { otherwise: 'OWN_MEASURE' })
  rollUp!: RollUpMethod;
}

@InputType({ description: 'Adopts a candidate as an annual aim.' })
export class AdoptCandidateInput extends CandidateInput {
  @IdField('An id for the aim, where you want to choose one.', { optional: true })
  aim?: string | null;
  @PartField(() => AimTermsInput, 'What the aim promises.')
  terms!: AimTermsInput;
  @ReasonField()
  reason!: string;
  @ProseField('Why a sixth aim is let in; stays visible.', { optional: true })
  override?: string | null;
  @ProseField('Why the target may fall short of the mandate, where it does.', { optional: true })
  waiver?: string | null;
}

@InputType({ description: 'Drops a candidate.' })
export class DropCandidateInput extends CandidateInput {
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Takes a dropped candidate back in.' })
export class RestoreCandidateInput extends CandidateInput {
  @ReasonField()
  reason!: string;
}

@InputType({ isAbstract: true })
export abstract class AimInput extends CommandInput {
  @IdField('The aim.')
  aim!: string;
}

@InputType({ description: 'Revises an aim. Its children are asked to confirm or to renegotiate.' })
export class ReviseAimInput extends AimInput {
  @AimRevisionField()
  revision!: number;
  @PartField(() => AimTermsInput, 'What the aim now promises.')
  terms!: AimTermsInput;
  @ReasonField()
  reason!: string;
  @ProseField('Why the target may fall short of the mandate, where it does.', { optional: true })
  waiver?: string | null;
}

@InputType({ description: 'Drops an aim. Threads in play are withdrawn; goals stay in force as "parent dropped".' })
export class DropAimInput extends AimInput {
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Accepts, as sponsor, that the children do not cover the need.' })
export class AcceptAimGapInput extends AimInput {
  @AimRevisionField()
  revision!: number;
  @ProseField('What is done about it.')
  plan!: string;
  @ScalarField(DayScalar, 'The day it is looked at again.')
  reviewOn!: string;
}

/** The dimensions as the domain has them; a new one's id follows from the command's. */
export const dimensionsOf = ({ dimensions }: DraftTrueNorthInput, commandId: string): StrategyCommands['DraftTrueNorth']['dimensions'] =>
  dimensions.map(({ id, name, statement }, index) => ({ id: id ?? derivedId(commandId, 'dimension', index), name, statement }));

export const candidateTextOf = (text: CandidateTextInput): CandidateText => ({
  statement: text.statement,
  objective: text.objective ?? null,
  evidence: text.evidence.map(({ source, date, text: says }) => ({ source, date, text: says })),
  benchmark: text.benchmark,
  qualityDimension: text.qualityDimension,
  equity: text.equity,
  shapedBy: text.shapedBy,
});

export const aimTermsOf = ({ objective, statement, measured, due, sponsor, mandate, rollUp }: AimTermsInput): AimTerms => ({
  objective,
  statement,
  measured: measuredTermsOf(measured, 'terms.measured'),
  due,
  sponsor,
  mandate: mandate ? { authority: mandate.authority, target: mandate.target, reference: mandate.reference } : null,
  rollUp,
});
