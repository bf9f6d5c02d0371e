import { as, happened, thread, told, trust, type Happened, type Past } from '#testing';
import type { CatchballEvents } from '../../catchball/catchball.events.js';
import type { FindingEvents } from '../../finding/finding.events.js';
import type { GoalEvents } from '../../goal/goal.events.js';
import type { MeasureEvents } from '../../measure/measure.events.js';
import type { StrategyEvents } from '../../strategy/strategy.events.js';
import type { Offer, Period } from '../../vocabulary.js';
import { addPeriods } from '../../arithmetic/days.js';
import { findings } from '../findings.reading.js';
import { readerOf } from '../openness.reading.js';
import { integrityCodes, type IntegrityCode } from './integrity-rule.js';
import { integrityFindings, type IntegrityFinding } from './integrity.reading.js';
import { integrityRules } from './integrity-rules.js';

const { committed, figures, viewsOver } = told;
const reason = 'as the minutes say';

const provoked = new Set<IntegrityCode>();
const foundIn = (log: readonly Past[]): IntegrityFinding[] => {
  const now = viewsOver(log).now();
  const found = integrityFindings(now, now, null);
  for (const { code } of found) provoked.add(code);
  return found;
};
const found = (code: IntegrityCode, ...streams: Past[][]): IntegrityFinding[] =>
  foundIn(trust.trustLog(...streams)).filter((each) => each.code === code);
const texts = (code: IntegrityCode, ...streams: Past[][]): string[][] =>
  found(code, ...streams).map(({ subject, text }) => [subject.id, text]);
const subjects = (code: IntegrityCode, ...streams: Past[][]): string[] => found(code, ...streams).map(({ subject }) => subject.id);

const goal = (id: string, ...events: Happened<GoalEvents>[]): Past[] => happened<GoalEvents>('goal', id, ...events);
const measure = (...events: Happened<MeasureEvents>[]): Past[] => happened<MeasureEvents>('measure', 'falls', ...events);
const strategy = (...events: Happened<StrategyEvents>[]): Past[] => happened<StrategyEvents>('strategy', 'trust', ...events);
const moves = (id: string, ...events: Happened<CatchballEvents>[]): Past[] => happened<CatchballEvents>('catchball', id, ...events);

/** The plan of the goal t1 runs from 20 in February down to 10 in March next year; 19.23 in March, 18.46 in April. */
const met = figures('falls', { '2026-03': '19', '2026-04': '18', '2026-05': '17' });
const missedOnce = figures('falls', { '2026-03': '19', '2026-04': '18', '2026-05': '22' });
const missedTwice = figures('falls', { '2026-03': '19', '2026-04': '21', '2026-05': '22' });

const revision = (terms: Offer, on = '2026-07-10', id = 't1'): Past[] =>
  goal(id, {
    type: 'GoalRevised',
    on,
    by: as('policy:agreement-makes-goal', 'service'),
    data: {
      revision: 2,
      owner: 'medicine',
      unit: 'medicine-unit',
      parent: { kind: 'AIM', id: 'aim-1' },
      terms,
      agreement: { kind: 'COMMITTED', thread: id, episode: 1, offerHash: 'a'.repeat(64), event: 'made' },
      releases: null,
    },
  });
const withMeasured = (changes: Partial<NonNullable<Offer['measured']>>): Offer =>
  thread.offerOf({ measured: { ...thread.firstOffer.measured!, ...changes } });

