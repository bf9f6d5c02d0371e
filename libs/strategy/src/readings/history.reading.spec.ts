import type { Recorded } from '#kernel';
import { happened, thread, told, trust, type Past } from '#testing';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { differencesMade, historyOf } from './history.reading.js';
import { readerOf } from './openness.reading.js';

const { trustAfter, threadOf, committed } = told;

/** The history of a subject for a person: the events with the fields they changed; `…` where what was before is not theirs. */
const story = (person: string, subject: string, ...streams: Past[][]) => {
  const { now, asOf, log } = trustAfter(...streams);
  return historyOf(now(), now(), readerOf(now(), person), subject).map(({ ordinal, openness }) => {
    const event = log[ordinal - 1] as Recorded;
    const made = openness === 'ALL' ? differencesMade(asOf(ordinal - 1), asOf(ordinal), subject, event).map(({ field }) => field) : ['…'];
    return [event.type, ...made];
  });
};
const lastDifferences = (subject: string, ...streams: Past[][]) => {
  const { asOf, log } = trustAfter(...streams);
  return differencesMade(asOf(log.length - 1), asOf(log.length), subject, log.at(-1) as Recorded);
};

describe('what an event changed', () => {
  it('is told field by field, before and after, without bookkeeping', () => {
    const revised = happened<StrategyEvents>('strategy', 'trust', {
      type: 'AimRevised',
      data: { aim: 'aim-1', revision: 2, terms: { ...trust.aimTerms, due: '2027-06-30' }, reason: 'board' },
    });
    expect(lastDifferences('aim-1', revised)).toEqual([
      { field: 'terms.due', before: '"2027-03-31"', after: '"2027-06-30"' },
      { field: 'revision', before: '1', after: '2' },
    ]);
  });

  it('of a figure is told by its period', () => {
    const reading = { period: '2026-03', numerator: null, denominator: null, late: true, import: null };
    const corrected = happened<MeasureEvents>('measure', 'falls', {
      type: 'ObservationCorrected',
      data: { ...reading, value: '21', reason: 'recount' },
    });
    expect(lastDifferences('falls', told.figures('falls', { '2026-03': '19' }), corrected)).toEqual([
      { field: 'figures.2026-03.value', before: '"19"', after: '"21"' },
      { field: 'figures.2026-03.late', before: 'false', after: 'true' },
      { field: 'figures.2026-03.corrected', before: 'false', after: 'true' },
    ]);
    const closed = happened<MeasureEvents>('measure', 'falls', { type: 'PeriodClosed', data: { period: '2026-03' } });
    expect(lastDifferences('falls', closed)).toEqual([{ field: 'figures.2026-03.closed', before: null, after: 'true' }]);
  });

  it('of a chart is told by what was said about it', () => {
    const reason = 'the system was down';
    const ghost = happened<MeasureEvents>('measure', 'falls', { type: 'PointGhosted', data: { period: '2026-03', reason } });
    expect(lastDifferences('falls', ghost)).toEqual([
      { field: 'chart', before: null, after: expect.stringContaining('"2026-03":"the system was down"') },
    ]);
    const chosen = happened<MeasureEvents>('measure', 'falls', { type: 'ChartTargetSet', data: { from: null, value: '20', reason } });
    expect(lastDifferences('falls', ghost, chosen)).toEqual([{ field: 'chart.targets.from the beginning', before: null, after: '"20"' }]);
    const note = happened<MeasureEvents>('measure', 'falls', {
      type: 'MeasureAnnotated',
      data: { period: '2026-03', text: 'moved', reference: null },
    });
    const withdrawn = happened<MeasureEvents>('measure', 'falls', { type: 'AnnotationWithdrawn', data: { annotation: 1, reason } });
    expect(lastDifferences('falls', note, withdrawn)).toEqual([{ field: 'annotations.1', before: '"moved"', after: null }]);
    expect(lastDifferences('falls', note)).toEqual([{ field: 'annotations.1', before: null, after: '"moved"' }]);
  });

  it('of a goal is told of the goal, though a thread has the same id', () => {
    const done = committed(
      't1',
      { offer: thread.milestoneOffer() },
      { type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'report', reason: 'over' } },
    );
    expect(lastDifferences('t1', done).map(({ field }) => field)).toEqual(['status', 'closed']);
    expect(
      lastDifferences('t1', committed('t1'), happened('catchball', 't1', thread.renegotiated() as never)).map(({ field }) => field),
    ).toContain('phase');
  });

  it('of a True North, of the organisation and of a post is told of those', () => {
    const draft = happened<StrategyEvents>('strategy', 'trust', {
      type: 'TrueNorthDrafted',
      data: { unit: 'board', statement: 'Kind', dimensions: [], reason: 'new' },
    });
    expect(lastDifferences('board', draft).map(({ field }) => field)).toEqual(['draft']);
    const organised = (event: Parameters<typeof happened<OrganisationEvents>>[2]) =>
      happened<OrganisationEvents>('organisation', 'trust', event);
    expect(
      lastDifferences('trust', organised({ type: 'CalendarChanged', data: { closed: ['2026-05-04'], open: [], reason: 'site day' } })),
    ).toEqual([{ field: 'closed', before: '[]', after: '["2026-05-04"]' }]);
    expect(
      lastDifferences('medicine', organised({ type: 'PostRetitled', data: { post: 'medicine', title: 'Acute', reason: 'merged' } })),
    ).toEqual([{ field: 'title', before: '"medicine"', after: '"Acute"' }]);
  });

  it('is nothing where the subject is only mentioned', () => {
    const { asOf, log } = trustAfter(threadOf('t1'));
    expect(differencesMade(asOf(log.length - 1), asOf(log.length), 'aim-1', log.at(-1) as Recorded)).toEqual([]);
  });
});

