/**
 * A small trust to look at: a board over medicine and surgery, a ward in medicine, one annual aim on falls.
 * Its posts, cycle, aim and measure are those of `catchball-thread.ts`.
 */
import type { GoalEvents, IntakeEvents, MeasureDefinition, MeasureEvents, OrganisationEvents, Role, StrategyEvents } from '#strategy';
import { happened, logOf, type Past } from './seen.js';
import { as, type Happened } from './story.js';

const post = (id: string, unit: string, role: Role, leads: boolean, person: string): Happened<OrganisationEvents>[] => [
  { type: 'PostAdded', data: { post: id, unit, title: id.replaceAll('-', ' '), role, leads } },
  { type: 'HolderAppointed', data: { post: id, person, from: '2025-04-01', to: null } },
];

/** Chief executive and chief operating officer lead the board's two top units, so that arbiters stand above medicine. */
export const organisationEvents: Happened<OrganisationEvents>[] = [
  { type: 'OrganisationNamed', data: { name: 'Northmoor', financialYearStart: 4 } },
  { type: 'UnitAdded', data: { unit: 'board', name: 'Board', kind: 'board', parent: null, code: null } },
  { type: 'UnitAdded', data: { unit: 'operations', name: 'Operations', kind: 'division', parent: 'board', code: null } },
  { type: 'UnitAdded', data: { unit: 'medicine-unit', name: 'Medicine', kind: 'directorate', parent: 'operations', code: 'MED' } },
  { type: 'UnitAdded', data: { unit: 'surgery-unit', name: 'Surgery', kind: 'directorate', parent: 'operations', code: 'SUR' } },
  { type: 'UnitAdded', data: { unit: 'ward-7-unit', name: 'Ward 7', kind: 'team', parent: 'medicine-unit', code: null } },
  ...post('chief-executive', 'board', 'EXECUTIVE', true, 'eve'),
  ...post('chief-operating', 'operations', 'EXECUTIVE', true, 'carl'),
  ...post('chief-nurse', 'operations', 'EXECUTIVE', false, 'ann'),
  ...post('medicine', 'medicine-unit', 'LEAD', true, 'ben'),
  ...post('surgery', 'surgery-unit', 'LEAD', true, 'sue'),
  ...post('ward-7', 'ward-7-unit', 'LEAD', true, 'wim'),
  ...post('ward-7-nurse', 'ward-7-unit', 'MEMBER', false, 'nia'),
  ...post('data-steward', 'board', 'DATA_STEWARD', false, 'dan'),
  ...post('auditor', 'board', 'AUDITOR', false, 'aud'),
  ...post('administrator', 'board', 'ADMINISTRATOR', false, 'adi'),
  { type: 'DeputyNamed', data: { post: 'chief-nurse', person: 'dora', from: '2025-04-01', to: null } },
  { type: 'DeputyNamed', data: { post: 'medicine', person: 'rita', from: '2025-04-01', to: null } },
  { type: 'FinalArbiterNamed', data: { post: 'chief-executive', reason: 'board minute 1' } },
];

export const fallsDefinition: MeasureDefinition = {
  name: 'Falls with harm',
  kind: 'COUNT',
  unitOfMeasure: 'falls',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  purpose: 'OUTCOME',
  overTime: 'SUM',
  overUnits: 'SUM',
  operationalDefinition: 'Falls reported with harm, by date of the fall',
  source: 'Incident system',
  steward: 'data-steward',
  dueAfter: 10,
  populationGroup: null,
  code: 'FALLS',
};

export const aimTerms: StrategyEvents['AimRevised']['terms'] = {
  objective: 'objective-1',
  statement: 'Halve falls with harm',
  measured: {
    measure: 'falls',
    basis: 'LEVEL',
    jop: '40',
    jopFrom: '2026-02',
    jopTo: '2026-02',
    target: '20',
    maintain: false,
    tolerance: '1',
    trajectory: { kind: 'LINEAR' },
  },
  due: '2027-03-31',
  sponsor: 'chief-nurse',
  mandate: null,
  rollUp: 'OWN_MEASURE',
};

