import { canonicalJson, type Day, type Decider, type Deciding, type EventOf, reject, type Rejection } from '#kernel';
import { saidDay } from '../arithmetic/in-words.js';
import { chartRules, conventionAtFirst, runPointsMax, runPointsMin, type ChartConvention } from '../arithmetic/chart-rules.js';
import { isDay } from '../arithmetic/days.js';
import { Registry } from '../registry.js';
import { checkId, checkName, checkProse, firstOf } from '../texts.js';
import type { Hash, PersonId, PostId, UnitId } from '../vocabulary.js';
import type { OrganisationCommands, OrganisationFacts } from './organisation.commands.js';
import type { OrganisationEvents } from './organisation.events.js';
import {
  endsTenure,
  endTenure,
  isVacant,
  leadOf,
  leadsAbove,
  lineOf,
  overlap,
  type PostNode,
  type Structure,
  type Tenure,
  type UnitNode,
} from './line.js';

/** Why a change of the organisation is refused. */
export const organisationCodes = [
  'TextMissing',
  'TextTooLong',
  'BadId',
  'IdTaken',
  'CodeTaken',
  'BadMonth',
  'BadDay',
  'DayOpenAndClosed',
  'TooManyDays',
  'BadRunLength',
  'RulesUnknown',
  'UnitUnknown',
  'PostUnknown',
  'SecondRoot',
  'UnitHasUnits',
  'UnitHasPosts',
  'UnitInUse',
  'UnitAlreadyLed',
  'PostInUse',
  'PostHeld',
  'PostClosed',
  'SuccessorIsItself',
  'SuccessorClosed',
  'FinalArbiterNotExecutive',
  'PeriodBackwards',
  'AlreadyInPost',
  'NotInPost',
  'DeputyIsHolder',
  'NotVacant',
  'NotLeadAbove',
  'NotInYourLine',
  'AdministratorNames',
  'OwnAppointment',
  'OwnSignIn',
  'SignInErased',
] as const;
export type OrganisationRefusal = (typeof organisationCodes)[number];
type Refused = Rejection<OrganisationRefusal>;

/** Days an organisation lists in each half of its calendar: ten years of closures. */
export const calendarDaysMax = 400;

interface Unit extends UnitNode {
  readonly name: string;
  readonly code: string | null;
  readonly units: readonly UnitId[];
  readonly posts: readonly PostId[];
}
interface Post extends PostNode {
  readonly title: string;
}

export interface OrganisationState {
  readonly finalArbiter: PostId | null;
  readonly charts: ChartConvention;
  readonly root: UnitId | null;
  /** Null for what was entered in error: the id stays taken. */
  readonly units: Registry<Unit | null>;
  readonly posts: Registry<Post | null>;
  /** Units by the caller's own key. */
  readonly codes: Registry<UnitId | null>;
  /** By which digest of a name a person signs in; null for somebody who was given none any more. */
  readonly signIns: Registry<Hash | null>;
  /** Persons whose entry in the directory is emptied. */
  readonly erased: Registry<true>;
}

/** The organisation as lines and signatures are read from it. */
const structureOf = (state: OrganisationState): Structure & { unit(id: UnitId): Unit | undefined; post(id: PostId): Post | undefined } => ({
  unit: (id) => state.units.get(id) ?? undefined,
  post: (id) => state.posts.get(id) ?? undefined,
  postsOf: (unit) => state.units.get(unit)?.posts ?? [],
  finalArbiter: state.finalArbiter,
});

const unitUnknown = (id: UnitId): Refused => reject('UnitUnknown', `there is no unit ${id}, choose one of the organisation's units`);
const postUnknown = (id: PostId): Refused => reject('PostUnknown', `there is no post ${id}, choose one of the organisation's posts`);
const checkRunLength = (what: string, points: number | null): Refused | null =>
  points === null || (Number.isInteger(points) && points >= runPointsMin && points <= runPointsMax)
    ? null
    : reject('BadRunLength', `${points} points in a row cannot make ${what}, choose ${runPointsMin} to ${runPointsMax}`);
