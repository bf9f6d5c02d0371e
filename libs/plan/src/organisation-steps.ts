import { canonicalJson } from '#kernel';
import type { Person } from '#directory';
import { theOrganisation, type PostRecord, type Tenure } from '#strategy';
import type { Path } from './located-document.js';
import type { Blueprint, Order } from './blueprint.js';
import type { Plan } from './schema.js';

type OrganisationOrder = Extract<Order, { aggregate: 'organisation' }>;

/** What is known of people beside the log, and whether it is to be compared. */
interface PeopleKnown {
  readonly personOf: (id: string) => Person | undefined;
  readonly seesEntries: boolean;
}

/** People go to the directory alone; an erased person stays erased. */
export const peopleSteps = (to: Blueprint, { personOf, seesEntries }: PeopleKnown): void =>
  to.plan.people.forEach(({ key, name, email, signsInAs }, index) => {
    const person = to.id('person', key);
    const known = personOf(person);
    if (known?.erased) return to.refuse(['people', index, 'key'], 'was erased from the directory: a returning person needs a new key');
    const entry = { person, name, email: email ?? null, subject: signsInAs ?? null };
    if (!known) to.entry(entry, `enter ${name} in the directory`);
    else if (seesEntries && (known.name !== name || known.email !== entry.email || known.subject !== entry.subject))
      to.entry(entry, `correct the directory's entry of ${name}`);
  });

/** The organisation's name, units, posts and who stands in them. */
export const organisationSteps = (to: Blueprint): void => {
  const send = (name: OrganisationOrder['name'], input: OrganisationOrder['input'], says: string): void =>
    to.command('ADMINISTRATION', to.organisation, { aggregate: 'organisation', name, input } as OrganisationOrder, says);
  settingsSteps(to, send);
  unitSteps(to, send);
  postSteps(to, send);
  arbiterSteps(to, send);
};

type Send = (name: OrganisationOrder['name'], input: OrganisationOrder['input'], says: string) => void;

const settingsSteps = ({ plan, tables }: Blueprint, send: Send): void => {
  const { name, calendar } = plan.organisation;
  const settings = tables.settings.get(theOrganisation);
  const begins = settings?.financialYearStart;
  const financialYearStart = plan.organisation.financialYearStart ?? begins ?? 4;
  if (settings?.name !== name || begins !== financialYearStart) {
    const year = begins === undefined || begins === financialYearStart ? '' : `, its financial year from month ${financialYearStart}`;
    send('NameOrganisation', { name, financialYearStart }, `name the organisation ${name}${year}`);
  }
  if (!calendar) return;
  const days = { closed: calendar.closed.toSorted(), open: calendar.open.toSorted() };
  if (canonicalJson(days) !== canonicalJson({ closed: settings?.closed ?? [], open: settings?.open ?? [] }))
    send(
      'ChangeCalendar',
      { ...days, reason: calendar.reason },
      `set the calendar: ${days.closed.length} days closed, ${days.open.length} worked`,
    );
};

/** Parents before their children; what lies below itself is a problem. */
const fromTheTop = (to: Blueprint): readonly [Plan['units'][number], index: number][] => {
  const waiting = new Map(to.plan.units.map((unit, index) => [to.id('unit', unit.key), [unit, index] as const]));
  const ordered: [Plan['units'][number], number][] = [];
  let placed = true;
  while (placed) {
    placed = false;
    for (const [id, [unit, index]] of waiting) {
      if (unit.parent !== null && waiting.has(to.id('unit', unit.parent))) continue;
      waiting.delete(id);
      ordered.push([unit, index]);
      placed = true;
    }
  }
  for (const [unit, index] of waiting.values())
    to.refuse(['units', index, 'parent'], `${unit.key} lies below itself: name another unit above`);
  return ordered;
};

