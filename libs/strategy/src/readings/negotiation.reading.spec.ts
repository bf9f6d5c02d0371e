import { as, happened, hashOf, thread, told, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import {
  awaitedIn,
  awaitedPosts,
  catchballStatistics,
  fieldDifferences,
  isAcceptedAtOnce,
  isOverdue,
  negotiation,
} from './negotiation.reading.js';
import { readerOf } from './openness.reading.js';

const { trustAfter, threadOf, signing } = told;
type Move = Parameters<typeof happened<CatchballEvents>>[2];
const day = (on: string, move: Move): Move => ({ ...move, on });
const organised = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);
const leaves = (post: string, person: string, lastDay: string) =>
  ({ type: 'HolderLeft', data: { post, person, lastDay, reason: 'retires' } }) as const;
const deputyGone = {
  type: 'DeputyStoodDown',
  data: { post: 'medicine', person: 'rita', lastDay: '2026-03-02', reason: 'new job' },
} as const;

const read = (person: string, today: string, ...streams: Past[][]) => {
  const { now } = trustAfter(...streams);
  return negotiation(now(today), now(today), readerOf(now(today), person), 't1');
};
const recordOf = (today: string, ...streams: Past[][]) => {
  const moment = trustAfter(...streams).now(today);
  return { moment, record: moment.tables.threads.get('t1')! };
};

/** Served at 10, countered at 14, and at 12 agreed; the ball lay three, five and eight days. */
const twelve = thread.offerOf({}, '12');
const three = { ...thread.onTable(twelve), side: 'GIVER', episode: 1, round: 3, rationale: 'halfway', replyBy: '2026-03-31' } as const;
const agreedAtTwelve = threadOf(
  't1',
  {},
  day('2026-03-05', thread.countered(2)),
  day('2026-03-10', { type: 'OfferCountered', by: thread.giver, data: three }),
  ...signing(twelve).map((move) => day('2026-03-18', move)),
);

describe('differences between two offers', () => {
  it('are told field by field, nested fields by their path and lists as wholes', () => {
    const after = thread.offerOf({ means: ['low beds'], confidence: 4, contribution: { amount: '6', conversion: null } }, '14');
    expect(fieldDifferences(thread.offerOf({ statement: after.statement }), after)).toEqual([
      { field: 'measured.target', before: '"10"', after: '"14"' },
      { field: 'contribution', before: null, after: '{"amount":"6","conversion":null}' },
      { field: 'means', before: '["intentional rounding","low beds"]', after: '["low beds"]' },
      { field: 'confidence', before: '3', after: '4' },
    ]);
  });

  it('are none between equal offers, and pass over the fields named', () => {
    expect(fieldDifferences(thread.firstOffer, thread.offerOf())).toEqual([]);
    expect(fieldDifferences({ at: 1, to: 2 }, { at: 2, to: 3 }, new Set(['at']))).toEqual([{ field: 'to', before: '2', after: '3' }]);
  });
});