describe('a target made easier after misses', () => {
  it('is found with who, the figures, and every event it rests on', () => {
    const log = trust.trustLog(committed('t1'), missedTwice, revision(thread.offerOf({}, '14')));
    const at = (type: string): number[] => log.flatMap((event) => (event.type === type ? [event.ordinal] : []));
    const figuresAt = at('ObservationRecorded');
    expect(foundIn(log)).toEqual([
      {
        key: `TARGET_LOWERED.${log.at(-1)!.id}.t1`,
        code: 'TARGET_LOWERED',
        severity: 'HIGH',
        rule: 'A target was made easier to reach after its plan had been missed in one of the last three reported periods.',
        subject: { kind: 'GOAL', id: 't1' },
        unit: 'medicine-unit',
        cycle: 'cycle-26',
        text: 'chief nurse and medicine made the target easier on 10 July 2026, 14 falls in place of 10 falls, after it had missed April 2026 (21 where 18.46 was planned) and May 2026 (22 where 17.69 was planned): Bring falls with harm down to 10 a month',
        evidence: [
          { position: at('CommitmentMade')[0]!, kind: 'THREAD', id: 't1' },
          { position: at('GoalEstablished')[0]!, kind: 'GOAL', id: 't1' },
          { position: figuresAt[1]!, kind: 'MEASURE', id: 'falls' },
          { position: figuresAt[2]!, kind: 'MEASURE', id: 'falls' },
          { position: log.length, kind: 'GOAL', id: 't1' },
        ],
        at: log.length,
        event: log.at(-1)!.id,
        on: '2026-07-10',
        decidedBy: ['ann', 'ben'],
      },
    ]);
  });

  it('is none when nothing was missed lately, when it was made harder, or when it is of another measure', () => {
    const easier = revision(thread.offerOf({}, '14'));
    expect(subjects('TARGET_LOWERED', committed('t1'), missedOnce, easier)).toEqual(['t1']);
    expect(subjects('TARGET_LOWERED', committed('t1'), met, easier)).toEqual([]);
    const longAgo = figures('falls', { '2026-03': '25', '2026-04': '18', '2026-05': '17', '2026-06': '16' });
    expect(subjects('TARGET_LOWERED', committed('t1'), longAgo, easier)).toEqual([]);
    expect(subjects('TARGET_LOWERED', committed('t1'), missedTwice, revision(thread.offerOf({}, '9')))).toEqual([]);
    expect(subjects('TARGET_LOWERED', committed('t1'), missedTwice, revision(withMeasured({ target: '14', basis: 'TOTAL' })))).toEqual([]);
    expect(subjects('TARGET_LOWERED', committed('t1'), easier, missedTwice)).toEqual([]);
  });

  it('is found of an aim too, and names the sponsor who revised it', () => {
    const renewed = (target: string): Past[] =>
      strategy({
        type: 'AimRevised',
        by: as('chief-nurse', 'ann'),
        on: '2026-07-10',
        data: { aim: 'aim-1', revision: 2, terms: { ...trust.aimTerms, measured: { ...trust.aimTerms.measured, target } }, reason },
      });
    const high = figures('falls', { '2026-05': '40' });
    const [only] = found('TARGET_LOWERED', high, renewed('24'));
    expect([only?.subject, only?.unit, only?.decidedBy]).toEqual([{ kind: 'AIM', id: 'aim-1' }, 'board', ['ann']]);
    expect(found('TARGET_LOWERED', high, renewed('18'))).toEqual([]);
  });

  it('names the arbiter, where one directed it', () => {
    const [only] = found('TARGET_LOWERED', told.directed('t1'), missedOnce, revision(thread.offerOf({}, '14')));
    expect([only?.decidedBy, only?.text.startsWith('chief operating made')]).toEqual([['carl'], true]);
  });

  it('stays when the figures are corrected afterwards: it was decided on what was known then', () => {
    const mended = measure({
      type: 'ObservationCorrected',
      data: { period: '2026-05', value: '10', numerator: null, denominator: null, late: false, import: null, reason },
    });
    expect(subjects('TARGET_LOWERED', committed('t1'), missedOnce, revision(thread.offerOf({}, '14')), mended)).toEqual(['t1']);
  });
});

describe('a starting value that was moved', () => {
  it('is found once a period had been judged from the old one, and not before', () => {
    const moved = revision(withMeasured({ jop: '24', jopFrom: '2026-01', jopTo: '2026-02' }));
    expect(texts('BASELINE_MOVED', committed('t1'), met, moved)).toEqual([
      [
        't1',
        'chief nurse and medicine moved the starting value on 10 July 2026 from 20 falls (February 2026) to 24 falls (January 2026 to February 2026), when 3 periods had been judged from the old one: Bring falls with harm down to 10 a month',
      ],
    ]);
    expect(subjects('BASELINE_MOVED', committed('t1'), moved)).toEqual([]);
    expect(subjects('BASELINE_MOVED', committed('t1'), met, revision(thread.offerOf({}, '12')))).toEqual([]);
  });
});

