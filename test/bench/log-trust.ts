/** The made-up trust: its units, posts and people, its True North, one cycle and four aims. */
import type { Actor } from '#kernel';
import { derivedId } from '#cqrs';
import type { AimTerms, OrganisationEvents, Role, StrategyEvents } from '#strategy';

/** An event on its way into the log; its id only where another event names it. */
export interface Written {
  readonly aggregate: string;
  readonly subject: string;
  readonly type: string;
  readonly data: unknown;
  readonly actor: Actor;
  readonly settles?: string;
  readonly id?: string;
}

/** A UUID that is the same for the same words: readable in a debugger, and cheaper than a digest. */
export const uuidOf = (kind: string, number: number): string => {
  const mark = (kind.charCodeAt(0) * 256 + kind.charCodeAt(1)).toString(16);
  return `${mark.padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
};

export interface Post {
  readonly id: string;
  readonly unit: string;
  readonly person: string;
  readonly role: Role;
  readonly leads: boolean;
}

export interface Trust {
  readonly organisation: string;
  readonly units: readonly { readonly id: string; readonly name: string; readonly kind: string; readonly parent: string | null }[];
  readonly chief: Post;
  readonly auditor: Post;
  readonly steward: Post;
  /** One executive per aim. */
  readonly sponsors: readonly Post[];
  /** Posts that take goals straight from an aim, and those that take theirs from one of these. */
  readonly directorates: readonly Post[];
  readonly teams: readonly Post[];
  readonly cycle: string;
  readonly aims: readonly string[];
  readonly threads: readonly string[];
}

/** No post leads more than three goals and no unit has more than seven, as the rules have it. */
export const goalsPerPost = 3;
const aimCount = 4;
const postsPerUnit = 2;
const teamsPerDirectorate = 8;

const actorOf = ({ person, post }: { person: string; post: string }): Actor => ({ person, post });
export const by = (post: Post): Actor => actorOf({ person: post.person, post: post.id });

/** A trust large enough for so many goals. */
export const trustOf = (goals: number): Trust => {
  const posts: Post[] = [];
  const units: Trust['units'][number][] = [];
  const unit = (name: string, kind: string, parent: string | null): string => {
    const id = uuidOf('unit', units.length);
    units.push({ id, name, kind, parent });
    return id;
  };
  const post = (of: string, role: Role, leads: boolean): Post => {
    const made = { id: uuidOf('post', posts.length), unit: of, person: uuidOf('person', posts.length), role, leads };
    posts.push(made);
    return made;
  };
  const board = unit('Board', 'board', null);
  const [chief, auditor, steward] = [post(board, 'EXECUTIVE', true), post(board, 'AUDITOR', false), post(board, 'DATA_STEWARD', false)];
  const divisions = Array.from({ length: aimCount }, (_, index) => unit(`Division ${index + 1}`, 'division', board));
  const sponsors = divisions.map((division) => post(division, 'EXECUTIVE', true));
  const directorateCount = Math.ceil(goals / goalsPerPost / postsPerUnit / (1 + teamsPerDirectorate));
  const directorates: Post[] = [];
  const teams: Post[] = [];
  for (let index = 0; index < directorateCount; index++) {
    const directorate = unit(`Directorate ${index + 1}`, 'directorate', divisions[index % aimCount]!);
    for (let place = 0; place < postsPerUnit; place++) directorates.push(post(directorate, 'LEAD', place === 0));
    for (let team = 0; team < teamsPerDirectorate; team++) {
      const ward = unit(`Ward ${index + 1}.${team + 1}`, 'team', directorate);
      for (let place = 0; place < postsPerUnit; place++) teams.push(post(ward, 'LEAD', place === 0));
    }
  }
  return {
    organisation: derivedId('bench', 'organisation'),
    units,
    chief,
    auditor,
    steward,
    sponsors,
    directorates,
    teams,
    cycle: uuidOf('cycle', 0),
    aims: sponsors.map((_, index) => uuidOf('aim', index)),
    threads: Array.from({ length: goals }, (_, index) => uuidOf('thread', index)),
  };
};

/** The day so many months after another, on the same day of the month, which is at most the 28th. */
export const monthsAfter = (day: string, months: number): string => {
  const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-${day.slice(8)}`;
};
export const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;

