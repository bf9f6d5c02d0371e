import { happened, thread, told, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import { concessionLedger, type LedgerQuestion } from './concession-ledger.reading.js';
import { concessionsBy, concessionsTogether, type ConcessionSummary } from './concession-summary.reading.js';
import { daysHeldIn, negotiation } from './negotiation.reading.js';
import { readerOf } from './openness.reading.js';

const { trustAfter, threadOf, committed, directed, signing, inNegotiation } = told;
type Move = Parameters<typeof happened<CatchballEvents>>[2];
const move = (id: string, ...moves: Move[]): Past[] => happened<CatchballEvents>('catchball', id, ...moves);
const on = (day: string, event: Move): Move => ({ ...event, on: day });

const ledgerOf = (log: ReturnType<typeof trustAfter>, person = 'aud', question: LedgerQuestion = {}, at = log.log.length) => {
  const now = log.now();
  return concessionLedger(log.asOf(at), now, readerOf(now, person), question);
};

const asksNurse = thread.offerOf({ resourcesAsked: [{ kind: 'WTE', amount: '2', text: 'night nurses' }] }, '14');
const grantsOne = thread.offerOf(
  { resourcesGranted: [{ id: 'g1', kind: 'WTE', amount: '1', text: 'night nurse', fundedBy: 'chief-nurse', deliverBy: '2026-06-01' }] },
  '12',
);
/** Asked for 10 on 2 March, countered with 14 on the 9th, met at 12 on the 11th, signed on the 16th. */
const haggled = (id: string, link: told.LinkStory = {}): Past[] =>
  threadOf(
    id,
    link,
    on('2026-03-04', thread.asked()),
    on('2026-03-05', {
      type: 'QuestionAnswered',
      by: thread.giver,
      data: { side: 'GIVER', answer: 'all', round: 1, pausedDays: 1, replyBy: '2026-03-17' },
    }),
    on('2026-03-09', thread.countered(2, thread.onTable(asksNurse), { ...thread.receiver, asDeputy: true })),
    on('2026-03-11', thread.countered(3, { ...thread.onTable(grantsOne), rationale: 'half way' })),
    ...signing(grantsOne).map((event) => on('2026-03-16', event)),
  );

describe('The concession ledger', () => {
  it('tells the path of offers to a commitment: who moved, why, after how many days, and what was conceded', () => {
    const log = trustAfter(haggled('t1'));
    const [entry, ...others] = ledgerOf(log);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      thread: 't1',
      episode: 1,
      kind: 'COMMITTED',
      giver: 'chief-nurse',
      receiver: 'medicine',
      unit: 'medicine-unit',
      goal: 't1',
      settledOn: '2026-03-16',
      position: log.log.length,
      inForce: true,
      isWhole: true,
      rounds: 3,
      questions: 1,
      acceptedAtOnce: false,
      daysHeld: { giver: 2, receiver: 12, arbiter: 0 },
      daysSinceLastOffer: { giver: 0, receiver: 5, arbiter: 0 },
      concession: { measure: 'falls', firstTarget: '10', finalTarget: '12', change: '-2', shareOfGap: '-0.2' },
      resources: [{ kind: 'WTE', askedFirst: '0', grantedFirst: '0', asked: '0', granted: '1', change: '1' }],
    });
    expect(
      entry?.steps.map(({ kind, on: day, side, person, asDeputy, round, rationale, change, daysHeld, offer }) => [
        kind,
        day,
        side,
        person,
        asDeputy,
        round,
        offer.measured?.target,
        change,
        daysHeld.giver,
        daysHeld.receiver,
        rationale,
      ]),
    ).toEqual([
      ['OFFER', '2026-03-02', 'GIVER', 'ann', false, 1, '10', null, 0, 0, thread.firstOffer.rationale],
      ['OFFER', '2026-03-09', 'RECEIVER', 'ben', true, 2, '14', '-4', 0, 7, thread.reason],
      ['OFFER', '2026-03-11', 'GIVER', 'ann', false, 3, '12', '2', 2, 0, 'half way'],
    ]);
  });

  it('says which commitments were accepted in round 1 without a question, and which were directed', () => {
    const entries = ledgerOf(trustAfter(committed('quick'), directed('told'), haggled('slow')));
    expect(entries.map(({ thread: id, kind, acceptedAtOnce, steps }) => [id, kind, acceptedAtOnce, steps.at(-1)?.kind])).toEqual([
      ['quick', 'COMMITTED', true, 'OFFER'],
      ['told', 'DIRECTED', false, 'DIRECTION'],
      ['slow', 'COMMITTED', false, 'OFFER'],
    ]);
    expect(entries[1]?.steps.at(-1)).toMatchObject({ side: null, post: 'chief-operating', person: 'carl', rationale: thread.reason });
  });

  it('holds a renegotiation against what was in force, as an entry of its own', () => {
    const eased = thread.offerOf({}, '13');
    const again = move(
      't1',
      on('2026-06-01', thread.renegotiated(thread.receiver, 'RECEIVER', thread.onTable(thread.offerOf({}, '15')))),
      on('2026-06-03', thread.countered(3, { ...thread.onTable(eased), episode: 2, round: 2 })),
      ...signing(eased).map((event) =>
        on('2026-06-04', event.type === 'CommitmentMade' ? { ...event, data: { ...event.data, episode: 2 } } : event),
      ),
    );
    const log = trustAfter(committed('t1'), again);
    const [first, second] = ledgerOf(log);
    expect([first?.inForce, first?.concession?.change]).toEqual([false, '0']);
    expect(second).toMatchObject({
      episode: 2,
      inForce: true,
      rounds: 2,
      acceptedAtOnce: false,
      concession: { firstTarget: '10', finalTarget: '13', change: '-3', shareOfGap: '-0.3' },
      daysHeld: { giver: 2, receiver: 1, arbiter: 0 },
    });
    expect(second?.steps.map(({ kind, offer, change }) => [kind, offer.measured?.target, change])).toEqual([
      ['IN_FORCE', '10', null],
      ['OFFER', '15', '-5'],
      ['OFFER', '13', '2'],
    ]);
  });

  it('begins a thread that was released anew, from its first offer', () => {
    const released = move('t1', { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } });
    const offer = thread.offerOf({}, '16');
    const again = move(
      't1',
      thread.served({ ...thread.onTable(offer), episode: 2 }),
      ...signing(offer).map((event) => (event.type === 'CommitmentMade' ? { ...event, data: { ...event.data, episode: 2 } } : event)),
    );
    const entries = ledgerOf(trustAfter(committed('t1'), released, again));
    expect(entries.map(({ inForce, steps, concession }) => [inForce, steps.length, concession?.change])).toEqual([
      [false, 1, '0'],
      [true, 1, '0'],
    ]);
  });

  it('compares no targets of milestones or of another measure, and keeps their path', () => {
    const audit = thread.milestoneOffer();
    const log = trustAfter(
      threadOf(
        't1',
        { offer: audit },
        thread.countered(2, thread.onTable(thread.milestoneOffer({ due: '2026-12-31' }))),
        ...signing(audit),
      ),
      threadOf('t2', { offer: audit }, ...thread.rounds(2).slice(1), ...signing(thread.counterOffer)),
    );
    const [milestones, measured] = ledgerOf(log);
    expect([milestones?.concession, milestones?.steps.map(({ offer }) => offer.due)]).toEqual([null, ['2027-03-31', '2026-12-31']]);
    expect(measured?.concession).toMatchObject({ firstTarget: '14', finalTarget: '14', change: '0' });
    expect(concessionsTogether([milestones!, measured!])).toMatchObject({ commitments: 2, notComparable: 1, unchanged: 1 });
  });

  it('tells a goal to stay where one is no share of a gap', () => {
    const { measured } = thread.firstOffer;
    const stay = thread.offerOf({ measured: { ...measured!, target: '20', maintain: true } });
    expect(ledgerOf(trustAfter(committed('t1', { offer: stay })))[0]?.concession).toMatchObject({ change: '0', shareOfGap: null });
  });

  it('knows nothing of what is still negotiated, and of the past only what there was', () => {
    const log = trustAfter(committed('t1'), inNegotiation('t2'));
    expect(ledgerOf(log).map(({ thread: id }) => id)).toEqual(['t1']);
    const made = log.log.findIndex(({ type }) => type === 'CommitmentMade') + 1;
    expect([ledgerOf(log, 'aud', {}, made).length, ledgerOf(log, 'aud', {}, made - 1).length]).toEqual([1, 0]);
  });

  it('is asked by unit with those below, by giver and by thread', () => {
    const under = { parent: { kind: 'GOAL', id: 't1' }, giver: 'medicine', receiver: 'ward-7' } as const;
    const log = trustAfter(committed('t1'), committed('c1', under), committed('s1', { receiver: 'surgery' }));
    const asked = (question: LedgerQuestion) => ledgerOf(log, 'aud', question).map(({ thread: id }) => id);
    expect([asked({ unit: 'medicine-unit' }), asked({ unit: 'ward-7-unit' }), asked({ unit: 'nowhere' })]).toEqual([
      ['t1', 'c1'],
      ['c1'],
      [],
    ]);
    expect([asked({ giver: 'medicine' }), asked({ thread: 's1' }), asked({ thread: 'nothing' }), asked({ cycle: 'another' })]).toEqual([
      ['c1'],
      ['s1'],
      [],
      [],
    ]);
  });

  it('shows of a private thread that it was settled, and the path to its sides and auditors alone', () => {
    const log = trustAfter(committed('open'), haggled('t1', { private: true }));
    const seen = (person: string) => ledgerOf(log, person, { thread: 't1' })[0]!;
    expect(seen('sue')).toMatchObject({
      isWhole: false,
      settled: { statement: grantsOne.statement },
      steps: [],
      daysHeld: null,
      rounds: null,
      questions: null,
      concession: null,
      resources: [],
      acceptedAtOnce: null,
    });
    expect([seen('ben').isWhole, seen('aud').isWhole, seen('ann').steps.length]).toEqual([true, true, 3]);
    expect(concessionsTogether(ledgerOf(log, 'sue'))).toMatchObject({ commitments: 1, keptPrivate: 1, rounds: 1 });
  });

  it('shows the renegotiation of a private thread, which has opened, to everybody', () => {
    const again = move(
      't1',
      thread.renegotiated(),
      ...signing(thread.counterOffer).map((event) =>
        event.type === 'CommitmentMade' ? { ...event, data: { ...event.data, episode: 2 } } : event,
      ),
    );
    const entries = ledgerOf(trustAfter(committed('t1', { private: true }), again), 'sue');
    expect(entries.map(({ episode, isWhole, concession }) => [episode, isWhole, concession?.change])).toEqual([
      [1, false, undefined],
      [2, true, '-4'],
    ]);
  });

  it('leaves out what a single person has taken on for whoever it is not for', () => {
    const nurse = committed('nurse', { giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' });
    const log = trustAfter(nurse);
    expect([ledgerOf(log, 'sue').length, ledgerOf(log, 'wim').length]).toEqual([0, 1]);
  });
});

