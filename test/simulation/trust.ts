/**
 * The trust that storms sweep through: a board over operations and IT, two directorates, two wards. One person holds
 * two posts, one deputises on the other side of her own lead, one post is vacant, and the auditor also works on a ward.
 */
import type { AimTerms, MeasureDefinition, MeasuredTerms, Role } from '#strategy';
import { Chance } from './chance.js';
import { order, type Commands, type Order, type Standing } from './orders.js';

export const timeZone = 'Europe/London';
/** A Wednesday morning on which the financial year begins. */
export const firstMoment = Date.parse('2026-04-01T08:00:00.000Z');
export const organisationId = '6f1f4a0e-1d0c-4b6f-9a57-2f6d3c1b8e01';
export const cycle = 'cycle-26';

interface PostOfTrust {
  readonly post: string;
  readonly unit: string;
  readonly role: Role;
  readonly leads?: true;
  readonly holder: string | null;
  readonly deputy?: string;
}

export const posts: readonly PostOfTrust[] = [
  { post: 'chief-executive', unit: 'board', role: 'EXECUTIVE', leads: true, holder: 'eve' },
  { post: 'chief-operating', unit: 'operations', role: 'EXECUTIVE', leads: true, holder: 'carl' },
  { post: 'chief-nurse', unit: 'board', role: 'EXECUTIVE', holder: 'ann', deputy: 'dora' },
  { post: 'medicine-lead', unit: 'medicine', role: 'LEAD', leads: true, holder: 'ben', deputy: 'rita' },
  { post: 'surgery-lead', unit: 'surgery', role: 'LEAD', leads: true, holder: 'sue' },
  { post: 'it-lead', unit: 'it', role: 'LEAD', leads: true, holder: 'sue', deputy: 'ivo' },
  { post: 'ward-1-lead', unit: 'ward-1', role: 'LEAD', leads: true, holder: 'wim', deputy: 'ben' },
  { post: 'ward-2-lead', unit: 'ward-2', role: 'LEAD', leads: true, holder: null },
  { post: 'ward-1-nurse', unit: 'ward-1', role: 'MEMBER', holder: 'nia' },
  { post: 'ward-2-nurse', unit: 'ward-2', role: 'MEMBER', holder: 'aud' },
  { post: 'coach', unit: 'medicine', role: 'COACH', holder: 'cora' },
  { post: 'partner', unit: 'board', role: 'PARTNER', holder: 'pat' },
  { post: 'data-steward', unit: 'board', role: 'DATA_STEWARD', holder: 'dan' },
  { post: 'auditor', unit: 'board', role: 'AUDITOR', holder: 'aud' },
  { post: 'administrator', unit: 'board', role: 'ADMINISTRATOR', holder: 'adi' },
];

/** Everybody in every post they stand in at the beginning. */
export const standings: readonly Standing[] = posts.flatMap(({ post, holder, deputy }) =>
  [holder, deputy].flatMap((person) => (person ? [{ person, post }] : [])),
);
/** Persons who stand in no post yet and may be appointed. */
export const newcomers = ['joy', 'kit', 'lou'] as const;

const units: readonly (readonly [unit: string, kind: string, parent: string | null])[] = [
  ['board', 'board', null],
  ['operations', 'division', 'board'],
  ['it', 'service', 'board'],
  ['medicine', 'directorate', 'operations'],
  ['surgery', 'directorate', 'operations'],
  ['ward-1', 'team', 'medicine'],
  ['ward-2', 'team', 'surgery'],
];

const definition = (name: string, changes: Partial<MeasureDefinition>): MeasureDefinition => ({
  name,
  kind: 'COUNT',
  unitOfMeasure: 'events',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  purpose: 'OUTCOME',
  overTime: 'SUM',
  overUnits: 'SUM',
  operationalDefinition: `${name}, by the date it happened`,
  source: 'Incident system',
  steward: 'data-steward',
  dueAfter: 10,
  populationGroup: null,
  code: null,
  ...changes,
});

/** Measures by id, with the figure each aim and offer begins at. */
export const measures = {
  falls: { unit: 'medicine', jop: 40, definition: definition('Falls with harm', {}) },
  'never-events': { unit: 'surgery', jop: 3, definition: definition('Never events', {}) },
  'four-hours': {
    unit: 'operations',
    jop: 0.7,
    definition: definition('Seen within four hours', {
      kind: 'PROPORTION',
      unitOfMeasure: 'share',
      direction: { kind: 'INCREASE' },
      overTime: 'RATIO',
      overUnits: 'RATIO',
    }),
  },
} as const;
export type MeasureOfTrust = keyof typeof measures;

