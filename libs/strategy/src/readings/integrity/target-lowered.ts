import { compare } from '../../arithmetic/figures.js';
import { saidDay, saidMeasured } from '../../arithmetic/in-words.js';
import type { Figure } from '../../vocabulary.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';
import { decidersOf } from './deciders.js';
import { evidenceOf, missedLately, saidPeriods, targetAt, type Aimed, type MeasuredTarget } from './measured-target.js';

/** What the revision is of. */
export const revised = ({ touch }: Decided): Aimed['ref'] => ({ kind: touch.type === 'AimRevised' ? 'AIM' : 'GOAL', id: touch.subject });

/** Whether the later target is reached sooner: the same measure, compared the same way. A range is part of the definition. */
const isEasier = (old: MeasuredTarget, renewed: MeasuredTarget): boolean => {
  const { direction } = old.measure.definition;
  if (old.measure.id !== renewed.measure.id || old.terms.basis !== renewed.terms.basis || direction.kind === 'RANGE') return false;
  const higher = compare(renewed.terms.target, old.terms.target);
  return direction.kind === 'INCREASE' ? higher < 0 : higher > 0;
};

const look = (decided: Decided): readonly Found[] => {
  const { touch, before, after } = decided;
  const ref = revised(decided);
  const [old, renewed] = [targetAt(before, ref), targetAt(after, ref)];
  if (!old || !renewed || !isEasier(old, renewed)) return [];
  const missed = missedLately(before, old);
  if (missed.length === 0) return [];
  const { persons, words, events } = decidersOf(decided);
  const say = (target: Figure): string => saidMeasured(old.measure.definition, target);
  return [
    {
      subject: ref,
      unit: old.unit,
      cycle: old.cycle,
      text: `${words} made the target easier on ${saidDay(touch.on)}, ${say(renewed.terms.target)} in place of ${say(old.terms.target)}, after it had missed ${saidPeriods(old, missed)}: ${old.statement}`,
      evidence: [...evidenceOf(old, missed), ...events],
      decidedBy: persons,
    },
  ];
};

export const targetLowered: IntegrityRule = {
  code: 'TARGET_LOWERED',
  severity: 'HIGH',
  sentence: 'A target was made easier to reach after its plan had been missed in one of the last three reported periods.',
  decidedBy: ['GoalRevised', 'AimRevised'],
  look,
};
