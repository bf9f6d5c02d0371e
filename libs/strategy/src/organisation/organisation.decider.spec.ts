import fc from 'fast-check';
import { as, type Happened, story } from '#testing';
import { addDays } from '../arithmetic/days.js';
import type { OrganisationEvents } from './organisation.events.js';
import { calendarDaysMax, organisation, organisationCodes } from './organisation.decider.js';

const { given, provoked } = story(organisation);
type Event = Happened<OrganisationEvents>;

const reason = 'agreed by the board';
const board: Event = { type: 'UnitAdded', data: { unit: 'board', name: 'Board', kind: 'board', parent: null, code: 'R0A' } };
const medicine: Event = { type: 'UnitAdded', data: { unit: 'medicine', name: 'Medicine', kind: 'division', parent: 'board', code: null } };
const added = (post: string, unit: string, rest: Partial<OrganisationEvents['PostAdded']> = {}): Event => ({
  type: 'PostAdded',
  data: { post, unit, title: `The ${post}`, role: 'LEAD', leads: false, ...rest },
});
const chief = added('chief', 'board', { role: 'EXECUTIVE', leads: true });
const matron = added('matron', 'medicine', { leads: true });
const sister = added('sister', 'medicine', { role: 'MEMBER' });
const admin = added('admin', 'board', { role: 'ADMINISTRATOR' });
const trust = [board, medicine, chief, matron, sister, admin];

const held = (post: string, person: string, from = '2026-01-01', to: string | null = null): Event => ({
  type: 'HolderAppointed',
  data: { post, person, from, to },
});
const deputy = (post: string, person: string, from = '2026-01-01', to: string | null = null): Event => ({
  type: 'DeputyNamed',
  data: { post, person, from, to },
});
const closed = (post: string, successor: string, on = '2026-04-01'): Event => ({
  type: 'PostClosed',
  data: { post, successor, on, reason },
});

describe('the organisation', () => {
  it('is named, with the first month of its financial year', () => {
    given()
      .when('NameOrganisation', { name: 'A Trust', financialYearStart: 4 })
      .then({ type: 'OrganisationNamed', data: { name: 'A Trust', financialYearStart: 4 } });
    given().when('NameOrganisation', { name: ' ', financialYearStart: 4 }).refused('TextMissing', "the organisation's name");
    given()
      .when('NameOrganisation', { name: 'x'.repeat(201), financialYearStart: 4 })
      .refused('TextTooLong', '200');
    for (const month of [0, 13, 1.5])
      given().when('NameOrganisation', { name: 'A Trust', financialYearStart: month }).refused('BadMonth', String(month));
  });

  it('keeps a calendar of real days, sorted, each once', () => {
    given()
      .when('ChangeCalendar', { closed: ['2026-12-24', '2026-08-03', '2026-12-24'], open: ['2026-12-28'], reason })
      .then({ type: 'CalendarChanged', data: { closed: ['2026-08-03', '2026-12-24'], open: ['2026-12-28'], reason } });
    given()
      .when('ChangeCalendar', { closed: ['2026-02-30'], open: [], reason })
      .refused('BadDay', '2026-02-30');
    given()
      .when('ChangeCalendar', { closed: ['2026-02-02'], open: ['2026-02-02'], reason })
      .refused('DayOpenAndClosed', '2 February 2026');
    given().when('ChangeCalendar', { closed: [], open: [], reason: '' }).refused('TextMissing', 'the reason');
    const many = Array.from({ length: calendarDaysMax + 1 }, (_, index) => addDays('2026-01-01', index));
    given().when('ChangeCalendar', { closed: many, open: [], reason }).refused('TooManyDays', String(calendarDaysMax));
  });

  it('says how charts are drawn, by rules that its program knows', () => {
    const convention = { preset: 'mdc-2.6', shiftPoints: 7, trendPoints: null, rulesVersion: 1 } as const;
    const chosen: Event = { type: 'ChartConventionChosen', data: { ...convention, reason } };
    const choose = (changes: object, ...past: Event[]) =>
      given(...past).when('ChooseChartConvention', { ...convention, reason, ...changes });
    choose({}).then(chosen);
    choose({}, chosen).nothing();
    choose({ shiftPoints: null }).nothing();
    choose({ shiftPoints: 5 }).refused('BadRunLength', '5 points in a row cannot make a shift, choose 6 to 8');
    choose({ trendPoints: 9 }).refused('BadRunLength', 'a trend');
    choose({ rulesVersion: 2 }).refused('RulesUnknown', 'no version 2 of the chart rules, choose one of 1');
    choose({ reason: '' }).refused('TextMissing', 'the reason');
  });

  it('names an executive’s open post as final arbiter', () => {
    given(...trust)
      .when('NameFinalArbiter', { post: 'chief', reason })
      .then({ type: 'FinalArbiterNamed', data: { post: 'chief', reason } });
    given(...trust, { type: 'FinalArbiterNamed', data: { post: 'chief', reason } })
      .when('NameFinalArbiter', { post: 'chief', reason })
      .nothing();
    given(...trust)
      .when('NameFinalArbiter', { post: 'matron', reason })
      .refused('FinalArbiterNotExecutive', 'The matron');
    given(...trust)
      .when('NameFinalArbiter', { post: 'nobody', reason })
      .refused('PostUnknown', 'nobody');
    given(...trust, closed('chief', 'matron'))
      .when('NameFinalArbiter', { post: 'chief', reason })
      .refused('PostClosed', 'matron');
  });
});

