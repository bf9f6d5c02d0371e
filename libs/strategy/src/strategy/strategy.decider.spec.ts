import fc from 'fast-check';
import { as, type Happened, story } from '#testing';
import type { MeasureFacts, PlanningFacts } from '../facts.js';
import type { Role } from '../vocabulary.js';
import { strategy } from './strategy.decider.js';
import type { AimTerms, CandidateText, StrategyEvents } from './strategy.events.js';
import { aimsPerCycleMax, strategyCodes } from './strategy.rules.js';

const { given, provoked } = story(strategy);
type Event = Happened<StrategyEvents>;

const reason = 'agreed by the board';
const long = 'x'.repeat(2001);

const post = (role: Role) => ({ role, unit: 'board' });
const executive = { as: as('chief'), facts: post('EXECUTIVE') };
const member = { as: as('nurse'), facts: post('MEMBER') };
const exists = { ...executive, facts: { ...executive.facts, unitExists: true } };

const safety = { id: 'safety', name: 'Safety', statement: 'No avoidable harm' };
const people = { id: 'people', name: 'People', statement: 'A good place to work' };
const drafted: Event = {
  type: 'TrueNorthDrafted',
  data: { unit: 'board', statement: 'Excellent care', dimensions: [safety, people], reason },
};
const inForce: Event = { type: 'TrueNorthTookEffect', data: { unit: 'board', cycle: null, minute: 'Minute 12' } };
const objectiveSet: Event = {
  type: 'ObjectiveSet',
  data: { objective: 'fewer-harms', unit: 'board', dimension: 'safety', statement: 'Halve harm', from: '2026-04-01', to: '2029-03-31' },
};
const retired: Event = { type: 'ObjectiveRetired', data: { objective: 'fewer-harms', reason } };
const planned: Event = { type: 'CyclePlanned', data: { cycle: '2026', name: '2026/27', starts: '2026-04-01', ends: '2027-03-31' } };

const text: CandidateText = {
  statement: 'Fewer falls on wards',
  objective: 'fewer-harms',
  evidence: [{ source: 'Inspection', date: '2026-02-01', text: 'Falls above the national median' }],
  benchmark: 'Best quarter of trusts: 3 falls a month',
  qualityDimension: 'SAFE',
  equity: 'Frail patients gain most',
  shapedBy: 'Ward forum of patients and nurses',
};
const nominated = (candidate = 'falls'): Event => ({
  type: 'CandidateNominated',
  data: { candidate, cycle: '2026', unit: 'board', text },
  by: as('nurse'),
});
const basis = [drafted, inForce, objectiveSet, planned];
const open = [...basis, nominated()];

const measure: MeasureFacts = {
  measure: 'falls-per-month',
  kind: 'COUNT',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  overTime: 'SUM',
  overUnits: 'SUM',
  defined: true,
};
const planning: PlanningFacts = { closed: [], open: [], financialYearStart: 4, measure };
const terms: AimTerms = {
  objective: 'fewer-harms',
  statement: 'Fewer falls on wards',
  measured: {
    measure: 'falls-per-month',
    basis: 'LEVEL',
    jop: '20',
    jopFrom: '2026-03',
    jopTo: '2026-03',
    target: '10',
    maintain: false,
    tolerance: '1',
    trajectory: { kind: 'LINEAR' },
  },
  due: '2027-03-31',
  sponsor: 'chief-nurse',
  mandate: null,
  rollUp: 'OWN_MEASURE',
};
const adopting = {
  ...executive,
  facts: {
    ...executive.facts,
    sponsor: { exists: true, role: 'EXECUTIVE' as Role | null },
    measure: measure as MeasureFacts | null,
    planning,
  },
};
const noScores = { executives: 0, advisory: 0, impact: null, urgency: null, feasibility: null };
const adopted = (candidate = 'falls', changed: Partial<StrategyEvents['CandidateAdopted']> = {}): Event => ({
  type: 'CandidateAdopted',
  data: { candidate, aim: `aim-${candidate}`, cycle: '2026', unit: 'board', terms, reason, override: null, scores: noScores, ...changed },
});
const aimed = [...open, adopted()];
const mandate = { authority: 'NHS England', target: '8', reference: 'Planning guidance 2026/27' };