/** The form of the directory's ids. */
const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const checkUuid = (person: PersonId): Refused | null =>
  uuidForm.test(person) ? null : reject('BadId', `the person '${person}' is no UUID, and the directory knows people by theirs alone`);
const checkReason = (reason: string): Refused | null => checkProse('the reason', reason);
const checkDay = (what: string, day: Day): Refused | null =>
  isDay(day) ? null : reject('BadDay', `${what} '${day}' is no day that exists, write it as 2026-04-01`);

/** What is entered in error leaves its id taken: nobody can put another thing in its place. */
const checkNewId = (what: string, id: string, taken: Registry<unknown>): Refused | null =>
  checkId(what, id) ?? (taken.get(id) === undefined ? null : reject('IdTaken', `${what} '${id}' is taken, choose another`));

const checkPeriod = ({ person, from, to }: Tenure): Refused | null =>
  firstOf<OrganisationRefusal>(
    checkId('the person', person),
    checkDay('the first day', from),
    to === null ? null : checkDay('the last day', to),
    to !== null && to < from ? reject('PeriodBackwards', `the period ends on ${saidDay(to)}, before it begins on ${saidDay(from)}`) : null,
  );

/** The post, if people can be named for it from that day on. */
const checkOpen = (post: Post, from: Day): Refused | null =>
  post.closed && post.closed.on <= from
    ? reject('PostClosed', `${post.title} closed on ${saidDay(post.closed.on)}, name the person for its successor ${post.closed.successor}`)
    : null;

const checkNotTwice = (tenures: readonly Tenure[], named: Tenure, as: string, post: Post): Refused | null => {
  const twice = tenures.find((tenure) => tenure.person === named.person && overlap(tenure, named));
  return twice
    ? reject(
        'AlreadyInPost',
        `this person is ${as} of ${post.title} from ${saidDay(twice.from)} ${twice.to ? `to ${saidDay(twice.to)}` : 'on'} already, choose other days`,
      )
    : null;
};

const checkNotBoth = (tenures: readonly Tenure[], named: Tenure, post: Post): Refused | null =>
  tenures.some((tenure) => tenure.person === named.person && overlap(tenure, named))
    ? reject('DeputyIsHolder', `nobody is holder and deputy of ${post.title} at once, choose another person or other days`)
    : null;

/** Whoever holds a post sees to its deputies. */
const ownPost = (post: Post, { actor }: Deciding): boolean => actor.post === post.id && !actor.asDeputy;

/** Decides on a person's last day: one event that ends the tenure, or nothing where it ends that day already. */
const lastDayOf = (
  state: OrganisationState,
  { post: id, person, lastDay, reason }: { post: PostId; person: PersonId; lastDay: Day; reason: string },
  tenuresOf: (post: Post) => readonly Tenure[],
  as: string,
  ended: 'HolderLeft' | 'DeputyStoodDown' | 'ActingHolderStoodDown',
  context: Deciding,
): readonly EventOf<OrganisationEvents>[] | Refused => {
  const post = state.posts.get(id);
  if (!post) return postUnknown(id);
  const sees = ended === 'DeputyStoodDown' && ownPost(post, context);
  const refused = firstOf<OrganisationRefusal>(
    checkDay('the last day', lastDay),
    checkReason(reason),
    sees ? null : checkLine(state, post, context),
  );
  if (refused) return refused;
  if (endsTenure(tenuresOf(post), person, lastDay)) return [{ type: ended, data: { post: id, person, lastDay, reason } }];
  if (tenuresOf(post).some((tenure) => tenure.person === person && tenure.to === lastDay)) return [];
  return reject('NotInPost', `this person is not ${as} of ${post.title} on ${saidDay(lastDay)}, check the person and the day`);
};

/** Decides on a unit's or post's withdrawal, the undo of its addition. */
const checkPostUnused = (state: OrganisationState, post: Post, inUse: boolean, today: Day): Refused | null => {
  if (inUse) return reject('PostInUse', `goals, threads or measures name ${post.title}, close it with a successor instead`);
  if (state.finalArbiter === post.id) return reject('PostInUse', `${post.title} is the final arbiter, name another one first`);
  for (const other of state.posts.values())
    if (other?.closed?.successor === post.id)
      return reject('PostInUse', `${post.title} succeeds ${other.title}, close it with a successor instead`);
  const held = [...post.holders, ...post.deputies, ...post.acting].some(({ to }) => to === null || to >= today);
  return held ? reject('PostHeld', `somebody stands in ${post.title}, record their last day first`) : null;
};

