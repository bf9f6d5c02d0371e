import type { Clock } from '#event-store';
import type { AimTerms, CandidateText, MeasureDefinition, Role } from '#strategy';
import type { ApiClient, ApiOutcome } from '#testing';
import { startTestService, type ServiceGiven, type TestService } from './test-service.js';

/** A clock that stands where the story puts it; it goes on by a millisecond whenever it is read. */
export class StoryClock {
  private at: number;

  constructor(day: string) {
    this.at = Date.parse(`${day}T09:00:00.000Z`);
  }

  readonly now: Clock = () => this.at++;

  /** On to the morning of a later day. */
  to(day: string): void {
    const at = Date.parse(`${day}T09:00:00.000Z`);
    if (!(at > this.at)) throw new Error(`${day} is not ahead`);
    this.at = at;
  }
}

/** A Monday in March 2026; the year that is planned begins on the first of April. */
export const firstDay = '2026-03-02';

const units: readonly [unit: string, name: string, kind: string, parent: string | null][] = [
  ['board', 'Board', 'board', null],
  ['operations', 'Operations', 'division', 'board'],
  ['medicine', 'Medicine', 'directorate', 'operations'],
  ['surgery', 'Surgery', 'directorate', 'operations'],
  ['digital', 'Digital', 'directorate', 'board'],
  ['ward-7', 'Ward 7', 'team', 'medicine'],
];

const posts: readonly [post: string, unit: string, role: Role, leads: boolean, person: string][] = [
  ['chief-executive', 'board', 'EXECUTIVE', true, 'eve'],
  ['chief-nurse', 'board', 'EXECUTIVE', false, 'ann'],
  ['finance-director', 'board', 'EXECUTIVE', false, 'fin'],
  ['chief-operating', 'operations', 'EXECUTIVE', true, 'carl'],
  ['medicine-lead', 'medicine', 'LEAD', true, 'ben'],
  ['surgery-lead', 'surgery', 'LEAD', true, 'sue'],
  ['digital-lead', 'digital', 'LEAD', true, 'dev'],
  ['ward-7-lead', 'ward-7', 'LEAD', true, 'wim'],
  ['ward-7-nurse', 'ward-7', 'MEMBER', false, 'nia'],
  ['data-steward', 'board', 'DATA_STEWARD', false, 'dan'],
  ['coach', 'board', 'COACH', false, 'coe'],
  ['patient-partner', 'board', 'PARTNER', false, 'pat'],
  ['non-executive', 'board', 'NON_EXECUTIVE', false, 'noe'],
  ['auditor', 'board', 'AUDITOR', false, 'aud'],
  ['administrator', 'board', 'ADMINISTRATOR', false, 'adi'],
];
const holders = new Map(posts.map(([post, , , , person]) => [post, person]));

/** Falls with harm per month, wherever they are counted. */
export const fallsOf = (where: string, changes: Partial<MeasureDefinition> = {}): MeasureDefinition => ({
  name: `Falls with harm, ${where}`,
  kind: 'COUNT',
  unitOfMeasure: 'falls',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  purpose: 'OUTCOME',
  overTime: 'SUM',
  overUnits: 'SUM',
  operationalDefinition: `Falls with harm reported in ${where}, by the month of the fall.`,
  source: 'Incident system',
  steward: null,
  dueAfter: 10,
  populationGroup: null,
  code: null,
  ...changes,
});

export const fourHours: MeasureDefinition = fallsOf('the emergency department', {
  name: 'Four-hour standard',
  kind: 'PROPORTION',
  unitOfMeasure: 'share of attendances',
  direction: { kind: 'INCREASE' },
  overTime: 'RATIO',
  overUnits: 'RATIO',
  operationalDefinition: 'Attendances of at most four hours over all attendances of the month.',
});

const measures: readonly [measure: string, unit: string, definition: MeasureDefinition][] = [
  ['falls', 'board', fallsOf('the trust', { steward: 'data-steward', code: 'FALLS' })],
  ['falls-medicine', 'medicine', fallsOf('medicine')],
  ['falls-surgery', 'surgery', fallsOf('surgery')],
  ['falls-ward-7', 'ward-7', fallsOf('ward 7')],
  ['four-hours', 'medicine', fourHours],
];

/** The real service with the small trust of Northmoor in it, at the time of a story. */
export interface Northmoor extends TestService {
  readonly clock: StoryClock;
  /** Whoever holds the post, signed in and acting in it. */
  acting(post: string): Promise<ApiClient>;
  /** What the post's holder asks for, which must be taken; policies have done their part when it resolves. */
  done(post: string, mutation: string, input: Record<string, unknown>): Promise<Extract<ApiOutcome, { __typename: 'Receipt' }>>;
  /** What the post's holder asks for, which must be refused by this code and leave nothing behind; the sentence. */
  refused(code: string, post: string, mutation: string, input: Record<string, unknown>): Promise<string>;
}