describe('True North', () => {
  const draft = {
    unit: 'board',
    statement: 'Excellent care',
    dimensions: [safety, { name: 'People', statement: 'A good place to work' }],
    reason,
  };

  it('is drafted by an executive in named dimensions', () => {
    given()
      .when('DraftTrueNorth', draft, exists)
      .then({ type: 'TrueNorthDrafted', data: { ...draft, dimensions: [safety, { ...people, id: 'new-1' }] } });
    given()
      .when('DraftTrueNorth', draft, { ...exists, facts: { ...exists.facts, role: 'LEAD' } })
      .refused('NotExecutive', 'draft a True North');
    given()
      .when('DraftTrueNorth', draft, { ...exists, facts: { ...exists.facts, unitExists: false } })
      .refused('UnitUnknown', 'board');
    given()
      .when('DraftTrueNorth', { ...draft, statement: '' }, exists)
      .refused('TextMissing', 'the statement');
    given()
      .when('DraftTrueNorth', { ...draft, reason: long }, exists)
      .refused('TextTooLong', 'the reason');
  });

  it('has at least one dimension and few, each with its own name and id', () => {
    const dimensions = (...list: { id?: string; name: string; statement: string }[]) =>
      given().when('DraftTrueNorth', { ...draft, dimensions: list }, exists);
    dimensions().refused('DimensionMissing');
    dimensions(...Array.from({ length: 51 }, (_, index) => ({ name: `D${index}`, statement: 's' }))).refused('TooManyEntries', '51');
    dimensions(safety, { ...people, id: 'safety' }).refused('DimensionTwice', 'People');
    dimensions(safety, { ...people, name: 'Safety' }).refused('DimensionTwice');
    dimensions({ ...safety, id: 'a b' }).refused('BadId');
    dimensions({ ...safety, name: '' }).refused('TextMissing');
  });

  it('takes effect by a recorded board decision', () => {
    given(drafted)
      .when('PutTrueNorthInForce', { unit: 'board', minute: 'Minute 12' }, executive)
      .then({ type: 'TrueNorthTookEffect', data: { unit: 'board', cycle: null, minute: 'Minute 12' } });
    given(drafted).when('PutTrueNorthInForce', { unit: 'board', minute: ' ' }, executive).refused('TextMissing', 'minute');
    given(drafted).when('PutTrueNorthInForce', { unit: 'board', minute: 'Minute 12' }, member).refused('NotExecutive');
    given().when('PutTrueNorthInForce', { unit: 'board', minute: 'Minute 12' }, executive).refused('NoDraft');
    given(drafted, inForce).when('PutTrueNorthInForce', { unit: 'board', minute: 'Minute 13' }, executive).refused('NoDraft');
  });

  it('does not leave an objective behind when it takes effect', () => {
    const narrower: Event = { type: 'TrueNorthDrafted', data: { unit: 'board', statement: 'People first', dimensions: [people], reason } };
    const put = { unit: 'board', minute: 'Minute 14' };
    const moved: Event = {
      type: 'ObjectiveRevised',
      data: { objective: 'fewer-harms', dimension: 'people', statement: 'S', from: '2026-04-01', to: '2029-03-31', reason },
    };
    given(...basis, narrower)
      .when('PutTrueNorthInForce', put, executive)
      .refused('ObjectiveWithoutDimension', 'Halve harm');
    given(...basis, narrower)
      .when('ActivateCycle', { cycle: '2026' }, executive)
      .refused('ObjectiveWithoutDimension');
    for (const settled of [moved, retired])
      given(...basis, narrower, settled)
        .when('PutTrueNorthInForce', put, executive)
        .then({ type: 'TrueNorthTookEffect', data: { ...put, cycle: null } });
  });
});