const actingPost = (state: OrganisationState, { actor }: Deciding): Post | null | undefined => state.posts.get(actor.post);

/**
 * Who names the people of a post and records that they go: an administrator, or a lead of the post's line. The posts on
 * which everybody's trust rests are an administrator's alone to fill. The operator of an empty log stands in no post.
 */
const checkLine = (state: OrganisationState, post: Post, context: Deciding): Refused | null => {
  const acting = actingPost(state, context);
  if (!acting || acting.role === 'ADMINISTRATOR') return null;
  if (post.role === 'ADMINISTRATOR' || post.role === 'AUDITOR')
    return reject('AdministratorNames', `who stands in ${post.title} is an administrator's to say, ask one`);
  const structure = structureOf(state);
  return lineOf(structure, post.unit).some((unit) => leadOf(structure, unit, context.today) === acting.id)
    ? null
    : reject('NotInYourLine', `the people of ${post.title} are named by the leads of its line, ask one of them or an administrator`);
};

/** A lead who could step into a post below would sign in its place: the line above never does. */
const checkNotOneself = (state: OrganisationState, person: PersonId, context: Deciding): Refused | null => {
  const acting = actingPost(state, context);
  return acting && acting.role !== 'ADMINISTRATOR' && person === context.actor.person
    ? reject('OwnAppointment', 'nobody puts themselves into a post, ask another lead of its line or an administrator')
    : null;
};

/** By a lead further up the post's line, or by an administrator who records it for that lead. */
const checkLeadAbove = (state: OrganisationState, post: Post, { actor, today }: Deciding): Refused | null => {
  const structure = structureOf(state);
  return structure.post(actor.post)?.role === 'ADMINISTRATOR' || leadsAbove(structure, post, today).includes(actor.post)
    ? null
    : reject('NotLeadAbove', `an acting holder of ${post.title} is named by the lead above it, ask them or an administrator`);
};

