/** The rules of the strategy that more than one command asks for, each with its name and its sentence. */
import { type Day, type FactsOf, reject, type Rejection } from '#kernel';
import { saidDay, saidValue } from '../arithmetic/in-words.js';
import { isDay } from '../arithmetic/days.js';
import { dividedBy, isFigure, sumOf } from '../arithmetic/figures.js';
import { checkMeasuredTerms, fallsShort, termsCodes } from '../arithmetic/terms.js';
import type { Registry } from '../registry.js';
import { checkId, checkName, checkOptionalProse, checkProse, entriesMax, firstOf } from '../texts.js';
import type { DimensionId, Figure, ObjectiveId, PostId, UnitId } from '../vocabulary.js';
import type { ActingPost, StrategyFacts } from './strategy.commands.js';
import type { AimTerms, CandidateText, StrategyEvents } from './strategy.events.js';
import type { Candidate, Objective, Score, StrategyState } from './strategy.state.js';

/** Why a change of the strategy is refused. */
export const strategyCodes = [
  ...termsCodes,
  'TextMissing',
  'TextTooLong',
  'BadId',
  'IdTaken',
  'TooManyEntries',
  'NotExecutive',
  'AuditorsOnlyRead',
  'UnitUnknown',
  'DimensionMissing',
  'DimensionTwice',
  'DimensionUnknown',
  'NoTrueNorth',
  'NoDraft',
  'ObjectiveWithoutDimension',
  'ObjectiveUnknown',
  'ObjectiveRetired',
  'ObjectiveInUse',
  'PeriodBackwards',
  'CycleUnknown',
  'AnotherCycleActive',
  'EvidenceMissing',
  'EvidenceAhead',
  'CandidateUnknown',
  'CandidateClosed',
  'CandidateNotDropped',
  'NotNominator',
  'MayNotScore',
  'ScoreOutOfRange',
  'MeasureMissing',
  'SponsorUnknown',
  'SponsorNotExecutive',
  'TooManyAims',
  'ShortOfMandate',
  'AimUnknown',
  'AimDropped',
  'StaleRevision',
  'NotSponsor',
  'NothingToAccept',
] as const;
export type StrategyRefusal = (typeof strategyCodes)[number];
export type Refused = Rejection<StrategyRefusal>;

/** Aims a unit with a True North of its own adopts in one cycle; one more needs an override with its reason. */
export const aimsPerCycleMax = 5;

export const checkReason = (reason: string): Refused | null => checkProse('the reason', reason);

export const checkDay = (what: string, day: Day): Refused | null =>
  isDay(day) ? null : reject('BadDay', `${what} '${day}' is no day that exists, write it as 2026-04-01`);

export const checkExecutive = ({ role }: ActingPost, act: string): Refused | null =>
  role === 'EXECUTIVE' ? null : reject('NotExecutive', `only an executive may ${act}, ask one to do it`);

export const checkNewId = (what: string, id: string, taken: Registry<unknown>): Refused | null =>
  checkId(what, id) ?? (taken.has(id) ? reject('IdTaken', `${what} '${id}' is taken, choose another`) : null);

/** Both days exist and the first comes before the last. */
export const checkSpan = (from: Day, to: Day): Refused | null =>
  checkDay('the first day', from) ??
  checkDay('the last day', to) ??
  (from < to ? null : reject('PeriodBackwards', `it would end on ${saidDay(to)} and begin on ${saidDay(from)}, choose a later end`));

/** A dimension of the unit's True North, in force or drafted. */
export const checkDimension = (state: StrategyState, unit: UnitId, dimension: DimensionId): Refused | null => {
  const trueNorth = state.trueNorths.get(unit);
  if (!trueNorth) return reject('NoTrueNorth', `${unit} has no True North, draft one first`);
  return [...(trueNorth.inForce ?? []), ...(trueNorth.draft ?? [])].includes(dimension)
    ? null
    : reject('DimensionUnknown', `${dimension} is no dimension of the True North of ${unit}, choose one that is in force or drafted`);
};

/** A draft that took effect would leave this objective of the unit under no dimension. */
export const checkNothingLeftOut = (state: StrategyState, unit: UnitId): Refused | null => {
  const draft = state.trueNorths.get(unit)?.draft ?? [];
  for (const { unit: of, retired, dimension, statement } of state.objectives.values())
    if (of === unit && !retired && !draft.includes(dimension))
      return reject(
        'ObjectiveWithoutDimension',
        `'${statement}' stands under ${dimension}, which the draft leaves out: revise or retire it first`,
      );
  return null;
};

/** The objective, if something can be put under it. */
export const standing = (state: StrategyState, id: ObjectiveId): Objective | Refused => {
  const objective = state.objectives.get(id);
  if (!objective) return reject('ObjectiveUnknown', `there is no objective ${id}, choose one of the breakthrough objectives`);
  return objective.retired ? reject('ObjectiveRetired', `the objective '${objective.statement}' is retired, choose another`) : objective;
};
export const checkObjective = (state: StrategyState, id: ObjectiveId): Refused | null => {
  const objective = standing(state, id);
  return 'rejected' in objective ? objective : null;
};