export const measured = (measure: MeasureOfTrust, target: string, changes: Partial<MeasuredTerms> = {}): MeasuredTerms => ({
  measure,
  basis: 'LEVEL',
  jop: String(measures[measure].jop),
  jopFrom: '2026-02',
  jopTo: '2026-02',
  target,
  maintain: false,
  tolerance: '0',
  trajectory: { kind: 'LINEAR' },
  ...changes,
});

const aim = (statement: string, terms: MeasuredTerms, sponsor: string, changes: Partial<AimTerms> = {}): AimTerms => ({
  objective: 'zero-harm',
  statement,
  measured: terms,
  due: '2027-03-31',
  sponsor,
  mandate: null,
  rollUp: 'OWN_MEASURE',
  ...changes,
});

export const aims: Readonly<Record<string, AimTerms>> = {
  'aim-falls': aim('Halve falls with harm', measured('falls', '20'), 'chief-nurse', {
    mandate: { authority: 'the regulator', target: '24', reference: 'letter 7' },
  }),
  'aim-never': aim('No never event', measured('never-events', '0'), 'chief-executive'),
  'aim-waits': aim('Seen within four hours', measured('four-hours', '0.95'), 'chief-operating'),
};

export const candidateText = (statement: string) => ({
  statement,
  objective: 'zero-harm',
  evidence: [{ source: 'incidents', date: '2026-02-28', text: 'what the wards reported' }],
  benchmark: 'the best quarter of trusts',
  qualityDimension: 'SAFE' as const,
  equity: 'older people gain most',
  shapedBy: 'two carers',
});

const operator = { person: 'operator', post: 'operator' };
const nurse = { person: 'ann', post: 'chief-nurse' };

/** Everything that stands before the storm breaks, in the order it was set up. */
export const settingUp = (): Order[] => {
  const ids = new Chance(0xffff_ffff);
  const orders: Order[] = [];
  const given = <A extends keyof Commands, C extends keyof Commands[A] & string>(
    by: Standing,
    aggregate: A,
    command: C,
    input: Commands[A][C],
    subject: string | null = null,
  ) => orders.push(order(ids.uuid(), by, aggregate, command, input, subject));

  given(operator, 'organisation', 'NameOrganisation', { name: 'Northmoor', financialYearStart: 4 });
  for (const [unit, kind, parent] of units)
    given(operator, 'organisation', 'AddUnit', { unit, name: unit.replace('-', ' '), kind, parent });
  for (const { post, unit, role, leads = false, holder, deputy } of posts) {
    given(operator, 'organisation', 'AddPost', { post, unit, title: post.replaceAll('-', ' '), role, leads });
    if (holder) given(operator, 'organisation', 'AppointHolder', { post, person: holder, from: '2025-04-01' });
    if (deputy) given(operator, 'organisation', 'NameDeputy', { post, person: deputy, from: '2025-04-01' });
  }
  given(operator, 'organisation', 'NameFinalArbiter', { post: 'chief-executive', reason: 'board minute 1' });
  for (const [measure, { unit, definition: defined }] of Object.entries(measures))
    given({ person: 'adi', post: 'administrator' }, 'measure', 'DefineMeasure', { unit, definition: defined }, measure);
  given(nurse, 'strategy', 'DraftTrueNorth', {
    unit: 'board',
    statement: 'No avoidable harm, no needless wait',
    dimensions: [{ id: 'safety', name: 'Safety', statement: 'Nobody is harmed' }],
    reason: 'a new direction',
  });
  given(nurse, 'strategy', 'PlanCycle', { cycle, name: '2026/27', starts: '2026-04-01', ends: '2027-03-31' });
  given(nurse, 'strategy', 'ActivateCycle', { cycle });
  given(nurse, 'strategy', 'SetObjective', {
    objective: 'zero-harm',
    unit: 'board',
    dimension: 'safety',
    statement: 'Zero harm',
    from: '2026-04-01',
    to: '2029-03-31',
  });
  for (const [id, terms] of Object.entries(aims)) {
    given(nurse, 'strategy', 'NominateCandidate', {
      candidate: `candidate-${id}`,
      cycle,
      unit: 'board',
      text: candidateText(terms.statement),
    });
    given(nurse, 'strategy', 'AdoptCandidate', { candidate: `candidate-${id}`, aim: id, terms, reason: 'the largest harm' });
  }
  given(nurse, 'strategy', 'NominateCandidate', {
    candidate: 'candidate-quiet',
    cycle,
    unit: 'board',
    text: candidateText('Quiet nights'),
  });
  return orders;
};
