import type { Day } from '#kernel';
import type { AimId, CandidateId, CycleId, Figure, ObjectiveId, PostId, Role, UnitId, DimensionId } from '../vocabulary.js';
import type { AimTerms, CandidateText } from './strategy.events.js';
import type { MeasureFacts, PlanningFacts } from '../facts.js';

/** What can be asked of the strategy. */
export type StrategyCommands = {
  DraftTrueNorth: { unit: UnitId; statement: string; dimensions: { id?: DimensionId; name: string; statement: string }[]; reason: string };
  /** By a recorded board decision; activation of a cycle does it for every draft by itself. */
  PutTrueNorthInForce: { unit: UnitId; minute: string };
  SetObjective: { objective?: ObjectiveId; unit: UnitId; dimension: DimensionId; statement: string; from: Day; to: Day };
  ReviseObjective: { objective: ObjectiveId; dimension: DimensionId; statement: string; from: Day; to: Day; reason: string };
  RetireObjective: { objective: ObjectiveId; reason: string };
  PlanCycle: { cycle?: CycleId; name: string; starts: Day; ends: Day };
  ActivateCycle: { cycle: CycleId };
  NominateCandidate: { candidate?: CandidateId; cycle: CycleId; unit: UnitId; text: CandidateText };
  ReviseCandidate: { candidate: CandidateId; text: CandidateText; reason: string };
  ScoreCandidate: { candidate: CandidateId; impact: number; urgency: number; feasibility: number; comment?: string | null };
  AdoptCandidate: {
    candidate: CandidateId;
    aim?: AimId;
    terms: AimTerms;
    reason: string;
    override?: string | null;
    /** Why the target may fall short of the mandate, where it does. */
    waiver?: string | null;
  };
  DropCandidate: { candidate: CandidateId; reason: string };
  RestoreCandidate: { candidate: CandidateId; reason: string };
  /** `revision` is the one the person saw. */
  ReviseAim: { aim: AimId; revision: number; terms: AimTerms; reason: string; waiver?: string | null };
  DropAim: { aim: AimId; reason: string };
  AcceptAimGap: { aim: AimId; revision: number; plan: string; reviewOn: Day };
};

/** The acting post, as the organisation knows it at the moment of the command. */
export interface ActingPost {
  role: Role;
  unit: UnitId;
}

export type StrategyFacts = {
  DraftTrueNorth: ActingPost & { unitExists: boolean };
  PutTrueNorthInForce: ActingPost;
  SetObjective: ActingPost;
  ReviseObjective: ActingPost;
  RetireObjective: ActingPost;
  PlanCycle: ActingPost;
  ActivateCycle: ActingPost;
  NominateCandidate: ActingPost & { unitExists: boolean };
  ReviseCandidate: ActingPost;
  ScoreCandidate: ActingPost;
  AdoptCandidate: ActingPost & { sponsor: { exists: boolean; role: Role | null }; measure: MeasureFacts | null; planning: PlanningFacts };
  DropCandidate: ActingPost;
  RestoreCandidate: ActingPost;
  ReviseAim: ActingPost & { sponsor: { exists: boolean; role: Role | null }; measure: MeasureFacts | null; planning: PlanningFacts };
  DropAim: ActingPost;
  AcceptAimGap: ActingPost & {
    /** The post that stands for the aim's sponsor today: the one named, or its successor. */
    sponsor: PostId | null;
    /** Nothing is left to accept: covered, met already, maintained, or strongly supported. */
    sufficient: boolean;
    coverage: Figure | null;
    gap: Figure | null;
  };
};
