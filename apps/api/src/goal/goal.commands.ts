import { commandOf, handlersFor } from '#cqrs';
import { goal } from '#strategy';

export class ReweightLink extends commandOf(goal, 'ReweightLink') {}
export class ChooseRollUp extends commandOf(goal, 'ChooseRollUp') {}
export class ReportMilestone extends commandOf(goal, 'ReportMilestone') {}
export class ReopenMilestone extends commandOf(goal, 'ReopenMilestone') {}
export class MeetCondition extends commandOf(goal, 'MeetCondition') {}
export class FailCondition extends commandOf(goal, 'FailCondition') {}
export class DeliverGrant extends commandOf(goal, 'DeliverGrant') {}
export class FailGrant extends commandOf(goal, 'FailGrant') {}
export class AcceptGap extends commandOf(goal, 'AcceptGap') {}
export class CloseGoal extends commandOf(goal, 'CloseGoal') {}
export class ReopenGoal extends commandOf(goal, 'ReopenGoal') {}
/** Sent by policies only; they go to the desk directly and have no mutation. */
export class TakeOn extends commandOf(goal, 'TakeOn') {}
export class ReleaseLink extends commandOf(goal, 'ReleaseLink') {}

export const goalHandlers = handlersFor(goal, {
  ReweightLink,
  ChooseRollUp,
  ReportMilestone,
  ReopenMilestone,
  MeetCondition,
  FailCondition,
  DeliverGrant,
  FailGrant,
  AcceptGap,
  CloseGoal,
  ReopenGoal,
  TakeOn,
  ReleaseLink,
});