describe('breakthrough objectives', () => {
  const set = { unit: 'board', dimension: 'safety', statement: 'Halve harm', from: '2026-04-01', to: '2029-03-31' };
  const revise = {
    objective: 'fewer-harms',
    dimension: 'people',
    statement: 'Happier staff',
    from: '2026-04-01',
    to: '2030-03-31',
    reason,
  };

  it('stand under a dimension that is in force or drafted', () => {
    for (const past of [[drafted], [drafted, inForce], [drafted, inForce, drafted]])
      given(...past)
        .when('SetObjective', set, executive)
        .then({ type: 'ObjectiveSet', data: { objective: 'new-0', ...set } });
    given(drafted)
      .when('SetObjective', { ...set, dimension: 'money' }, executive)
      .refused('DimensionUnknown', 'money');
    given().when('SetObjective', set, executive).refused('NoTrueNorth', 'board');
    given(...basis)
      .when('SetObjective', { ...set, objective: 'fewer-harms' }, executive)
      .refused('IdTaken');
    given(drafted).when('SetObjective', set, member).refused('NotExecutive');
    given(drafted)
      .when('SetObjective', { ...set, statement: '' }, executive)
      .refused('TextMissing');
  });

  it('run from a day to a later one', () => {
    given(drafted)
      .when('SetObjective', { ...set, to: '2026-04-01' }, executive)
      .refused('PeriodBackwards');
    given(drafted)
      .when('SetObjective', { ...set, to: '2029-02-29' }, executive)
      .refused('BadDay', '2029-02-29');
    given(drafted)
      .when('SetObjective', { ...set, from: '' }, executive)
      .refused('BadDay');
    given(...basis)
      .when('ReviseObjective', { ...revise, to: '2025-03-31' }, executive)
      .refused('PeriodBackwards');
  });

  it('are revised with a reason while they stand', () => {
    given(...basis)
      .when('ReviseObjective', revise, executive)
      .then({ type: 'ObjectiveRevised', data: revise });
    given(...basis)
      .when('ReviseObjective', { ...revise, dimension: 'money' }, executive)
      .refused('DimensionUnknown');
    given(...basis)
      .when('ReviseObjective', { ...revise, reason: '' }, executive)
      .refused('TextMissing');
    given(...basis)
      .when('ReviseObjective', revise, member)
      .refused('NotExecutive');
    given().when('ReviseObjective', revise, executive).refused('ObjectiveUnknown', 'fewer-harms');
    given(...basis, retired)
      .when('ReviseObjective', revise, executive)
      .refused('ObjectiveRetired', 'Halve harm');
  });

  it('are retired with a reason once no aim stands under them', () => {
    const retire = { objective: 'fewer-harms', reason };
    given(...basis)
      .when('RetireObjective', retire, executive)
      .then({ type: 'ObjectiveRetired', data: retire });
    given(...aimed)
      .when('RetireObjective', retire, executive)
      .refused('ObjectiveInUse', 'Fewer falls');
    given(...aimed, { type: 'AimDropped', data: { aim: 'aim-falls', reason } })
      .when('RetireObjective', retire, executive)
      .then({ type: 'ObjectiveRetired', data: retire });
    given(...basis, retired)
      .when('RetireObjective', retire, executive)
      .refused('ObjectiveRetired');
    given(...basis)
      .when('RetireObjective', retire, member)
      .refused('NotExecutive');
  });
});

describe('cycles', () => {
  const next: Event = { type: 'CyclePlanned', data: { cycle: '2027', name: '2027/28', starts: '2027-04-01', ends: '2028-03-31' } };
  const active: Event = { type: 'CycleActivated', data: { cycle: '2026' } };

  it('are planned, the next one while another is active', () => {
    const plan = { name: '2026/27', starts: '2026-04-01', ends: '2027-03-31' };
    for (const past of [[], [next, { type: 'CycleActivated', data: { cycle: '2027' } } as const]])
      given(...past)
        .when('PlanCycle', plan, executive)
        .then({ type: 'CyclePlanned', data: { cycle: 'new-0', ...plan } });
    given()
      .when('PlanCycle', { ...plan, ends: '2026-04-01' }, executive)
      .refused('PeriodBackwards');
    given().when('PlanCycle', plan, member).refused('NotExecutive');
    given(planned)
      .when('PlanCycle', { ...plan, cycle: '2026' }, executive)
      .refused('IdTaken');
    given()
      .when('PlanCycle', { ...plan, name: '' }, executive)
      .refused('TextMissing');
  });

  it('put every drafted True North in force when they begin', () => {
    const own: Event = { type: 'TrueNorthDrafted', data: { unit: 'a-division', statement: 'S', dimensions: [safety], reason } };
    given(planned, drafted, own)
      .when('ActivateCycle', { cycle: '2026' }, executive)
      .then(
        { type: 'CycleActivated', data: { cycle: '2026' } },
        { type: 'TrueNorthTookEffect', data: { unit: 'a-division', cycle: '2026', minute: null } },
        { type: 'TrueNorthTookEffect', data: { unit: 'board', cycle: '2026', minute: null } },
      );
    given(planned, drafted, inForce)
      .when('ActivateCycle', { cycle: '2026' }, executive)
      .then({ type: 'CycleActivated', data: { cycle: '2026' } });
  });

  it('are active one at a time', () => {
    given(planned, next, active).when('ActivateCycle', { cycle: '2027' }, executive).refused('AnotherCycleActive', '2026/27');
    given(planned, active).when('ActivateCycle', { cycle: '2026' }, executive).nothing();
    given().when('ActivateCycle', { cycle: '2026' }, executive).refused('CycleUnknown', '2026');
    given(planned).when('ActivateCycle', { cycle: '2026' }, member).refused('NotExecutive');
  });
});

