import fc from 'fast-check';
import { Folded, type RecordedOf, type TableShape, type View } from '#kernel';
import { contentsOf, happened, logOf, thread, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import { views } from '../catalogue.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { PolicyLogEvents } from '../policies/policy-log.events.js';
import type { Shapes } from './index.js';

type Event = Parameters<typeof happened<CatchballEvents>>[2];
type GoalEvent = Parameters<typeof happened<GoalEvents>>[2];
type MeasureEvent = Parameters<typeof happened<MeasureEvents>>[2];

const shapes = Object.assign({}, ...views.map(({ tables }) => tables)) as Record<string, TableShape>;
const foldOf = (events: readonly Past[]) => {
  const folded = new Folded<Shapes>(views as View[]);
  for (const event of events) folded.apply(event as RecordedOf<Record<string, unknown>>);
  return folded;
};
const contents = (tables: unknown) => contentsOf(shapes, tables as Parameters<typeof contentsOf>[1]);

/** The beginnings a thread can have, cut at any move. */
const plots: readonly (readonly Event[])[] = [
  [
    ...thread.committed,
    { type: 'ReleaseProposed', data: { side: 'GIVER', reason: 'moved' } },
    { type: 'CommitmentReleased', data: { by: 'BOTH_SIDES', reason: 'moved', cause: null } },
  ],
  [...thread.committed, thread.renegotiated(), thread.declined()],
  [...thread.imposed, thread.renegotiated(), { type: 'ThreadWithdrawn', data: { reason: 'no time', cause: null } }],
  [
    thread.served(),
    thread.asked(),
    { type: 'QuestionAnswered', data: { side: 'GIVER', answer: 'all', round: 1, pausedDays: 1, replyBy: '2026-03-17' } },
    thread.accepted(),
  ],
  [thread.served(), thread.declined(), thread.served({ round: 2 })],
];
const goalPlot: readonly GoalEvent[] = [
  trust.aGoal(thread.milestoneOffer()),
  { type: 'MilestoneDone', data: { milestone: 'audit', on: '2026-03-02', evidence: 'report' } },
  { type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'report', reason: 'done' } },
  { type: 'GoalReopened', data: { reason: 'one ward missing' } },
];
const figure = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  value: fc.integer({ min: 0, max: 99 }),
  kind: fc.constantFrom('first', 'correction', 'withdrawal', 'chart'),
});
const reason = 'as the minutes say';
/** What is said about the chart beside the figures, one thing for each month. */
const chartEvents: readonly ((period: string) => MeasureEvent)[] = [
  (period) => ({ type: 'PointGhosted', data: { period, reason } }),
  (period) => ({ type: 'PointCounted', data: { period, reason } }),
  (from) => ({ type: 'LimitsRecalculated', data: { from, reason, reference: null } }),
  (from) => ({ type: 'RecalculationWithdrawn', data: { from, reason } }),
  (period) => ({ type: 'BaselineSet', data: { baseline: { kind: 'UNTIL', period }, reason } }),
  () => ({ type: 'BaselineCleared', data: { reason } }),
  (period) => ({ type: 'ChartTargetSet', data: { from: `${period}-01`, value: '20', reason } }),
  (period) => ({ type: 'ChartTargetWithdrawn', data: { from: `${period}-01`, reason } }),
  (period) => ({ type: 'MeasureAnnotated', data: { period, text: 'a note', reference: null } }),
  () => ({ type: 'AnnotationWithdrawn', data: { annotation: 1, reason } }),
];
const figureEvent = ({ month, value, kind }: { month: number; value: number; kind: string }): MeasureEvent => {
  const period = `2026-${String(month).padStart(2, '0')}`;
  if (kind === 'chart') return chartEvents[value % chartEvents.length]!(period);
  if (kind === 'withdrawal') return { type: 'ObservationWithdrawn', data: { period, reason: 'error' } };
  const reading = { period, value: String(value), numerator: null, denominator: null, late: false, import: value % 2 ? 'import-1' : null };
  return kind === 'first'
    ? { type: 'ObservationRecorded', data: { ...reading, note: null, reason: null } }
    : { type: 'ObservationCorrected', data: { ...reading, reason: 'recount' } };
};

