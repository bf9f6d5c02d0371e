import { type Decider, type EventOf, reject } from '#kernel';
import { saidDay, saidShare } from '../arithmetic/in-words.js';
import { checkId, checkName, checkOptionalProse, checkProse, entriesMax, firstOf } from '../texts.js';
import type { AimId, CycleId, UnitId } from '../vocabulary.js';
import type { StrategyCommands, StrategyFacts } from './strategy.commands.js';
import type { AimTerms, StrategyEvents } from './strategy.events.js';
import {
  aimsPerCycleMax,
  candidateClosed,
  candidateUnknown,
  checkAim,
  checkCandidate,
  checkDay,
  checkDimension,
  checkExecutive,
  checkNewId,
  checkNothingLeftOut,
  checkObjective,
  checkReason,
  checkSpan,
  checkWaiver,
  isShortOfMandate,
  meanScores,
  type Refused,
  standing,
  type StrategyRefusal,
} from './strategy.rules.js';
import { type Aim, evolveStrategy, strategyAtFirst, type StrategyState } from './strategy.state.js';

type Event = EventOf<StrategyEvents>;

const aimsOf = (state: StrategyState, cycle: CycleId, unit: UnitId): number =>
  [...state.aims.values()].filter((aim) => aim.cycle === cycle && aim.unit === unit && !aim.dropped).length;

/** The aim, if it stands and the person saw it as it stands. */
const asSeen = (state: StrategyState, id: AimId, revision: number): Aim | Refused => {
  const aim = state.aims.get(id);
  if (!aim) return reject('AimUnknown', `there is no aim ${id}, choose an adopted one`);
  if (aim.dropped) return reject('AimDropped', `the aim '${aim.terms.statement}' was dropped, choose one that stands`);
  return aim.revision === revision
    ? aim
    : reject('StaleRevision', `the aim is at revision ${aim.revision} and you saw ${revision}, look at it again`);
};

const waived = (aim: AimId, terms: AimTerms, reason: string): Event => ({
  type: 'AimMandateWaived',
  data: { aim, target: terms.measured.target, reason },
});