describe('candidates', () => {
  const nominate = { cycle: '2026', unit: 'board', text };
  const nurse = { as: as('nurse'), facts: { ...post('MEMBER'), unitExists: true } };

  it('are nominated by any post but an auditor’s', () => {
    for (const role of ['MEMBER', 'PARTNER', 'NON_EXECUTIVE', 'COACH', 'EXECUTIVE'] as const)
      given(...basis)
        .when('NominateCandidate', nominate, { ...nurse, facts: { ...nurse.facts, role } })
        .then({ type: 'CandidateNominated', data: { candidate: 'new-0', ...nominate } });
    given(...basis)
      .when('NominateCandidate', nominate, { ...nurse, facts: { ...nurse.facts, role: 'AUDITOR' } })
      .refused('AuditorsOnlyRead');
  });

  it('serve a unit’s True North in a planned cycle', () => {
    given(...basis)
      .when('NominateCandidate', { ...nominate, cycle: '2030' }, nurse)
      .refused('CycleUnknown', '2030');
    given(...basis)
      .when('NominateCandidate', nominate, { ...nurse, facts: { ...nurse.facts, unitExists: false } })
      .refused('UnitUnknown');
    given(...basis)
      .when('NominateCandidate', { ...nominate, unit: 'ward' }, nurse)
      .refused('NoTrueNorth', 'ward');
    given(...open)
      .when('NominateCandidate', { ...nominate, candidate: 'falls' }, nurse)
      .refused('IdTaken');
  });

  it('state evidence, benchmark, equity and who shaped them', () => {
    const stating = (changed: Partial<CandidateText>) =>
      given(...basis, retired).when('NominateCandidate', { ...nominate, text: { ...text, objective: null, ...changed } }, nurse);
    const evidence = text.evidence[0]!;
    stating({}).then({ type: 'CandidateNominated', data: { candidate: 'new-0', ...nominate, text: { ...text, objective: null } } });
    stating({ evidence: [] }).refused('EvidenceMissing');
    stating({ evidence: Array.from({ length: 51 }, () => evidence) }).refused('TooManyEntries', '51');
    stating({ evidence: [{ ...evidence, source: '' }] }).refused('TextMissing', 'source');
    stating({ evidence: [{ ...evidence, date: 'last year' }] }).refused('BadDay', 'last year');
    stating({ evidence: [{ ...evidence, date: '2026-04-02' }] }).refused('EvidenceAhead', '2 April 2026');
    stating({ evidence: [{ ...evidence, text: long }] }).refused('TextTooLong');
    for (const part of ['statement', 'benchmark', 'equity', 'shapedBy'] as const) stating({ [part]: ' ' }).refused('TextMissing');
    stating({ objective: 'unheard-of' }).refused('ObjectiveUnknown');
    stating({ objective: 'fewer-harms' }).refused('ObjectiveRetired');
  });

  it('are revised by the nominating post or an executive while they are open', () => {
    const revise = { candidate: 'falls', text: { ...text, statement: 'No falls' }, reason };
    for (const who of [member, executive])
      given(...open)
        .when('ReviseCandidate', revise, who)
        .then({ type: 'CandidateRevised', data: revise });
    given(...open)
      .when('ReviseCandidate', revise, { ...member, as: as('doctor') })
      .refused('NotNominator', 'nurse');
    given(...open)
      .when('ReviseCandidate', { ...revise, reason: '' }, member)
      .refused('TextMissing');
    given(...open)
      .when('ReviseCandidate', { ...revise, text: { ...text, evidence: [] } }, member)
      .refused('EvidenceMissing');
    given(...basis)
      .when('ReviseCandidate', revise, member)
      .refused('CandidateUnknown', 'falls');
    given(...aimed)
      .when('ReviseCandidate', revise, member)
      .refused('CandidateClosed', 'revise the aim');
  });

  it('are dropped and restored by an executive with a reason', () => {
    const named = { candidate: 'falls', reason };
    const dropped: Event = { type: 'CandidateDropped', data: named };
    given(...open)
      .when('DropCandidate', named, executive)
      .then({ type: 'CandidateDropped', data: named });
    given(...open, dropped)
      .when('DropCandidate', named, executive)
      .nothing();
    given(...open)
      .when('DropCandidate', { ...named, reason: '' }, executive)
      .refused('TextMissing');
    given(...open)
      .when('DropCandidate', named, member)
      .refused('NotExecutive');
    given(...aimed)
      .when('DropCandidate', named, executive)
      .refused('CandidateClosed', 'an aim already');
    given(...basis)
      .when('DropCandidate', named, executive)
      .refused('CandidateUnknown');
    given(...open, dropped)
      .when('RestoreCandidate', named, executive)
      .then({ type: 'CandidateRestored', data: named });
    given(...open)
      .when('RestoreCandidate', named, executive)
      .refused('CandidateNotDropped');
    given(...open, dropped)
      .when('RestoreCandidate', named, member)
      .refused('NotExecutive');
    given(...open, dropped)
      .when('RestoreCandidate', { ...named, reason: '' }, executive)
      .refused('TextMissing');
    given(...basis)
      .when('RestoreCandidate', named, executive)
      .refused('CandidateUnknown');
    given(...open, dropped)
      .when('AdoptCandidate', { candidate: 'falls', terms, reason }, adopting)
      .refused('CandidateClosed', 'restore it first');
    given(...open, dropped, { type: 'CandidateRestored', data: named })
      .when('DropCandidate', named, executive)
      .then({ type: 'CandidateDropped', data: named });
  });
});