describe('units', () => {
  it('form one tree with one top', () => {
    given()
      .when('AddUnit', { name: 'Board', kind: 'board', parent: null })
      .then({ type: 'UnitAdded', data: { unit: 'new-0', name: 'Board', kind: 'board', parent: null, code: null } });
    given(board)
      .when('AddUnit', { unit: 'surgery', name: 'Surgery', kind: 'division', parent: 'board', code: 'S' })
      .then({ type: 'UnitAdded', data: { unit: 'surgery', name: 'Surgery', kind: 'division', parent: 'board', code: 'S' } });
    given(board).when('AddUnit', { name: 'Second', kind: 'board', parent: null }).refused('SecondRoot', 'Board is its top');
    given(board).when('AddUnit', { name: 'Lost', kind: 'team', parent: 'nowhere' }).refused('UnitUnknown', 'nowhere');
  });

  it('have ids and codes of their own', () => {
    const unit = { name: 'Surgery', kind: 'division', parent: 'board' };
    given(board, medicine)
      .when('AddUnit', { ...unit, unit: 'medicine' })
      .refused('IdTaken', 'medicine');
    given(board)
      .when('AddUnit', { ...unit, code: 'R0A' })
      .refused('CodeTaken', 'Board');
    for (const id of ['', 'a b', '-a', 'x'.repeat(101)])
      given(board)
        .when('AddUnit', { ...unit, unit: id })
        .refused('BadId');
  });

  it('are renamed with a reason', () => {
    given(board)
      .when('RenameUnit', { unit: 'board', name: 'The Board', reason })
      .then({ type: 'UnitRenamed', data: { unit: 'board', name: 'The Board', reason } });
    given(board).when('RenameUnit', { unit: 'board', name: 'Board', reason }).nothing();
    given(board).when('RenameUnit', { unit: 'board', name: 'The Board', reason: ' ' }).refused('TextMissing', 'reason');
    given(board)
      .when('RenameUnit', { unit: 'board', name: 'The Board', reason: 'x'.repeat(2001) })
      .refused('TextTooLong', '2000');
    given(board).when('RenameUnit', { unit: 'nowhere', name: 'The Board', reason }).refused('UnitUnknown');
  });

  it('are withdrawn only while nothing hangs on them, and their ids stay taken', () => {
    const unused = { facts: { inUse: false } };
    const withdrawn: Event = { type: 'UnitEnteredInError', data: { unit: 'medicine', reason } };
    given(board, medicine)
      .when('WithdrawUnit', { unit: 'medicine', reason }, unused)
      .then({ type: 'UnitEnteredInError', data: { unit: 'medicine', reason } });
    given(board, medicine).when('WithdrawUnit', { unit: 'board', reason }, unused).refused('UnitHasUnits', 'Board');
    given(board, medicine, matron).when('WithdrawUnit', { unit: 'medicine', reason }, unused).refused('UnitHasPosts', 'Medicine');
    given(board, medicine)
      .when('WithdrawUnit', { unit: 'medicine', reason }, { facts: { inUse: true } })
      .refused('UnitInUse', 'renamed');
    given(board, medicine, withdrawn).when('WithdrawUnit', { unit: 'medicine', reason }, unused).refused('UnitUnknown');
    given(board, medicine, withdrawn)
      .when('AddUnit', { unit: 'medicine', name: 'M', kind: 'division', parent: 'board' })
      .refused('IdTaken');
    given(board, medicine, withdrawn).when('AddPost', { unit: 'medicine', title: 'T', role: 'LEAD' }).refused('UnitUnknown');
  });

  it('give their code and their place at the top free when they are withdrawn', () => {
    const withdrawn: Event = { type: 'UnitEnteredInError', data: { unit: 'board', reason } };
    given(board, withdrawn)
      .when('AddUnit', { name: 'Trust', kind: 'board', parent: null, code: 'R0A' })
      .then({ type: 'UnitAdded', data: { unit: 'new-0', name: 'Trust', kind: 'board', parent: null, code: 'R0A' } });
    given(board, medicine, { type: 'UnitEnteredInError', data: { unit: 'medicine', reason } })
      .when('WithdrawUnit', { unit: 'board', reason }, { facts: { inUse: false } })
      .then({ type: 'UnitEnteredInError', data: { unit: 'board', reason } });
  });
});

