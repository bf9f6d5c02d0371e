import { commandOf, handlersFor } from '#cqrs';
import { strategy } from '#strategy';

export class DraftTrueNorth extends commandOf(strategy, 'DraftTrueNorth') {}
export class PutTrueNorthInForce extends commandOf(strategy, 'PutTrueNorthInForce') {}
export class SetObjective extends commandOf(strategy, 'SetObjective') {}
export class ReviseObjective extends commandOf(strategy, 'ReviseObjective') {}
export class RetireObjective extends commandOf(strategy, 'RetireObjective') {}
export class PlanCycle extends commandOf(strategy, 'PlanCycle') {}
export class ActivateCycle extends commandOf(strategy, 'ActivateCycle') {}
export class NominateCandidate extends commandOf(strategy, 'NominateCandidate') {}
export class ReviseCandidate extends commandOf(strategy, 'ReviseCandidate') {}
export class ScoreCandidate extends commandOf(strategy, 'ScoreCandidate') {}
export class AdoptCandidate extends commandOf(strategy, 'AdoptCandidate') {}
export class DropCandidate extends commandOf(strategy, 'DropCandidate') {}
export class RestoreCandidate extends commandOf(strategy, 'RestoreCandidate') {}
export class ReviseAim extends commandOf(strategy, 'ReviseAim') {}
export class DropAim extends commandOf(strategy, 'DropAim') {}
export class AcceptAimGap extends commandOf(strategy, 'AcceptAimGap') {}

export const strategyHandlers = handlersFor(strategy, {
  DraftTrueNorth,
  PutTrueNorthInForce,
  SetObjective,
  ReviseObjective,
  RetireObjective,
  PlanCycle,
  ActivateCycle,
  NominateCandidate,
  ReviseCandidate,
  ScoreCandidate,
  AdoptCandidate,
  DropCandidate,
  RestoreCandidate,
  ReviseAim,
  DropAim,
  AcceptAimGap,
});