describe('scores', () => {
  const score = { candidate: 'falls', impact: 5, urgency: 4, feasibility: 3 };
  const scored = (person: string, advisory: boolean, impact: number, urgency = 4, feasibility = 3): Event => ({
    type: 'CandidateScored',
    data: { candidate: 'falls', impact, urgency, feasibility, advisory, comment: null },
    by: as('board-member', person),
  });

  it('count when executives give them and advise when partners and non-executives do', () => {
    for (const [role, advisory] of [
      ['EXECUTIVE', false],
      ['PARTNER', true],
      ['NON_EXECUTIVE', true],
    ] as const)
      given(...open)
        .when('ScoreCandidate', { ...score, comment: 'urgent' }, { facts: post(role) })
        .then({ type: 'CandidateScored', data: { ...score, advisory, comment: 'urgent' } });
    for (const role of ['MEMBER', 'LEAD', 'COACH', 'DATA_STEWARD', 'AUDITOR', 'ADMINISTRATOR'] as const)
      given(...open)
        .when('ScoreCandidate', score, { facts: post(role) })
        .refused('MayNotScore');
  });

  it('are whole numbers from 1 to 5', () => {
    for (const bad of [0, 6, 2.5, Number.NaN])
      for (const criterion of ['impact', 'urgency', 'feasibility'])
        given(...open)
          .when('ScoreCandidate', { ...score, [criterion]: bad }, executive)
          .refused('ScoreOutOfRange', '1 to 5');
    given(...open)
      .when('ScoreCandidate', { ...score, comment: long }, executive)
      .refused('TextTooLong');
    given(...basis)
      .when('ScoreCandidate', score, executive)
      .refused('CandidateUnknown');
    given(...aimed)
      .when('ScoreCandidate', score, executive)
      .refused('CandidateClosed');
  });

  it('are one per person, and a later one takes the place of the earlier', () => {
    const ann = { as: as('board-member', 'ann'), facts: post('EXECUTIVE') };
    given(...open, scored('ann', false, 5))
      .when('ScoreCandidate', score, ann)
      .nothing();
    given(...open, scored('ann', false, 5))
      .when('ScoreCandidate', { ...score, impact: 4 }, ann)
      .then({ type: 'CandidateScored', data: { ...score, impact: 4, advisory: false, comment: null } });
    given(...open, scored('ann', false, 5))
      .when('ScoreCandidate', score, { ...ann, as: as('board-member', 'bob') })
      .then({ type: 'CandidateScored', data: { ...score, advisory: false, comment: null } });
  });

  it('stand on the aim as the people deciding saw them, executives’ means apart from advice', () => {
    given(
      ...open,
      scored('ann', false, 1),
      scored('ann', false, 5),
      scored('bob', false, 4),
      scored('cat', false, 4),
      scored('pat', true, 1),
    )
      .when('AdoptCandidate', { candidate: 'falls', aim: 'aim-falls', terms, reason }, adopting)
      .then({
        type: 'CandidateAdopted',
        data: {
          candidate: 'falls',
          aim: 'aim-falls',
          cycle: '2026',
          unit: 'board',
          terms,
          reason,
          override: null,
          scores: { executives: 3, advisory: 1, impact: '4.33333333333333', urgency: '4', feasibility: '3' },
        },
      });
  });
});

