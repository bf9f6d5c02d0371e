/** One list of everything a person is waited for, overdue first: each item opens on the one action it wants. */
import type { Day } from '#kernel';
import { saidPeriod } from '../arithmetic/in-words.js';
import { addWorkingDays } from '../arithmetic/working-days.js';
import { awaitedSides, isInPlay } from '../catchball/catchball.state.js';
import { leadsAbove } from '../organisation/line.js';
import type { MeasureId, Period, PostId, Side } from '../vocabulary.js';
import { isActive } from '../views/parents.js';
import { worksIn } from '../views/planning.facts.js';
import { standsFor, structureOf } from '../views/structure.js';
import type { AimRecord, GoalRecord, MeasureRecord, Moment, PostRecord, ThreadRecord } from '../views/index.js';
import { calendarOf, dueDayOf, measuresInUse, missingPeriods } from './figures-of-measure.reading.js';
import { awaitedIn, awaitedPosts, isPostVacant } from './negotiation.reading.js';

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

/** Missing figures named one by one, the latest; more are only spoken of. */
const periodsNamedMax = 12;
/** The lead above names an acting holder within this many working days. */
export const vacancyWorkingDays = 10;

/** The last day on which somebody stood in a post that is vacant; null where nobody ever did. */
export const lastStoodIn = ({ tables, today }: Moment, id: PostId): Day | null => {
  const { holders = [], acting = [], deputies = [] } = tables.posts.get(id) ?? {};
  const ends = [...holders, ...acting, ...deputies].flatMap(({ to }) => (to !== null && to < today ? [to] : []));
  return ends.length === 0 ? null : ends.reduce((last, day) => (day > last ? day : last));
};

/** By when somebody has to be named for a vacant post whose move a thread awaits. */
export const namedBy = (moment: Moment, post: PostId, thread: ThreadRecord): Day =>
  addWorkingDays(lastStoodIn(moment, post) ?? thread.ballSince, vacancyWorkingDays, calendarOf(moment));

/** Gathers what waits for one person; what two of their posts could do is listed once. */
class Gathering {
  readonly items: WorkItem[] = [];
  /** Post named in a thread, goal or aim → the person's own post that stands for it. */
  private readonly mine = new Map<PostId, PostId>();
  private readonly posts: readonly PostRecord[];

  constructor(
    private readonly moment: Moment,
    posts: readonly PostId[],
  ) {
    this.posts = posts.flatMap((post) => moment.tables.posts.get(post) ?? []);
    for (const post of posts) for (const named of standsFor(moment, post, moment.today)) this.mine.set(named, post);
  }

  private add(
    kind: WorkKind,
    subject: WorkItem['subject'],
    post: PostId,
    text: string,
    due: Day | null,
    periods: readonly Period[] = [],
  ): void {
    this.items.push({ kind, subject, post, text, due, overdue: due !== null && due < this.moment.today, periods });
  }

  all(): void {
    const { tables } = this.moment;
    for (const [named, post] of this.mine) {
      for (const id of tables.threadsByGiver.of(named)) this.ofSide(tables.threads.get(id)!, post, 'GIVER');
      for (const id of tables.threadsByReceiver.of(named)) this.ofSide(tables.threads.get(id)!, post, 'RECEIVER');
    }
    for (const aim of tables.aims.values()) this.ofAim(aim);
    for (const goal of tables.goals.values()) if (isActive(goal)) this.ofGoal(goal);
    this.numbers();
    if (this.posts.some(({ leads, role }) => leads || role === 'EXECUTIVE')) this.fromAbove();
  }

  private ofSide(thread: ThreadRecord, post: PostId, side: Side): void {
    const { state, id } = thread;
    const { statement } = (isInPlay(state) ? state.episode.table : (state.inForce ?? state.episode.table)).offer;
    const add = (kind: WorkKind, text: string, day: Day | null): void =>
      this.add(kind, { kind: 'THREAD', id }, post, `${text}: ${statement}`, day);
    const { due } = awaitedIn(this.moment, thread);
    const awaited = awaitedSides(state).includes(side);
    if (state.phase === 'open') {
      if (state.question && state.question.side !== side) add('QUESTION', 'A question waits for your answer', due);
      else if (awaited && !state.question) add('BALL', `You hold the ball in round ${state.episode.round}`, due);
    } else if (state.phase === 'tentative' && awaited) add('SIGNATURE', 'Your signature is awaited', due);
    else if (state.phase === 'escalated' && awaited) add('SETTLEMENT', 'The other side takes its escalation back; confirm it', due);
    const { change = null, releaseProposed = null } = state.inForce ?? {};
    if (change && side === 'RECEIVER') add('CONFIRMATION', 'The parent changed: confirm or renegotiate', change.confirmBy);
    if (releaseProposed && releaseProposed.side !== side) add('RELEASE', 'The other side proposes to release this commitment', null);
  }