describe('a definition changed late', () => {
  const redefined = (on: string, changes: Partial<MeasureEvents['MeasureRedefined']['definition']>): Past[] =>
    measure({
      type: 'MeasureRedefined',
      by: as('data-steward', 'dan'),
      on,
      data: { definition: { ...trust.fallsDefinition, ...changes }, reason },
    });
  const other = { operationalDefinition: 'Falls with severe harm alone' };

  it('is found in the last two periods before the day, for the aim and the goal that are measured by it', () => {
    expect(
      texts('DEFINITION_CHANGED_LATE', committed('t1'), redefined('2027-02-01', { ...other, direction: { kind: 'INCREASE' } })),
    ).toEqual([
      [
        'aim-1',
        'data steward changed the direction and operational definition of Falls with harm on 1 February 2027, in the last two periods before 31 March 2027, when this is to be reached: Halve falls with harm',
      ],
      [
        't1',
        'data steward changed the direction and operational definition of Falls with harm on 1 February 2027, in the last two periods before 31 March 2027, when this is to be reached: Bring falls with harm down to 10 a month',
      ],
    ]);
  });

  it('is none before, after the last figure was due, or where a new name alone was given', () => {
    const at = (on: string, changes = other): string[] => subjects('DEFINITION_CHANGED_LATE', redefined(on, changes));
    expect([at('2027-01-31'), at('2027-04-10'), at('2027-04-20')]).toEqual([[], ['aim-1'], []]);
    expect(subjects('DEFINITION_CHANGED_LATE', redefined('2027-02-01', { name: 'Harmful falls', steward: null, code: 'F2' }))).toEqual([]);
  });
});

describe('late edits only where the plan was missed', () => {
  const closed = (...periods: Period[]): Past[] =>
    measure(...periods.map((period): Happened<MeasureEvents> => ({ type: 'PeriodClosed', data: { period } })));
  const edit = (period: Period, value: string, late = true): Happened<MeasureEvents> => ({
    type: 'ObservationCorrected',
    by: as('data-steward', 'dan'),
    on: '2026-07-10',
    data: { period, value, numerator: null, denominator: null, late, import: null, reason },
  });
  const inOne = (command: string, ...events: Happened<MeasureEvents>[]): Past[] =>
    measure(...events.map((event) => ({ ...event, meta: { commandId: command } })));
  const begun = [committed('t1'), missedTwice, closed('2026-03', '2026-04', '2026-05')];

  it('are found with the second month, once', () => {
    const edits = inOne('one', edit('2026-04', '18')).concat(inOne('two', edit('2026-05', '17')), inOne('three', edit('2026-05', '16')));
    expect(texts('LATE_EDITS_OF_MISSES', ...begun, edits)).toEqual([
      [
        't1',
        'of closed periods only missed ones have been changed, the last by data steward on 10 July 2026; before that they stood at April 2026 (21 where 18.46 was planned) and May 2026 (22 where 17.69 was planned): Bring falls with harm down to 10 a month',
      ],
    ]);
    expect(subjects('LATE_EDITS_OF_MISSES', ...begun, inOne('one', edit('2026-04', '18')))).toEqual([]);
  });

  it('are none where a month that was met was changed as well, be it by the same command', () => {
    const all = [edit('2026-04', '18'), edit('2026-05', '17'), edit('2026-03', '20')];
    expect(subjects('LATE_EDITS_OF_MISSES', ...begun, inOne('one', ...all.slice(0, 2)))).toEqual(['t1']);
    expect(subjects('LATE_EDITS_OF_MISSES', ...begun, inOne('one', ...all))).toEqual([]);
    expect(subjects('LATE_EDITS_OF_MISSES', ...begun, inOne('one', all[2]!), inOne('two', all[0]!, all[1]!))).toEqual([]);
  });

  it('are found where a month was opened for them first, or its figure was taken out', () => {
    const reopened = (period: Period): Happened<MeasureEvents> => ({ type: 'PeriodReopened', data: { period, reason } });
    const opened = inOne('open', reopened('2026-04'), reopened('2026-05'));
    const edited = [inOne('one', edit('2026-04', '18', false)), inOne('two', edit('2026-05', '17', false))];
    expect(subjects('LATE_EDITS_OF_MISSES', ...begun, opened, ...edited)).toEqual(['t1']);
    const taken = (period: Period): Happened<MeasureEvents> => ({ type: 'ObservationWithdrawn', data: { period, reason } });
    expect(subjects('LATE_EDITS_OF_MISSES', ...begun, inOne('one', taken('2026-04')), inOne('two', taken('2026-05')))).toEqual(['t1']);
    expect(subjects('LATE_EDITS_OF_MISSES', committed('t1'), missedTwice, inOne('one', taken('2026-04'), taken('2026-05')))).toEqual([]);
  });
});