describe('a negotiation', () => {
  it('shows every offer with what differs from the one before', () => {
    const { offers } = read('sue', '2026-04-01', agreedAtTwelve)!;
    expect(
      offers.map(({ side, round, offer, differences }) => [side, round, offer.measured?.target, differences.map(({ field }) => field)]),
    ).toEqual([
      ['GIVER', 1, '10', []],
      ['RECEIVER', 2, '14', ['statement', 'measured.target']],
      ['GIVER', 3, '12', ['statement', 'measured.target']],
    ]);
  });

  it('tells how long each side had the ball; after the acceptance nobody has it', () => {
    const { daysHeld, rounds, questions, phase, standing, holder, due, goal } = read('sue', '2026-06-01', agreedAtTwelve)!;
    expect({ daysHeld, rounds, questions, phase, standing, holder, due, goal }).toEqual({
      daysHeld: { giver: 5, receiver: 3 + 8, arbiter: 0 },
      rounds: 3,
      questions: 0,
      phase: 'COMMITTED',
      standing: 'COMMITTED',
      holder: null,
      due: null,
      goal: 't1',
    });
  });

  it('counts the days of the running ball up to the moment asked about, and the days of earlier episodes', () => {
    const again = [...agreedAtTwelve, ...happened<CatchballEvents>('catchball', 't1', day('2026-04-01', thread.renegotiated()))];
    const { daysHeld, holder, rounds } = read('sue', '2026-04-04', again)!;
    expect({ daysHeld, holder, rounds }).toEqual({
      daysHeld: { giver: 5 + 3, receiver: 3 + 8, arbiter: 0 },
      holder: { side: 'GIVER', post: 'chief-nurse', since: '2026-04-01', vacant: false },
      rounds: 1,
    });
  });

  it('counts the days of the arbiter apart', () => {
    const moves = [thread.countered(2), thread.countered(3), day('2026-03-06', thread.escalated()), day('2026-03-20', thread.directed())];
    expect(read('sue', '2026-06-01', threadOf('t1', {}, ...moves))!.daysHeld).toEqual({ giver: 0, receiver: 4, arbiter: 14 });
  });

  it('says what was conceded: positive where more was promised than first offered', () => {
    expect(read('ann', '2026-04-01', agreedAtTwelve)!.concession).toEqual({ firstTarget: '10', finalTarget: '12', change: '-2' });
    const bolder = threadOf('t1', {}, ...signing(thread.offerOf({}, '8')));
    expect(read('ann', '2026-04-01', bolder)!.concession).toEqual({ firstTarget: '10', finalTarget: '8', change: '2' });
  });

  it('says nothing of a concession while nothing is in force, or about milestones', () => {
    expect(read('ann', '2026-04-01', threadOf('t1'))!.concession).toBeNull();
    const milestones = thread.milestoneOffer();
    expect(read('ann', '2026-04-01', threadOf('t1', { offer: milestones }, ...signing(milestones)))!.concession).toBeNull();
  });

  it('was agreed at once only in round 1, without a question, and by both', () => {
    const atOnce = (...moves: Move[]) => read('ann', '2026-04-01', threadOf('t1', {}, ...moves))!.acceptedAtOnce;
    expect(atOnce(...signing())).toBe(true);
    expect(atOnce(thread.asked(), ...signing())).toBe(false);
    expect(atOnce(thread.countered(2), ...signing(thread.counterOffer))).toBe(false);
    expect(atOnce(thread.countered(2), thread.countered(3), thread.escalated(), thread.directed())).toBe(false);
    expect(atOnce()).toBe(false);
    // What was settled first counts: a later decision does not undo that it was agreed at once.
    expect(atOnce(...signing(), thread.renegotiated(), thread.escalated(), thread.directed(thread.counterOffer, 2))).toBe(true);
  });
});