/** The cycle begins a year after the log and ends two years after it, so that it is running today. */
export const cycleOf = (firstDay: string) => ({
  starts: monthsAfter(firstOfMonth(firstDay), 12),
  ends: monthsAfter(`${firstDay.slice(0, 8)}28`, 24),
});

/** Until the first ball is served. */
export function* foundation(trust: Trust, day: string): Generator<Written> {
  const { organisation: subject, chief, sponsors, cycle, units, auditor, steward, directorates, teams } = trust;
  const organisation = <E extends keyof OrganisationEvents>(type: E, data: OrganisationEvents[E]): Written => ({
    aggregate: 'organisation',
    subject,
    type,
    data,
    actor: by(chief),
  });
  const strategy = <E extends keyof StrategyEvents>(type: E, data: StrategyEvents[E], actor = by(chief)): Written => ({
    aggregate: 'strategy',
    subject,
    type,
    data,
    actor,
  });
  yield organisation('OrganisationNamed', { name: 'Northmoor University Hospitals', financialYearStart: 4 });
  for (const { id, ...unit } of units) yield organisation('UnitAdded', { unit: id, ...unit, code: null });
  for (const { id, unit, role, leads, person } of [chief, auditor, steward, ...sponsors, ...directorates, ...teams]) {
    yield organisation('PostAdded', { post: id, unit, title: `${role.toLowerCase()} of ${unit}`, role, leads });
    yield organisation('HolderAppointed', { post: id, person, from: day, to: null });
  }
  yield organisation('FinalArbiterNamed', { post: chief.id, reason: 'board minute 1' });
  const board = units[0]!.id;
  const dimension = uuidOf('dimension', 0);
  const { starts, ends } = cycleOf(day);
  yield strategy('TrueNorthDrafted', {
    unit: board,
    statement: 'The safest care, close to home',
    dimensions: [{ id: dimension, name: 'Safety', statement: 'Nobody comes to avoidable harm' }],
    reason: 'the trust was formed',
  });
  yield strategy('TrueNorthTookEffect', { unit: board, cycle: null, minute: 'board minute 2' });
  yield strategy('CyclePlanned', { cycle, name: 'One year', starts, ends });
  for (const [index, sponsor] of sponsors.entries()) {
    const [objective, candidate, aim] = [uuidOf('objective', index), uuidOf('candidate', index), trust.aims[index]!];
    const statement = `Halve harm of kind ${index + 1}`;
    yield strategy('ObjectiveSet', { objective, unit: board, dimension, statement, from: starts, to: monthsAfter(ends, 24) });
    yield strategy('CandidateNominated', {
      candidate,
      cycle,
      unit: board,
      text: {
        statement,
        objective,
        evidence: [],
        benchmark: 'the best quarter of trusts',
        qualityDimension: 'SAFE',
        equity: 'even',
        shapedBy: 'two carers',
      },
    });
    const terms: AimTerms = {
      objective,
      statement,
      measured: measuredOn(uuidOf('measure', index), day, 4_000 + index),
      due: ends,
      sponsor: sponsor.id,
      mandate: null,
      rollUp: 'OWN_MEASURE',
    };
    const scores = { executives: 0, advisory: 0, impact: null, urgency: null, feasibility: null };
    yield strategy('CandidateAdopted', { candidate, aim, cycle, unit: board, terms, reason: 'the largest harm', override: null, scores });
  }
  yield strategy('CycleActivated', { cycle });
}

/** Halving something from the month before. */
export const measuredOn = (measure: string, day: string, jop: number): AimTerms['measured'] => ({
  measure,
  basis: 'LEVEL',
  jop: String(jop),
  jopFrom: monthsAfter(firstOfMonth(day), -1).slice(0, 7),
  jopTo: monthsAfter(firstOfMonth(day), -1).slice(0, 7),
  target: String(Math.ceil(jop / 2)),
  maintain: false,
  tolerance: '1',
  trajectory: { kind: 'LINEAR' },
});