/** The organisation: one tree of units, their posts, and who holds, deputises for or acts in each from when to when. */
export const organisation: Decider<OrganisationState, OrganisationCommands, OrganisationEvents, OrganisationRefusal, OrganisationFacts> = {
  name: 'organisation',
  initial: {
    finalArbiter: null,
    charts: conventionAtFirst,
    root: null,
    units: Registry.of(),
    posts: Registry.of(),
    codes: Registry.of(),
    signIns: Registry.of(),
    erased: Registry.of(),
  },

  decide: {
    NameOrganisation: (_state, { name, financialYearStart }) =>
      checkName("the organisation's name", name) ??
      (Number.isInteger(financialYearStart) && financialYearStart >= 1 && financialYearStart <= 12
        ? [{ type: 'OrganisationNamed', data: { name, financialYearStart } }]
        : reject('BadMonth', `a financial year cannot begin in month ${financialYearStart}, choose 1 for January to 12 for December`)),

    NameFinalArbiter: (state, { post: id, reason }) => {
      const post = state.posts.get(id);
      if (!post) return postUnknown(id);
      if (post.closed)
        return reject('PostClosed', `${post.title} closes on ${saidDay(post.closed.on)}, name its successor ${post.closed.successor}`);
      if (post.role !== 'EXECUTIVE')
        return reject('FinalArbiterNotExecutive', `${post.title} is no executive's post, the final arbiter must be one`);
      return checkReason(reason) ?? (state.finalArbiter === id ? [] : [{ type: 'FinalArbiterNamed', data: { post: id, reason } }]);
    },

    ChangeCalendar: (_state, { closed, open, reason }) => {
      const days = { closed: [...new Set(closed)].sort(), open: [...new Set(open)].sort() };
      for (const day of [...days.closed, ...days.open]) {
        const bad = checkDay('the calendar', day);
        if (bad) return bad;
      }
      const both = days.open.find((day) => days.closed.includes(day));
      if (both) return reject('DayOpenAndClosed', `${saidDay(both)} cannot be closed and worked, leave it out of one list`);
      if (Math.max(days.closed.length, days.open.length) > calendarDaysMax)
        return reject('TooManyDays', `the calendar lists at most ${calendarDaysMax} days each way, leave out those long past`);
      return checkReason(reason) ?? [{ type: 'CalendarChanged', data: { ...days, reason } }];
    },

    ChooseChartConvention: (state, { reason, ...charts }) => {
      const refused = checkRunLength('a shift', charts.shiftPoints) ?? checkRunLength('a trend', charts.trendPoints) ?? checkReason(reason);
      if (refused) return refused;
      if (!chartRules.has(charts.rulesVersion))
        return reject(
          'RulesUnknown',
          `there is no version ${charts.rulesVersion} of the chart rules, choose one of ${[...chartRules.keys()].join(', ')}`,
        );
      const same = canonicalJson(state.charts) === canonicalJson(charts);
      return same ? [] : [{ type: 'ChartConventionChosen', data: { ...charts, reason } }];
    },

    AddUnit: (state, { unit, name, kind, parent, code = null }, { newId }) => {
      const id = unit ?? newId(0);
      const refused = firstOf<OrganisationRefusal>(
        checkNewId("the unit's id", id, state.units),
        checkName("the unit's name", name),
        checkName("the unit's kind", kind),
        code === null ? null : checkName("the unit's code", code),
      );
      if (refused) return refused;
      if (parent === null && state.root !== null)
        return reject(
          'SecondRoot',
          `an organisation is one tree and ${state.units.get(state.root)?.name} is its top, choose the unit above`,
        );
      if (parent !== null && !state.units.get(parent)) return unitUnknown(parent);
      const namesake = code === null ? null : state.codes.get(code);
      if (namesake) return reject('CodeTaken', `the code ${code} is that of ${state.units.get(namesake)?.name}, choose another`);
      return [{ type: 'UnitAdded', data: { unit: id, name, kind, parent, code } }];
    },

    RenameUnit: (state, { unit: id, name, reason }) => {
      const unit = state.units.get(id);
      if (!unit) return unitUnknown(id);
      const refused = firstOf(checkName("the unit's name", name), checkReason(reason));
      return refused ?? (unit.name === name ? [] : [{ type: 'UnitRenamed', data: { unit: id, name, reason } }]);
    },

    WithdrawUnit: (state, { unit: id, reason }, { facts }) => {
      const unit = state.units.get(id);
      if (!unit) return unitUnknown(id);
      if (unit.units.length > 0) return reject('UnitHasUnits', `${unit.name} has units below it, withdraw those first`);
      if (unit.posts.length > 0) return reject('UnitHasPosts', `${unit.name} has posts, withdraw those first`);
      if (facts.inUse) return reject('UnitInUse', `goals, aims or measures name ${unit.name}, it can be renamed and not withdrawn`);
      return checkReason(reason) ?? [{ type: 'UnitEnteredInError', data: { unit: id, reason } }];
    },

    AddPost: (state, { post, unit: unitId, title, role, leads = false }, { newId }) => {
      const id = post ?? newId(0);
      const unit = state.units.get(unitId);
      if (!unit) return unitUnknown(unitId);
      const refused = firstOf<OrganisationRefusal>(checkNewId("the post's id", id, state.posts), checkName("the post's title", title));
      if (refused) return refused;
      const lead = leads ? unit.posts.map((each) => state.posts.get(each)).find((each) => each?.leads && !each.closed) : null;
      if (lead) return reject('UnitAlreadyLed', `${lead.title} leads ${unit.name}, close that post first`);
      return [{ type: 'PostAdded', data: { post: id, unit: unitId, title, role, leads } }];
    },

    RetitlePost: (state, { post: id, title, reason }) => {
      const post = state.posts.get(id);
      if (!post) return postUnknown(id);
      const refused = firstOf(checkName("the post's title", title), checkReason(reason));
      return refused ?? (post.title === title ? [] : [{ type: 'PostRetitled', data: { post: id, title, reason } }]);
    },

    ClosePost: (state, { post: id, successor: successorId, on, reason }) => {
      const post = state.posts.get(id);
      const successor = state.posts.get(successorId);
      if (!post) return postUnknown(id);
      if (!successor) return postUnknown(successorId);
      if (post.closed)
        return reject(
          'PostClosed',
          `${post.title} closes on ${saidDay(post.closed.on)} already, its successor is ${post.closed.successor}`,
        );
      if (successorId === id) return reject('SuccessorIsItself', `${post.title} cannot succeed itself, name another post`);
      if (successor.closed)
        return reject(
          'SuccessorClosed',
          `${successor.title} closes on ${saidDay(successor.closed.on)}, name a post that stays open as the successor`,
        );
      if (state.finalArbiter === id && successor.role !== 'EXECUTIVE')
        return reject(
          'FinalArbiterNotExecutive',
          `${post.title} is the final arbiter and ${successor.title} is no executive's post, name an executive`,
        );
      const refused = firstOf<OrganisationRefusal>(checkDay('the closing day', on), checkReason(reason));
      return refused ?? [{ type: 'PostClosed', data: { post: id, successor: successorId, on, reason } }];
    },

    WithdrawPost: (state, { post: id, reason }, { facts, today }) => {
      const post = state.posts.get(id);
      if (!post) return postUnknown(id);
      const refused = checkPostUnused(state, post, facts.inUse, today) ?? checkReason(reason);
      return refused ?? [{ type: 'PostEnteredInError', data: { post: id, reason } }];
    },

    AppointHolder: (state, { post: id, person, from, to = null }, context) => {
      const post = state.posts.get(id);
      if (!post) return postUnknown(id);
      const named = { person, from, to };
      const refused =
        checkPeriod(named) ??
        checkOpen(post, from) ??
        checkNotTwice(post.holders, named, 'a holder', post) ??
        checkNotBoth(post.deputies, named, post) ??
        checkLine(state, post, context) ??
        checkNotOneself(state, person, context);
      return refused ?? [{ type: 'HolderAppointed', data: { post: id, ...named } }];
    },

    RecordLeaver: (state, input, context) => lastDayOf(state, input, (post) => post.holders, 'a holder', 'HolderLeft', context),

    NameDeputy: (state, { post: id, person, from, to = null }, context) => {
      const post = state.posts.get(id);
      if (!post) return postUnknown(id);
      const named = { person, from, to };
      const refused =
        checkPeriod(named) ??
        checkOpen(post, from) ??
        checkNotTwice(post.deputies, named, 'a deputy', post) ??
        checkNotBoth(post.holders, named, post) ??
        (ownPost(post, context) ? null : checkLine(state, post, context)) ??
        checkNotOneself(state, person, context);
      return refused ?? [{ type: 'DeputyNamed', data: { post: id, ...named } }];
    },

    StandDownDeputy: (state, input, context) => lastDayOf(state, input, (post) => post.deputies, 'a deputy', 'DeputyStoodDown', context),

    NameActingHolder: (state, { post: id, person, from, to = null, reason }, context) => {
      const post = state.posts.get(id);
      if (!post) return postUnknown(id);
      const named = { person, from, to };
      const refused = checkPeriod(named) ?? checkOpen(post, from) ?? checkNotTwice(post.acting, named, 'an acting holder', post);
      if (refused) return refused;
      if (!isVacant(post, from)) return reject('NotVacant', `${post.title} has a holder on ${saidDay(from)}, name a deputy instead`);
      return (
        checkLeadAbove(state, post, context) ??
        checkNotOneself(state, person, context) ??
        checkReason(reason) ?? [{ type: 'ActingHolderNamed', data: { post: id, ...named, reason } }]
      );
    },

    StandDownActingHolder: (state, input, context) =>
      lastDayOf(state, input, (post) => post.acting, 'an acting holder', 'ActingHolderStoodDown', context),

    BindSignIn: (state, { person, digest, reason }, { actor }) => {
      const refused = checkUuid(person) ?? checkReason(reason);
      if (refused) return refused;
      if (state.erased.get(person))
        return reject('SignInErased', `the person ${person} was erased and signs in no more, enter a returning person under a new id`);
      if (actor.person === person)
        return reject('OwnSignIn', 'nobody changes the name they sign in by themselves, ask another administrator');
      return state.signIns.get(person) === digest ? [] : [{ type: 'SignInBound', data: { person, digest, reason } }];
    },

    ErasePerson: (state, { person, reason }) =>
      checkUuid(person) ?? checkReason(reason) ?? (state.erased.get(person) ? [] : [{ type: 'PersonErased', data: { person, reason } }]),
  },

  evolve: {
    OrganisationNamed: (state) => state,
    FinalArbiterNamed: (state, { post }) => ({ ...state, finalArbiter: post }),
    CalendarChanged: (state) => state,
    ChartConventionChosen: (state, { reason: _, ...charts }) => ({ ...state, charts }),
    UnitAdded: (state, { unit: id, name, parent, code }) => {
      const units = state.units.with(id, { id, name, parent, code, units: [], posts: [] });
      return {
        ...state,
        root: parent === null ? id : state.root,
        units: parent === null ? units : units.changed(parent, (above) => above && { ...above, units: [...above.units, id] }),
        codes: code === null ? state.codes : state.codes.with(code, id),
      };
    },
    UnitRenamed: (state, { unit, name }) => ({ ...state, units: state.units.changed(unit, (old) => old && { ...old, name }) }),
    UnitEnteredInError: (state, { unit: id }) => {
      const { parent = null, code = null } = state.units.get(id) ?? {};
      const units = state.units.with(id, null);
      const without = (above: Unit | null): Unit | null => above && { ...above, units: above.units.filter((each) => each !== id) };
      return {
        ...state,
        root: state.root === id ? null : state.root,
        units: parent === null ? units : units.changed(parent, without),
        codes: code === null ? state.codes : state.codes.with(code, null),
      };
    },
    PostAdded: (state, { post: id, unit, title, role, leads }) => ({
      ...state,
      units: state.units.changed(unit, (old) => old && { ...old, posts: [...old.posts, id] }),
      posts: state.posts.with(id, { id, unit, title, role, leads, closed: null, holders: [], deputies: [], acting: [] }),
    }),
    PostRetitled: (state, { post, title }) => changePost(state, post, (old) => ({ ...old, title })),
    PostClosed: (state, { post, on, successor }) => changePost(state, post, (old) => ({ ...old, closed: { on, successor } })),
    PostEnteredInError: (state, { post: id }) => {
      const unit = state.posts.get(id)?.unit ?? '';
      const without = (old: Unit | null): Unit | null => old && { ...old, posts: old.posts.filter((each) => each !== id) };
      return { ...state, posts: state.posts.with(id, null), units: state.units.changed(unit, without) };
    },
    HolderAppointed: (state, { post, ...tenure }) => changePost(state, post, (old) => ({ ...old, holders: [...old.holders, tenure] })),
    HolderLeft: (state, { post, person, lastDay }) =>
      changePost(state, post, (old) => ({ ...old, holders: endTenure(old.holders, person, lastDay) })),
    DeputyNamed: (state, { post, ...tenure }) => changePost(state, post, (old) => ({ ...old, deputies: [...old.deputies, tenure] })),
    DeputyStoodDown: (state, { post, person, lastDay }) =>
      changePost(state, post, (old) => ({ ...old, deputies: endTenure(old.deputies, person, lastDay) })),
    ActingHolderNamed: (state, { post, person, from, to }) =>
      changePost(state, post, (old) => ({ ...old, acting: [...old.acting, { person, from, to }] })),
    ActingHolderStoodDown: (state, { post, person, lastDay }) =>
      changePost(state, post, (old) => ({ ...old, acting: endTenure(old.acting, person, lastDay) })),
    SignInBound: (state, { person, digest }) => ({ ...state, signIns: state.signIns.with(person, digest) }),
    PersonErased: (state, { person }) => ({ ...state, erased: state.erased.with(person, true) }),
  },
};

const changePost = (state: OrganisationState, id: PostId, change: (post: Post) => Post): OrganisationState => ({
  ...state,
  posts: state.posts.changed(id, (post) => post && change(post)),
});