describe('posts', () => {
  it('belong to a unit, and at most one open post leads it', () => {
    given(board)
      .when('AddPost', { unit: 'board', title: 'Chief', role: 'EXECUTIVE', leads: true })
      .then({ type: 'PostAdded', data: { post: 'new-0', unit: 'board', title: 'Chief', role: 'EXECUTIVE', leads: true } });
    given(...trust)
      .when('AddPost', { unit: 'medicine', title: 'Second lead', role: 'LEAD', leads: true })
      .refused('UnitAlreadyLed', 'The matron leads Medicine');
    given(...trust, closed('matron', 'chief'))
      .when('AddPost', { post: 'next', unit: 'medicine', title: 'Next', role: 'LEAD', leads: true })
      .then({ type: 'PostAdded', data: { post: 'next', unit: 'medicine', title: 'Next', role: 'LEAD', leads: true } });
    given(board).when('AddPost', { unit: 'nowhere', title: 'Chief', role: 'EXECUTIVE' }).refused('UnitUnknown');
    given(...trust)
      .when('AddPost', { post: 'matron', unit: 'board', title: 'Chief', role: 'EXECUTIVE' })
      .refused('IdTaken');
    given(board).when('AddPost', { unit: 'board', title: '', role: 'EXECUTIVE' }).refused('TextMissing', 'title');
  });

  it('are retitled with a reason', () => {
    given(...trust)
      .when('RetitlePost', { post: 'matron', title: 'Head', reason })
      .then({ type: 'PostRetitled', data: { post: 'matron', title: 'Head', reason } });
    given(...trust, { type: 'PostRetitled', data: { post: 'matron', title: 'Head', reason } })
      .when('RetitlePost', { post: 'matron', title: 'Head', reason })
      .nothing();
    given(...trust)
      .when('RetitlePost', { post: 'nobody', title: 'Head', reason })
      .refused('PostUnknown');
    given(...trust)
      .when('RetitlePost', { post: 'matron', title: 'Head', reason: '' })
      .refused('TextMissing');
  });

  it('are closed with a successor that stays open', () => {
    const close = { post: 'matron', successor: 'sister', on: '2026-05-01', reason };
    given(...trust)
      .when('ClosePost', close)
      .then({ type: 'PostClosed', data: close });
    given(...trust)
      .when('ClosePost', { ...close, successor: 'matron' })
      .refused('SuccessorIsItself');
    given(...trust)
      .when('ClosePost', { ...close, successor: 'nobody' })
      .refused('PostUnknown', 'nobody');
    given(...trust)
      .when('ClosePost', { ...close, post: 'nobody' })
      .refused('PostUnknown', 'nobody');
    given(...trust)
      .when('ClosePost', { ...close, on: '2026-05-32' })
      .refused('BadDay', '2026-05-32');
    given(...trust, closed('matron', 'chief'))
      .when('ClosePost', close)
      .refused('PostClosed', 'chief');
  });

  it('never succeed each other in a circle, even when the closing days lie ahead', () => {
    given(...trust, closed('matron', 'sister', '2026-12-01'))
      .when('ClosePost', { post: 'sister', successor: 'matron', on: '2026-05-01', reason })
      .refused('SuccessorClosed', 'The matron closes on 1 December 2026');
  });

  it('keep the last word with an executive when the final arbiter’s post is closed', () => {
    const arbiter: Event = { type: 'FinalArbiterNamed', data: { post: 'chief', reason } };
    const second = added('second', 'board', { role: 'EXECUTIVE' });
    const close = { post: 'chief', successor: 'matron', on: '2026-05-01', reason };
    given(...trust, arbiter)
      .when('ClosePost', close)
      .refused('FinalArbiterNotExecutive', 'The matron');
    given(...trust, arbiter, second)
      .when('ClosePost', { ...close, successor: 'second' })
      .then({ type: 'PostClosed', data: { ...close, successor: 'second' } });
  });

  it('are withdrawn only while nobody stands in them and nothing names them', () => {
    const unused = { facts: { inUse: false } };
    const withdraw = { post: 'sister', reason };
    given(...trust)
      .when('WithdrawPost', withdraw, unused)
      .then({ type: 'PostEnteredInError', data: withdraw });
    given(...trust)
      .when('WithdrawPost', withdraw, { facts: { inUse: true } })
      .refused('PostInUse', 'successor');
    given(...trust, closed('matron', 'sister'))
      .when('WithdrawPost', withdraw, unused)
      .refused('PostInUse', 'The matron');
    given(...trust, { type: 'FinalArbiterNamed', data: { post: 'chief', reason } })
      .when('WithdrawPost', { post: 'chief', reason }, unused)
      .refused('PostInUse', 'final arbiter');
    given(...trust, held('sister', 'ann'))
      .when('WithdrawPost', withdraw, unused)
      .refused('PostHeld', 'last day');
    given(...trust, held('sister', 'ann', '2026-01-01', '2026-02-01'))
      .when('WithdrawPost', withdraw, unused)
      .then({ type: 'PostEnteredInError', data: withdraw });
    const gone: Event = { type: 'PostEnteredInError', data: withdraw };
    given(...trust, gone)
      .when('WithdrawPost', withdraw, unused)
      .refused('PostUnknown');
    given(...trust, gone)
      .when('AddPost', { post: 'sister', unit: 'medicine', title: 'T', role: 'MEMBER' })
      .refused('IdTaken');
  });
});

