import { isRejection, type Recorded } from '#kernel';
import { happened, thread, told, type Past } from '#testing';
import type { AccessEvents } from '../access/access.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { PolicyLogEvents } from '../policies/policy-log.events.js';
import type { SealEvents } from '../seal/seal.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { eventTypes } from '../catalogue.js';
import type { Moment } from '../views/index.js';
import { historyOf } from './history.reading.js';
import { lookedMax, searchLog, type LogFound, type LogPlace, type LogQuestion } from './log-search.reading.js';
import { logSubjectOf } from './log-subject.reading.js';
import { readerOf } from './openness.reading.js';

const { trustAfter, threadOf, committed } = told;

const found = (moment: Moment, now: Moment, person: string, asked: Partial<LogQuestion> = {}, place: Partial<LogPlace> = {}): LogFound => {
  const question = { from: 1, to: moment.position, ...asked };
  const answer = searchLog(moment, now, readerOf(now, person), question, { first: 1_000, ...place });
  if (isRejection(answer)) throw new Error(answer.because);
  return answer;
};
/** What somebody finds in the log of the small trust after these streams, the newest first. */
const search = (streams: readonly Past[][], person: string, asked: Partial<LogQuestion> = {}, place: Partial<LogPlace> = {}) => {
  const { now, log } = trustAfter(...streams);
  const { entries, ...rest } = found(now(), now(), person, asked, place);
  return { ...rest, ordinals: entries.map(({ ordinal }) => ordinal), types: entries.map(({ ordinal }) => log[ordinal - 1]!.type) };
};

const story = [committed('t1'), threadOf('t2', { receiver: 'surgery', unit: 'surgery-unit' }), told.figures('falls', { '2026-03': '19' })];

