import type { Day, Decider } from '#kernel';
import { Registry } from '../registry.js';
import type { AimId, CandidateId, CycleId, DimensionId, Figure, ObjectiveId, PersonId, PostId, UnitId } from '../vocabulary.js';
import type { AimTerms, StrategyEvents } from './strategy.events.js';

/** The dimensions objectives can stand under: those in force, and those of the draft that would take their place. */
export interface TrueNorth {
  readonly unit: UnitId;
  readonly inForce: readonly DimensionId[] | null;
  readonly draft: readonly DimensionId[] | null;
}

export interface Objective {
  readonly id: ObjectiveId;
  readonly unit: UnitId;
  readonly dimension: DimensionId;
  readonly statement: string;
  readonly retired: boolean;
}

export interface Cycle {
  readonly id: CycleId;
  readonly name: string;
  readonly starts: Day;
  readonly ends: Day;
}

export type Score = Pick<StrategyEvents['CandidateScored'], 'impact' | 'urgency' | 'feasibility' | 'advisory' | 'comment'>;

export interface Candidate {
  readonly id: CandidateId;
  readonly cycle: CycleId;
  readonly unit: UnitId;
  readonly phase: 'OPEN' | 'ADOPTED' | 'DROPPED';
  readonly nominator: PostId;
  readonly scores: ReadonlyMap<PersonId, Score>;
}

export interface Aim {
  readonly id: AimId;
  readonly cycle: CycleId;
  readonly unit: UnitId;
  readonly revision: number;
  readonly terms: AimTerms;
  readonly dropped: boolean;
  /** The target short of its mandate that an executive allowed; covers that target and no other. */
  readonly waived: Figure | null;
}

export interface StrategyState {
  readonly trueNorths: Registry<TrueNorth>;
  readonly objectives: Registry<Objective>;
  readonly cycles: Registry<Cycle>;
  readonly active: CycleId | null;
  readonly candidates: Registry<Candidate>;
  readonly aims: Registry<Aim>;
}

export const strategyAtFirst: StrategyState = {
  trueNorths: Registry.of(),
  objectives: Registry.of(),
  cycles: Registry.of(),
  active: null,
  candidates: Registry.of(),
  aims: Registry.of(),
};

type Evolve = Decider<StrategyState, object, StrategyEvents>['evolve'];

const withPhase = (state: StrategyState, id: CandidateId, phase: Candidate['phase']): StrategyState => ({
  ...state,
  candidates: state.candidates.changed(id, (candidate) => ({ ...candidate, phase })),
});

export const evolveStrategy: Evolve = {
  TrueNorthDrafted: (state, { unit, dimensions }) => {
    const inForce = state.trueNorths.get(unit)?.inForce ?? null;
    return { ...state, trueNorths: state.trueNorths.with(unit, { unit, inForce, draft: dimensions.map(({ id }) => id) }) };
  },
  TrueNorthTookEffect: (state, { unit }) => ({
    ...state,
    trueNorths: state.trueNorths.changed(unit, ({ inForce, draft }) => ({ unit, inForce: draft ?? inForce, draft: null })),
  }),
  ObjectiveSet: (state, { objective: id, unit, dimension, statement }) => ({
    ...state,
    objectives: state.objectives.with(id, { id, unit, dimension, statement, retired: false }),
  }),
  ObjectiveRevised: (state, { objective, dimension, statement }) => ({
    ...state,
    objectives: state.objectives.changed(objective, (old) => ({ ...old, dimension, statement })),
  }),
  ObjectiveRetired: (state, { objective }) => ({
    ...state,
    objectives: state.objectives.changed(objective, (old) => ({ ...old, retired: true })),
  }),
  CyclePlanned: (state, { cycle: id, name, starts, ends }) => ({ ...state, cycles: state.cycles.with(id, { id, name, starts, ends }) }),
  CycleActivated: (state, { cycle }) => ({ ...state, active: cycle }),
  CandidateNominated: (state, { candidate: id, cycle, unit }, { meta }) => ({
    ...state,
    candidates: state.candidates.with(id, { id, cycle, unit, phase: 'OPEN', nominator: meta.actor.post, scores: new Map() }),
  }),
  CandidateRevised: (state) => state,
  CandidateScored: (state, { candidate, ...score }, { meta }) => ({
    ...state,
    candidates: state.candidates.changed(candidate, (old) => ({ ...old, scores: new Map(old.scores).set(meta.actor.person, score) })),
  }),
  CandidateAdopted: (state, { candidate, aim: id, cycle, unit, terms }) => ({
    ...withPhase(state, candidate, 'ADOPTED'),
    aims: state.aims.with(id, { id, cycle, unit, revision: 1, terms, dropped: false, waived: null }),
  }),
  CandidateDropped: (state, { candidate }) => withPhase(state, candidate, 'DROPPED'),
  CandidateRestored: (state, { candidate }) => withPhase(state, candidate, 'OPEN'),
  AimRevised: (state, { aim, revision, terms }) => ({ ...state, aims: state.aims.changed(aim, (old) => ({ ...old, revision, terms })) }),
  AimMandateWaived: (state, { aim, target }) => ({ ...state, aims: state.aims.changed(aim, (old) => ({ ...old, waived: target })) }),
  AimDropped: (state, { aim }) => ({ ...state, aims: state.aims.changed(aim, (old) => ({ ...old, dropped: true })) }),
  AimGapAccepted: (state) => state,
};