describe('holders', () => {
  it('are appointed from a day, for a time or until further notice', () => {
    given(...trust)
      .when('AppointHolder', { post: 'matron', person: 'ann', from: '2026-04-01' })
      .then({ type: 'HolderAppointed', data: { post: 'matron', person: 'ann', from: '2026-04-01', to: null } });
    given(...trust, held('matron', 'ann', '2026-01-01', '2026-03-31'))
      .when('AppointHolder', { post: 'matron', person: 'ann', from: '2026-04-01', to: '2026-04-01' })
      .then({ type: 'HolderAppointed', data: { post: 'matron', person: 'ann', from: '2026-04-01', to: '2026-04-01' } });
    given(...trust)
      .when('AppointHolder', { post: 'nobody', person: 'ann', from: '2026-04-01' })
      .refused('PostUnknown');
    given(...trust)
      .when('AppointHolder', { post: 'matron', person: 'ann', from: 'today' })
      .refused('BadDay', 'today');
    given(...trust)
      .when('AppointHolder', { post: 'matron', person: 'ann', from: '2026-04-01', to: '2026-04-31' })
      .refused('BadDay', '2026-04-31');
    given(...trust)
      .when('AppointHolder', { post: 'matron', person: 'ann', from: '2026-04-02', to: '2026-04-01' })
      .refused('PeriodBackwards');
    given(...trust)
      .when('AppointHolder', { post: 'matron', person: 'ann smith', from: '2026-04-01' })
      .refused('BadId', 'the person');
  });

  it('hold a post once at a time, and are not its deputy', () => {
    given(...trust, held('matron', 'ann'))
      .when('AppointHolder', { post: 'matron', person: 'ann', from: '2026-06-01' })
      .refused('AlreadyInPost', '1 January 2026');
    given(...trust, held('matron', 'ann', '2026-01-01', '2026-06-01'))
      .when('AppointHolder', { post: 'matron', person: 'ann', from: '2026-06-01' })
      .refused('AlreadyInPost', '1 June 2026');
    given(...trust, deputy('matron', 'ann'))
      .when('AppointHolder', { post: 'matron', person: 'ann', from: '2026-06-01' })
      .refused('DeputyIsHolder');
    given(...trust, held('matron', 'ann'))
      .when('NameDeputy', { post: 'matron', person: 'ann', from: '2026-06-01' })
      .refused('DeputyIsHolder');
    given(...trust, deputy('matron', 'ann'))
      .when('NameDeputy', { post: 'matron', person: 'ann', from: '2025-06-01' })
      .refused('AlreadyInPost', 'a deputy');
  });

  it('are named for open posts', () => {
    const late = { post: 'matron', person: 'ann', from: '2026-04-01' };
    given(...trust, closed('matron', 'sister'))
      .when('AppointHolder', late)
      .refused('PostClosed', 'sister');
    given(...trust, closed('matron', 'sister'))
      .when('NameDeputy', late)
      .refused('PostClosed');
    given(...trust, closed('matron', 'sister'))
      .when('NameActingHolder', { ...late, reason }, { as: as('admin') })
      .refused('PostClosed');
    given(...trust, closed('matron', 'sister'))
      .when('AppointHolder', { ...late, from: '2026-03-31' })
      .then({ type: 'HolderAppointed', data: { ...late, from: '2026-03-31', to: null } });
  });

  it('leave on a last day, if they are there', () => {
    const leave = { post: 'matron', person: 'ann', lastDay: '2026-04-30', reason };
    given(...trust, held('matron', 'ann'))
      .when('RecordLeaver', leave)
      .then({ type: 'HolderLeft', data: leave });
    given(...trust, held('matron', 'ann'), { type: 'HolderLeft', data: leave })
      .when('RecordLeaver', leave)
      .nothing();
    given(...trust)
      .when('RecordLeaver', leave)
      .refused('NotInPost', 'The matron');
    given(...trust, held('matron', 'ann', '2026-07-01'))
      .when('RecordLeaver', leave)
      .refused('NotInPost', '30 April 2026');
    given(...trust, held('matron', 'ann'))
      .when('RecordLeaver', { ...leave, lastDay: 'soon' })
      .refused('BadDay');
    given(...trust, held('matron', 'ann'))
      .when('RecordLeaver', { ...leave, reason: '' })
      .refused('TextMissing');
    given(...trust)
      .when('RecordLeaver', { ...leave, post: 'nobody' })
      .refused('PostUnknown');
  });

  it('who were appointed by mistake leave the day before their first, and the post is free of them', () => {
    const undo = { post: 'matron', person: 'ann', lastDay: '2025-12-31', reason };
    given(...trust, held('matron', 'ann'))
      .when('RecordLeaver', undo)
      .then({ type: 'HolderLeft', data: undo });
    given(...trust, held('matron', 'ann'), { type: 'HolderLeft', data: undo })
      .when('NameDeputy', { post: 'matron', person: 'ann', from: '2026-01-01' })
      .then({ type: 'DeputyNamed', data: { post: 'matron', person: 'ann', from: '2026-01-01', to: null } });
  });
});

