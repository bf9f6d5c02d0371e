/** One list of everything a person is waited for, overdue first: each item opens on the one action it wants. */
import type { Day } from '#kernel';
import { addPeriods, periodOf } from '../arithmetic/days.js';
import { awaitedSides } from '../catchball/catchball.state.js';
import { isUnattended, leadsAbove } from '../organisation/line.js';
import type { Period, PostId, Side } from '../vocabulary.js';
import { currentCycle } from './alignment-tree.reading.js';
import { isActive } from '../views/parents.js';
import { standsFor, structureOf } from '../views/structure.js';
import type { GoalRecord, MeasureRecord, Moment, ThreadRecord } from '../views/index.js';
import { calendarOf, dueDayOf, readingsOf } from './figures-of-measure.reading.js';
import { awaitedIn } from './negotiation.reading.js';

export const workKinds = [
  'BALL',
  'QUESTION',
  'SIGNATURE',
  'DECISION',
  'SETTLEMENT',
  'CONFIRMATION',
  'RELEASE',
  'CONDITION',
  'GRANT',
  'MILESTONE',
  'NUMBER',
  'GAP_REVIEW',
  'VACANCY',
] as const;
export type WorkKind = (typeof workKinds)[number];

export interface WorkItem {
  readonly kind: WorkKind;
  /** The thread, goal, measure, aim or post it is about. */
  readonly subject: { readonly kind: 'THREAD' | 'GOAL' | 'MEASURE' | 'AIM' | 'POST'; readonly id: string };
  /** The post it is waited for in. */
  readonly post: PostId;
  readonly text: string;
  readonly due: Day | null;
  readonly overdue: boolean;
  /** The periods whose figures are missing, for NUMBER. */
  readonly periods: readonly Period[];
}

/** Missing figures named one by one; more are only counted. */
const periodsNamedMax = 12;

const ofThread = (moment: Moment, thread: ThreadRecord, post: PostId, side: Side): WorkItem[] => {
  const { state } = thread;
  const statement = (state.inForce ?? state.episode.table).offer.statement;
  const item = (kind: WorkKind, text: string, due: Day | null): WorkItem => ({
    kind,
    subject: { kind: 'THREAD', id: thread.id },
    post,
    text: `${text}: ${statement}`,
    due,
    overdue: due !== null && due < moment.today,
    periods: [],
  });
  const { due } = awaitedIn(moment, thread);
  const awaited = awaitedSides(state).includes(side);
  const items: WorkItem[] = [];
  if (state.phase === 'open') {
    if (state.question && state.question.side !== side) items.push(item('QUESTION', 'A question waits for your answer', due));
    else if (awaited && !state.question) items.push(item('BALL', `You hold the ball in round ${state.episode.round}`, due));
  } else if (state.phase === 'tentative' && awaited) items.push(item('SIGNATURE', 'Your signature is awaited', due));
  else if (state.phase === 'escalated' && awaited) items.push(item('SETTLEMENT', 'The other side takes its escalation back; confirm it', due));
  const change = state.inForce?.change;
  if (change && side === 'RECEIVER') items.push(item('CONFIRMATION', 'The parent changed: confirm or renegotiate', change.confirmBy));
  const released = state.inForce?.releaseProposed;
  if (released && released.side !== side) items.push(item('RELEASE', 'The other side proposes to release this commitment', null));
  return items;
};

const ofGoal = (moment: Moment, goal: GoalRecord, posts: ReadonlySet<PostId>, post: PostId): WorkItem[] => {
  if (!isActive(goal)) return [];
  const item = (kind: WorkKind, text: string, due: Day): WorkItem => ({
    kind,
    subject: { kind: 'GOAL', id: goal.id },
    post,
    text,
    due,
    overdue: due < moment.today,
    periods: [],
  });
  const own = posts.has(goal.owner);
  return [
    ...goal.conditions.filter(({ state, owner }) => state === 'OPEN' && posts.has(owner)).map((each) => item('CONDITION', each.text, each.due)),
    ...goal.grants.filter(({ state, fundedBy }) => state === 'DUE' && posts.has(fundedBy)).map((each) => item('GRANT', each.text, each.deliverBy)),
    ...goal.milestones.filter(({ done }) => own && done === null).map((each) => item('MILESTONE', each.text, each.due)),
    ...(own && goal.gap ? [item('GAP_REVIEW', `Look again at the gap accepted: ${goal.gap.plan}`, goal.gap.reviewOn)] : []),
  ];
};