describe('weight moved off a child that fails', () => {
  const other = committed('t2', { receiver: 'surgery', offer: thread.milestoneOffer() });
  const reweighted = (id: string, weight: string): Past[] =>
    goal(id, { type: 'LinkReweighted', by: as('chief-nurse', 'ann'), on: '2026-07-10', data: { thread: id, weight, reason } });

  it('is found whether the child became lighter or another one heavier', () => {
    expect(texts('WEIGHT_MOVED_OFF', committed('t1'), other, missedTwice, reweighted('t1', '0.5'))).toEqual([
      [
        't1',
        'chief nurse moved weight off it on 10 July 2026, from 50% to 33.3% of its parent’s average, after it had missed April 2026 (21 where 18.46 was planned) and May 2026 (22 where 17.69 was planned): Bring falls with harm down to 10 a month',
      ],
    ]);
    expect(subjects('WEIGHT_MOVED_OFF', committed('t1'), other, missedTwice, reweighted('t2', '3'))).toEqual(['t1']);
    const agreedAnew = revision(thread.offerOf({ weight: '0.2' }));
    expect(subjects('WEIGHT_MOVED_OFF', committed('t1'), other, missedTwice, agreedAnew)).toEqual(['t1']);
  });

  it('is none where it fails only once, gains weight, or has no peer to lose it to', () => {
    expect(subjects('WEIGHT_MOVED_OFF', committed('t1'), other, missedOnce, reweighted('t1', '0.5'))).toEqual([]);
    expect(subjects('WEIGHT_MOVED_OFF', committed('t1'), other, missedTwice, reweighted('t1', '2'))).toEqual([]);
    expect(subjects('WEIGHT_MOVED_OFF', committed('t1'), missedTwice, reweighted('t1', '0.5'))).toEqual([]);
  });
});

describe('a goal or aim dropped late', () => {
  const closed = (on: string, outcome: GoalEvents['GoalClosed']['outcome']): Past[] =>
    goal('t1', { type: 'GoalClosed', by: as('medicine', 'ben'), on, data: { outcome, evidence: 'minute', reason } });

  it('is found in the month it is due, in the one before, and after', () => {
    const on = (day: string): string[] => subjects('DROPPED_LATE', committed('t1'), closed(day, 'DROPPED'));
    expect([on('2027-01-31'), on('2027-02-01'), on('2027-04-02')]).toEqual([[], ['t1'], ['t1']]);
    expect(texts('DROPPED_LATE', committed('t1'), missedTwice, closed('2027-03-01', 'DROPPED'))).toEqual([
      [
        't1',
        'medicine dropped it on 1 March 2027, when its run was to end on 31 March 2027; it had missed April 2026 (21 where 18.46 was planned) and May 2026 (22 where 17.69 was planned): Bring falls with harm down to 10 a month',
      ],
    ]);
  });

  it('ends its run with its year, where it is due after that', () => {
    const later = committed('t1', { offer: thread.offerOf({ due: '2028-03-31' }) });
    expect(subjects('DROPPED_LATE', later, closed('2027-02-01', 'DROPPED'))).toEqual(['t1']);
  });

  it('is none where it was judged, or became everyday work without a miss', () => {
    expect(subjects('DROPPED_LATE', committed('t1'), missedTwice, closed('2027-03-01', 'NOT_ACHIEVED'))).toEqual([]);
    expect(subjects('DROPPED_LATE', committed('t1'), met, closed('2027-03-01', 'TO_DAILY_MANAGEMENT'))).toEqual([]);
    expect(subjects('DROPPED_LATE', committed('t1'), missedTwice, closed('2027-03-01', 'TO_DAILY_MANAGEMENT'))).toEqual(['t1']);
  });

  it('is found where people released it, and not where its parent’s end did', () => {
    const released = (cause: string | null): Past[][] => [
      moves('t1', {
        type: 'CommitmentReleased',
        by: as('medicine', 'ben'),
        data: { by: cause === null ? 'BOTH_SIDES' : 'POLICY', reason, cause },
      }),
      goal('t1', { type: 'LinkReleased', on: '2027-03-01', by: as('policy:release', 'service'), data: { thread: 't1', reason } }),
    ];
    const [only] = found('DROPPED_LATE', committed('t1'), ...released(null));
    expect([only?.subject.id, only?.decidedBy]).toEqual(['t1', ['ben']]);
    expect(subjects('DROPPED_LATE', committed('t1'), ...released('event-9'))).toEqual([]);
  });

  it('is found of an aim', () => {
    const dropped = (on: string): Past[] =>
      strategy({ type: 'AimDropped', by: as('chief-nurse', 'ann'), on, data: { aim: 'aim-1', reason: 'the board' } });
    expect([subjects('DROPPED_LATE', dropped('2027-03-01')), subjects('DROPPED_LATE', dropped('2026-12-01'))]).toEqual([['aim-1'], []]);
  });
});

