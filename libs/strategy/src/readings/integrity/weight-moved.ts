import { atLeast } from '../../arithmetic/compare.js';
import { saidDay, saidShare } from '../../arithmetic/in-words.js';
import type { GoalId, ParentRef, ThreadId } from '../../vocabulary.js';
import { goalIdOf, type Moment } from '../../views/index.js';
import { childThreads, isActive, resolveParent } from '../../views/parents.js';
import { decidersOf } from './deciders.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';
import { evidenceOf, missedLately, saidPeriods, targetAt } from './measured-target.js';

interface Child {
  readonly goal: GoalId;
  readonly thread: ThreadId;
  readonly weight: number;
}

/** The active goals in a parent's average; a pledge helps a peer and has no place in one. */
const childrenOf = ({ tables }: Moment, parent: ParentRef): Child[] =>
  childThreads(tables, parent).flatMap((id) => {
    const record = tables.threads.get(id)!;
    const goal = tables.goals.get(goalIdOf(record));
    const link = goal?.links.find(({ thread, released }) => thread === id && released === null);
    return goal && link && isActive(goal) && record.state.thread.kind !== 'PLEDGE'
      ? [{ goal: goal.id, thread: id, weight: Number(link.weight) }]
      : [];
  });

/** Misses of a child that fails; one alone may be chance. */
const missesMin = 2;

/** What each child is of the whole. */
const shares = (children: readonly Child[]): ReadonlyMap<ThreadId, number> => {
  const whole = children.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(whole === 0 ? [] : children.map(({ thread, weight }) => [thread, weight / whole]));
};

/** The link whose weight the event changed, and the parent it lies under. */
const reweighted = ({ touch, before, after }: Decided): ParentRef | null => {
  const goal = after.tables.goals.get(touch.subject)!;
  const thread = touch.of ?? goal.agreement.thread;
  const linkIn = ({ tables }: Moment) => tables.goals.get(touch.subject)?.links.find((link) => link.thread === thread && !link.released);
  const [old, renewed] = [linkIn(before), linkIn(after)];
  return old && renewed && old.weight !== renewed.weight ? resolveParent(after.tables, renewed.parent) : null;
};

const look = (decided: Decided): readonly Found[] => {
  const { touch, before, after } = decided;
  const parent = reweighted(decided);
  if (!parent) return [];
  const children = childrenOf(before, parent);
  const [old, renewed] = [shares(children), shares(childrenOf(after, parent))];
  return children.flatMap(({ goal, thread }): Found[] => {
    const [had, has] = [old.get(thread), renewed.get(thread)];
    if (had === undefined || has === undefined || atLeast(has, had)) return [];
    const target = targetAt(before, { kind: 'GOAL', id: goal });
    const missed = target ? missedLately(before, target) : [];
    if (!target || missed.length < missesMin) return [];
    const { persons, words, events } = decidersOf(decided);
    return [
      {
        subject: target.ref,
        unit: target.unit,
        cycle: target.cycle,
        text: `${words} moved weight off it on ${saidDay(touch.on)}, from ${saidShare(had)} to ${saidShare(has)} of its parent’s average, after it had missed ${saidPeriods(target, missed)}: ${target.statement}`,
        evidence: [...evidenceOf(target, missed), ...events],
        decidedBy: persons,
      },
    ];
  });
};

export const weightMovedOff: IntegrityRule = {
  code: 'WEIGHT_MOVED_OFF',
  severity: 'HIGH',
  sentence: 'A goal lost weight in its parent’s average after it had missed its plan in two or more of the last three reported periods.',
  decidedBy: ['LinkReweighted', 'GoalRevised'],
  look,
};
