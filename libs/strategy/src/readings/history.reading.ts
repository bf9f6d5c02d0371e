/** What changed about one subject with one event: who did it is in the event, before and after are read here. */
import type { Recorded } from '#kernel';
import type { Moment } from '../views/index.js';
import { seesGoal, threadOpenness, type Reader } from './openness.reading.js';
import { fieldDifferences, type OfferDifference } from './negotiation.reading.js';
import { readingsOf } from './figures-of-measure.reading.js';

/** Bookkeeping says nothing about the subject. */
const bookkeeping = new Set(['since', 'changedAt', 'ordinal', 'lastImport', 'movedOn', 'ballSince', 'proposals', 'goalRevisionAtFirst']);

/** Whose event it is: `goal` for `hoshin.goal-<id>`. A goal has the id of the thread that made it, so that the id alone does not tell. */
const aggregateOf = ({ stream, subject }: Recorded): string => stream.slice(stream.indexOf('.') + 1, -(subject.length + 1));

const recordOf = ({ tables }: Moment, subject: string, event: Recorded): unknown =>
  (aggregateOf(event) === 'goal' ? tables.goals.get(subject) : undefined) ??
  tables.threads.get(subject)?.state ??
  tables.goals.get(subject) ??
  tables.aims.get(subject) ??
  tables.candidates.get(subject) ??
  tables.objectives.get(subject) ??
  tables.cycles.get(subject) ??
  tables.posts.get(subject) ??
  tables.measures.get(subject) ??
  tables.imports.get(subject) ??
  tables.units.get(subject);

const periodOf = (event: Recorded): string | null => {
  const { period } = event.data as { period?: unknown };
  return typeof period === 'string' && event.type.startsWith('Observation') ? period : null;
};

/** The subject's record before and after the event, field by field; a figure as the value of its period. */
export const differencesMade = (before: Moment, after: Moment, subject: string, event: Recorded): readonly OfferDifference[] => {
  const period = event.subject === subject ? periodOf(event) : null;
  if (period !== null) {
    const was = readingsOf(before, subject).get(period);
    const is = readingsOf(after, subject).get(period);
    return fieldDifferences(was ?? {}, is ?? {}, bookkeeping).map((each) => ({ ...each, field: `figures.${period}.${each.field}` }));
  }
  return fieldDifferences(recordOf(before, subject, event) ?? {}, recordOf(after, subject, event) ?? {}, bookkeeping);
};

/**
 * Whether an event is the reader's to see, and whether what stood before it is: earlier moves of a private thread
 * stay with its sides, single persons' goals with their line.
 */
export const eventOpenness = (reader: Reader, now: Moment, event: Recorded): 'ALL' | 'WITHOUT_BEFORE' | 'NONE' => {
  const aggregate = aggregateOf(event);
  if (aggregate === 'goal') return seesGoal(reader, now, event.subject) ? 'ALL' : 'NONE';
  const thread = aggregate === 'catchball' ? now.tables.threads.get(event.subject) : undefined;
  if (!thread) return 'ALL';
  const openness = threadOpenness(reader, now, thread.id);
  if (openness === 'ALL') return 'ALL';
  if (openness === 'STANDING_ONLY' || event.ordinal < thread.firstSettled!.ordinal) return 'NONE';
  return event.ordinal === thread.firstSettled!.ordinal ? 'WITHOUT_BEFORE' : 'ALL';
};