/** Units, posts with their holders, and measures: what an administrator has set up before anybody plans. */
export const startNorthmoor = async (otherwise: Pick<ServiceGiven, 'sockets' | 'environment'> = {}): Promise<Northmoor> => {
  const clock = new StoryClock(firstDay);
  const service = await startTestService({ ...otherwise, clock: clock.now });
  const { given } = service;
  await given('organisation', 'NameOrganisation', { name: 'Northmoor', financialYearStart: 4 });
  for (const [unit, name, kind, parent] of units) await given('organisation', 'AddUnit', { unit, name, kind, parent });
  for (const [post, unit, role, leads, person] of posts) {
    await given('organisation', 'AddPost', { post, unit, title: post.replaceAll('-', ' '), role, leads });
    await given('organisation', 'AppointHolder', { post, person, from: '2025-04-01' });
  }
  await given('organisation', 'NameDeputy', { post: 'medicine-lead', person: 'rita', from: '2025-04-01' });
  const administrator = { person: 'adi', post: 'administrator' };
  for (const [subject, unit, definition] of measures)
    await given('measure', 'DefineMeasure', { unit, definition }, { subject, actor: administrator });

  const signedIn = new Map<string, Promise<ApiClient>>();
  const acting = (post: string): Promise<ApiClient> => {
    const person = holders.get(post);
    if (person === undefined) throw new Error(`nobody holds ${post} in this trust`);
    const client = signedIn.get(post) ?? service.as(person, post);
    signedIn.set(post, client);
    return client;
  };
  return {
    ...service,
    clock,
    acting,
    done: async (post, mutation, input) => {
      const outcome = await (await acting(post)).mutate(mutation, input);
      if (outcome.__typename !== 'Receipt') throw new Error(`${mutation} was refused: ${outcome.code}, ${outcome.because}`);
      await service.settled();
      return outcome;
    },
    refused: async (code, post, mutation, input) => {
      const before = service.position();
      const outcome = await (await acting(post)).mutate(mutation, input);
      expect(outcome).toMatchObject({ __typename: 'Refusal', code });
      expect(service.position()).toBe(before);
      return outcome.__typename === 'Refusal' ? outcome.because : '';
    },
  };
};

export const candidateText = (statement: string, objective: string | null = 'no-harm'): CandidateText => ({
  statement,
  objective,
  evidence: [{ source: 'Incident reviews', date: '2026-02-27', text: '40 falls with harm in February' }],
  benchmark: 'the best quarter of trusts has half as many',
  qualityDimension: 'SAFE',
  equity: 'patients with dementia gain most',
  shapedBy: 'two carers and the ward sisters',
});

export const aimTerms = (statement: string, changes: Partial<AimTerms['measured']> = {}): AimTerms => ({
  objective: 'no-harm',
  statement,
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
    ...changes,
  },
  due: '2027-03-31',
  sponsor: 'chief-nurse',
  mandate: null,
  rollUp: 'OWN_MEASURE',
});

/** An offer in falls with harm, from so many a month to so many. */
export const fallsOffer = (measure: string, jop: string, target: string, changes: Record<string, unknown> = {}) => ({
  statement: `Bring ${measure} down from ${jop} to ${target} a month`,
  kind: 'MEASURED',
  measured: {
    measure,
    basis: 'LEVEL',
    jop,
    jopFrom: '2026-02',
    jopTo: '2026-02',
    target,
    tolerance: '1',
    trajectory: { kind: 'LINEAR' },
  },
  due: '2027-03-31',
  contribution: { amount: String(Number(jop) - Number(target)), conversion: 'every fall here is one of the trust' },
  means: ['a falls lead on every ward'],
  confidence: 3,
  rationale: 'half of them happen at night without anybody near',
  ...changes,
});

/** True North in force, one objective, this year's cycle, and the chief nurse's aim to halve falls with harm. */
export const withFallsAim = async (trust: Northmoor): Promise<void> => {
  const { given } = trust;
  const actor = { person: 'ann', post: 'chief-nurse' };
  const dimensions = [{ id: 'safety', name: 'Safety', statement: 'Nobody comes to harm with us' }];
  await given('strategy', 'DraftTrueNorth', { unit: 'board', statement: 'Good care, close to home', dimensions, reason: 'new' }, { actor });
  await given('strategy', 'PlanCycle', { cycle: 'this-year', name: '2026/27', starts: '2026-04-01', ends: '2027-03-31' }, { actor });
  await given('strategy', 'ActivateCycle', { cycle: 'this-year' }, { actor });
  const objective = { objective: 'no-harm', unit: 'board', dimension: 'safety', statement: 'Zero harm by 2029' };
  await given('strategy', 'SetObjective', { ...objective, from: '2026-04-01', to: '2029-03-31' }, { actor });
  const text = candidateText('Fewer falls');
  await given('strategy', 'NominateCandidate', { candidate: 'fewer-falls', cycle: 'this-year', unit: 'board', text }, { actor });
  await given('strategy', 'ScoreCandidate', { candidate: 'fewer-falls', impact: 5, urgency: 5, feasibility: 4 }, { actor });
  const adopted = { candidate: 'fewer-falls', aim: 'falls-aim', terms: aimTerms('Halve falls with harm'), reason: 'the largest harm' };
  await given('strategy', 'AdoptCandidate', adopted, { actor });
};
