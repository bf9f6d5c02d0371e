import { InputType } from '@nestjs/graphql';
import type { GoalOutcome, RollUpMethod } from '#strategy';
import { CommandInput } from '../graphql/command.graphql.js';
import { IdField, ProseField, ScalarField, WholeField, WordField } from '../graphql/input-fields.js';
import { DayScalar, FigureScalar } from '../graphql/scalars.js';
import { GoalOutcomeWord, RollUpMethodWord } from '../graphql/words.graphql.js';

const GoalRevisionField = (): PropertyDecorator =>
  WholeField('The revision of the goal you saw; refused where it has changed since.', 1, 1_000_000);
const EvidenceField = (): PropertyDecorator => ProseField('What shows it.');

/** What everything done to a goal begins with. */
@InputType({ isAbstract: true })
export abstract class GoalInput extends CommandInput {
  @IdField('The goal.')
  goal!: string;
}

@InputType({ isAbstract: true })
export abstract class ReasonedGoalInput extends GoalInput {
  @ProseField('Why.')
  reason!: string;
}

@InputType({ description: 'Sets a goal’s place in its parent’s average, as owner of the parent.' })
export class ReweightLinkInput extends ReasonedGoalInput {
  @IdField('The thread that links the goal to the parent.')
  thread!: string;
  @ScalarField(FigureScalar, 'The new weight, not negative.')
  weight!: string;
}

@InputType({ description: 'Chooses how a goal is judged from what lies under it.' })
export class ChooseRollUpInput extends ReasonedGoalInput {
  @WordField(RollUpMethodWord, 'The method.')
  method!: RollUpMethod;
}

@InputType({ description: 'Reports a milestone done.' })
export class ReportMilestoneInput extends GoalInput {
  @IdField('The milestone.')
  milestone!: string;
  @ScalarField(DayScalar, 'The day it was done.')
  on!: string;
  @EvidenceField()
  evidence!: string;
}

@InputType({ description: 'Takes back that a milestone is done.' })
export class ReopenMilestoneInput extends ReasonedGoalInput {
  @IdField('The milestone.')
  milestone!: string;
}

@InputType({ description: 'Reports a condition met.' })
export class MeetConditionInput extends GoalInput {
  @IdField('The condition.')
  condition!: string;
  @EvidenceField()
  evidence!: string;
}

@InputType({ description: 'Reports that a condition failed. The goal is at risk and may be renegotiated at once.' })
export class FailConditionInput extends ReasonedGoalInput {
  @IdField('The condition.')
  condition!: string;
}

@InputType({ description: 'Reports that what was granted is there.' })
export class DeliverGrantInput extends GoalInput {
  @IdField('The grant.')
  grant!: string;
  @ScalarField(DayScalar, 'The day it came.')
  on!: string;
  @EvidenceField()
  evidence!: string;
}

@InputType({ description: 'Reports that what was granted does not come. The goal is at risk and may be renegotiated at once.' })
export class FailGrantInput extends ReasonedGoalInput {
  @IdField('The grant.')
  grant!: string;
}

@InputType({ description: 'Accepts, as owner, that the children do not cover the need.' })
export class AcceptGapInput extends GoalInput {
  @GoalRevisionField()
  revision!: number;
  @ProseField('What is done about it.')
  plan!: string;
  @ScalarField(DayScalar, 'The day it is looked at again.')
  reviewOn!: string;
}

@InputType({ description: 'Closes a goal with its outcome and the evidence for it.' })
export class CloseGoalInput extends ReasonedGoalInput {
  @GoalRevisionField()
  revision!: number;
  @WordField(GoalOutcomeWord, 'How it ended.')
  outcome!: GoalOutcome;
  @EvidenceField()
  evidence!: string;
}

@InputType({ description: 'Takes back that a goal is closed.' })
export class ReopenGoalInput extends ReasonedGoalInput {}
