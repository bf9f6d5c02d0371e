import { journal, keyed, view, type Actor, type Day, type Instant } from '#kernel';
import type { AimTerms, CandidateText, Dimension, StrategyEvents } from '../strategy/strategy.events.js';
import type { AimId, CandidateId, CycleId, DimensionId, Figure, ObjectiveId, PersonId, PostId, UnitId } from '../vocabulary.js';

export interface TrueNorthText {
  readonly statement: string;
  readonly dimensions: readonly Dimension[];
}

/** A unit's True North: the one in force and, beside it, the draft that would take its place. */
export interface TrueNorthRecord {
  readonly unit: UnitId;
  readonly inForce: (TrueNorthText & { readonly since: number; readonly on: Day }) | null;
  readonly draft: (TrueNorthText & { readonly reason: string; readonly since: number }) | null;
}

export interface ObjectiveRecord {
  readonly id: ObjectiveId;
  readonly unit: UnitId;
  readonly dimension: DimensionId;
  readonly statement: string;
  readonly from: Day;
  readonly to: Day;
  /** Why it was retired; null while it stands. */
  readonly retired: string | null;
  readonly since: number;
  readonly changedAt: number;
}

export interface CycleRecord {
  readonly id: CycleId;
  readonly name: string;
  readonly starts: Day;
  readonly ends: Day;
  readonly state: 'PLANNING' | 'ACTIVE';
  readonly activatedOn: Day | null;
  readonly since: number;
  readonly changedAt: number;
}

export interface CandidateRecord {
  readonly id: CandidateId;
  readonly cycle: CycleId;
  /** The unit whose True North it serves. */
  readonly unit: UnitId;
  readonly text: CandidateText;
  readonly status: 'NOMINATED' | 'ADOPTED' | 'DROPPED';
  /** Why it was adopted or dropped. */
  readonly reason: string | null;
  readonly aim: AimId | null;
  readonly nominatedBy: Actor;
  readonly since: number;
  readonly changedAt: number;
}

/** One scoring; a person's later one takes the place of the earlier. */
export interface Score {
  readonly person: PersonId;
  readonly post: PostId;
  readonly impact: number;
  readonly urgency: number;
  readonly feasibility: number;
  /** By a partner or non-executive: shown apart. */
  readonly advisory: boolean;
  readonly comment: string | null;
  readonly ordinal: number;
  readonly at: Instant;
}

/** An owner's acceptance that the children do not cover the need, with the figures as they saw them. */
export interface GapAcceptance {
  readonly revision: number;
  readonly coverage: Figure | null;
  readonly gap: Figure | null;
  readonly plan: string;
  readonly reviewOn: Day;
  readonly by: Actor;
  readonly on: Day;
  readonly ordinal: number;
}

export interface AimRecord {
  readonly id: AimId;
  readonly candidate: CandidateId;
  readonly cycle: CycleId;
  readonly unit: UnitId;
  readonly terms: AimTerms;
  /** 1 with the adoption. */
  readonly revision: number;
  readonly status: 'ADOPTED' | 'DROPPED';
  readonly adoptedFor: string;
  /** Why a sixth aim was let in. */
  readonly override: string | null;
  readonly scores: StrategyEvents['CandidateAdopted']['scores'];
  /** The latest waiver of the mandate; it covers the target it names and no other. */
  readonly waiver: { readonly target: Figure; readonly reason: string; readonly ordinal: number } | null;
  readonly dropped: { readonly reason: string; readonly on: Day; readonly ordinal: number } | null;
  readonly gap: GapAcceptance | null;
  readonly adoptedOn: Day;
  readonly since: number;
  readonly changedAt: number;
}

/** One revision of an aim, the first being its adoption. */
export interface AimRevision {
  readonly revision: number;
  readonly terms: AimTerms;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly on: Day;
  readonly ordinal: number;
}

