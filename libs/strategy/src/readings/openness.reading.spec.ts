import { as, happened, thread, told, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import { opennessAt, readerOf, seesGoal, seesThread, threadOpenness } from './openness.reading.js';

const { trustAfter, threadOf, committed, signing } = told;
const organised = (...events: Parameters<typeof happened<OrganisationEvents>>[2][]): Past[] =>
  happened<OrganisationEvents>('organisation', 'trust', ...events);
const coach = organised(
  { type: 'PostAdded', data: { post: 'coach', unit: 'board', title: 'Coach', role: 'COACH', leads: false } },
  { type: 'HolderAppointed', data: { post: 'coach', person: 'cleo', from: '2025-04-01', to: null } },
);
/** Falls in medicine, negotiated by the chief nurse (ann, deputy dora) and medicine (ben, deputy rita) between themselves. */
const secret = { private: true } as const;
const everybody = ['ann', 'dora', 'ben', 'rita', 'carl', 'eve', 'sue', 'wim', 'nia', 'dan', 'aud', 'adi', 'cleo', 'stranger'];
const opennessFor = (streams: Past[][], today?: string) => {
  const { now } = trustAfter(coach, ...streams);
  const moment = now(today);
  const groups: Record<string, string[]> = {};
  for (const person of everybody) (groups[threadOpenness(readerOf(moment, person), moment, 't1')] ??= []).push(person);
  return groups;
};

describe('a reader', () => {
  it('stands in the posts held, deputised or acted for on the day', () => {
    const moment = trustAfter(coach).now();
    expect(readerOf(moment, 'ann')).toEqual({ person: 'ann', posts: new Set(['chief-nurse']), isAuditor: false, isCoach: false });
    expect(readerOf(moment, 'dora').posts).toEqual(new Set(['chief-nurse']));
    expect(readerOf(moment, 'aud').isAuditor).toBe(true);
    expect(readerOf(moment, 'cleo').isCoach).toBe(true);
    expect(readerOf(moment, 'stranger').posts).toEqual(new Set());
  });

  it('stands in no post that was left or closed', () => {
    const { now } = trustAfter(
      organised(
        { type: 'HolderLeft', data: { post: 'medicine', person: 'ben', lastDay: '2026-03-31', reason: 'retires' } },
        { type: 'PostClosed', data: { post: 'ward-7', on: '2026-04-01', successor: 'medicine', reason: 'merged' } },
      ),
    );
    expect([readerOf(now('2026-03-31'), 'ben').posts.size, readerOf(now('2026-04-01'), 'ben').posts.size]).toEqual([1, 0]);
    expect([readerOf(now('2026-03-31'), 'wim').posts.size, readerOf(now('2026-04-01'), 'wim').posts.size]).toEqual([1, 0]);
  });
});

describe('an open thread', () => {
  it('shows to everybody signed in', () => expect(opennessFor([threadOf('t1')])).toEqual({ ALL: everybody }));
});

describe('a private thread', () => {
  const sides = ['ann', 'dora', 'ben', 'rita'];

  it('shows to its sides and auditors, to others only that there is a negotiation', () => {
    expect(opennessFor([threadOf('t1', secret)])).toEqual({
      ALL: [...sides, 'aud'],
      STANDING_ONLY: ['carl', 'eve', 'sue', 'wim', 'nia', 'dan', 'adi', 'cleo', 'stranger'],
    });
  });

  it('opens from its first commitment on, and its earlier offers stay with the sides', () => {
    expect(opennessFor([committed('t1', secret)])).toEqual({
      ALL: [...sides, 'aud'],
      FROM_COMMITMENT: ['carl', 'eve', 'sue', 'wim', 'nia', 'dan', 'adi', 'cleo', 'stranger'],
    });
  });

  it('opens as a whole once both sides agree to it, not when one does, however often', () => {
    const opened = (...sidesThatAgreed: ('GIVER' | 'RECEIVER')[]) =>
      threadOf('t1', secret, ...signing(), ...sidesThatAgreed.map((side) => ({ type: 'EarlierOffersOpened', data: { side } }) as const));
    expect(opennessFor([opened('GIVER', 'GIVER')]).FROM_COMMITMENT).toContain('sue');
    expect(opennessFor([opened('GIVER', 'RECEIVER')])).toEqual({ ALL: everybody });
  });

  it('opens to the arbiter in charge on escalation, and to the next one up when it passes on', () => {
    const escalated = threadOf('t1', secret, thread.countered(2), thread.countered(3), thread.escalated());
    expect(opennessFor([escalated], '2026-04-15').ALL).toEqual([...sides, 'carl', 'aud']);
    expect(opennessFor([escalated], '2026-04-16').ALL).toEqual([...sides, 'carl', 'eve', 'aud']);
  });

  it('stays open to the arbiter who decided', () => {
    const returned = {
      by: thread.arbiter,
      type: 'BallReturned',
      data: { arbiter: 'chief-operating', rationale: 'talk', ball: 'GIVER', replyBy: '2026-04-20' },
    } as const;
    const escalated = [thread.countered(2), thread.countered(3), thread.escalated()];
    expect(opennessFor([threadOf('t1', secret, ...escalated, returned)]).ALL).toEqual([...sides, 'carl', 'aud']);
    expect(opennessFor([told.directed('t1', secret)]).ALL).toEqual([...sides, 'carl', 'aud']);
    expect(opennessFor([told.directed('t1', secret)]).FROM_COMMITMENT).toContain('eve');
  });

  it('goes with the post: to the successor, away from who has left', () => {
    const handedOver = organised(
      { type: 'PostClosed', data: { post: 'medicine', on: '2026-04-01', successor: 'surgery', reason: 'merged' } },
      { type: 'HolderLeft', data: { post: 'chief-nurse', person: 'ann', lastDay: '2026-03-31', reason: 'retires' } },
    );
    expect(opennessFor([threadOf('t1', secret), handedOver]).ALL).toEqual(['dora', 'sue', 'aud']);
  });

  it('is judged by the rights of today over its past, in which nothing had opened yet', () => {
    const { now, asOf, log } = trustAfter(committed('t1', secret));
    const commitment = log.findIndex(({ type }) => type === 'CommitmentMade') + 1;
    const sue = readerOf(now(), 'sue');
    const past = (position: number) => asOf(position).tables.threads.get('t1')!;
    expect(opennessAt(sue, now(), past(commitment - 1))).toBe('STANDING_ONLY');
    expect(opennessAt(sue, now(), past(commitment))).toBe('FROM_COMMITMENT');
    expect([commitment - 1, commitment].map((position) => seesThread(sue, now(), past(position)))).toEqual([false, true]);
    expect(seesThread(readerOf(now(), 'ben'), now(), past(commitment - 1))).toBe(true);
  });

  it('that came to nothing is no longer in negotiation for others', () => {
    const { now } = trustAfter(threadOf('t1', secret, { type: 'ThreadWithdrawn', data: { reason: 'no time', cause: null } }));
    const record = now().tables.threads.get('t1')!;
    expect(['ann', 'sue', 'aud'].map((person) => opennessAt(readerOf(now(), person), now(), record))).toEqual(['ALL', 'NONE', 'ALL']);
  });

  it('that does not exist shows to nobody', () => {
    const moment = trustAfter().now();
    expect(threadOpenness(readerOf(moment, 'aud'), moment, 't9')).toBe('NONE');
  });
});

describe("a single person's goal", () => {
  const ofNurse = { giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' };
  const persons = ['ben', 'rita', 'carl', 'eve', 'wim', 'nia', 'aud', 'cleo'];
  const seers = (streams: Past[][]) => {
    const moment = trustAfter(coach, ...streams).now();
    return everybody.filter((person) => seesGoal(readerOf(moment, person), moment, 't1'));
  };

  it('shows to the person, the line above, coaches and auditors', () => expect(seers([committed('t1', ofNurse)])).toEqual(persons));

  it('shows to everybody where a lead owns it', () => expect(seers([committed('t1')])).toEqual(everybody));

  it('is hidden with the thread it comes from, from the first offer on', () => {
    const others = ['ann', 'dora', 'sue', 'dan', 'adi', 'stranger'];
    expect(opennessFor([threadOf('t1', ofNurse)])).toEqual({ ALL: persons, NONE: others });
    expect(opennessFor([committed('t1', ofNurse)])).toEqual({ ALL: persons, NONE: others });
  });

  it('shows of a private thread to the line and coaches no more than of any other', () => {
    expect(opennessFor([threadOf('t1', { ...ofNurse, ...secret })])).toEqual({
      ALL: ['wim', 'nia', 'aud'],
      STANDING_ONLY: ['ben', 'rita', 'carl', 'eve', 'cleo'],
      NONE: ['ann', 'dora', 'sue', 'dan', 'adi', 'stranger'],
    });
  });

  it('does not come into the open because its post was entered in error or handed to a lead', () => {
    const error = organised({ type: 'PostEnteredInError', data: { post: 'ward-7-nurse', reason: 'typed twice' } });
    expect(seers([committed('t1', ofNurse), error])).toEqual(['aud', 'cleo']);
    const closed = organised({ type: 'PostClosed', data: { post: 'ward-7-nurse', on: '2026-04-01', successor: 'ward-7', reason: 'ends' } });
    expect(seers([committed('t1', ofNurse), closed])).toEqual(['ben', 'rita', 'carl', 'eve', 'wim', 'aud', 'cleo']);
  });
});

describe('a pledge asked of another unit', () => {
  it('shows to the arbiter of both and to nobody else while it is private', () => {
    const served = { ...secret, giver: 'medicine', receiver: 'surgery', kind: 'PLEDGE' } as const;
    const asked = { type: 'QuestionAsked', by: as('surgery', 'sue'), data: { side: 'RECEIVER', question: 'when?', round: 1 } } as const;
    const moves: readonly Parameters<typeof happened<CatchballEvents>>[2][] = [asked];
    expect(opennessFor([threadOf('t1', served, ...moves)]).ALL).toEqual(['ben', 'rita', 'sue', 'aud']);
  });
});
