/** What goes on beside the negotiations: figures, goals, the strategy, people coming and going. */
import { addDays, addPeriods, integrityFindings, readingsOf, type Moment } from '#strategy';
import type { Chance } from './chance.js';
import { order, type Commands, type Order, type Standing } from './orders.js';
import { aims, candidateText, cycle, measures, newcomers, posts, type MeasureOfTrust } from './trust.js';

const reason = 'as the minutes say';
/** Few, so that one is met again: while it runs, when it is over, and once it was reversed. */
const imports = ['import-1', 'import-2'] as const;
const periods = Array.from({ length: 12 }, (_, index) => addPeriods('MONTH', '2026-03', index));

/** One order about anything but a thread, by this person or by whoever it belongs to. */
export const otherAffair = (chance: Chance, now: Moment, anybody: Standing): Order | undefined => {
  const { tables, today } = now;
  const ordered = <A extends keyof Commands, C extends keyof Commands[A] & string>(
    belongsTo: Standing,
    aggregate: A,
    command: C,
    input: Commands[A][C],
    subject: string | null = null,
  ): Order => order(chance.uuid(), chance.happens(0.9) ? belongsTo : anybody, aggregate, command, input, subject);
  const steward = { person: 'dan', post: 'data-steward' };
  const executive = { person: 'ann', post: 'chief-nurse' };
  const administrator = { person: 'adi', post: 'administrator' };

  const figure = (): Order => {
    const measure = chance.oneOf(Object.keys(measures) as MeasureOfTrust[])!;
    const over = periods.filter((period) => `${period}-31` < today);
    const reported = readingsOf(now, measure);
    const period = (chance.happens(0.7) ? over.find((each) => !reported.has(each)) : chance.oneOf(over)) ?? chance.oneOf(periods)!;
    const denominator = chance.whole(0, 3) * 10;
    const reading =
      measure === 'four-hours'
        ? { period, value: null, numerator: String(chance.whole(0, denominator)), denominator: String(denominator) }
        : { period, value: String(chance.whole(0, 40)), numerator: null, denominator: null };
    const brought = { readings: [reading], import: chance.happens(0.4) ? chance.oneOf(imports)! : null };
    return chance.weighed([
      [() => ordered(steward, 'measure', 'RecordObservations', { ...brought, reason: chance.happens(0.5) ? reason : null }, measure), 10],
      [() => ordered(steward, 'measure', 'CorrectObservations', { ...brought, reason }, measure), 5],
      [() => ordered(steward, 'measure', 'WithdrawObservation', { period, reason }, measure), 2],
      [() => ordered(steward, 'measure', 'ClosePeriod', { period }, measure), 3],
      [() => ordered(steward, 'measure', 'ReopenPeriod', { period, reason }, measure), 1],
      [() => ordered(steward, 'measure', 'AnnotateMeasure', { period, text: 'a new form' }, measure), 1],
      [
        () =>
          ordered(
            administrator,
            'measure',
            'ClassMeasure',
            { unit: 'medicine', class: chance.oneOf(['DRIVER', 'WATCH'] as const)!, reason },
            measure,
          ),
        1,
      ],
    ])!();
  };

  const importing = (): Order => {
    const id = chance.oneOf(imports)!;
    const digest = 'a'.repeat(64);
    const counts = { rows: 1, recorded: 1, corrected: 0, unchanged: 0, skipped: 0, measures: 1 };
    const start = { file: 'falls.csv', fileDigest: digest, mappingDigest: digest, correcting: true, skippingBad: false };
    return chance.weighed([
      [() => ordered(steward, 'intake', 'StartImport', start, id), 3],
      [() => ordered(steward, 'intake', 'FinishImport', counts, id), 1],
      [() => ordered(steward, 'intake', 'ReverseImport', { reason }, id), 1.5],
      [() => ordered(administrator, 'policy', 'RetryDebt', { key: 'none' }, id), 0.3],
    ])!();
  };

  const goal = (): Order | undefined => {
    const record = chance.oneOf(Array.from(tables.goals.values()));
    if (!record) return undefined;
    const { id, owner, revision, links, terms } = record;
    const holder = tables.posts.get(owner)?.holders[0]?.person ?? anybody.person;
    const its = { person: holder, post: owner };
    const thread = chance.oneOf(links)!.thread;
    const seen = chance.happens(0.1) ? revision - 1 : revision;
    const parent = tables.threads.get(thread)?.state.thread;
    return chance.weighed([
      [() => ordered(its, 'goal', 'ReportMilestone', { milestone: 'audit', on: today, evidence: 'the report' }, id), 3],
      [() => ordered(its, 'goal', 'ReopenMilestone', { milestone: 'audit', reason }, id), 1],
      [() => ordered(its, 'goal', 'MeetCondition', { condition: 'staffed', evidence: 'the rota' }, id), 1],
      [() => ordered(its, 'goal', 'FailCondition', { condition: 'staffed', reason }, id), 3],
      [() => ordered(its, 'goal', 'DeliverGrant', { grant: 'nurses', on: today, evidence: 'the contract' }, id), 1],
      [() => ordered(its, 'goal', 'FailGrant', { grant: 'nurses', reason }, id), 1],
      [() => ordered(its, 'goal', 'AcceptGap', { revision: seen, plan: 'next year', reviewOn: addDays(today, 40) }, id), 3],
      [() => ordered(its, 'goal', 'ChooseRollUp', { method: chance.oneOf(['WEIGHTED', 'MIN', 'OWN_MEASURE'] as const)!, reason }, id), 1],
      [() => ordered(its, 'goal', 'CloseGoal', { revision: seen, outcome: 'ACHIEVED', evidence: 'the figures', reason }, id), 1.5],
      [() => ordered(its, 'goal', 'ReopenGoal', { reason }, id), 1],
      [
        () =>
          ordered(
            { person: 'ann', post: parent?.giver ?? 'chief-nurse' },
            'goal',
            'ReweightLink',
            { thread, weight: String(chance.whole(0, 3)), reason },
            id,
          ),
        1,
      ],
      // Nobody takes a goal on or lets it go but by its thread.
      [
        () =>
          ordered(
            its,
            'goal',
            'TakeOn',
            {
              cycle,
              owner,
              unit: record.unit,
              parent: record.parent,
              terms,
              agreement: { ...record.agreement, event: chance.uuid() },
              releases: null,
            },
            chance.happens(0.5) ? id : chance.uuid(),
          ),
        1,
      ],
      [() => ordered(its, 'goal', 'ReleaseLink', { thread, reason }, id), 0.5],
    ])!();
  };

  const strategy = (): Order | undefined => {
    const aim = chance.oneOf(Array.from(tables.aims.values()))!;
    const { id, revision, terms } = aim;
    const target = { 'aim-falls': ['18', '20', '22', '30'], 'aim-never': ['0', '1'], 'aim-waits': ['0.9', '0.95'] }[id] ?? [
      terms.measured.target,
    ];
    const revised = {
      ...terms,
      statement: `${aims[id]?.statement ?? terms.statement}, version ${chance.whole(1, 9)}`,
      measured: { ...terms.measured, target: chance.oneOf(target)! },
    };
    const candidate = chance.oneOf(Array.from(tables.candidates.keys()))!;
    return chance.weighed([
      [
        () =>
          ordered(executive, 'strategy', 'ReviseAim', {
            aim: id,
            revision: chance.happens(0.1) ? revision - 1 : revision,
            terms: revised,
            reason,
            waiver: chance.happens(0.5) ? reason : null,
          }),
        5,
      ],
      [() => ordered(executive, 'strategy', 'DropAim', { aim: id, reason }), 0.4],
      [
        () =>
          ordered({ person: 'eve', post: terms.sponsor }, 'strategy', 'AcceptAimGap', {
            aim: id,
            revision,
            plan: 'next year',
            reviewOn: addDays(today, 30),
          }),
        1,
      ],
      [
        () =>
          ordered(anybody, 'strategy', 'NominateCandidate', { cycle, unit: 'board', text: candidateText(`Idea ${chance.whole(1, 99)}`) }),
        1,
      ],
      [
        () =>
          ordered(chance.happens(0.5) ? executive : { person: 'pat', post: 'partner' }, 'strategy', 'ScoreCandidate', {
            candidate,
            impact: 3,
            urgency: chance.whole(1, 5),
            feasibility: 2,
          }),
        1,
      ],
      [() => ordered(executive, 'strategy', 'DropCandidate', { candidate, reason }), 0.5],
      [() => ordered(executive, 'strategy', 'RestoreCandidate', { candidate, reason }), 0.5],
      [() => ordered(executive, 'strategy', 'AdoptCandidate', { candidate, terms: revised, reason }), 0.3],
      [() => ordered(executive, 'strategy', 'ActivateCycle', { cycle }), 0.2],
    ])!();
  };

  const people = (): Order | undefined => {
    const { post } = chance.oneOf(posts.filter(({ role }) => role === 'LEAD' || role === 'MEMBER'))!;
    const record = tables.posts.get(post)!;
    const person = chance.oneOf([...newcomers, 'nia', 'wim', 'ben'])!;
    return chance.weighed([
      [() => ordered(administrator, 'organisation', 'AppointHolder', { post, person, from: today }), 1],
      [() => ordered(administrator, 'organisation', 'NameDeputy', { post, person, from: today }), 1],
      [
        () =>
          ordered(administrator, 'organisation', 'RecordLeaver', {
            post,
            person: chance.oneOf(record.holders)?.person ?? person,
            lastDay: chance.happens(0.5) ? today : addDays(today, -1),
            reason,
          }),
        0.7,
      ],
      [
        () =>
          ordered(administrator, 'organisation', 'StandDownDeputy', {
            post,
            person: chance.oneOf(record.deputies)?.person ?? person,
            lastDay: today,
            reason,
          }),
        0.5,
      ],
      [
        () =>
          ordered({ person: 'sue', post: 'surgery-lead' }, 'organisation', 'NameActingHolder', {
            post: 'ward-2-lead',
            person,
            from: today,
            reason,
          }),
        1,
      ],
      [
        () =>
          ordered(administrator, 'organisation', 'ClosePost', {
            post: 'ward-1-nurse',
            successor: 'ward-1-lead',
            on: addDays(today, 3),
            reason,
          }),
        0.15,
      ],
      [() => ordered(administrator, 'organisation', 'WithdrawPost', { post: 'coach', reason }), 0.1],
      [() => ordered(administrator, 'organisation', 'ChangeCalendar', { closed: [addDays(today, 2)], open: [], reason }), 0.2],
    ])!();
  };

  /** By an executive, who may have decided it; or by anybody. */
  const answer = (): Order | undefined => {
    const { key } = chance.oneOf(integrityFindings(now, now, null)) ?? {};
    if (key === undefined) return undefined;
    const by = chance.oneOf([executive, { person: 'eve', post: 'chief-executive' }])!;
    return chance.weighed([
      [() => ordered(by, 'finding', 'AcknowledgeFinding', { reason }, key), 3],
      [() => ordered(by, 'finding', 'WithdrawAcknowledgement', { reason }, key), 1],
    ])!();
  };

  return chance.weighed([
    [figure, 4],
    [importing, 1.5],
    [goal, 5],
    [strategy, 3],
    [people, 1.5],
    [answer, 1],
  ])!();
};