/** A candidate states its evidence, benchmark, effect on equity, and how patients and staff shaped it. */
export const checkCandidate = (state: StrategyState, text: CandidateText, today: Day): Refused | null => {
  if (text.evidence.length === 0)
    return reject('EvidenceMissing', 'a candidate states at least one piece of evidence with its source and date, add one');
  if (text.evidence.length > entriesMax)
    return reject('TooManyEntries', `${text.evidence.length} pieces of evidence are too many, keep the ${entriesMax} that matter`);
  const ahead = text.evidence.find(({ date }) => isDay(date) && date > today);
  return firstOf<StrategyRefusal>(
    checkProse('the statement', text.statement),
    ...text.evidence.flatMap(({ source, date, text: what }) => [
      checkName("the evidence's source", source),
      checkDay("the evidence's date", date),
      checkOptionalProse('the evidence', what),
    ]),
    ahead ? reject('EvidenceAhead', `evidence dated ${saidDay(ahead.date)} does not exist yet, correct its date`) : null,
    checkProse('the best-known benchmark', text.benchmark),
    checkProse('the expected effect on equity', text.equity),
    checkProse('how patients and staff shaped it', text.shapedBy),
    text.objective === null ? null : checkObjective(state, text.objective),
  );
};

export const candidateUnknown = (id: string): Refused =>
  reject('CandidateUnknown', `there is no candidate ${id}, choose one of the cycle's`);
export const candidateClosed = ({ phase }: Candidate): Refused =>
  reject(
    'CandidateClosed',
    phase === 'ADOPTED' ? 'this candidate is an aim already, revise the aim' : 'this candidate was dropped, restore it first',
  );

/** What the people deciding saw: how many scored, and the mean of the executives' scores per criterion. */
export const meanScores = (scores: Iterable<Score>): StrategyEvents['CandidateAdopted']['scores'] => {
  const all = [...scores];
  const counted = all.filter(({ advisory }) => !advisory);
  const mean = (of: (score: Score) => number): Figure | null =>
    dividedBy(sumOf(counted.map((score) => String(of(score)))), String(counted.length));
  return {
    executives: counted.length,
    advisory: all.length - counted.length,
    impact: mean(({ impact }) => impact),
    urgency: mean(({ urgency }) => urgency),
    feasibility: mean(({ feasibility }) => feasibility),
  };
};

const checkSponsor = (sponsor: PostId, facts: FactsOf<StrategyFacts, 'AdoptCandidate'>['sponsor']): Refused | null => {
  if (!facts.exists) return reject('SponsorUnknown', `there is no post ${sponsor}, name the executive sponsor's post`);
  return facts.role === 'EXECUTIVE'
    ? null
    : reject('SponsorNotExecutive', `${sponsor} is no executive's post, an aim is sponsored by an executive`);
};

const checkMandate = ({ mandate }: AimTerms): Refused | null =>
  mandate === null
    ? null
    : firstOf<StrategyRefusal>(
        checkName('the mandating authority', mandate.authority),
        checkProse("the mandate's reference", mandate.reference),
        isFigure(mandate.target) ? null : reject('BadFigure', `the mandated target is '${mandate.target}', write a plain decimal number`),
      );

/** Everything an aim must name: an objective, a statement, a defined measure with baseline, target and date, an executive sponsor. */
export const checkAim = (state: StrategyState, terms: AimTerms, facts: FactsOf<StrategyFacts, 'AdoptCandidate'>): Refused | null => {
  const refused =
    checkObjective(state, terms.objective) ?? checkProse('the statement', terms.statement) ?? checkSponsor(terms.sponsor, facts.sponsor);
  if (refused) return refused;
  if (!facts.measure)
    return reject(
      'MeasureMissing',
      `there is no measure '${terms.measured.measure}', define one: an aim without a measure cannot be adopted`,
    );
  return checkMeasuredTerms(terms.measured, terms.due, facts.measure) ?? checkMandate(terms);
};

/** Whether the aim's target falls short of what an outside authority mandated; its terms were checked before. */
export const isShortOfMandate = ({ mandate, measured }: AimTerms, facts: FactsOf<StrategyFacts, 'AdoptCandidate'>): boolean =>
  mandate !== null && facts.measure !== null && fallsShort(measured.target, mandate.target, facts.measure.direction);

/** A target short of its mandate stands only with an executive's reason; asked of one that is short of it. */
export const checkWaiver = (
  { mandate, measured }: AimTerms,
  waiver: string | null | undefined,
  { measure }: FactsOf<StrategyFacts, 'AdoptCandidate'>,
): Refused | null =>
  (waiver ?? '').trim() === ''
    ? reject(
        'ShortOfMandate',
        `the target ${saidValue(measure, measured.target)} falls short of the ${saidValue(measure, mandate!.target)} that ${mandate!.authority} mandated, waive it with a reason`,
      )
    : checkProse('the reason of the waiver', waiver ?? '');