describe('deputies and acting holders', () => {
  const acting = { post: 'matron', person: 'cat', from: '2026-04-01', reason };
  const named: Event = { type: 'ActingHolderNamed', data: { ...acting, to: null } };

  it('are named and stood down', () => {
    given(...trust)
      .when('NameDeputy', { post: 'matron', person: 'dan', from: '2026-04-01' })
      .then({ type: 'DeputyNamed', data: { post: 'matron', person: 'dan', from: '2026-04-01', to: null } });
    given(...trust)
      .when('NameDeputy', { post: 'nobody', person: 'dan', from: '2026-04-01' })
      .refused('PostUnknown');
    const last = { post: 'matron', person: 'dan', lastDay: '2026-05-01', reason };
    given(...trust, deputy('matron', 'dan'))
      .when('StandDownDeputy', last)
      .then({ type: 'DeputyStoodDown', data: last });
    given(...trust, deputy('matron', 'dan'), { type: 'DeputyStoodDown', data: last })
      .when('StandDownDeputy', last)
      .nothing();
    given(...trust)
      .when('StandDownDeputy', last)
      .refused('NotInPost', 'a deputy');
    given(...trust, named)
      .when('StandDownActingHolder', { ...last, person: 'cat' })
      .then({ type: 'ActingHolderStoodDown', data: { ...last, person: 'cat' } });
    given(...trust, named, { type: 'ActingHolderStoodDown', data: { ...last, person: 'cat' } })
      .when('StandDownActingHolder', { ...last, person: 'cat' })
      .nothing();
    given(...trust)
      .when('StandDownActingHolder', last)
      .refused('NotInPost', 'an acting holder');
  });

  it('are erased once, for a reason, by the id the directory knows them by', () => {
    const erased = { person: '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10', reason: 'Asked for it' };
    given(...trust)
      .when('ErasePerson', erased)
      .then({ type: 'PersonErased', data: erased });
    given(...trust, { type: 'PersonErased', data: erased })
      .when('ErasePerson', erased)
      .nothing();
    given(...trust)
      .when('ErasePerson', { ...erased, person: 'Wim Sanders' })
      .refused('BadId', 'no UUID');
    given(...trust)
      .when('ErasePerson', { ...erased, reason: '' })
      .refused('TextMissing');
  });

  it('sign in by a name of which the log keeps a digest, with who changed it and why', () => {
    const bound = { person: '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10', digest: 'a'.repeat(64), reason: 'New sign-in service' };
    given(...trust)
      .when('BindSignIn', bound)
      .then({ type: 'SignInBound', data: bound });
    given(...trust, { type: 'SignInBound', data: bound })
      .when('BindSignIn', bound)
      .nothing();
    given(...trust, { type: 'SignInBound', data: bound })
      .when('BindSignIn', { ...bound, digest: null })
      .then({ type: 'SignInBound', data: { ...bound, digest: null } });
    // Taken away from somebody whose name was given before the log kept any trace: that is a change as well.
    given(...trust)
      .when('BindSignIn', { ...bound, digest: null })
      .then({ type: 'SignInBound', data: { ...bound, digest: null } });
    given(...trust)
      .when('BindSignIn', { ...bound, person: 'ann' })
      .refused('BadId', 'no UUID');
    given(...trust)
      .when('BindSignIn', { ...bound, reason: '' })
      .refused('TextMissing');
  });

  it('never change the name they sign in by themselves, and have none once they are erased', () => {
    const person = '3f0b1a52-7c1e-4b7d-9a33-5d2e8c9f4b10';
    const bound = { person, digest: 'a'.repeat(64), reason };
    given(...trust)
      .when('BindSignIn', bound, { as: as('administrator', person) })
      .refused('OwnSignIn', 'ask another administrator');
    given(...trust, { type: 'PersonErased', data: { person, reason } })
      .when('BindSignIn', bound)
      .refused('SignInErased', 'under a new id');
  });

  it('are named and let go by the leads of their line or an administrator, and by nobody else', () => {
    const auditor = added('auditor', 'medicine', { role: 'AUDITOR' });
    const past = [...trust, auditor, held('sister', 'sam'), deputy('sister', 'dee'), held('chief', 'eve'), held('auditor', 'aud')];
    const from = '2026-05-01';
    const to = null;
    for (const actor of ['chief', 'matron', 'admin']) {
      given(...past)
        .when('AppointHolder', { post: 'sister', person: 'new', from }, { as: as(actor) })
        .then({ type: 'HolderAppointed', data: { post: 'sister', person: 'new', from, to } });
      given(...past)
        .when('NameDeputy', { post: 'sister', person: 'new', from }, { as: as(actor) })
        .then({ type: 'DeputyNamed', data: { post: 'sister', person: 'new', from, to } });
    }
    for (const [actor, post] of [
      ['matron', 'chief'],
      ['sister', 'sister'],
      ['sister', 'matron'],
    ] as const)
      given(...past)
        .when('AppointHolder', { post, person: 'new', from }, { as: as(actor) })
        .refused('NotInYourLine', `The ${post}`);
    given(...past)
      .when('NameDeputy', { post: 'chief', person: 'new', from }, { as: as('matron') })
      .refused('NotInYourLine');
    const leaves = { lastDay: '2026-05-31', reason };
    given(...past)
      .when('RecordLeaver', { post: 'chief', person: 'eve', ...leaves }, { as: as('matron') })
      .refused('NotInYourLine');
    given(...past)
      .when('StandDownDeputy', { post: 'sister', person: 'dee', ...leaves }, { as: as('matron') })
      .then({ type: 'DeputyStoodDown', data: { post: 'sister', person: 'dee', ...leaves } });
    for (const post of ['admin', 'auditor'])
      given(...past)
        .when('AppointHolder', { post, person: 'new', from }, { as: as('chief') })
        .refused('AdministratorNames', `The ${post}`);
    given(...past)
      .when('RecordLeaver', { post: 'auditor', person: 'aud', ...leaves }, { as: as('chief') })
      .refused('AdministratorNames');
  });

  it('of a post name and stand down its deputies themselves, in their own right', () => {
    const past = [...trust, held('sister', 'sam'), deputy('sister', 'dee')];
    const from = '2026-05-01';
    given(...past)
      .when('NameDeputy', { post: 'sister', person: 'new', from }, { as: as('sister', 'sam') })
      .then({ type: 'DeputyNamed', data: { post: 'sister', person: 'new', from, to: null } });
    given(...past)
      .when('NameDeputy', { post: 'sister', person: 'new', from }, { as: as('sister', 'dee', true) })
      .refused('NotInYourLine');
    const ends = { post: 'sister', person: 'dee', lastDay: '2026-05-31', reason };
    given(...past)
      .when('StandDownDeputy', ends, { as: as('sister', 'sam') })
      .then({ type: 'DeputyStoodDown', data: ends });
  });

  it('do not put themselves into a post below their own, from which they would sign in its place', () => {
    const from = '2026-05-01';
    for (const command of ['AppointHolder', 'NameDeputy'] as const)
      given(...trust)
        .when(command, { post: 'sister', person: 'mia', from }, { as: as('matron', 'mia') })
        .refused('OwnAppointment');
    given(...trust)
      .when('NameActingHolder', { post: 'sister', person: 'mia', from, reason }, { as: as('matron', 'mia') })
      .refused('OwnAppointment');
  });

  it('stand in for a vacant post when the lead above or an administrator names them', () => {
    for (const actor of ['chief', 'admin'])
      given(...trust)
        .when('NameActingHolder', acting, { as: as(actor) })
        .then({ type: 'ActingHolderNamed', data: { ...acting, to: null } });
    for (const actor of ['matron', 'sister', 'nobody'])
      given(...trust)
        .when('NameActingHolder', acting, { as: as(actor) })
        .refused('NotLeadAbove', 'The matron');
    given(...trust)
      .when('NameActingHolder', { ...acting, post: 'sister' }, { as: as('matron') })
      .then({ type: 'ActingHolderNamed', data: { ...acting, post: 'sister', to: null } });
  });

  it('do not act for a post that has a holder', () => {
    given(...trust, held('matron', 'ann'))
      .when('NameActingHolder', acting, { as: as('chief') })
      .refused('NotVacant', '1 April 2026');
    given(...trust, held('matron', 'ann', '2026-01-01', '2026-03-31'))
      .when('NameActingHolder', acting, { as: as('chief') })
      .then({ type: 'ActingHolderNamed', data: { ...acting, to: null } });
    given(...trust, named)
      .when('NameActingHolder', acting, { as: as('chief') })
      .refused('AlreadyInPost', 'an acting holder');
    given(...trust)
      .when('NameActingHolder', { ...acting, post: 'nobody' }, { as: as('chief') })
      .refused('PostUnknown');
    given(...trust)
      .when('NameActingHolder', { ...acting, reason: '' }, { as: as('chief') })
      .refused('TextMissing');
  });
});

describe('the log', () => {
  const anId = fc.constantFrom('a', 'b', 'c', '');
  const aDay = fc.constantFrom('2026-04-01', '2026-03-31', 'never', '');
  /** Events of every type with whatever payload, in an order no decider would allow. */
  const anything = fc.record({
    unit: anId,
    post: anId,
    parent: fc.option(anId),
    person: anId,
    successor: anId,
    code: fc.option(anId),
    from: aDay,
    to: fc.option(aDay),
    lastDay: aDay,
    on: aDay,
    leads: fc.boolean(),
    name: anId,
    title: anId,
    role: fc.constantFrom('LEAD', 'EXECUTIVE'),
    closed: fc.array(aDay),
    open: fc.array(aDay),
  });
  const types = fc.constantFrom(...(Object.keys(organisation.evolve) as (keyof OrganisationEvents)[]));

  it('folds whatever it holds: what has happened is never refused', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(types, anything), { maxLength: 30 }), (happened) => {
        given(...happened.map(([type, data]) => ({ type, data }) as unknown as Event)).state();
      }),
    );
  });
});

describe('every refusal of the organisation', () => {
  it('was provoked above', () => expect(provoked()).toEqual([...organisationCodes].sort()));
});