const unitSteps = (to: Blueprint, send: Send): void => {
  for (const [unit, index] of fromTheTop(to)) {
    const at: Path = ['units', index];
    const id = to.id('unit', unit.key);
    const parent = unit.parent === null ? null : to.find('unit', unit.parent, [...at, 'parent']);
    const code = unit.code ?? null;
    const known = to.tables.units.get(id);
    if (!known) {
      send('AddUnit', { unit: id, name: unit.name, kind: unit.kind, parent, code }, `add the ${unit.kind} ${unit.name}`);
      continue;
    }
    if (known.parent !== parent) to.refuse([...at, 'parent'], `${known.name} stands elsewhere in the tree, which a plan cannot change`);
    if (known.kind !== unit.kind) to.refuse([...at, 'kind'], `${known.name} was added as ${known.kind}, which a plan cannot change`);
    if (known.code !== code)
      to.refuse([...at, 'code'], `${known.name} was added with code ${known.code ?? '(none)'}, which a plan cannot change`);
    if (known.name !== unit.name)
      send('RenameUnit', { unit: id, name: unit.name, reason: to.reason }, `rename the ${unit.kind} ${known.name} to ${unit.name}`);
  }
};

const postSteps = (to: Blueprint, send: Send): void => {
  to.plan.posts.forEach((post, index) => {
    const at: Path = ['posts', index];
    const id = to.id('post', post.key);
    const unit = to.find('unit', post.unit, [...at, 'unit']);
    const known = to.tables.posts.get(id);
    if (!known)
      return send('AddPost', { post: id, unit, title: post.title, role: post.role, leads: post.leads }, `add the post ${post.title}`);
    if (known.unit !== unit || known.role !== post.role || known.leads !== post.leads)
      to.refuse(at, `${known.title} keeps its unit, its role and whether it leads: close it and add a post with a new key`);
    if (known.title !== post.title)
      send('RetitlePost', { post: id, title: post.title, reason: to.reason }, `retitle the post ${known.title} to ${post.title}`);
  });
  to.plan.posts.forEach((post, index) => {
    const known = to.tables.posts.get(to.id('post', post.key));
    tenureSteps(to, send, post, ['posts', index], known, 'holders');
    tenureSteps(to, send, post, ['posts', index], known, 'deputies');
    tenureSteps(to, send, post, ['posts', index], known, 'acting');
  });
};

const capacities = {
  holders: { start: 'AppointHolder', end: 'RecordLeaver', word: 'holder' },
  deputies: { start: 'NameDeputy', end: 'StandDownDeputy', word: 'deputy' },
  acting: { start: 'NameActingHolder', end: 'StandDownActingHolder', word: 'acting holder' },
} as const;

const tenureSteps = (
  to: Blueprint,
  send: Send,
  post: Plan['posts'][number],
  at: Path,
  known: PostRecord | undefined,
  capacity: keyof typeof capacities,
): void => {
  const { start, end, word } = capacities[capacity];
  const before: readonly Tenure[] = known?.[capacity] ?? [];
  post[capacity].forEach((planned, index) => {
    const path = [...at, capacity, index];
    const person = to.find('person', planned.person, [...path, 'person']);
    const last = planned.to ?? null;
    const standing = before.find((tenure) => tenure.person === person && tenure.from === planned.from);
    const who = `${planned.person} as ${word} of ${post.title}`;
    if (!standing) {
      const reason = 'reason' in planned ? { reason: planned.reason } : {};
      const input = { post: to.id('post', post.key), person, from: planned.from, to: last, ...reason };
      return send(start, input, `name ${who} from ${planned.from}${last ? ` to ${last}` : ''}`);
    }
    if (standing.to === last) return;
    if (last === null || (standing.to !== null && standing.to < last))
      return to.refuse(path, `${planned.person} left on ${standing.to}: write a further entry with a later first day for a return`);
    send(end, { post: to.id('post', post.key), person, lastDay: last, reason: to.reason }, `record ${last} as the last day of ${who}`);
  });
};

const arbiterSteps = (to: Blueprint, send: Send): void => {
  to.find('post', to.plan.organisation.administrator, ['organisation', 'administrator']);
  const { finalArbiter } = to.plan.organisation;
  if (!finalArbiter) return;
  const post = to.find('post', finalArbiter.post, ['organisation', 'finalArbiter', 'post']);
  if (to.tables.settings.get(theOrganisation)?.finalArbiter !== post)
    send('NameFinalArbiter', { post, reason: finalArbiter.reason }, `name ${finalArbiter.post} the final arbiter`);
};
