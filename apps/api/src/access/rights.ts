import { reject, type Rejection } from '#kernel';
import type { ServiceScope } from '#directory';
import type { Role } from '#strategy';

/** Who may ask for what, before the rules of the aggregate are even read. */
type Right = readonly Role[] | 'EVERY_WRITER' | 'SERVICE_ALONE';

const executives: Right = ['EXECUTIVE'];
const administrators: Right = ['ADMINISTRATOR'];
/** Posts that run something: leads for their line, members for their unit, data stewards for figures. */
const running: Right = ['EXECUTIVE', 'LEAD', 'MEMBER', 'DATA_STEWARD', 'COACH'];
const sides: Right = ['EXECUTIVE', 'LEAD', 'MEMBER'];
const people: Right = ['ADMINISTRATOR', 'EXECUTIVE', 'LEAD'];

/**
 * The roles that may send a command, by aggregate and command; `*` stands for every command not named.
 * The deciders hold the finer rules: whose ball, whose side, whose unit. An auditor's post appears nowhere.
 */
const rights: Readonly<Record<string, Readonly<Record<string, Right>>>> = {
  organisation: {
    '*': administrators,
    NameFinalArbiter: ['ADMINISTRATOR', 'EXECUTIVE'],
    ChooseChartConvention: ['ADMINISTRATOR', 'EXECUTIVE'],
    AppointHolder: people,
    RecordLeaver: people,
    NameDeputy: people,
    StandDownDeputy: people,
    NameActingHolder: people,
    StandDownActingHolder: people,
  },
  strategy: {
    '*': executives,
    NominateCandidate: 'EVERY_WRITER',
    ReviseCandidate: 'EVERY_WRITER',
    ScoreCandidate: ['EXECUTIVE', 'NON_EXECUTIVE', 'PARTNER'],
  },
  catchball: { '*': sides },
  goal: { '*': running },
  measure: { '*': running, DefineMeasure: [...running, 'ADMINISTRATOR'], RedefineMeasure: [...running, 'ADMINISTRATOR'] },
  intake: { '*': ['DATA_STEWARD', 'ADMINISTRATOR'] },
  policy: { '*': administrators },
  finding: { '*': ['EXECUTIVE', 'LEAD', 'COACH'] },
  seal: { '*': ['EXECUTIVE', 'ADMINISTRATOR'] },
  directory: { '*': administrators },
  access: { '*': 'SERVICE_ALONE' },
};

/** What a service account's scope lets it send, where the role of its post may as well. */
const scopes: Readonly<Record<ServiceScope, Readonly<Record<string, readonly string[]>>>> = {
  IMPORT: { intake: ['StartImport', 'FinishImport'], measure: ['DefineMeasure', 'RecordObservations', 'CorrectObservations'] },
};

export type AccessCode = 'AuditorsDoNotWrite' | 'NotForThisRole' | 'OutsideScope';

const words = (roles: readonly Role[]): string => roles.map((role) => role.toLowerCase().replaceAll('_', '-')).join(', ');

/** Whether a service account's scopes leave a command out; people have none and are limited by their posts alone. */
export const refusedByScope = (
  held: readonly ServiceScope[] | null | undefined,
  aggregate: string,
  command: string,
): Rejection<AccessCode> | null =>
  !held || held.some((scope) => scopes[scope][aggregate]?.includes(command))
    ? null
    : reject('OutsideScope', `this service account may not do this; its scopes are ${held.join(', ') || 'none, so that it reads alone'}`);

const auditorsDoNotWrite = (): Rejection<AccessCode> =>
  reject('AuditorsDoNotWrite', 'whoever holds an auditor post reads everything and writes nothing, so that the record stays beyond doubt');

/** Whether a post of this role may send this command at all; `holdsAuditorPost` speaks of the person, not of the post. */
export const mayCommand = (role: Role, holdsAuditorPost: boolean, aggregate: string, command: string): Rejection<AccessCode> | null => {
  if (role === 'AUDITOR' || holdsAuditorPost) return auditorsDoNotWrite();
  const right = rights[aggregate]?.[command] ?? rights[aggregate]?.['*'];
  if (!right) throw new Error(`nobody was given the right to ${aggregate}.${command}`);
  if (right === 'EVERY_WRITER' || right.includes(role)) return null;
  if (right === 'SERVICE_ALONE') return reject('NotForThisRole', 'the service notes this by itself, and nobody asks it to');
  const post = words([role]);
  return reject('NotForThisRole', `${/^[aeiou]/.test(post) ? 'an' : 'a'} ${post} post may not do this; it is for ${words(right)} posts`);
};

/** Whether somebody in these posts may bring a plan in at all; of each step, {@link mayCommand} says it by the post it is done in. */
export const mayImportPlan = (posts: readonly { readonly role: Role }[]): Rejection<AccessCode> | null =>
  posts.some(({ role }) => role === 'AUDITOR') ? auditorsDoNotWrite() : null;

/**
 * An export holds everything, private threads and single persons' goals included, and goes where no rule of ours does: only
 * whoever reads everything anyway takes one. Administrators keep posts and settings, and do not touch content.
 */
export const mayExport = (posts: readonly { readonly role: Role; readonly title: string }[]): Rejection<AccessCode> | null =>
  posts.some(({ role }) => role === 'AUDITOR')
    ? null
    : reject(
        'NotForThisRole',
        `an export holds private threads and single persons’ goals too and is for auditor posts; the posts you stand in today: ${posts.map(({ title }) => title).join(', ') || 'none'}`,
      );