describe('adopting an aim', () => {
  const adopt = { candidate: 'falls', terms, reason };
  const from = (changed: Partial<AimTerms>) =>
    given(...open).when('AdoptCandidate', { ...adopt, terms: { ...terms, ...changed } }, adopting);
  const withFacts = (changed: Partial<typeof adopting.facts>) =>
    given(...open).when('AdoptCandidate', adopt, { ...adopting, facts: { ...adopting.facts, ...changed } });
  const outcome = (rest: Partial<StrategyEvents['CandidateAdopted']> = {}) =>
    ({
      type: 'CandidateAdopted',
      data: { candidate: 'falls', aim: 'new-0', cycle: '2026', unit: 'board', terms, reason, override: null, scores: noScores, ...rest },
    }) as const;

  it('is an executive’s decision with a reason', () => {
    given(...open)
      .when('AdoptCandidate', adopt, adopting)
      .then(outcome());
    withFacts({ role: 'LEAD' }).refused('NotExecutive');
    given(...open)
      .when('AdoptCandidate', { ...adopt, reason: '' }, adopting)
      .refused('TextMissing');
    given(...basis)
      .when('AdoptCandidate', adopt, adopting)
      .refused('CandidateUnknown');
    given(...aimed)
      .when('AdoptCandidate', adopt, adopting)
      .refused('CandidateClosed');
    given(...aimed, nominated('other'))
      .when('AdoptCandidate', { ...adopt, candidate: 'other', aim: 'aim-falls' }, adopting)
      .refused('IdTaken');
  });

  it('needs a standing objective, an executive sponsor and a defined measure', () => {
    from({ objective: 'unheard-of' }).refused('ObjectiveUnknown');
    given(...open, retired)
      .when('AdoptCandidate', adopt, adopting)
      .refused('ObjectiveRetired');
    from({ statement: '' }).refused('TextMissing');
    withFacts({ sponsor: { exists: false, role: null } }).refused('SponsorUnknown', 'chief-nurse');
    withFacts({ sponsor: { exists: true, role: 'LEAD' } }).refused('SponsorNotExecutive');
    withFacts({ measure: null }).refused('MeasureMissing', 'falls-per-month');
    withFacts({ measure: { ...measure, defined: false } }).refused('MeasureUndefined');
  });

  it('needs measured terms that make sense', () => {
    const measured = (changed: Partial<AimTerms['measured']>) => from({ measured: { ...terms.measured, ...changed } });
    measured({ target: 'NaN' }).refused('BadFigure', 'the target');
    measured({ tolerance: '-1' }).refused('NegativeTolerance');
    measured({ jopTo: '2026' }).refused('BadPeriod');
    measured({ target: '20' }).refused('TargetEqualsBaseline', 'maintain goal');
    measured({ maintain: true }).refused('MaintainMovesTarget');
    measured({ trajectory: { kind: 'MANUAL', points: [] } }).refused('TrajectoryMissesTarget');
    from({ due: 'never' }).refused('BadDay');
    from({ due: '2026-03-31' }).refused('DueTooEarly');
    withFacts({ measure: { ...measure, direction: { kind: 'RANGE', lo: '11', hi: '12' } } }).refused('TargetOutsideRange');
  });

  it('lets five aims in per cycle and unit, and a further one only with a reason that stays', () => {
    const five = Array.from({ length: aimsPerCycleMax }, (_, index) => [nominated(`c${index}`), adopted(`c${index}`)]).flat();
    const dropped: Event = { type: 'AimDropped', data: { aim: 'aim-c0', reason } };
    const full = [...open, ...five];
    given(...full)
      .when('AdoptCandidate', adopt, adopting)
      .refused('TooManyAims', 'board has 5 aims');
    given(...full)
      .when('AdoptCandidate', { ...adopt, override: ' ' }, adopting)
      .refused('TooManyAims');
    given(...full)
      .when('AdoptCandidate', { ...adopt, override: long }, adopting)
      .refused('TextTooLong');
    given(...full)
      .when('AdoptCandidate', { ...adopt, override: 'a regulator asks for it' }, adopting)
      .then(outcome({ override: 'a regulator asks for it' }));
    given(...full, dropped)
      .when('AdoptCandidate', { ...adopt, override: 'not needed' }, adopting)
      .then(outcome());
  });

  it('counts aims of the same unit and the same cycle only', () => {
    const elsewhere = Array.from({ length: 5 }, (_, index) => [
      adopted(`u${index}`, { unit: 'a-division' }),
      adopted(`y${index}`, { cycle: '2025' }),
    ]).flat();
    given(...open, ...elsewhere)
      .when('AdoptCandidate', adopt, adopting)
      .then(outcome());
  });

  it('holds the target to its mandate unless an executive waives it with a reason', () => {
    const short = { ...terms, mandate };
    const enough = { ...terms, mandate: { ...mandate, target: '10' } };
    given(...open)
      .when('AdoptCandidate', { ...adopt, terms: short }, adopting)
      .refused('ShortOfMandate', 'the 8 that NHS England mandated');
    const shares = { ...adopting, facts: { ...adopting.facts, measure: { ...measure, kind: 'PROPORTION' as const } } };
    const shortShares = {
      ...short,
      measured: { ...terms.measured, jop: '0.2', target: '0.1', tolerance: '0' },
      mandate: { ...mandate, target: '0.08' },
    };
    given(...open)
      .when('AdoptCandidate', { ...adopt, terms: shortShares }, shares)
      .refused('ShortOfMandate', 'the target 10% falls short of the 8% that NHS England mandated');
    given(...open)
      .when('AdoptCandidate', { ...adopt, terms: short, waiver: long }, adopting)
      .refused('TextTooLong', 'waiver');
    given(...open)
      .when('AdoptCandidate', { ...adopt, terms: short, waiver: 'two wards are closed' }, adopting)
      .then(outcome({ terms: short }), { type: 'AimMandateWaived', data: { aim: 'new-0', target: '10', reason: 'two wards are closed' } });
    given(...open)
      .when('AdoptCandidate', { ...adopt, terms: enough, waiver: 'not needed' }, adopting)
      .then(outcome({ terms: enough }));
  });

  it('names who mandated what, and where it is written', () => {
    from({ mandate: { ...mandate, authority: '' } }).refused('TextMissing', 'authority');
    from({ mandate: { ...mandate, reference: '' } }).refused('TextMissing', 'reference');
    from({ mandate: { ...mandate, target: 'eight' } }).refused('BadFigure', 'eight');
  });
});

