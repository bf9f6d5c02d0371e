/** One unit: its people, its goals, its threads and measures, and what is found about it. */
import { deputiesOn, signersOn } from '../organisation/line.js';
import type { AimId, CycleId, GoalId, MeasureId, PersonId, ThreadId, UnitId } from '../vocabulary.js';
import { isActive } from '../views/parents.js';
import { standsFor } from '../views/structure.js';
import type { MeasureClass, Moment, PostRecord, UnitRecord } from '../views/index.js';
import { currentCycle, standingOf } from './alignment-node.reading.js';
import { findings, type Finding } from './findings.reading.js';
import { catchballStatistics, type CatchballStatistics } from './negotiation.reading.js';
import { opennessAt, seesGoal, type Reader } from './openness.reading.js';

export interface PostOnPage {
  readonly post: PostRecord;
  readonly holders: readonly PersonId[];
  readonly deputies: readonly PersonId[];
  readonly vacant: boolean;
}

export interface UnitPage {
  readonly unit: UnitRecord;
  readonly parent: UnitRecord | null;
  readonly children: readonly UnitRecord[];
  /** Those open on the day. */
  readonly posts: readonly PostOnPage[];
  readonly cycle: CycleId | null;
  readonly goals: readonly GoalId[];
  /** Aims sponsored by a post of the unit. */
  readonly sponsored: readonly AimId[];
  /** Threads in which one of its posts is a side and that are not over. */
  readonly threads: readonly ThreadId[];
  readonly measures: readonly { readonly measure: MeasureId; readonly class: MeasureClass['class'] | null }[];
  readonly statistics: CatchballStatistics;
  readonly findings: readonly Finding[];
}

/** Null where no unit has that id at the moment. A post's threads and aims are those of the posts it succeeded too. */
export const unitPage = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  id: UnitId,
  asked: { readonly cycle?: CycleId | null } = {},
): UnitPage | null => {
  const { tables, today } = moment;
  const unit = tables.units.get(id);
  if (!unit) return null;
  const cycle = asked.cycle ?? currentCycle(moment);
  const posts = tables.postsByUnit.of(id).flatMap((post) => {
    const record = tables.posts.get(post);
    return record && (record.closed === null || record.closed.on > today) ? [record] : [];
  });
  const standing = new Set(posts.flatMap((post) => standsFor(moment, post.id, today)));
  const sides = [...standing].flatMap((post) => [...tables.threadsByGiver.of(post), ...tables.threadsByReceiver.of(post)]);
  const threads = [...new Set(sides)]
    .map((thread) => tables.threads.get(thread)!)
    .filter((thread) => thread.state.thread.cycle === cycle && opennessAt(reader, now, thread) !== 'NONE');
  const goals = tables.goalsByUnit.of(id).map((goal) => tables.goals.get(goal)!);
  return {
    unit,
    parent: unit.parent === null ? null : (tables.units.get(unit.parent) ?? null),
    children: tables.unitsByParent.of(id).flatMap((child) => tables.units.get(child) ?? []),
    posts: posts.map((post) => {
      const holders = signersOn(post, today);
      return { post, holders, deputies: deputiesOn(post, today), vacant: holders.length === 0 };
    }),
    cycle,
    goals: goals
      .filter((goal) => goal.unit === id && goal.cycle === cycle && isActive(goal) && seesGoal(reader, now, goal.id))
      .map((goal) => goal.id),
    sponsored: cycle === null ? [] : tables.aimsByCycle.of(cycle).filter((aim) => standing.has(tables.aims.get(aim)!.terms.sponsor)),
    threads: threads.filter((thread) => standingOf(thread) !== null).map((thread) => thread.id),
    measures: [...new Set([...tables.measuresByUnit.of(id), ...tables.measuresClassedBy.of(id)])].map((measure) => ({
      measure,
      class: tables.measures.get(measure)?.classes.find((each) => each.unit === id)?.class ?? null,
    })),
    statistics: catchballStatistics(moment, now, reader, threads),
    findings: findings(moment, now, reader, { cycle, unit: id }),
  };
};
