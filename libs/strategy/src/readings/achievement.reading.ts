/** How far an aim or goal has come: attainment, pace and activity, period by period, and what lies under it. */
import type { Day } from '#kernel';
import { saidDay } from '../arithmetic/in-words.js';
import { achievementOf, activityOf, type Achievement } from '../arithmetic/attainment.js';
import { addPeriods } from '../arithmetic/days.js';
import {
  rollUp,
  watermelonOf,
  type CountedChild,
  type RollUpChild,
  type RollUpParent,
  type RolledUp,
  type Watermelon,
} from '../arithmetic/roll-up.js';
import { planOf, windowOf } from '../arithmetic/trajectory.js';
import { sumOf } from '../arithmetic/figures.js';
import type { MeasureId, MeasuredTerms, ParentRef, Period, RollUpMethod } from '../vocabulary.js';
import { goalIdOf, type GoalRecord, type MeasureRecord, type MilestoneState, type Moment, type ThreadRecord } from '../views/index.js';
import { cellsOf, missedAtTheEnd, type AchievementCell, type Readings } from './achievement-cells.reading.js';
import { AddingUp, threadsUnder } from './adds-up.reading.js';
import { dueUpTo, plannedMeasureOf, readingsOf } from './figures-of-measure.reading.js';
import { personsGoal, seesThread, type Reader } from './openness.reading.js';

export interface GoalAchievement {
  readonly subject: ParentRef;
  readonly measure: MeasureId | null;
  /** Null without a measured target. */
  readonly measured: Achievement | null;
  readonly activity: { readonly done: number; readonly due: number; readonly activity: number | null };
  /** The latest period that has come due, or was reported since. */
  readonly latest: AchievementCell | null;
  readonly cells: readonly AchievementCell[];
  /** The plans of earlier revisions, kept beside the one in force. */
  readonly ghosts: readonly { readonly revision: number; readonly on: Day; readonly plan: readonly { period: Period; value: number }[] }[];
  readonly rollUp: RolledUp;
  /** The own measure and what lies under it contradict each other. */
  readonly watermelon: Watermelon | null;
  /** Due periods in a row, up to the latest, that were MISSED. */
  readonly missedInARow: number;
}

interface Subject {
  readonly ref: ParentRef;
  readonly terms: MeasuredTerms | null;
  readonly due: Day;
  readonly method: RollUpMethod;
  readonly milestones: readonly MilestoneState[];
}

const ofGoal = ({ id, terms, rollUp: method, milestones }: GoalRecord): Subject => ({
  ref: { kind: 'GOAL', id },
  terms: terms.measured,
  due: terms.due,
  method,
  milestones,
});

const subjectOf = ({ tables }: Moment, ref: ParentRef): Subject | null => {
  const aim = ref.kind === 'AIM' ? tables.aims.get(ref.id) : undefined;
  if (aim) return { ref, terms: aim.terms.measured, due: aim.terms.due, method: aim.terms.rollUp, milestones: [] };
  const goal = ref.kind === 'GOAL' ? tables.goals.get(ref.id) : undefined;
  return goal ? ofGoal(goal) : null;
};

/** A child of a roll-up, or why it is none. */
type Child = { readonly child: RollUpChild; readonly hidden: boolean } | { readonly leftOut: RolledUp['leftOut'][number] };

/**
 * Reads achievements at one moment for one reader (`null` reads everything); keep one for many questions. A single
 * person's goal counts in what its parent comes to, the same for every reader; who may not see it finds neither its
 * name nor its figures among the children.
 */