export const strategyEvents: Happened<StrategyEvents>[] = [
  {
    type: 'TrueNorthDrafted',
    data: {
      unit: 'board',
      statement: 'No avoidable harm',
      dimensions: [{ id: 'safety', name: 'Safety', statement: 'Safe' }],
      reason: 'new',
    },
  },
  { type: 'TrueNorthTookEffect', data: { unit: 'board', cycle: null, minute: 'board minute 2' } },
  {
    type: 'ObjectiveSet',
    data: { objective: 'objective-1', unit: 'board', dimension: 'safety', statement: 'Zero harm', from: '2026-04-01', to: '2029-03-31' },
  },
  { type: 'CyclePlanned', data: { cycle: 'cycle-26', name: '2026/27', starts: '2026-04-01', ends: '2027-03-31' } },
  { type: 'CycleActivated', data: { cycle: 'cycle-26' } },
  {
    type: 'CandidateNominated',
    by: as('medicine', 'ben'),
    data: {
      candidate: 'candidate-1',
      cycle: 'cycle-26',
      unit: 'board',
      text: {
        statement: 'Halve falls',
        objective: 'objective-1',
        evidence: [{ source: 'incidents', date: '2026-02-28', text: '40 a month' }],
        benchmark: '1.1 per 1,000 bed days',
        qualityDimension: 'SAFE',
        equity: 'patients with dementia',
        shapedBy: 'two carers',
      },
    },
  },
  {
    type: 'CandidateAdopted',
    by: as('chief-nurse', 'ann'),
    data: {
      candidate: 'candidate-1',
      aim: 'aim-1',
      cycle: 'cycle-26',
      unit: 'board',
      terms: aimTerms,
      reason: 'the largest harm',
      override: null,
      scores: { executives: 1, advisory: 0, impact: '5', urgency: '4', feasibility: '3' },
    },
  },
];

export const fallsDefined: Happened<MeasureEvents> = {
  type: 'MeasureDefined',
  data: { unit: 'medicine-unit', definition: fallsDefinition },
};

/** The three streams that every story about goals begins with, on the second of March 2026. */
export const organisationStream: Past[] = happened<OrganisationEvents>('organisation', 'trust', ...organisationEvents);
export const strategyStream: Past[] = happened<StrategyEvents>('strategy', 'trust', ...strategyEvents);
export const fallsStream: Past[] = happened<MeasureEvents>('measure', 'falls', fallsDefined);

/** A log of the trust as it stands before anybody throws a ball, and then of these streams' events. */
export const trustLog = (...streams: readonly (readonly Past[])[]): Past[] =>
  logOf(organisationStream, strategyStream, fallsStream, ...streams);

export const aGoal = (
  terms: GoalEvents['GoalEstablished']['terms'],
  changes: Partial<GoalEvents['GoalEstablished']> = {},
): Extract<Happened<GoalEvents>, { readonly type: 'GoalEstablished' }> => ({
  type: 'GoalEstablished',
  by: as('policy:agreement-makes-goal', 'service'),
  data: {
    cycle: 'cycle-26',
    owner: 'medicine',
    unit: 'medicine-unit',
    parent: { kind: 'AIM', id: 'aim-1' },
    terms,
    agreement: { kind: 'COMMITTED', thread: 'thread-1', episode: 1, offerHash: 'a'.repeat(64), event: 'event-commitment' },
    ...changes,
  },
});

export const importStarted: Happened<IntakeEvents> = {
  type: 'ImportStarted',
  by: as('data-steward', 'dan'),
  data: { file: 'falls.csv', fileDigest: 'a'.repeat(64), mappingDigest: 'b'.repeat(64), correcting: false, skippingBad: false },
};