/** True North, breakthrough objectives, cycles, and the winnowing of candidates to a few annual aims. */
export const strategy: Decider<StrategyState, StrategyCommands, StrategyEvents, StrategyRefusal, StrategyFacts> = {
  name: 'strategy',
  initial: strategyAtFirst,

  decide: {
    DraftTrueNorth: (_state, { unit, statement, dimensions, reason }, { facts, newId }) => {
      const named = dimensions.map(({ id, name, statement: text }, index) => ({ id: id ?? newId(index), name, statement: text }));
      const refused = checkExecutive(facts, 'draft a True North') ?? checkProse('the statement', statement) ?? checkReason(reason);
      if (refused) return refused;
      if (!facts.unitExists) return reject('UnitUnknown', `there is no unit ${unit}, choose one of the organisation's units`);
      if (named.length === 0) return reject('DimensionMissing', 'a True North is stated in a few dimensions, name at least one');
      if (named.length > entriesMax) return reject('TooManyEntries', `${named.length} dimensions are too many, keep to a few`);
      for (const [index, { id, name, statement: text }] of named.entries()) {
        const bad =
          checkId("the dimension's id", id) ?? checkName("the dimension's name", name) ?? checkProse("the dimension's statement", text);
        if (bad) return bad;
        if (named.slice(0, index).some((other) => other.id === id || other.name === name))
          return reject('DimensionTwice', `the dimension ${name} is named twice, give each its own name and id`);
      }
      return [{ type: 'TrueNorthDrafted', data: { unit, statement, dimensions: named, reason } }];
    },

    PutTrueNorthInForce: (state, { unit, minute }, { facts }) => {
      const refused = checkExecutive(facts, 'put a True North in force') ?? checkProse("the board's minute", minute);
      if (refused) return refused;
      if (!state.trueNorths.get(unit)?.draft) return reject('NoDraft', `${unit} has no drafted True North, draft one first`);
      return checkNothingLeftOut(state, unit) ?? [{ type: 'TrueNorthTookEffect', data: { unit, cycle: null, minute } }];
    },

    SetObjective: (state, { objective, unit, dimension, statement, from, to }, { facts, newId }) => {
      const id = objective ?? newId(0);
      const refused =
        checkExecutive(facts, 'set an objective') ??
        checkNewId("the objective's id", id, state.objectives) ??
        checkDimension(state, unit, dimension) ??
        checkProse('the statement', statement) ??
        checkSpan(from, to);
      return refused ?? [{ type: 'ObjectiveSet', data: { objective: id, unit, dimension, statement, from, to } }];
    },

    ReviseObjective: (state, { objective: id, dimension, statement, from, to, reason }, { facts }) => {
      const objective = standing(state, id);
      if ('rejected' in objective) return objective;
      const refused =
        checkExecutive(facts, 'revise an objective') ??
        checkDimension(state, objective.unit, dimension) ??
        checkProse('the statement', statement) ??
        checkSpan(from, to) ??
        checkReason(reason);
      return refused ?? [{ type: 'ObjectiveRevised', data: { objective: id, dimension, statement, from, to, reason } }];
    },

    RetireObjective: (state, { objective: id, reason }, { facts }) => {
      const refused = checkObjective(state, id) ?? checkExecutive(facts, 'retire an objective') ?? checkReason(reason);
      if (refused) return refused;
      for (const { terms, dropped } of state.aims.values())
        if (terms.objective === id && !dropped)
          return reject('ObjectiveInUse', `the aim '${terms.statement}' stands under it, drop or revise that first`);
      return [{ type: 'ObjectiveRetired', data: { objective: id, reason } }];
    },

    PlanCycle: (state, { cycle, name, starts, ends }, { facts, newId }) => {
      const id = cycle ?? newId(0);
      const refused =
        checkExecutive(facts, 'plan a cycle') ??
        checkNewId("the cycle's id", id, state.cycles) ??
        checkName("the cycle's name", name) ??
        checkSpan(starts, ends);
      return refused ?? [{ type: 'CyclePlanned', data: { cycle: id, name, starts, ends } }];
    },

    ActivateCycle: (state, { cycle }, { facts }) => {
      if (!state.cycles.has(cycle)) return reject('CycleUnknown', `there is no cycle ${cycle}, plan it first`);
      const refused = checkExecutive(facts, 'activate a cycle');
      if (refused || state.active === cycle) return refused ?? [];
      if (state.active !== null)
        return reject(
          'AnotherCycleActive',
          `the cycle ${state.cycles.get(state.active)?.name} is active, it has to close before the next one begins`,
        );
      const drafted = [...state.trueNorths.values()].filter(({ draft }) => draft !== null).map(({ unit }) => unit);
      const effects = drafted.sort((a, b) => (a < b ? -1 : 1));
      return (
        firstOf(...effects.map((unit) => checkNothingLeftOut(state, unit))) ?? [
          { type: 'CycleActivated', data: { cycle } },
          ...effects.map((unit): Event => ({ type: 'TrueNorthTookEffect', data: { unit, cycle, minute: null } })),
        ]
      );
    },

    NominateCandidate: (state, { candidate, cycle, unit, text }, { facts, newId, today }) => {
      const id = candidate ?? newId(0);
      if (facts.role === 'AUDITOR') return reject('AuditorsOnlyRead', 'an auditor never writes, ask another post to nominate it');
      if (!state.cycles.has(cycle)) return reject('CycleUnknown', `there is no cycle ${cycle}, plan it first`);
      if (!facts.unitExists) return reject('UnitUnknown', `there is no unit ${unit}, choose the one whose True North it serves`);
      if (!state.trueNorths.has(unit)) return reject('NoTrueNorth', `${unit} has no True North to serve, choose a unit further up`);
      const refused = checkNewId("the candidate's id", id, state.candidates) ?? checkCandidate(state, text, today);
      return refused ?? [{ type: 'CandidateNominated', data: { candidate: id, cycle, unit, text } }];
    },

    ReviseCandidate: (state, { candidate: id, text, reason }, { facts, actor, today }) => {
      const candidate = state.candidates.get(id);
      if (!candidate) return candidateUnknown(id);
      if (candidate.phase !== 'OPEN') return candidateClosed(candidate);
      if (candidate.nominator !== actor.post && facts.role !== 'EXECUTIVE')
        return reject('NotNominator', `${candidate.nominator} nominated it, ask that post or an executive to revise it`);
      const refused = checkCandidate(state, text, today) ?? checkReason(reason);
      return refused ?? [{ type: 'CandidateRevised', data: { candidate: id, text, reason } }];
    },

    ScoreCandidate: (state, { candidate: id, impact, urgency, feasibility, comment = null }, { facts, actor }) => {
      const candidate = state.candidates.get(id);
      if (!candidate) return candidateUnknown(id);
      if (candidate.phase !== 'OPEN') return candidateClosed(candidate);
      if (!['EXECUTIVE', 'PARTNER', 'NON_EXECUTIVE'].includes(facts.role))
        return reject('MayNotScore', 'executives score, partners and non-executives advise: ask one of them');
      if (![impact, urgency, feasibility].every((score) => Number.isInteger(score) && score >= 1 && score <= 5))
        return reject('ScoreOutOfRange', 'impact, urgency and feasibility are whole numbers from 1 to 5, correct the score');
      const refused = checkOptionalProse('the comment', comment);
      if (refused) return refused;
      const score = { impact, urgency, feasibility, advisory: facts.role !== 'EXECUTIVE', comment };
      const old = candidate.scores.get(actor.person);
      const isSame = old && (Object.keys(score) as (keyof typeof score)[]).every((criterion) => old[criterion] === score[criterion]);
      return isSame ? [] : [{ type: 'CandidateScored', data: { candidate: id, ...score } }];
    },

    AdoptCandidate: (state, { candidate: id, aim: named, terms, reason, override = null, waiver }, { facts, newId }) => {
      const candidate = state.candidates.get(id);
      const aim = named ?? newId(0);
      if (!candidate) return candidateUnknown(id);
      if (candidate.phase !== 'OPEN') return candidateClosed(candidate);
      const refused =
        checkExecutive(facts, 'adopt an aim') ??
        checkNewId("the aim's id", aim, state.aims) ??
        checkAim(state, terms, facts) ??
        checkReason(reason);
      if (refused) return refused;
      const { cycle, unit, scores } = candidate;
      const count = aimsOf(state, cycle, unit);
      const isOver = count >= aimsPerCycleMax;
      if (isOver && (override ?? '').trim() === '')
        return reject(
          'TooManyAims',
          `${unit} has ${count} aims in this cycle and ${aimsPerCycleMax} are enough, drop one or say why another is let in`,
        );
      const isShort = isShortOfMandate(terms, facts);
      const unreasoned = firstOf(
        isOver ? checkOptionalProse('the override', override) : null,
        isShort ? checkWaiver(terms, waiver, facts) : null,
      );
      if (unreasoned) return unreasoned;
      const data = {
        candidate: id,
        aim,
        cycle,
        unit,
        terms,
        reason,
        override: isOver ? override : null,
        scores: meanScores(scores.values()),
      };
      return [{ type: 'CandidateAdopted', data }, ...(isShort ? [waived(aim, terms, waiver ?? '')] : [])];
    },

    DropCandidate: (state, { candidate: id, reason }, { facts }) => {
      const candidate = state.candidates.get(id);
      if (!candidate) return candidateUnknown(id);
      const refused = checkExecutive(facts, 'drop a candidate') ?? checkReason(reason);
      if (refused || candidate.phase === 'DROPPED') return refused ?? [];
      return candidate.phase === 'OPEN' ? [{ type: 'CandidateDropped', data: { candidate: id, reason } }] : candidateClosed(candidate);
    },

    RestoreCandidate: (state, { candidate: id, reason }, { facts }) => {
      const candidate = state.candidates.get(id);
      if (!candidate) return candidateUnknown(id);
      const refused = checkExecutive(facts, 'restore a candidate') ?? checkReason(reason);
      if (refused) return refused;
      return candidate.phase === 'DROPPED'
        ? [{ type: 'CandidateRestored', data: { candidate: id, reason } }]
        : reject('CandidateNotDropped', 'this candidate was not dropped, there is nothing to restore');
    },

    ReviseAim: (state, { aim: id, revision, terms, reason, waiver }, { facts, hash }) => {
      const aim = asSeen(state, id, revision);
      if ('rejected' in aim) return aim;
      const refused = checkExecutive(facts, 'revise an aim') ?? checkAim(state, terms, facts) ?? checkReason(reason);
      if (refused) return refused;
      if (hash(terms) === hash(aim.terms)) return [];
      const covered = aim.waived === terms.measured.target && hash(aim.terms.mandate) === hash(terms.mandate);
      const isShort = isShortOfMandate(terms, facts) && !covered;
      const unwaived = isShort ? checkWaiver(terms, waiver, facts) : null;
      if (unwaived) return unwaived;
      const revised: Event = { type: 'AimRevised', data: { aim: id, revision: revision + 1, terms, reason } };
      return isShort ? [revised, waived(id, terms, waiver ?? '')] : [revised];
    },

    DropAim: (state, { aim: id, reason }, { facts }) => {
      const aim = state.aims.get(id);
      if (!aim) return reject('AimUnknown', `there is no aim ${id}, choose an adopted one`);
      const refused = checkExecutive(facts, 'drop an aim') ?? checkReason(reason);
      return refused ?? (aim.dropped ? [] : [{ type: 'AimDropped', data: { aim: id, reason } }]);
    },

    AcceptAimGap: (state, { aim: id, revision, plan, reviewOn }, { facts, actor, today }) => {
      const aim = asSeen(state, id, revision);
      if ('rejected' in aim) return aim;
      if (actor.post !== (facts.sponsor ?? aim.terms.sponsor))
        return reject('NotSponsor', `the gap of an aim is its sponsor's to accept, ask ${facts.sponsor ?? aim.terms.sponsor}`);
      const refused = checkProse('the plan', plan) ?? checkDay('the review date', reviewOn);
      if (refused) return refused;
      if (reviewOn <= today) return reject('BadDay', `the review date ${saidDay(reviewOn)} has come already, choose a later one`);
      const { sufficient, coverage, gap } = facts;
      if (sufficient)
        return reject(
          'NothingToAccept',
          `the aim ${coverage === null ? 'needs nothing more' : `is covered to ${saidShare(Number(coverage))}`}, there is no gap to accept`,
        );
      return [{ type: 'AimGapAccepted', data: { aim: id, coverage, gap, plan, reviewOn } }];
    },
  },

  evolve: evolveStrategy,
};