export class Achieving {
  private readonly sums: AddingUp;
  private readonly measuredKnown = new Map<string, Achievement | null>();
  private readonly readingsKnown = new Map<MeasureId, Readings>();

  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader | null,
    sums?: AddingUp,
  ) {
    this.sums = sums ?? new AddingUp(moment, now, reader);
  }

  /** Null where no aim or goal has that id. */
  of(ref: ParentRef): GoalAchievement | null {
    const { moment } = this;
    const subject = subjectOf(moment, ref);
    if (!subject) return null;
    const measure = subject.terms ? moment.tables.measures.get(subject.terms.measure) : undefined;
    const cells = measure && subject.terms ? cellsOf(moment, measure, subject.terms, subject.due, this.readings(measure.id)) : [];
    const lastDue = measure ? dueUpTo(measure, moment) : '';
    const children = this.childrenOf(ref);
    return {
      subject: ref,
      measure: measure?.id ?? null,
      measured: this.measuredOf(ref),
      activity: activityAt(subject, moment.today),
      latest: cells.findLast(({ reported, period }) => reported || period <= lastDue) ?? null,
      cells,
      ghosts: this.ghostsOf(ref, measure),
      rollUp: this.rolledUp(subject, children),
      watermelon: contradiction(cells, children),
      missedInARow: missedAtTheEnd(cells),
    };
  }

  /** Attainment and pace of the subject's own measure. */
  measuredOf(ref: ParentRef): Achievement | null {
    const key = `${ref.kind}:${ref.id}`;
    const known = this.measuredKnown.get(key);
    if (known !== undefined) return known;
    const subject = subjectOf(this.moment, ref);
    const measured = subject && this.achieved(subject, this.moment, (measure) => this.readings(measure));
    this.measuredKnown.set(key, measured);
    return measured;
  }

  private readings(measure: MeasureId): Readings {
    let known = this.readingsKnown.get(measure);
    if (!known) this.readingsKnown.set(measure, (known = readingsOf(this.moment, measure)));
    return known;
  }

  private achieved({ terms, due }: Subject, moment: Moment, readings: (measure: MeasureId) => Readings): Achievement | null {
    const measure = terms ? moment.tables.measures.get(terms.measure) : undefined;
    if (!terms || !measure) return null;
    return achievementOf({
      terms,
      due,
      measure: plannedMeasureOf(measure),
      readings: readings(measure.id),
      dueUpTo: dueUpTo(measure, moment),
    });
  }

  private rolledUp(subject: Subject, children: readonly Child[]): RolledUp {
    const { ref, terms, method } = subject;
    const measured = this.measuredOf(ref);
    const rolled = rollUp(
      {
        method,
        own: measured?.attainment ?? null,
        ownPeriodsOverdue: measured?.periodsOverdue ?? 0,
        jop: terms?.jop ?? null,
        target: terms?.target ?? null,
        direction: (terms && this.moment.tables.measures.get(terms.measure)?.definition.direction) ?? null,
        need: method === 'SUM' ? (this.sums.of(ref)?.need ?? null) : null,
        milestones: activityAt(subject, this.moment.today),
      },
      children.flatMap((each) => ('child' in each ? [each.child] : [])),
    );
    const hidden = new Set(children.flatMap((each) => ('child' in each && each.hidden ? [each.child.id] : [])));
    return {
      ...rolled,
      counted: rolled.counted.map((each) =>
        hidden.has(each.child) ? { ...each, ...withheld, note: 'counts; its figures are for the person and their line' } : each,
      ),
      leftOut: [...rolled.leftOut, ...children.flatMap((each) => ('leftOut' in each ? [each.leftOut] : []))],
    };
  }

  /** The goals that serve a parent, with those that no longer do and why. */
  private childrenOf(ref: ParentRef): Child[] {
    return threadsUnder(this.moment, ref).flatMap((thread) => this.childBy(thread) ?? []);
  }

  private childBy(thread: ThreadRecord): Child | null {
    const { moment, now, reader } = this;
    const { tables } = moment;
    const id = goalIdOf(thread);
    const goal = tables.goals.get(id);
    const link = goal?.links.find((each) => each.thread === thread.id);
    const { inForce } = thread.state;
    const hidden = reader !== null && !seesThread(reader, now, thread);
    const unit = goal?.unit ?? tables.posts.get(thread.state.thread.receiver)?.unit ?? '';
    const name = hidden ? personsGoal : (tables.units.get(unit)?.name ?? unit);
    if (link?.released)
      return {
        leftOut: { child: id, name, because: hidden ? 'released' : `released on ${saidDay(link.released.on)}: ${link.released.reason}` },
      };
    if (!inForce) return null;
    const { offer } = inForce;
    const isPledge = thread.state.thread.kind === 'PLEDGE';
    if (isPledge && offer.contribution === null)
      return { leftOut: { child: id, name, because: 'a pledge without a stated contribution helps, and counts nowhere' } };
    const dropped = goal?.closed?.outcome === 'DROPPED' ? goal.closed : null;
    const asKnown = dropped ? { ordinal: dropped.ordinal, on: dropped.on } : null;
    const measured = goal ? this.lastValueOf(goal, asKnown) : null;
    return {
      hidden,
      child: {
        id,
        name,
        // A pledge helps a peer: it has no place in the parent's average.
        link: isPledge ? { kind: 'SUPPORTS', strength: 'MEDIUM' } : (link?.link ?? offer.link),
        weight: link?.weight ?? offer.weight,
        attainment: measured?.attainment ?? null,
        note: dropped
          ? `dropped on ${saidDay(dropped.on)}; keeps its weight at its last value`
          : goal
            ? (measured?.because ?? null)
            : 'agreed; its goal is being made',
        periodsOverdue: measured?.periodsOverdue ?? 0,
        contribution: (link ?? offer).contribution?.amount ?? null,
        parts: goal ? this.partsOf(goal.terms.measured, measured, asKnown?.ordinal) : null,
        jop: offer.measured?.jop ?? null,
        target: offer.measured?.target ?? null,
        milestones: goal ? activityAt(ofGoal(goal), moment.today) : { done: 0, due: 0 },
      },
    };
  }

  /** A goal's own achievement; a dropped one's as it was known when it was dropped. */
  private lastValueOf(goal: GoalRecord, asKnown: { readonly ordinal: number; readonly on: Day } | null): Achievement | null {
    if (!asKnown) return this.measuredOf({ kind: 'GOAL', id: goal.id });
    const then = { ...this.moment, today: asKnown.on };
    return this.achieved(ofGoal(goal), then, (measure) => readingsOf(this.moment, measure, asKnown.ordinal));
  }

  /** Numerator and denominator over the periods compared, or, before any figure, over the jump-off point's window. */
  private partsOf(terms: MeasuredTerms | null, measured: Achievement | null, upTo: number | undefined): RollUpChild['parts'] {
    const measure = terms ? this.moment.tables.measures.get(terms.measure) : undefined;
    if (!terms || !measure) return null;
    const readings = upTo === undefined ? this.readings(measure.id) : readingsOf(this.moment, measure.id, upTo);
    const { frequency } = measure.definition;
    const window = Array.from({ length: windowOf(terms, frequency) }, (_, index) => addPeriods(frequency, terms.jopFrom, index));
    const periods = measured && measured.periods.length > 0 ? measured.periods : window;
    const parts = periods.flatMap((period) => {
      const { numerator = null, denominator = null } = readings.get(period) ?? {};
      return numerator === null || denominator === null ? [] : [{ numerator, denominator }];
    });
    return parts.length === 0
      ? null
      : { numerator: sumOf(parts.map(({ numerator }) => numerator)), denominator: sumOf(parts.map(({ denominator }) => denominator)) };
  }

  /** Plans of earlier revisions on the same measure. */
  private ghostsOf({ kind, id }: ParentRef, measure: MeasureRecord | undefined): GoalAchievement['ghosts'] {
    const { tables } = this.moment;
    const revisions = kind === 'GOAL' ? tables.goalRevisions.of(id) : tables.aimRevisions.of(id);
    return revisions.slice(0, -1).flatMap(({ revision, on, terms: { measured, due } }) => {
      if (!measure || measured?.measure !== measure.id) return [];
      return [{ revision, on, plan: planOf(measured, due, plannedMeasureOf(measure)).map(({ period, value }) => ({ period, value })) }];
    });
  }
}

/** What of a counted child is not everybody's to see. */
const withheld = {
  attainment: null,
  contribution: null,
  parts: null,
  jop: null,
  target: null,
  milestones: { done: 0, due: 0 },
  withheld: true,
} as const satisfies Partial<CountedChild>;

const nothingOfItsOwn: Omit<RollUpParent, 'method'> = {
  own: null,
  ownPeriodsOverdue: 0,
  jop: null,
  target: null,
  direction: null,
  need: null,
  milestones: { done: 0, due: 0 },
};

const activityAt = ({ milestones }: Subject, today: Day): GoalAchievement['activity'] =>
  activityOf(
    milestones.map(({ due, done }) => ({ due, done: done !== null })),
    today,
  );

/** The own measure against the weighted children. */
const contradiction = (cells: readonly AchievementCell[], children: readonly Child[]): Watermelon | null => {
  const counted = children.flatMap((each) => ('child' in each ? [each.child] : []));
  if (counted.length === 0) return null;
  return watermelonOf(
    cells.map(({ status }) => status),
    rollUp({ method: 'WEIGHTED', ...nothingOfItsOwn }, counted),
  );
};
