import type { Day } from '#kernel';
import type {
  AimId,
  CandidateId,
  CycleId,
  DimensionId,
  Figure,
  MeasuredTerms,
  ObjectiveId,
  PostId,
  RollUpMethod,
  UnitId,
} from '../vocabulary.js';

export interface Dimension {
  id: DimensionId;
  name: string;
  statement: string;
}

/** Dimensions of quality a candidate can serve (Institute of Medicine's six). */
export const qualityDimensions = ['SAFE', 'EFFECTIVE', 'TIMELY', 'EFFICIENT', 'EQUITABLE', 'PERSON_CENTRED'] as const;
export type QualityDimension = (typeof qualityDimensions)[number];

export interface Evidence {
  /** Inspection, staff survey, complaints, own data … */
  source: string;
  date: Day;
  text: string;
}

export interface CandidateText {
  statement: string;
  objective: ObjectiveId | null;
  evidence: Evidence[];
  /** The best-known benchmark. */
  benchmark: string;
  qualityDimension: QualityDimension;
  /** The expected effect on equity. */
  equity: string;
  /** How patients and staff shaped it. */
  shapedBy: string;
}

/** A target set by a named outside authority. */
export interface Mandate {
  authority: string;
  target: Figure;
  reference: string;
}

export interface AimTerms {
  objective: ObjectiveId;
  statement: string;
  measured: MeasuredTerms;
  due: Day;
  /** The executive sponsor's post: owns the aim, gives the ball. */
  sponsor: PostId;
  mandate: Mandate | null;
  rollUp: RollUpMethod;
}

/** Everything that can have happened to the strategy: True North, objectives, cycles, candidates and aims. */
export type StrategyEvents = {
  /** Takes effect with the next cycle's activation or by a recorded board decision. */
  TrueNorthDrafted: { unit: UnitId; statement: string; dimensions: Dimension[]; reason: string };
  TrueNorthTookEffect: {
    unit: UnitId;
    cycle: CycleId | null;
    /** Board minute, where a decision put it in force. */ minute: string | null;
  };
  ObjectiveSet: { objective: ObjectiveId; unit: UnitId; dimension: DimensionId; statement: string; from: Day; to: Day };
  ObjectiveRevised: { objective: ObjectiveId; dimension: DimensionId; statement: string; from: Day; to: Day; reason: string };
  ObjectiveRetired: { objective: ObjectiveId; reason: string };
  CyclePlanned: { cycle: CycleId; name: string; starts: Day; ends: Day };
  CycleActivated: { cycle: CycleId };
  CandidateNominated: {
    candidate: CandidateId;
    cycle: CycleId;
    /** The unit whose True North it serves. */ unit: UnitId;
    text: CandidateText;
  };
  CandidateRevised: { candidate: CandidateId; text: CandidateText; reason: string };
  /** One score per person and candidate; a later one replaces it. Partners' and non-executives' are advisory. */
  CandidateScored: {
    candidate: CandidateId;
    impact: number;
    urgency: number;
    feasibility: number;
    advisory: boolean;
    comment: string | null;
  };
  CandidateAdopted: {
    candidate: CandidateId;
    aim: AimId;
    cycle: CycleId;
    unit: UnitId;
    terms: AimTerms;
    reason: string;
    /** Why a sixth aim was let in; stays visible. */
    override: string | null;
    /** The scores as the people deciding saw them: mean per criterion of executives' scores, and how many scored. */
    scores: { executives: number; advisory: number; impact: Figure | null; urgency: Figure | null; feasibility: Figure | null };
  };
  CandidateDropped: { candidate: CandidateId; reason: string };
  /** The undo of a drop. */
  CandidateRestored: { candidate: CandidateId; reason: string };
  /** Revision 1 is the adoption. Children are asked to confirm or renegotiate. */
  AimRevised: { aim: AimId; revision: number; terms: AimTerms; reason: string };
  /** An executive allows the aim a target short of its mandate. */
  AimMandateWaived: { aim: AimId; target: Figure; reason: string };
  AimDropped: { aim: AimId; reason: string };
  /** The sponsor accepts that the children do not cover the need; void once the gap grows or the date passes. */
  AimGapAccepted: { aim: AimId; coverage: Figure | null; gap: Figure | null; plan: string; reviewOn: Day };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const strategyStored: Record<keyof StrategyEvents, string> = {
  TrueNorthDrafted: 'strategy.true-north-drafted',
  TrueNorthTookEffect: 'strategy.true-north-took-effect',
  ObjectiveSet: 'strategy.objective-set',
  ObjectiveRevised: 'strategy.objective-revised',
  ObjectiveRetired: 'strategy.objective-retired',
  CyclePlanned: 'strategy.cycle-planned',
  CycleActivated: 'strategy.cycle-activated',
  CandidateNominated: 'strategy.candidate-nominated',
  CandidateRevised: 'strategy.candidate-revised',
  CandidateScored: 'strategy.candidate-scored',
  CandidateAdopted: 'strategy.candidate-adopted',
  CandidateDropped: 'strategy.candidate-dropped',
  CandidateRestored: 'strategy.candidate-restored',
  AimRevised: 'strategy.aim-revised',
  AimMandateWaived: 'strategy.aim-mandate-waived',
  AimDropped: 'strategy.aim-dropped',
  AimGapAccepted: 'strategy.aim-gap-accepted',
};