describe('the move that is awaited', () => {
  it('is due from the holder of the ball by the reply day', () => {
    const { moment, record } = recordOf('2026-03-16', threadOf('t1'));
    expect(awaitedIn(moment, record)).toEqual({
      holder: { side: 'RECEIVER', post: 'medicine', since: '2026-03-02', vacant: false },
      due: '2026-03-16',
    });
    expect(isOverdue(moment, record)).toBe(false);
    expect(isOverdue({ ...moment, today: '2026-03-17' }, record)).toBe(true);
  });

  it('is due later by the working days a question has been open, five at the most', () => {
    const asking = threadOf('t1', {}, thread.asked(thread.receiver, 'RECEIVER', '2026-03-11'));
    const dueOn = (today: string) => {
      const { moment, record } = recordOf(today, asking);
      return [awaitedIn(moment, record).due, isOverdue(moment, record)];
    };
    expect(dueOn('2026-03-13')).toEqual(['2026-03-18', false]);
    expect(dueOn('2026-03-23')).toEqual(['2026-03-23', false]);
    expect(dueOn('2026-03-24')).toEqual(['2026-03-23', true]);
  });

  it('is not overdue while the post is vacant, and is with the deputy where there is one', () => {
    const gone = (...events: Parameters<typeof organised>) => recordOf('2026-04-01', threadOf('t1'), organised(...events));
    const alone = gone(leaves('medicine', 'ben', '2026-03-10'), deputyGone);
    expect(awaitedIn(alone.moment, alone.record).holder?.vacant).toBe(true);
    expect(isOverdue(alone.moment, alone.record)).toBe(false);
    const deputised = gone(leaves('medicine', 'ben', '2026-03-10'));
    expect(awaitedIn(deputised.moment, deputised.record).holder?.vacant).toBe(false);
    expect(isOverdue(deputised.moment, deputised.record)).toBe(true);
  });

  it('is with the successor of a closed post', () => {
    const closed = organised({ type: 'PostClosed', data: { post: 'medicine', on: '2026-03-10', successor: 'surgery', reason: 'merged' } });
    const { moment, record } = recordOf('2026-03-11', threadOf('t1'), closed);
    expect(awaitedIn(moment, record).holder?.post).toBe('surgery');
    expect(awaitedPosts(moment, record)).toEqual(['surgery']);
  });

  it('is the signature of whoever has not signed', () => {
    const half = threadOf('t1', {}, thread.accepted(), thread.signed());
    const { moment, record } = recordOf('2026-03-10', half);
    expect([awaitedIn(moment, record).holder, awaitedIn(moment, record).due, awaitedPosts(moment, record)]).toEqual([
      null,
      '2026-03-09',
      ['chief-nurse'],
    ]);
    expect(isOverdue(moment, record)).toBe(true);
    const nobody = organised(leaves('chief-nurse', 'ann', '2026-03-05'), {
      type: 'DeputyStoodDown',
      data: { post: 'chief-nurse', person: 'dora', lastDay: '2026-03-05', reason: 'new job' },
    });
    const vacant = recordOf('2026-03-10', half, nobody);
    expect(isOverdue(vacant.moment, vacant.record)).toBe(false);
  });

  it('is the decision of the arbiter in charge, who changes every ten working days', () => {
    const escalated = threadOf('t1', {}, thread.countered(2), thread.countered(3), thread.escalated());
    const decidedOn = (today: string) => {
      const { moment, record } = recordOf(today, escalated);
      return [awaitedIn(moment, record).holder?.post, awaitedIn(moment, record).due, isOverdue(moment, record)];
    };
    expect(decidedOn('2026-04-15')).toEqual(['chief-operating', '2026-04-15', false]);
    expect(decidedOn('2026-04-16')).toEqual(['chief-executive', '2026-04-29', false]);
    expect(decidedOn('2026-04-30')).toEqual(['chief-executive', '2026-04-29', true]);
  });

  it('is overdue too where the board has yet to appoint an arbiter', () => {
    const escalated = threadOf('t1', {}, thread.countered(2), thread.countered(3), thread.escalated({ arbiters: [] }));
    const { moment, record } = recordOf('2026-04-16', escalated);
    expect([awaitedIn(moment, record).holder, awaitedPosts(moment, record), isOverdue(moment, record)]).toEqual([null, [], true]);
  });
});

