import { periodOf, periodsBetween } from '../../arithmetic/days.js';
import { saidDay } from '../../arithmetic/in-words.js';
import { isActive } from '../../views/parents.js';
import { decidersOf } from './deciders.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';
import { agreedBy, aimedAt, evidenceOf, missedLately, runEnds, saidPeriods, targetAt, type Aimed } from './measured-target.js';

const verbs = {
  DROPPED: 'dropped it',
  TO_DAILY_MANAGEMENT: 'handed it to daily management',
  RELEASED: 'released its last commitment',
} as const;

/** How it was taken out of judgement; null where it was judged, or something else than people took it out. */
const takenOut = ({ touch, before, after }: Decided): keyof typeof verbs | null => {
  const { tables } = after;
  if (touch.type === 'AimDropped') return 'DROPPED';
  const goal = tables.goals.get(touch.subject)!;
  if (touch.type === 'GoalClosed') {
    const outcome = goal.closed?.outcome;
    return outcome === 'DROPPED' || outcome === 'TO_DAILY_MANAGEMENT' ? outcome : null;
  }
  const was = before.tables.goals.get(touch.subject);
  const byPeople = tables.threads.get(touch.of!)?.ended?.cause === null;
  return byPeople && was && isActive(was) && !isActive(goal) ? 'RELEASED' : null;
};

const look = (decided: Decided): readonly Found[] => {
  const { touch, before } = decided;
  const how = takenOut(decided);
  const ref: Aimed['ref'] = { kind: touch.type === 'AimDropped' ? 'AIM' : 'GOAL', id: touch.subject };
  const aimed = how && aimedAt(before, ref);
  if (!how || !aimed) return [];
  const ends = runEnds(before, aimed);
  // In the month its run ends, in the one before, or after it.
  if (periodsBetween('MONTH', periodOf('MONTH', touch.on), periodOf('MONTH', ends)) > 1) return [];
  const target = targetAt(before, ref);
  const missed = target ? missedLately(before, target) : [];
  // What was reached may well become everyday work.
  if (how === 'TO_DAILY_MANAGEMENT' && missed.length === 0) return [];
  const { persons, words, events } = decidersOf(decided);
  const stood = target === null || missed.length === 0 ? '' : `; it had missed ${saidPeriods(target, missed)}`;
  return [
    {
      subject: ref,
      unit: aimed.unit,
      cycle: aimed.cycle,
      text: `${words} ${verbs[how]} on ${saidDay(touch.on)}, when its run was to end on ${saidDay(ends)}${stood}: ${aimed.statement}`,
      evidence: [...(target ? evidenceOf(target, missed) : [agreedBy(aimed)]), ...events],
      decidedBy: persons,
    },
  ];
};

export const droppedLate: IntegrityRule = {
  code: 'DROPPED_LATE',
  severity: 'MEDIUM',
  sentence:
    'A goal or aim was dropped or released, or handed to daily management while it missed its plan, in the last two months before it was due or its year ended, or later.',
  decidedBy: ['GoalClosed', 'LinkReleased', 'AimDropped'],
  look,
};
