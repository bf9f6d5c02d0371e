/** Whose list of work may look different after what happened: worked out once, and then asked for person by person. */
import type { Recorded } from '#kernel';
import { leadsAbove } from '../organisation/line.js';
import type { MeasureId, PostId } from '../vocabulary.js';
import { worksIn } from '../views/planning.facts.js';
import { standsFor, structureOf } from '../views/structure.js';
import type { Moment, ThreadRecord } from '../views/index.js';
import { measuresInUse } from './figures-of-measure.reading.js';
import { aggregateOf } from './history.reading.js';
import { awaitedIn, awaitedPosts, isPostVacant } from './negotiation.reading.js';
import type { Reader } from './openness.reading.js';

/** What an event is about, as far as somebody's work may follow from it; EVERYBODY where days are counted anew. */
export interface WorkTouch {
  readonly ordinal: number;
  readonly about: 'THREAD' | 'GOAL' | 'MEASURE' | 'AIM' | 'POST' | 'EVERYBODY' | null;
  readonly subject: string;
}

const abouts: Readonly<Record<string, WorkTouch['about']>> = { catchball: 'THREAD', goal: 'GOAL', measure: 'MEASURE' };

/** What to remember of an event to know later whose work it touched. */
export const workTouch = (event: Recorded): WorkTouch => {
  const { ordinal, subject, type } = event;
  const about = abouts[aggregateOf(event)];
  if (about) return { ordinal, about, subject };
  if (type === 'CalendarChanged' || type === 'FinalArbiterNamed') return { ordinal, about: 'EVERYBODY', subject };
  const { aim, post } = event.data as { readonly aim?: unknown; readonly post?: unknown };
  if (typeof aim === 'string') return { ordinal, about: 'AIM', subject: aim };
  if (typeof post === 'string') return { ordinal, about: 'POST', subject: post };
  return { ordinal, about: null, subject };
};

/** The list as a whole has to be asked for again. */
const everything = Symbol('everything');
type Told = string | typeof everything;

/** Whose work was touched between two positions: of the posts named then and now, in which somebody may be waited for. */
export class TouchedWork {
  private readonly byPost = new Map<PostId, Set<Told>>();
  private readonly moments: readonly [Moment, Moment];
  private everybody = false;
  private used: readonly ReadonlySet<MeasureId>[] | undefined;

  constructor(
    earlier: Moment,
    private readonly now: Moment,
    touches: Iterable<WorkTouch>,
  ) {
    this.moments = [{ ...earlier, at: now.at, today: now.today }, now];
    for (const touch of touches) for (const moment of this.moments) this.note(moment, touch);
  }

  private tell(post: PostId | null | undefined, told: Told): void {
    if (post === null || post === undefined) return;
    const known = this.byPost.get(post);
    if (known) known.add(told);
    else this.byPost.set(post, new Set([told]));
  }

  private note(moment: Moment, { about, subject }: WorkTouch): void {
    const { threads, goals, aims } = moment.tables;
    if (about === 'EVERYBODY') this.everybody = true;
    else if (about === 'POST') this.ofPost(moment, subject);
    else if (about === 'MEASURE') this.ofMeasure(moment, subject);
    else if (about === 'THREAD') {
      const thread = threads.get(subject);
      if (thread) this.ofThread(moment, thread);
    } else if (about === 'GOAL') {
      const goal = goals.get(subject);
      if (!goal) return;
      for (const post of [goal.owner, ...goal.conditions.map(({ owner }) => owner), ...goal.grants.map(({ fundedBy }) => fundedBy)])
        this.tell(post, subject);
      if (goal.terms.measured) this.ofUse(moment, goal.terms.measured.measure);
    } else if (about === 'AIM') {
      const aim = aims.get(subject);
      if (!aim) return;
      this.tell(aim.terms.sponsor, subject);
      this.ofUse(moment, aim.terms.measured.measure);
    }
  }

  private ofThread(moment: Moment, thread: ThreadRecord): void {
    const { giver, receiver } = thread.state.thread;
    for (const post of [giver, receiver]) this.tell(post, thread.id);
    if (thread.state.phase === 'escalated') this.tell(awaitedIn(moment, thread).holder?.post, thread.id);
    // Whoever stands above a vacant post is waited for to fill it.
    for (const post of awaitedPosts(moment, thread)) if (isPostVacant(moment, post)) this.above(moment, post, post);
  }

  private ofMeasure(moment: Moment, id: MeasureId): void {
    const { measures, postsByUnit, posts } = moment.tables;
    const measure = measures.get(id);
    if (!measure) return;
    for (const post of postsByUnit.of(measure.unit)) if (worksIn(posts.get(post), measure.unit)) this.tell(post, id);
    this.tell(measure.definition.steward, id);
  }

  /** Figures are waited for as soon as somebody works by them, and no longer than that. */
  private ofUse(moment: Moment, id: MeasureId): void {
    this.used ??= this.moments.map(measuresInUse);
    if (this.used[0]!.has(id) !== this.used[1]!.has(id)) this.ofMeasure(moment, id);
  }

  private ofPost(moment: Moment, id: PostId): void {
    this.tell(id, everything);
    this.above(moment, id, everything);
  }

  private above(moment: Moment, id: PostId, told: Told): void {
    const post = moment.tables.posts.get(id);
    if (post) for (const lead of leadsAbove(structureOf(moment), post, moment.today)) this.tell(lead, told);
  }

  /**
   * The threads, goals, measures, aims and posts about which a reader may now be waited for, or no longer; null where the
   * whole list has to be asked for again. More may be named than look different in the list, never fewer.
   */
  subjectsFor(reader: Reader, only: PostId | null = null): readonly string[] | null {
    if (this.everybody) return null;
    const found = new Set<string>();
    for (const post of only === null ? reader.posts : [only])
      for (const named of standsFor(this.now, post, this.now.today))
        for (const told of this.byPost.get(named) ?? []) {
          if (told === everything) return null;
          found.add(told);
        }
    return [...found];
  }
}