describe('a private negotiation', () => {
  const secret = { private: true } as const;
  const talks = threadOf('t1', secret, day('2026-03-05', thread.countered(2)), day('2026-03-06', thread.asked(thread.giver, 'GIVER')));

  it('shows to others only that it is there, and between whom', () => {
    const { record, ...shown } = read('sue', '2026-06-01', talks)!;
    expect(record.id).toBe('t1');
    expect(shown).toEqual({
      id: 't1',
      openness: 'STANDING_ONLY',
      phase: 'OPEN',
      standing: 'IN_NEGOTIATION',
      giver: 'chief-nurse',
      receiver: 'medicine',
      holder: null,
      due: null,
      overdue: false,
      goal: null,
      offers: [],
      moves: [],
      daysHeld: { giver: 0, receiver: 0, arbiter: 0 },
      rounds: 0,
      questions: 0,
      concession: null,
      acceptedAtOnce: null,
    });
  });

  it('shows to its sides as any other', () => {
    const { openness, offers, moves, questions, overdue } = read('rita', '2026-06-01', talks)!;
    expect([openness, offers.length, moves.length, questions, overdue]).toEqual(['ALL', 2, 3, 1, true]);
  });

  it('shows from its commitment on, without what was conceded before, and what came after in full', () => {
    const settled = threadOf(
      't1',
      secret,
      day('2026-03-05', thread.countered(2)),
      ...signing(thread.counterOffer).map((move) => day('2026-03-09', move)),
    );
    const again = [
      ...settled,
      ...happened<CatchballEvents>(
        'catchball',
        't1',
        day('2026-04-01', thread.renegotiated(thread.receiver, 'RECEIVER', thread.onTable(twelve))),
      ),
    ];
    const { openness, offers, moves, daysHeld, concession, acceptedAtOnce, phase } = read('sue', '2026-04-03', again)!;
    expect({ openness, daysHeld, concession, acceptedAtOnce, phase }).toEqual({
      openness: 'FROM_COMMITMENT',
      daysHeld: { giver: 2, receiver: 0, arbiter: 0 },
      concession: null,
      acceptedAtOnce: null,
      phase: 'OPEN',
    });
    expect(moves.map(({ type }) => type)).toEqual(['CommitmentMade', 'RenegotiationOpened']);
    expect(offers.map(({ offerHash, differences }) => [offerHash, differences])).toEqual([[hashOf(twelve), []]]);
    expect(read('ann', '2026-04-03', again)!.offers).toHaveLength(3);
  });

  it("of a single person is not even there for whoever is not of the person's line", () => {
    const ofNurse = threadOf('t1', { giver: 'ward-7', receiver: 'ward-7-nurse' });
    expect([read('sue', '2026-04-01', ofNurse), read('wim', '2026-04-01', ofNurse)?.openness]).toEqual([null, 'ALL']);
  });

  it('that nobody has served is null', () => expect(read('aud', '2026-04-01')).toBeNull());
});

describe('the statistics of threads', () => {
  const statistics = (person: string, ...streams: Past[][]) => {
    const moment = trustAfter(...streams).now('2026-04-01');
    return catchballStatistics(moment, moment, readerOf(moment, person), [...moment.tables.threads.values()]);
  };
  const streams = [
    threadOf('t1', {}, ...signing()),
    threadOf('t2', {}, ...signing()),
    told.directed('t3'),
    threadOf('t4', { private: true }),
    threadOf('t5', {}, day('2026-03-04', thread.countered(2)), ...signing(thread.counterOffer).map((move) => day('2026-03-05', move))),
  ];

  it('tell rounds, days, and how much was agreed at once or directed, of the threads the reader sees as a whole', () => {
    expect(statistics('sue', ...streams)).toEqual({
      threads: 4,
      settled: 4,
      meanRounds: (1 + 1 + 3 + 2) / 4,
      daysHeld: { giver: 1, receiver: 2, arbiter: 0 },
      shareAcceptedAtOnce: 0.5,
      shareDirected: 0.25,
      overdue: 0,
    });
    const { threads, overdue } = statistics('ann', ...streams);
    expect([threads, overdue]).toEqual([5, 1]);
  });

  it('say nothing about shares where nothing is settled', () => {
    expect(statistics('sue')).toEqual({
      threads: 0,
      settled: 0,
      meanRounds: null,
      daysHeld: { giver: 0, receiver: 0, arbiter: 0 },
      shareAcceptedAtOnce: null,
      shareDirected: null,
      overdue: 0,
    });
  });

  it('do not take a question of a later episode for one of the first', () => {
    const moment = trustAfter(
      threadOf('t1', {}, ...signing(), thread.renegotiated(), thread.asked(as('chief-nurse', 'ann'), 'GIVER')),
    ).now();
    expect(isAcceptedAtOnce(moment.tables.threads.get('t1')!, moment.tables.moves.of('t1'))).toBe(true);
  });
});