/** Ended periods without a figure, oldest first, from the first reported one on (the last ended one, before any). */
export const missingPeriods = (moment: Moment, measure: MeasureRecord): readonly Period[] => {
  const readings = readingsOf(moment, measure.id);
  const { frequency } = measure.definition;
  const lastEnded = addPeriods(frequency, periodOf(frequency, moment.today), -1);
  const first = readings.keys().next().value ?? lastEnded;
  const periods: Period[] = [];
  // From the latest backwards: what is missing now matters more than old holes.
  for (let period = lastEnded; period >= first && periods.length < periodsNamedMax; period = addPeriods(frequency, period, -1))
    if (!readings.has(period)) periods.unshift(period);
  return periods;
};

const numbersDue = (moment: Moment, measure: MeasureRecord, post: PostId): WorkItem[] => {
  const periods = missingPeriods(moment, measure);
  const [oldest] = periods;
  if (oldest === undefined) return [];
  const due = dueDayOf(measure, oldest, calendarOf(moment));
  return [
    {
      kind: 'NUMBER',
      subject: { kind: 'MEASURE', id: measure.id },
      post,
      text: `${measure.definition.name}: ${periods.length === 1 ? `the figure of ${oldest}` : `${periods.length} figures, from ${oldest}`}`,
      due,
      overdue: due < moment.today,
      periods,
    },
  ];
};

/** What waits for a person in the posts they stand in today, overdue first, then by the day it is due. */
export const myWork = (moment: Moment, posts: readonly PostId[]): WorkItem[] => {
  const { tables, today } = moment;
  const items: WorkItem[] = [];
  const structure = structureOf(moment);
  for (const post of posts) {
    const all = new Set(standsFor(moment, post, today));
    for (const each of all) {
      for (const id of tables.threadsByGiver.of(each)) items.push(...ofThread(moment, tables.threads.get(id)!, post, 'GIVER'));
      for (const id of tables.threadsByReceiver.of(each)) items.push(...ofThread(moment, tables.threads.get(id)!, post, 'RECEIVER'));
    }
    const record = tables.posts.get(post);
    if (!record) continue;
    const measures = new Set(tables.measuresByUnit.of(record.unit));
    if (record.role !== 'AUDITOR' && record.role !== 'NON_EXECUTIVE' && record.role !== 'PARTNER')
      for (const id of measures) {
        const measure = tables.measures.get(id);
        if (measure && (measure.definition.steward === null || all.has(measure.definition.steward))) items.push(...numbersDue(moment, measure, post));
      }
    const cycle = currentCycle(moment);
    if (cycle === null) continue;
    for (const id of tables.goalsByCycle.of(cycle)) items.push(...ofGoal(moment, tables.goals.get(id)!, all, post));
    if (record.leads || record.role === 'EXECUTIVE')
      for (const id of tables.threadsByCycle.of(cycle)) {
        const thread = tables.threads.get(id)!;
        const { holder, due } = awaitedIn(moment, thread);
        if (thread.state.phase === 'escalated' && holder !== null && all.has(holder.post))
          items.push({
            kind: 'DECISION',
            subject: { kind: 'THREAD', id },
            post,
            text: `Decide what the two sides could not: ${thread.state.episode.table.offer.statement}`,
            due,
            overdue: due !== null && due < today,
            periods: [],
          });
        const vacant = holder?.vacant ? tables.posts.get(holder.post) : undefined;
        if (vacant && isUnattended(vacant, today) && leadsAbove(structure, vacant, today)[0] === post)
          items.push({
            kind: 'VACANCY',
            subject: { kind: 'POST', id: vacant.id },
            post,
            text: `${vacant.title} is vacant and holds a ball: name an acting holder`,
            due: null,
            overdue: false,
            periods: [],
          });
      }
  }
  return items.sort((one, other) => Number(other.overdue) - Number(one.overdue) || ((one.due ?? '9999') < (other.due ?? '9999') ? -1 : 1));
};