describe('an adopted aim', () => {
  const stronger = { ...terms, measured: { ...terms.measured, target: '9' } };
  const revise = { aim: 'aim-falls', revision: 1, terms: stronger, reason };

  it('is revised by an executive who saw its latest revision', () => {
    given(...aimed)
      .when('ReviseAim', revise, adopting)
      .then({ type: 'AimRevised', data: { ...revise, revision: 2 } });
    const revised: Event = { type: 'AimRevised', data: { ...revise, revision: 2 } };
    given(...aimed, revised)
      .when('ReviseAim', revise, adopting)
      .refused('StaleRevision', 'revision 2 and you saw 1');
    given(...aimed, revised)
      .when('ReviseAim', { ...revise, revision: 2 }, adopting)
      .nothing();
    given(...aimed, revised)
      .when('ReviseAim', { ...revise, revision: 2, terms }, adopting)
      .then({ type: 'AimRevised', data: { ...revise, revision: 3, terms } });
    given(...aimed)
      .when('ReviseAim', revise, { ...adopting, facts: { ...adopting.facts, role: 'LEAD' } })
      .refused('NotExecutive');
    given(...aimed)
      .when('ReviseAim', { ...revise, reason: '' }, adopting)
      .refused('TextMissing');
    given(...aimed)
      .when('ReviseAim', { ...revise, terms: { ...terms, due: '2026-03-01' } }, adopting)
      .refused('DueTooEarly');
    given(...open)
      .when('ReviseAim', revise, adopting)
      .refused('AimUnknown', 'aim-falls');
    given(...aimed, { type: 'AimDropped', data: { aim: 'aim-falls', reason } })
      .when('ReviseAim', revise, adopting)
      .refused('AimDropped');
  });

  it('needs a waiver for each target short of the mandate, and keeps the one it has for the same target', () => {
    const short = { ...stronger, mandate };
    const wavedAt = (target: string): Event => ({ type: 'AimMandateWaived', data: { aim: 'aim-falls', target, reason } });
    const restated = { ...short, statement: 'Fewer falls everywhere' };
    given(...aimed)
      .when('ReviseAim', { ...revise, terms: short }, adopting)
      .refused('ShortOfMandate', 'NHS England');
    given(...aimed)
      .when('ReviseAim', { ...revise, terms: short, waiver: 'two wards are closed' }, adopting)
      .then(
        { type: 'AimRevised', data: { ...revise, revision: 2, terms: short } },
        { type: 'AimMandateWaived', data: { aim: 'aim-falls', target: '9', reason: 'two wards are closed' } },
      );
    const asked = given(...open, adopted('falls', { terms: short }), wavedAt('9'));
    asked
      .when('ReviseAim', { ...revise, terms: restated }, adopting)
      .then({ type: 'AimRevised', data: { ...revise, revision: 2, terms: restated } });
    asked
      .when('ReviseAim', { ...revise, terms: { ...restated, mandate: { ...mandate, target: '5' } } }, adopting)
      .refused('ShortOfMandate', '5');
    given(...open, adopted('falls', { terms: short }), wavedAt('11'))
      .when('ReviseAim', { ...revise, terms: restated }, adopting)
      .refused('ShortOfMandate');
  });

  it('is dropped by an executive with a reason', () => {
    const drop = { aim: 'aim-falls', reason };
    given(...aimed)
      .when('DropAim', drop, executive)
      .then({ type: 'AimDropped', data: drop });
    given(...aimed, { type: 'AimDropped', data: drop })
      .when('DropAim', drop, executive)
      .nothing();
    given(...aimed)
      .when('DropAim', { ...drop, reason: '' }, executive)
      .refused('TextMissing');
    given(...aimed)
      .when('DropAim', drop, member)
      .refused('NotExecutive');
    given(...open)
      .when('DropAim', drop, executive)
      .refused('AimUnknown');
  });

  it('has its gap accepted by its sponsor, or the sponsor’s successor, and nobody else', () => {
    const accept = { aim: 'aim-falls', revision: 1, plan: 'serve two more wards in May', reviewOn: '2026-06-30' };
    type Gap = { sufficient?: boolean; coverage: string | null; gap: string | null; sponsor?: string };
    const by = (actor: string, { sufficient = false, coverage, gap, sponsor = 'chief-nurse' }: Gap) => ({
      as: as(actor),
      facts: { ...post('EXECUTIVE'), sponsor, sufficient, coverage, gap },
    });
    const partly = { coverage: '0.8', gap: '2' };
    const accepted = (gap: { coverage: string | null; gap: string | null }) =>
      ({ type: 'AimGapAccepted', data: { aim: 'aim-falls', ...gap, plan: accept.plan, reviewOn: accept.reviewOn } }) as const;
    given(...aimed)
      .when('AcceptAimGap', accept, by('chief-nurse', partly))
      .then(accepted(partly));
    given(...aimed)
      .when('AcceptAimGap', accept, by('chief-nurse', { coverage: null, gap: null }))
      .then(accepted({ coverage: null, gap: null }));
    given(...aimed)
      .when('AcceptAimGap', accept, by('next-nurse', { ...partly, sponsor: 'next-nurse' }))
      .then(accepted(partly));
    given(...aimed)
      .when('AcceptAimGap', accept, by('chief', partly))
      .refused('NotSponsor', 'chief-nurse');
    given(...aimed)
      .when('AcceptAimGap', accept, by('chief-nurse', { ...partly, sponsor: 'next-nurse' }))
      .refused('NotSponsor', 'next-nurse');
    given(...aimed)
      .when('AcceptAimGap', accept, by('chief-nurse', { sufficient: true, coverage: '1', gap: '0' }))
      .refused('NothingToAccept', '100%');
    given(...aimed)
      .when('AcceptAimGap', accept, by('chief-nurse', { sufficient: true, coverage: null, gap: null }))
      .refused('NothingToAccept', 'needs nothing more');
    given(...aimed)
      .when('AcceptAimGap', { ...accept, revision: 2 }, by('chief-nurse', partly))
      .refused('StaleRevision');
    given(...aimed)
      .when('AcceptAimGap', { ...accept, plan: '' }, by('chief-nurse', partly))
      .refused('TextMissing', 'the plan');
    given(...aimed)
      .when('AcceptAimGap', { ...accept, reviewOn: '2026-04-01' }, by('chief-nurse', partly))
      .refused('BadDay', 'later');
    given(...aimed)
      .when('AcceptAimGap', { ...accept, reviewOn: 'later' }, by('chief-nurse', partly))
      .refused('BadDay', 'later');
    given(...open)
      .when('AcceptAimGap', accept, by('chief-nurse', partly))
      .refused('AimUnknown');
  });
});

describe('the log', () => {
  const anId = fc.constantFrom('a', 'b', 'c', '');
  const aDay = fc.constantFrom('2026-04-01', '2026-03-31', 'never', '');
  /** Events of every type with whatever payload, in an order no decider would allow. */
  const anything = fc.record({
    unit: anId,
    objective: anId,
    cycle: anId,
    candidate: anId,
    aim: anId,
    dimension: anId,
    dimensions: fc.array(fc.record({ id: anId })),
    statement: anId,
    revision: fc.nat(3),
    target: anId,
    terms: fc.constant(terms),
    impact: fc.nat(9),
    advisory: fc.boolean(),
    from: aDay,
    to: aDay,
  });
  const types = fc.constantFrom(...(Object.keys(strategy.evolve) as (keyof StrategyEvents)[]));

  it('folds whatever it holds: what has happened is never refused', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(types, anything), { maxLength: 30 }), (happened) => {
        given(...happened.map(([type, data]) => ({ type, data }) as unknown as Event)).state();
      }),
    );
  });
});

describe('every refusal of the strategy', () => {
  it('was provoked above', () => expect(provoked()).toEqual([...strategyCodes].sort()));
});