describe('a history', () => {
  it('tells every event about a subject in order, also what other streams say of it', () => {
    expect(story('sue', 'medicine', committed('t1')).map(([type]) => type)).toEqual([
      'PostAdded',
      'HolderAppointed',
      'DeputyNamed',
      'BallServed',
      'GoalEstablished',
    ]);
  });

  it('is that of the moment asked about', () => {
    const { now, asOf, log } = trustAfter(threadOf('t1', {}, thread.countered(2)));
    expect(historyOf(asOf(log.length - 1), now(), readerOf(now(), 'sue'), 't1')).toEqual([{ ordinal: log.length - 1, openness: 'ALL' }]);
  });

  it('is empty of what does not exist', () => expect(story('aud', 'nothing')).toEqual([]));
});

describe('the history of a private thread', () => {
  const secret = committed('t1', { private: true });
  const since = happened<GoalEvents>('goal', 't1', {
    type: 'GoalClosed',
    data: { outcome: 'ACHIEVED', evidence: 'report', reason: 'over' },
  });

  it('begins for others with the commitment, without what was before, and is not counted before', () => {
    expect(story('sue', 't1', secret, since).map(([type, first]) => [type, first])).toEqual([
      ['CommitmentMade', '…'],
      ['GoalEstablished', 'id'],
      ['GoalClosed', 'status'],
    ]);
    expect(story('ben', 't1', secret, since)).toHaveLength(7);
    expect(story('sue', 't1', threadOf('t1', { private: true }, thread.countered(2)))).toEqual([]);
  });

  it('is missing too where its aim, its posts and its cycle tell theirs', () => {
    const served = threadOf('t1', { private: true });
    expect(story('sue', 'aim-1', served).map(([type]) => type)).toEqual(['CandidateAdopted']);
    expect(story('sue', 'medicine', served).map(([type]) => type)).not.toContain('BallServed');
    expect(story('rita', 'medicine', served).map(([type]) => type)).toContain('BallServed');
    expect(story('aud', 'aim-1', served).map(([type]) => type)).toEqual(['CandidateAdopted', 'BallServed']);
  });
});

describe("the history of a single person's goal", () => {
  const nurse = committed('n1', { giver: 'ward-7', receiver: 'ward-7-nurse', unit: 'ward-7-unit' });

  it('is told to the person and their line, and to others not even by its unit or measure', () => {
    expect(story('nia', 'n1', nurse)).toHaveLength(6);
    expect(story('wim', 'n1', nurse)).toHaveLength(6);
    expect(story('sue', 'n1', nurse)).toEqual([]);
    expect(story('sue', 'n1', threadOf('n1', { giver: 'ward-7', receiver: 'ward-7-nurse' }))).toEqual([]);
    expect(story('sue', 'falls', nurse).map(([type]) => type)).toEqual(['MeasureDefined']);
    expect(story('sue', 'ward-7-nurse', nurse).map(([type]) => type)).toEqual(['PostAdded', 'HolderAppointed']);
  });
});