describe('Sums over the concession ledger', () => {
  const under = { parent: { kind: 'GOAL', id: 't1' }, giver: 'medicine', receiver: 'ward-7' } as const;
  const log = trustAfter(
    committed('t1'),
    haggled('t2'),
    directed('t3', { receiver: 'surgery' }),
    committed('c1', under),
    haggled('c2', under),
  );

  it('are made by unit, by giver and over all, and agree', () => {
    const entries = ledgerOf(log);
    const all = concessionsTogether(entries);
    expect(all).toMatchObject({
      of: null,
      commitments: 5,
      directed: 1,
      acceptedAtOnce: 2,
      shareDirected: 0.2,
      shareAcceptedAtOnce: 0.4,
      rounds: 11,
      meanRounds: 2.2,
      medianRounds: 3,
      questions: 2,
      lowered: 2,
      raised: 0,
      unchanged: 3,
      notComparable: 0,
      change: { measure: 'falls', total: '-4' },
      meanShareOfGap: -0.08,
      gaps: 5,
    });
    expect(concessionsBy('UNIT', entries).map(({ of, commitments, meanRounds }) => [of, commitments, meanRounds])).toEqual([
      ['medicine-unit', 2, 2],
      ['surgery-unit', 1, 3],
      ['ward-7-unit', 2, 2],
    ]);
    const counted = [
      'commitments',
      'keptPrivate',
      'directed',
      'acceptedAtOnce',
      'rounds',
      'questions',
      'lowered',
      'raised',
      'unchanged',
      'notComparable',
      'gaps',
    ] as const;
    const numbers = (each: ConcessionSummary): number[] => [
      ...counted.map((name) => each[name]),
      each.daysHeld.giver,
      each.daysHeld.receiver,
      each.daysHeld.arbiter,
    ];
    for (const by of ['UNIT', 'GIVER'] as const) {
      const parts = concessionsBy(by, entries).map(numbers);
      expect(numbers(all).map((_, index) => parts.reduce((sum, part) => sum + part[index]!, 0))).toEqual(numbers(all));
    }
  });

  it('of nothing are nothing, and no share', () => {
    expect(concessionsTogether([])).toMatchObject({
      commitments: 0,
      meanRounds: null,
      medianRounds: null,
      shareDirected: null,
      meanShareOfGap: null,
      change: null,
    });
  });

  it('of the days each side held, and of the steps, are those of the threads', () => {
    const now = log.now('2026-12-01');
    for (const entry of ledgerOf(log)) {
      const whole = negotiation(now, now, readerOf(now, 'aud'), entry.thread)!;
      expect([entry.thread, entry.daysHeld]).toEqual([entry.thread, whole.daysHeld]);
      expect(entry.daysHeld).toEqual(daysHeldIn(now.tables.moves.of(entry.thread), now.today));
      for (const side of ['giver', 'receiver', 'arbiter'] as const) {
        const stepped = entry.steps.reduce((sum, { daysHeld }) => sum + daysHeld[side], entry.daysSinceLastOffer![side]);
        expect([entry.thread, side, stepped]).toEqual([entry.thread, side, entry.daysHeld![side]]);
      }
    }
  });
});
