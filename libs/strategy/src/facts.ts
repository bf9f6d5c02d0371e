/**
 * Facts a decision rests on that live in other streams. They are read from the views at one position, which the
 * event keeps as its `basis`; the functions that read them are in `views/facts.ts`.
 */
import type { Day } from '#kernel';
import type {
  Combination,
  CycleId,
  Direction,
  Figure,
  Frequency,
  GoalId,
  Hash,
  MeasureId,
  PersonId,
  PostId,
  ThreadId,
  UnitId,
} from './vocabulary.js';
import type { MeasureKind } from './measure/measure.events.js';

/** Working days and reporting periods. */
export interface PlanningFacts {
  /** Days closed beside weekends and England's bank holidays; bank holidays worked. */
  closed: readonly Day[];
  open: readonly Day[];
  /** First month of the financial year. */
  financialYearStart: number;
  /** The measure an offer names, where it names one; null when no such measure exists. */
  measure: MeasureFacts | null;
}

export interface MeasureFacts {
  measure: MeasureId;
  kind: MeasureKind;
  direction: Direction;
  frequency: Frequency;
  overTime: Combination;
  overUnits: Combination;
  /** True when the operational definition is written. */
  defined: boolean;
}

/** One side of a thread as the organisation knows it today. */
export interface SideFacts {
  /** The post that stands for the side now: the one named in the thread, or its successor. */
  post: PostId;
  exists: boolean;
  unit: UnitId;
  /** Persons who may sign: holders and acting holders; and deputies apart. */
  holders: readonly PersonId[];
  deputies: readonly PersonId[];
  /** No holder and no deputy today: the reply clock stands still. */
  vacant: boolean;
  /** The post that leads the line above: its own unit's lead unless it leads itself, then the next lead up. */
  lineLead: PostId | null;
  lineLeadIsExecutive: boolean;
}

export interface PartyFacts {
  giver: SideFacts;
  receiver: SideFacts;
}

export interface ParentFacts {
  exists: boolean;
  /** AIM: adopted, dropped. GOAL: active or planned, closed. THREAD: its phase. */
  state: 'IN_FORCE' | 'PROVISIONAL' | 'ENDED';
  /** The revision a move must have been made on. */
  revision: number;
  /** The post that owns the parent: the giver. */
  owner: PostId;
  cycle: CycleId;
  /** The chain upwards contains the goal or thread itself: a loop. */
  loops: boolean;
  /** True when the parent is one of the strategy's aims: line overrides then need an executive. */
  isAim: boolean;
  /** The parent's measure and how its units combine; null where it has none. */
  measure: { measure: MeasureId; overUnits: Combination } | null;
  mandate: { measure: MeasureId; target: Figure; direction: Direction; authority: string } | null;
}

/** The goal a thread would give another parent, as it stands today. */
export interface ExistingGoalFacts {
  goal: GoalId;
  exists: boolean;
  /** The post that stands for its owner. */
  owner: PostId;
}

export interface GuardFacts {
  /** Every dependency of the offer, with the state of that pledge; a missing one has state null. */
  dependencies: readonly { thread: ThreadId; state: 'COMMITTED' | 'DIRECTED' | 'OTHER' | null }[];
  /** Active goals of the receiver's unit and of the receiver's post, without the one this thread would revise. */
  unitGoals: number;
  ownerGoals: number;
  unitCap: number;
  ownerCap: number;
  /** Sum of the shares of the same goal credited to other parents. */
  sharesElsewhere: Figure;
  /** The offer's weight is 0, and so are those of all other children of its parent. */
  weighsNothing: boolean;
  /** Where the thread's goal stands: causes newer than the decision that let a directed goal be renegotiated. */
  conditionsFailed: readonly { id: string; at: string }[];
  grantsLate: readonly string[];
  /** How many of the goal's latest periods in a row were MISSED, of those that ended after the commitment or direction in force. */
  periodsMissed: number;
  /** The digest of the commitment or direction in force, if any. */
  inForce: Hash | null;
}

export interface ArbiterFacts {
  /** Eligible arbiters from the lowest upwards, both sides' persons left out; may be empty. */
  line: readonly PostId[];
  finalArbiter: PostId | null;
  /** The final arbiter's person is on a side. */
  finalArbiterIsSide: boolean;
  /** For AppointArbiter: those of the thread's arbiters that are held, and by nobody on a side, today. */
  able: readonly PostId[];
  /** For AppointArbiter: the named post is an executive's, held, and on neither side. */
  appointeeFits: boolean;
}