  private ofAim({ id, status, terms, gap }: AimRecord): void {
    const sponsor = this.mine.get(terms.sponsor);
    if (sponsor !== undefined && status === 'ADOPTED' && gap)
      this.add('GAP_REVIEW', { kind: 'AIM', id }, sponsor, `Look again at the gap accepted: ${gap.plan}`, gap.reviewOn);
  }

  private ofGoal({ id, owner, terms, conditions, grants, milestones, gap }: GoalRecord): void {
    const add = (kind: WorkKind, named: PostId, text: string, due: Day): void => {
      const post = this.mine.get(named);
      if (post !== undefined) this.add(kind, { kind: 'GOAL', id }, post, text, due);
    };
    for (const { state, owner: named, text, due } of conditions) if (state === 'OPEN') add('CONDITION', named, text, due);
    for (const { state, fundedBy, text, deliverBy } of grants) if (state === 'DUE') add('GRANT', fundedBy, text, deliverBy);
    for (const { done, text, due } of milestones) if (done === null) add('MILESTONE', owner, text, due);
    if (terms.kind === 'MILESTONE' && terms.baselineBy !== null)
      add('MILESTONE', owner, `Find the baseline and revise the goal to a measured one: ${terms.statement}`, terms.baselineBy);
    if (gap) add('GAP_REVIEW', owner, `Look again at the gap accepted: ${gap.plan}`, gap.reviewOn);
  }

  /** Figures of measures in use: any post that works in the measure's unit may give them, and its steward. */
  private numbers(): void {
    const { tables } = this.moment;
    const asked = new Map<MeasureId, PostId>();
    for (const post of this.posts)
      for (const id of tables.measuresByUnit.of(post.unit)) if (worksIn(post, post.unit)) asked.set(id, post.id);
    for (const { id, definition } of tables.measures.values()) {
      const steward = definition.steward === null ? undefined : this.mine.get(definition.steward);
      if (steward !== undefined) asked.set(id, steward);
    }
    if (asked.size === 0) return;
    const used = measuresInUse(this.moment);
    for (const [id, post] of asked) if (used.has(id)) this.number(tables.measures.get(id)!, post);
  }

  private number(measure: MeasureRecord, post: PostId): void {
    const missing = missingPeriods(this.moment, measure);
    const periods = missing.slice(-periodsNamedMax);
    const [oldest] = periods;
    if (oldest === undefined) return;
    const count = missing.length > periods.length ? `more than ${periodsNamedMax} figures, the latest` : `${periods.length} figures,`;
    const text = `${measure.definition.name}: ${missing.length === 1 ? `the figure for ${saidPeriod(oldest)}` : `${count} from ${saidPeriod(oldest)} on`}`;
    this.add('NUMBER', { kind: 'MEASURE', id: measure.id }, post, text, dueDayOf(measure, oldest, calendarOf(this.moment)), periods);
  }

  /** What waits for whoever stands above the sides: decisions, and vacant posts below that hold something up. */
  private fromAbove(): void {
    const { tables } = this.moment;
    const vacancies = new Map<PostId, ThreadRecord>();
    for (const thread of tables.threads.values()) {
      if (!isInPlay(thread.state)) continue;
      if (thread.state.phase === 'escalated') this.decision(thread);
      for (const post of awaitedPosts(this.moment, thread))
        if (!vacancies.has(post) && isPostVacant(this.moment, post)) vacancies.set(post, thread);
    }
    for (const [post, thread] of vacancies) this.vacancy(post, thread);
  }

  private decision(thread: ThreadRecord): void {
    const { holder, due } = awaitedIn(this.moment, thread);
    const post = holder ? this.mine.get(holder.post) : undefined;
    const { statement } = thread.state.episode.table.offer;
    if (post !== undefined)
      this.add('DECISION', { kind: 'THREAD', id: thread.id }, post, `Decide what the two sides could not: ${statement}`, due);
  }

  /** For the nearest lead above in whose post somebody stands. */
  private vacancy(id: PostId, thread: ThreadRecord): void {
    const { tables, today } = this.moment;
    const vacant = tables.posts.get(id);
    if (!vacant) return;
    const lead = leadsAbove(structureOf(this.moment), vacant, today).find((above) => !isPostVacant(this.moment, above));
    const post = lead === undefined ? undefined : this.mine.get(lead);
    if (post !== undefined)
      this.add(
        'VACANCY',
        { kind: 'POST', id },
        post,
        `${vacant.title} is vacant and its move is awaited: name an acting holder`,
        namedBy(this.moment, id, thread),
      );
  }
}

/** What is due without a day comes last. */
const never: Day = '9999-12-31';

/** What waits for a person in the posts they stand in today, overdue first, then by the day it is due. */
export const myWork = (moment: Moment, posts: readonly PostId[]): WorkItem[] => {
  const gathering = new Gathering(moment, posts);
  gathering.all();
  const dueOf = ({ due }: WorkItem): Day => due ?? never;
  return gathering.items.sort(
    (one, other) => Number(other.overdue) - Number(one.overdue) || (dueOf(one) < dueOf(other) ? -1 : dueOf(one) > dueOf(other) ? 1 : 0),
  );
};