/** Streams whose events keep their order, thrown together in any order between them. */
const logs = fc
  .record({
    threads: fc.array(fc.record({ plot: fc.nat({ max: plots.length - 1 }), length: fc.integer({ min: 1, max: 7 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    goal: fc.integer({ min: 0, max: goalPlot.length }),
    figures: fc.array(figure, { maxLength: 8 }),
    order: fc.infiniteStream(fc.nat({ max: 1_000 })),
  })
  .map(({ threads, goal, figures, order }) => {
    const streams = [
      ...threads.map(({ plot, length }, index) => {
        const provisional = index > 0 && index % 2 === 1 ? { kind: 'THREAD', id: 'thread-0' } : { kind: 'AIM', id: 'aim-1' };
        const moves = plots[plot]!.slice(0, length).map((event) =>
          event.type === 'BallServed' ? ({ ...event, data: { ...event.data, parent: provisional } } as Event) : event,
        );
        return happened<CatchballEvents>('catchball', `thread-${index}`, ...moves);
      }),
      happened<GoalEvents>('goal', 'goal-1', ...goalPlot.slice(0, goal)),
      happened<MeasureEvents>('measure', 'falls', ...figures.map(figureEvent)),
    ];
    const mixed: Past[] = [];
    while (streams.some((stream) => stream.length > 0)) {
      const left = streams.filter((stream) => stream.length > 0);
      mixed.push(left[order.next().value! % left.length]!.shift()!);
    }
    return trust.trustLog(mixed);
  });

describe('views, live and as of any position', () => {
  it('show at every position what was shown live then, and what a replay up to there shows', () => {
    fc.assert(
      fc.property(logs, fc.nat({ max: 1_000 }), (log, somewhere) => {
        const folded = new Folded<Shapes>(views as View[]);
        const shownLive = [contents(folded.live)];
        for (const event of log) {
          folded.apply(event as RecordedOf<Record<string, unknown>>);
          shownLive.push(contents(folded.live));
        }
        for (let position = 1; position <= log.length; position++) expect(contents(folded.at(position))).toBe(shownLive[position]);
        const position = 1 + (somewhere % log.length);
        expect(contents(foldOf(log.slice(0, position)).live)).toBe(shownLive[position]);
      }),
      { numRuns: 60 },
    );
  });

  it('show nothing before the first event', () => {
    expect(contents(foldOf(trust.trustLog()).at(0))).toBe(contents(foldOf([]).live));
  });
});

describe('a debt', () => {
  const policyEvents = (key: string) => [
    {
      type: 'PolicyStuck',
      data: { key, policy: 'agreement-makes-goal', cause: 'event-1', code: 'GoalIsClosed', because: 'closed' },
    } as const,
    { type: 'PolicyRetried', data: { key } } as const,
    { type: 'PolicySettled', data: { key, outcome: 'NOTHING_TO_DO' } } as const,
  ];

  it('has its whole past too', () => {
    const begun = trust.trustLog(happened<CatchballEvents>('catchball', 'thread-1', ...thread.committed));
    const made = begun.find(({ type }) => type === 'CommitmentMade')!;
    const key = `agreement-makes-goal:${made.id}:thread-1`;
    const log = logOf(
      begun,
      happened<PolicyLogEvents>('policy', 'log', ...policyEvents(key)).map((event) => ({
        ...event,
        meta: { ...event.meta, settles: key },
      })),
    );
    const folded = foldOf(log);
    const stateAt = (position: number) => folded.at(position).debts.get(key)?.state;
    const from = begun.length;
    expect([from - 1, from, from + 1, from + 2, from + 3].map(stateAt)).toEqual([undefined, 'OPEN', 'STUCK', 'OPEN', 'DONE']);
    expect([from, from + 1, from + 2].map((position) => folded.at(position).stuckDebts.has(key))).toEqual([false, true, false]);
  });
});