describe('limits recalculated while a chart shows concern', () => {
  const months = (values: readonly number[]): Past[] =>
    figures('falls', Object.fromEntries(values.map((value, index) => [addPeriods('MONTH', '2024-01', index), String(value)])));
  const calm = Array.from({ length: 20 }, (_, index) => 20 + (index % 3));
  const recalculated = measure({
    type: 'LimitsRecalculated',
    by: as('data-steward', 'dan'),
    on: '2026-07-10',
    data: { from: '2025-09', reason, reference: null },
  });

  it('are found, and a baseline that was set as well', () => {
    const [only] = found('LIMITS_RECALCULATED', months([...calm, 33, 34, 35, 36]), recalculated);
    expect([only?.subject, only?.unit, only?.decidedBy]).toEqual([{ kind: 'MEASURE', id: 'falls' }, 'medicine-unit', ['dan']]);
    expect(only?.text).toMatch(
      /^data steward had the limits begin anew with September 2025 on 10 July 2026, while the chart of Falls with harm showed concern: /,
    );
    const set = measure({ type: 'BaselineSet', data: { baseline: { kind: 'POINTS', points: 12 }, reason } });
    expect(subjects('LIMITS_RECALCULATED', months([...calm, 33, 34, 35, 36]), set)).toEqual(['falls']);
  });

  it('are none where the chart shows nothing special, or an improvement', () => {
    expect(subjects('LIMITS_RECALCULATED', months(calm), recalculated)).toEqual([]);
    expect(subjects('LIMITS_RECALCULATED', months([...calm, 6, 5, 4, 3]), recalculated)).toEqual([]);
  });
});

describe('agreements without a word', () => {
  const threads = (count: number): Past[] => Array.from({ length: count }, (_, index) => committed(`t${index + 1}`)).flat();

  it('are found with the fifth, of the parent, resting on all five', () => {
    const log = trust.trustLog(threads(6));
    const made = log.flatMap(({ type, ordinal }) => (type === 'CommitmentMade' ? [ordinal] : []));
    const [only, ...more] = foundIn(log);
    expect([more, only?.code, only?.subject, only?.evidence.map(({ position }) => position), only?.at]).toEqual([
      [],
      'AGREED_IN_ROUND_ONE',
      { kind: 'AIM', id: 'aim-1' },
      made.slice(0, 5),
      made[4],
    ]);
    expect(subjects('AGREED_IN_ROUND_ONE', threads(4))).toEqual([]);
  });

  it('are none where one countered, asked or declined', () => {
    const talk = [thread.countered(2), thread.asked(), thread.declined()];
    for (const word of talk)
      expect([word.type, subjects('AGREED_IN_ROUND_ONE', told.threadOf('t9', {}, word), threads(5))]).toEqual([word.type, []]);
    expect(subjects('AGREED_IN_ROUND_ONE', told.inNegotiation('t9'), threads(5))).toEqual(['aim-1']);
  });
});