describe('a search of the log', () => {
  it('finds everything there is, the newest first or the oldest', () => {
    const { log } = trustAfter(...story);
    const { ordinals, totalCount, hasMore, lookedTo } = search(story, 'aud');
    expect(ordinals).toEqual(log.map(({ ordinal }) => ordinal).reverse());
    expect([totalCount, hasMore, lookedTo]).toEqual([log.length, false, 1]);
    expect(search(story, 'aud', {}, { oldestFirst: true }).ordinals).toEqual(log.map(({ ordinal }) => ordinal));
  });

  it('finds what a person did, in whichever post, and what was done in a post', () => {
    expect(search(story, 'aud', { person: 'ben', types: new Set(['CandidateNominated', 'CommitmentSigned']) }).types).toEqual([
      'CommitmentSigned',
      'CandidateNominated',
    ]);
    expect(search(story, 'aud', { person: 'nobody' })).toMatchObject({ ordinals: [], totalCount: 0, hasMore: false });
    expect(search(story, 'aud', { post: 'policy:agreement-makes-goal' }).types).toEqual(['GoalEstablished']);
    const { log } = trustAfter(...story);
    const served = log.filter(({ meta: { actor } }) => actor.post === 'chief-nurse').map(({ ordinal }) => ordinal);
    expect(search(story, 'aud', { post: 'chief-nurse' }).ordinals).toEqual(served.reverse());
  });

  it('finds kinds of events', () => {
    expect(search(story, 'aud', { types: new Set(['BallServed']) }).types).toEqual(['BallServed', 'BallServed']);
    expect(search(story, 'aud', { types: new Set() }).types).toEqual([]);
  });

  it('finds of a subject exactly what its history tells, whoever asks', () => {
    const streams = [...story, committed('secret', { private: true, giver: 'chief-nurse', receiver: 'ward-7', unit: 'ward-7-unit' })];
    const { now, log } = trustAfter(...streams);
    const subjects = ['t1', 't2', 'secret', 'aim-1', 'medicine', 'medicine-unit', 'falls', 'cycle-26', 'trust', 'nothing'];
    for (const person of ['aud', 'sue', 'ben', 'wim', 'nia', 'nobody'])
      for (const subject of subjects) {
        const history = historyOf(now(), now(), readerOf(now(), person), subject);
        const answer = found(now(), now(), person, { subject }, { oldestFirst: true });
        expect([person, subject, answer.entries, answer.totalCount]).toEqual([person, subject, history, history.length]);
      }
    expect(log.length).toBeGreaterThan(50);
  });

  it('finds of a unit what its posts, measures, goals and negotiations tell, figures included, and nothing of another', () => {
    const { ordinals, types } = search(story, 'aud', { unit: 'surgery-unit' });
    expect(types).toEqual(expect.arrayContaining(['BallServed', 'HolderAppointed', 'PostAdded', 'UnitAdded']));
    expect(types).not.toContain('GoalEstablished');
    expect(search(story, 'aud', { unit: 'medicine-unit' }).types).toContain('ObservationRecorded');
    expect(search(story, 'aud', { unit: 'surgery-unit', subject: 't2' }).ordinals).toEqual([ordinals[types.indexOf('BallServed')]]);
    expect(search(story, 'aud', { unit: 'no-such-unit' }).ordinals).toEqual([]);
  });

  it('keeps to a stretch of the log', () => {
    expect(search(story, 'aud', { from: 5, to: 7 }).ordinals).toEqual([7, 6, 5]);
    expect(search(story, 'aud', { from: 7, to: 5 })).toMatchObject({ ordinals: [], totalCount: 0, hasMore: false, lookedTo: null });
    expect(search(story, 'aud', { from: 5, to: 7, subject: 'operations' }).ordinals).toEqual([5]);
  });

  it('goes on page by page, either way, and counts the same on each', () => {
    const whole = search(story, 'sue', { types: new Set(['PostAdded', 'BallServed']) });
    for (const oldestFirst of [false, true]) {
      const pages: number[] = [];
      for (let after: number | null = null, hasMore = true; hasMore;) {
        const page = search(story, 'sue', { types: new Set(['PostAdded', 'BallServed']) }, { first: 4, after, oldestFirst });
        expect(page.totalCount).toBe(whole.totalCount);
        expect(page.ordinals.length).toBeLessThanOrEqual(4);
        pages.push(...page.ordinals);
        [after, hasMore] = [page.lookedTo, page.hasMore];
      }
      expect(pages).toEqual(oldestFirst ? [...whole.ordinals].reverse() : whole.ordinals);
    }
  });

  it('finds at an earlier moment what there was then', () => {
    const { now, asOf } = trustAfter(...story);
    expect(found(asOf(10), now(), 'aud').entries.map(({ ordinal }) => ordinal)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
});

describe('what a search leaves out', () => {
  const noted = (person: string) =>
    happened<AccessEvents>('access', `of-${person}`, {
      type: 'AccessRecorded',
      data: { person, kind: 'EXPORT', subject: null, upTo: 5, hour: '2026-03-02T08' },
    });
  const own = [
    noted('aud'),
    noted('ben'),
    happened<SealEvents>('seal', 'log', {
      type: 'SealPlaced',
      data: { ordinal: 1, lastEventId: 'e1', digest: '0'.repeat(64), previousSeal: null },
    }),
  ];
  const types = new Set(['AccessRecorded', 'SealPlaced']);

  it('is who took what from the record, but for auditors, administrators and themselves', () => {
    expect(search(own, 'aud', { types }).totalCount).toBe(3);
    expect(search(own, 'adi', { types }).totalCount).toBe(3);
    expect(search(own, 'ben', { types }).types).toEqual(['SealPlaced', 'AccessRecorded']);
    expect(search(own, 'sue', { types }).types).toEqual(['SealPlaced']);
  });

  it('is what a private thread and a single person’s goal keep, counted nowhere and told by nobody’s name', () => {
    const kept = [
      threadOf('t1', { private: true }, thread.countered(2)),
      committed('n1', { giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' }),
    ];
    const all = search(kept, 'aud');
    const { log } = trustAfter(...kept);
    const open = log.filter(({ subject }) => subject !== 't1' && subject !== 'n1').length;
    expect(all.totalCount).toBe(log.length);
    expect(search(kept, 'sue')).toMatchObject({ totalCount: open });
    expect(search(kept, 'sue', { person: 'nia' }).totalCount).toBe(0);
    expect(search(kept, 'sue', { types: new Set(['OfferCountered', 'GoalEstablished']) }).totalCount).toBe(0);
    expect(search(kept, 'nia', { types: new Set(['GoalEstablished']) }).totalCount).toBe(1);
  });

  it('is what stood before a private thread opened, while the commitment itself shows', () => {
    const { now } = trustAfter(committed('t1', { private: true }));
    const made = found(now(), now(), 'sue', { types: new Set(['CommitmentMade', 'OfferAccepted']) });
    expect(made.entries.map(({ openness }) => openness)).toEqual(['WITHOUT_BEFORE']);
  });

  it('is what the service owes in a thread that is not theirs to see', () => {
    const streams = [
      threadOf('t1', { private: true, receiver: 'surgery', unit: 'surgery-unit' }),
      happened<StrategyEvents>('strategy', 'trust', { type: 'AimDropped', data: { aim: 'aim-1', reason: 'no money' } }),
    ];
    const [key] = trustAfter(...streams)
      .now()
      .tables.debts.keys();
    const stuck = happened<PolicyLogEvents>('policy', 'log', {
      type: 'PolicyStuck',
      data: { key: key!, policy: 'parent-ended', cause: 'e1', code: 'NotYourBall', because: 'it is another’s' },
    });
    const counts = ['aud', 'sue', 'ann', 'ben'].map(
      (person) => search([...streams, stuck], person, { types: new Set(['PolicyStuck']) }).totalCount,
    );
    expect(counts).toEqual([1, 1, 1, 0]);
  });
});

describe('a search of more than one answer may look at', () => {
  it('says how far it looked, goes on from there and does not count', () => {
    const { now } = trustAfter();
    const line = { type: 'ObservationRecorded', person: 'dan', post: 'data-steward' };
    const rare = { type: 'SealPlaced', person: 'service', post: 'policy:seal' };
    const size = lookedMax * 2 + 500;
    const list = (key: string) => Array.from({ length: 1_024 }, (_, index) => ((Number(key) - 1) * 1_024 + index + 1 === 3 ? rare : line));
    const lists = new Map<string, ReturnType<typeof list>>();
    const logLines = { of: (key: string) => lists.get(key) ?? lists.set(key, list(key)).get(key)! };
    const long: Moment = { ...now(), position: size, tables: { ...now().tables, logLines } as unknown as Moment['tables'] };
    const asked = { types: new Set(['SealPlaced']) };
    const first = found(long, now(), 'aud', asked);
    expect(first).toEqual({ entries: [], lookedTo: size - lookedMax + 1, hasMore: true, totalCount: null });
    const second = found(long, now(), 'aud', asked, { after: first.lookedTo });
    expect(second).toMatchObject({ entries: [], lookedTo: 501, hasMore: true });
    const last = found(long, now(), 'aud', asked, { after: second.lookedTo });
    expect(last).toEqual({ entries: [{ ordinal: 3, openness: 'ALL' }], lookedTo: 1, hasMore: false, totalCount: null });
    expect(found(long, now(), 'aud', {}, { first: 2 })).toMatchObject({
      entries: [{ ordinal: size }, { ordinal: size - 1 }],
      hasMore: true,
    });
  });
});

describe('what an event is about', () => {
  const streams = [
    ...story,
    threadOf('kept', { private: true, receiver: 'surgery', unit: 'surgery-unit' }),
    happened<MeasureEvents>('measure', 'falls', { type: 'PeriodClosed', data: { period: '2026-03' } }),
    happened<SealEvents>('seal', 'log', {
      type: 'SealPlaced',
      data: { ordinal: 1, lastEventId: 'e1', digest: '0'.repeat(64), previousSeal: null },
    }),
  ];
  const { now, log } = trustAfter(...streams);
  const about = (person: string, type: string, subject?: string) => {
    const event = log.findLast((each) => each.type === type && (subject === undefined || each.subject === subject)) as Recorded;
    const { kind, id, name } = logSubjectOf(now(), now(), readerOf(now(), person), event);
    return [kind, id, name];
  };

  it.each([
    ['OrganisationNamed', ['ORGANISATION', 'trust', null]],
    ['UnitAdded', ['UNIT', 'ward-7-unit', 'Ward 7']],
    ['PostAdded', ['POST', 'administrator', 'administrator']],
    ['ObjectiveSet', ['OBJECTIVE', 'objective-1', 'Zero harm']],
    ['CycleActivated', ['CYCLE', 'cycle-26', '2026/27']],
    ['CandidateNominated', ['CANDIDATE', 'candidate-1', 'Halve falls']],
    ['CandidateAdopted', ['AIM', 'aim-1', 'Halve falls with harm']],
    ['PeriodClosed', ['MEASURE', 'falls', 'Falls with harm']],
    ['SealPlaced', ['RECORD', 'log', null]],
  ])('is said by kind, id and name: %s', (type, expected) => expect(about('aud', type)).toEqual(expected));

  it('has the name of a thread or goal for those who see it', () => {
    expect(about('sue', 'BallServed', 't1')).toEqual(['THREAD', 't1', thread.firstOffer.statement]);
    expect(about('sue', 'GoalEstablished')).toEqual(['GOAL', 't1', thread.firstOffer.statement]);
    expect(about('aud', 'BallServed', 'kept')).toEqual(['THREAD', 'kept', thread.firstOffer.statement]);
    expect(about('nia', 'BallServed', 'kept')).toEqual(['THREAD', 'kept', null]);
  });

  it('is known of every event there is', () => {
    expect(eventTypes.length).toBeGreaterThan(90);
    for (const event of log) expect(logSubjectOf(now(), now(), readerOf(now(), 'aud'), event as Recorded).id).not.toBe('');
  });
});