/** True North, objectives, cycles, the winnowing and the aims that came of it. */
export const strategyView = view<StrategyEvents>()({
  name: 'strategy',
  revision: 1,
  tables: {
    trueNorths: keyed<TrueNorthRecord>(),
    objectives: keyed<ObjectiveRecord>(),
    cycles: keyed<CycleRecord>(),
    candidates: keyed<CandidateRecord>(),
    /** Candidate → scores in the order they were given. */
    scores: journal<Score>(),
    aims: keyed<AimRecord>(),
    aimRevisions: journal<AimRevision>(),
    candidatesByCycle: journal<CandidateId>(),
    aimsByCycle: journal<AimId>(),
  },
  on: {
    TrueNorthDrafted: ({ trueNorths }, { data, ordinal }) => {
      const { unit, statement, dimensions, reason } = data;
      const inForce = trueNorths.get(unit)?.inForce ?? null;
      trueNorths.set(unit, { unit, inForce, draft: { statement, dimensions, reason, since: ordinal } });
    },
    TrueNorthTookEffect: ({ trueNorths }, { data, ordinal, on }) =>
      trueNorths.update(data.unit, ({ unit, inForce, draft }) => ({
        unit,
        inForce: draft ? { statement: draft.statement, dimensions: draft.dimensions, since: ordinal, on } : inForce,
        draft: null,
      })),
    ObjectiveSet: ({ objectives }, { data, ordinal }) => {
      const { objective: id, ...text } = data;
      objectives.set(id, { id, ...text, retired: null, since: ordinal, changedAt: ordinal });
    },
    ObjectiveRevised: ({ objectives }, { data, ordinal }) => {
      const { objective, dimension, statement, from, to } = data;
      objectives.update(objective, (old) => ({ ...old, dimension, statement, from, to, changedAt: ordinal }));
    },
    ObjectiveRetired: ({ objectives }, { data, ordinal }) =>
      objectives.update(data.objective, (old) => ({ ...old, retired: data.reason, changedAt: ordinal })),
    CyclePlanned: ({ cycles }, { data, ordinal }) => {
      const { cycle: id, name, starts, ends } = data;
      cycles.set(id, { id, name, starts, ends, state: 'PLANNING', activatedOn: null, since: ordinal, changedAt: ordinal });
    },
    CycleActivated: ({ cycles }, { data, ordinal, on }) =>
      cycles.update(data.cycle, (cycle) => ({ ...cycle, state: 'ACTIVE', activatedOn: on, changedAt: ordinal })),
    CandidateNominated: ({ candidates, candidatesByCycle }, { data, ordinal, meta }) => {
      const { candidate: id, cycle, unit, text } = data;
      candidates.set(id, {
        id,
        cycle,
        unit,
        text,
        status: 'NOMINATED',
        reason: null,
        aim: null,
        nominatedBy: meta.actor,
        since: ordinal,
        changedAt: ordinal,
      });
      candidatesByCycle.add(cycle, id);
    },
    CandidateRevised: ({ candidates }, { data, ordinal }) =>
      candidates.update(data.candidate, (old) => ({ ...old, text: data.text, changedAt: ordinal })),
    CandidateScored: ({ scores }, { data, ordinal, at, meta }) => {
      const { candidate, ...score } = data;
      scores.add(candidate, { ...score, person: meta.actor.person, post: meta.actor.post, ordinal, at });
    },
    CandidateAdopted: ({ candidates, aims, aimRevisions, aimsByCycle }, { data, ordinal, at, on, meta }) => {
      const { candidate, aim: id, cycle, unit, terms, reason, override, scores } = data;
      candidates.update(candidate, (old) => ({ ...old, status: 'ADOPTED', reason, aim: id, changedAt: ordinal }));
      aims.set(id, {
        id,
        candidate,
        cycle,
        unit,
        terms,
        revision: 1,
        status: 'ADOPTED',
        adoptedFor: reason,
        override,
        scores,
        waiver: null,
        dropped: null,
        gap: null,
        adoptedOn: on,
        since: ordinal,
        changedAt: ordinal,
      });
      aimRevisions.add(id, { revision: 1, terms, reason, by: meta.actor, at, on, ordinal });
      aimsByCycle.add(cycle, id);
    },
    CandidateDropped: ({ candidates }, { data, ordinal }) =>
      candidates.update(data.candidate, (old) => ({ ...old, status: 'DROPPED', reason: data.reason, changedAt: ordinal })),
    CandidateRestored: ({ candidates }, { data, ordinal }) =>
      candidates.update(data.candidate, (old) => ({ ...old, status: 'NOMINATED', reason: null, changedAt: ordinal })),
    AimRevised: ({ aims, aimRevisions }, { data, ordinal, at, on, meta }) => {
      const { aim, revision, terms, reason } = data;
      aims.update(aim, (old) => ({ ...old, revision, terms, gap: null, changedAt: ordinal }));
      aimRevisions.add(aim, { revision, terms, reason, by: meta.actor, at, on, ordinal });
    },
    AimMandateWaived: ({ aims }, { data, ordinal }) => {
      const { aim, target, reason } = data;
      aims.update(aim, (old) => ({ ...old, waiver: { target, reason, ordinal }, changedAt: ordinal }));
    },
    AimDropped: ({ aims }, { data, ordinal, on }) =>
      aims.update(data.aim, (old) => ({
        ...old,
        status: 'DROPPED',
        dropped: { reason: data.reason, on, ordinal },
        changedAt: ordinal,
      })),
    AimGapAccepted: ({ aims }, { data, ordinal, on, meta }) => {
      const { aim, ...gap } = data;
      aims.update(aim, (old) => ({
        ...old,
        gap: { revision: old.revision, ...gap, by: meta.actor, on, ordinal },
        changedAt: ordinal,
      }));
    },
  },
});