describe('what is found in the record', () => {
  const acknowledged = (key: string): Past[] =>
    happened<FindingEvents>('finding', key, {
      type: 'FindingAcknowledged',
      by: as('chief-executive', 'eve'),
      data: { finding: key, code: 'TARGET_LOWERED', subject: { kind: 'GOAL', id: 't1' }, reason: 'beds were opened' },
    });
  const begun = [committed('t1'), missedTwice, revision(thread.offerOf({}, '14'))];
  const key = found('TARGET_LOWERED', ...begun)[0]!.key;

  it('was at every position what it is as of that position now, and stays', () => {
    const log = trust.trustLog(...begun, committed('t2'), committed('t3'), committed('t4'), committed('t5'), acknowledged(key));
    const all = viewsOver(log);
    const listedAt = (over: ReturnType<typeof viewsOver>, position: number) =>
      findings(over.asOf(position), over.now(), null, { kind: 'INTEGRITY' });
    const end = new Set(listedAt(all, log.length).map(({ integrity }) => integrity!.key));
    expect(end.size).toBe(2);
    for (let position = 1; position <= log.length; position++) {
      const then = listedAt(viewsOver(log.slice(0, position)), position);
      expect(listedAt(all, position)).toEqual(then);
      for (const { integrity } of then) expect(end.has(integrity!.key)).toBe(true);
    }
  });

  it('is listed with the other findings, and by kind, unit, cycle and whether somebody answers for it', () => {
    const now = viewsOver(trust.trustLog(...begun, acknowledged(key))).now('2026-08-01');
    const codes = (asked: Parameters<typeof findings>[3]): string[] => findings(now, now, null, asked).map(({ code }) => code);
    expect(codes({})).toContain('TARGET_LOWERED');
    expect(codes({ kind: 'OPERATIONAL' })).toEqual(codes({}).filter((code) => code !== 'TARGET_LOWERED'));
    expect(codes({ kind: 'INTEGRITY', unit: 'medicine-unit', cycle: 'cycle-26' })).toEqual(['TARGET_LOWERED']);
    expect(codes({ kind: 'INTEGRITY', unit: 'surgery-unit' })).toEqual([]);
    expect(codes({ kind: 'INTEGRITY', cycle: 'cycle-25' })).toEqual([]);
    expect([codes({ acknowledged: true }), codes({ acknowledged: false })]).toEqual([['TARGET_LOWERED'], codes({ kind: 'OPERATIONAL' })]);
    const [listed] = findings(now, now, null, { kind: 'INTEGRITY' });
    expect(listed?.integrity?.acknowledged).toMatchObject({ by: { person: 'eve' }, reason: 'beds were opened' });
  });

  it('is nobody’s who may not see the goal', () => {
    const nurses = { giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' };
    const easier = goal('n1', {
      ...trust.aGoal(thread.firstOffer),
      type: 'GoalRevised',
      data: {
        revision: 2,
        owner: 'ward-7-nurse',
        unit: 'ward-7-unit',
        parent: { kind: 'AIM', id: 'aim-1' },
        terms: thread.offerOf({}, '14'),
        agreement: { kind: 'COMMITTED', thread: 'n1', episode: 1, offerHash: 'a'.repeat(64), event: 'made' },
        releases: null,
      },
    } as Happened<GoalEvents>);
    const now = viewsOver(trust.trustLog(committed('n1', nurses), missedTwice, easier)).now();
    const seenBy = (person: string): string[] => integrityFindings(now, now, readerOf(now, person)).map(({ subject }) => subject.id);
    expect([seenBy('nia'), seenBy('wim'), seenBy('aud'), seenBy('sue')]).toEqual([['n1'], ['n1'], ['n1'], []]);
  });

  it('has a key that is an id, whatever it is about', () => {
    expect(key).toMatch(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/);
    const longest = Math.max(...integrityCodes.map(({ length }) => length)) + 2 * 'ffffffff-ffff-ffff-ffff-ffffffffffff'.length + 2;
    expect(longest).toBeLessThanOrEqual(100);
  });

  it('is provoked by a test for every rule, each with its sentence', () => {
    expect([...provoked].sort()).toEqual([...integrityCodes].sort());
    expect(integrityRules.map(({ code }) => code).sort()).toEqual([...integrityCodes].sort());
    for (const { sentence } of integrityRules) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
