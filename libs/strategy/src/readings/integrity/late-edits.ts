import { closingPeriodOf } from '../../measure/series.js';
import { saidDay } from '../../arithmetic/in-words.js';
import type { Period } from '../../vocabulary.js';
import type { Moment } from '../../views/index.js';
import { readingsOf } from '../figures-of-measure.reading.js';
import { decidersOf } from './deciders.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';
import { evidenceOf, judged, plannedIn, saidPeriods, targetsOf, type JudgedPeriod, type MeasuredTarget } from './measured-target.js';

/** Edits in so many different periods make a pattern. */
const editedMin = 2;

interface Edit {
  readonly ordinal: number;
  readonly period: Period;
}

/** Figures that were corrected or taken out after their period had been closed once, in order; to reopen it first is no way round. */
const lateEdits = ({ tables }: Moment, { measure: { id, definition } }: MeasuredTarget): Edit[] => {
  const closings = tables.closings.of(id).filter(({ kind }) => kind === 'CLOSED');
  return tables.observations.of(id).flatMap((record): Edit[] => {
    if (record.kind !== 'CORRECTION' && record.kind !== 'WITHDRAWN') return [];
    const closing = closingPeriodOf(definition.frequency, record.period);
    return closings.some(({ period, ordinal }) => period === closing && ordinal < record.ordinal) ? [record] : [];
  });
};

/** How the period stood right before the edit, by the plan in force now. */
const stoodBefore = (moment: Moment, target: MeasuredTarget, plan: number | undefined, { ordinal, period }: Edit): JudgedPeriod | null => {
  const cell = readingsOf(moment, target.measure.id, ordinal - 1).get(period);
  return cell ? judged(target, plan, cell) : null;
};

const periodsBy = (edits: readonly Edit[]): number => new Set(edits.map(({ period }) => period)).size;

const look = (decided: Decided): readonly Found[] => {
  const { touch, after, since } = decided;
  return targetsOf(decided.before, touch.subject).flatMap((target): Found[] => {
    const later = lateEdits(after, target).filter(({ ordinal }) => ordinal > target.since);
    if (periodsBy(later) < editedMin) return [];
    const planned = plannedIn(target);
    const edits = later.filter(({ period }) => planned.has(period));
    // It becomes true once.
    if (periodsBy(edits) < editedMin || periodsBy(edits.filter(({ ordinal }) => ordinal < since)) >= editedMin) return [];
    const stood = edits.map((edit) => stoodBefore(after, target, planned.get(edit.period), edit));
    if (!stood.every((each) => each?.status === 'MISSED')) return [];
    const missed = stood.flatMap((each) => each ?? []);
    const { persons, words } = decidersOf(decided);
    return [
      {
        subject: target.ref,
        unit: target.unit,
        cycle: target.cycle,
        text: `of closed periods only missed ones have been changed, the last by ${words} on ${saidDay(touch.on)}; before that they stood at ${saidPeriods(target, missed)}: ${target.statement}`,
        evidence: evidenceOf(target, [...missed, ...edits]),
        decidedBy: persons,
      },
    ];
  });
};

export const lateEditsOfMisses: IntegrityRule = {
  code: 'LATE_EDITS_OF_MISSES',
  severity: 'MEDIUM',
  sentence: 'Figures of two or more periods were changed after these had been closed, and every one of them had missed its plan.',
  decidedBy: ['ObservationCorrected', 'ObservationWithdrawn'],
  look,
};
