import type { MeasuredTerms } from '../../vocabulary.js';
import { saidDay, saidMeasured, saidSpan } from '../../arithmetic/in-words.js';
import { decidersOf } from './deciders.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';
import { evidenceOf, judgedBy, targetAt, type MeasuredTarget } from './measured-target.js';
import { revised } from './target-lowered.js';

const isSameStart = (one: MeasuredTerms, other: MeasuredTerms): boolean =>
  one.jop === other.jop && one.jopFrom === other.jopFrom && one.jopTo === other.jopTo;

const saidStart = ({ terms: { jop, jopFrom, jopTo }, measure: { definition } }: MeasuredTarget): string =>
  `${saidMeasured(definition, jop)} (${saidSpan(jopFrom, jopTo)})`;

const look = (decided: Decided): readonly Found[] => {
  const { touch, before, after } = decided;
  const ref = revised(decided);
  const [old, renewed] = [targetAt(before, ref), targetAt(after, ref)];
  if (!old || old.measure.id !== renewed?.measure.id || isSameStart(old.terms, renewed.terms)) return [];
  const reported = judgedBy(before, old);
  if (reported.length === 0) return [];
  const { persons, words, events } = decidersOf(decided);
  return [
    {
      subject: ref,
      unit: old.unit,
      cycle: old.cycle,
      text: `${words} moved the starting value on ${saidDay(touch.on)} from ${saidStart(old)} to ${saidStart(renewed)}, when ${reported.length} ${reported.length === 1 ? 'period' : 'periods'} had been judged from the old one: ${old.statement}`,
      evidence: [...evidenceOf(old, reported), ...events],
      decidedBy: persons,
    },
  ];
};

export const baselineMoved: IntegrityRule = {
  code: 'BASELINE_MOVED',
  severity: 'MEDIUM',
  sentence: 'The starting value a goal or aim is measured from was changed after its first period had been judged.',
  decidedBy: ['GoalRevised', 'AimRevised'],
  look,
};
