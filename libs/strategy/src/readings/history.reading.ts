/** What changed about one subject with one event: who did it is in the event, before and after are read here. */
import type { Recorded } from '#kernel';
import { closedNow } from '../measure/series.js';
import type { MeasureId, Period } from '../vocabulary.js';
import { chartsView, ordinalOf, theOrganisation, type ChronicleEntry, type Moment } from '../views/index.js';
import { seesGoal, threadOpenness, type Reader } from './openness.reading.js';
import { fieldDifferences, type OfferDifference } from './negotiation.reading.js';
import { annotationsOf, readingsOf } from './figures-of-measure.reading.js';

/** Bookkeeping says nothing about the subject. */
const bookkeeping = new Set(['since', 'changedAt', 'ordinal', 'lastImport', 'movedOn', 'ballSince', 'proposals', 'goalRevisionAtFirst']);

/** Whose event it is: `goal` for `hoshin.goal-<id>`. A goal has the id of the thread that made it, so that the id alone does not tell. */
export const aggregateOf = ({ stream, subject }: Recorded): string => stream.slice(stream.indexOf('.') + 1, -(subject.length + 1));

const recordOf = ({ tables }: Moment, subject: string, event: Recorded): unknown => {
  // Before its first event a goal is nothing, and not the thread that has the same id.
  if (aggregateOf(event) === 'goal' && subject === event.subject) return tables.goals.get(subject);
  if (event.type.startsWith('TrueNorth') && tables.trueNorths.has(subject)) return tables.trueNorths.get(subject);
  if (aggregateOf(event) === 'organisation' && subject === event.subject) return tables.settings.get(theOrganisation);
  return (
    tables.threads.get(subject)?.state ??
    tables.goals.get(subject) ??
    tables.aims.get(subject) ??
    tables.candidates.get(subject) ??
    tables.objectives.get(subject) ??
    tables.cycles.get(subject) ??
    tables.posts.get(subject) ??
    tables.measures.get(subject) ??
    tables.imports.get(subject) ??
    tables.acknowledgements.get(subject) ??
    tables.units.get(subject)
  );
};

/** What was said about a measure's chart, by what it is about; who said it, and when, is in the events. */
const chartRecord = ({ tables }: Moment, measure: MeasureId): object => {
  const settings = tables.chartSettings.get(measure);
  return {
    chart: settings && {
      ghosts: Object.fromEntries(settings.ghosts.map(({ period, reason }) => [period, reason])),
      recalculations: Object.fromEntries(settings.recalculations.map(({ from, reason }) => [from, reason])),
      baseline: settings.baseline?.baseline,
      choice: settings.choice?.choice,
      targets: Object.fromEntries(settings.targets.map(({ from, value }) => [from ?? 'from the beginning', value])),
    },
    publications: Object.fromEntries(tables.publications.of(measure).map(({ title, digest }) => [title, digest])),
  };
};

/** The remarks that stand, by their number. */
const annotationRecord = (moment: Moment, measure: MeasureId): object => ({
  annotations: Object.fromEntries(annotationsOf(moment, measure).map(({ number, text }) => [number, text])),
});

/** What is known of one period of a measure: its figure, and whether it is closed. */
const periodRecord = (moment: Moment, measure: MeasureId, period: Period): object => ({
  ...readingsOf(moment, measure).get(period),
  ...(closedNow(moment.tables.closings.of(measure)).has(period) && { closed: true }),
});

const periodOf = ({ type, data }: Recorded): string | null => {
  const { period } = data as { period?: unknown };
  return typeof period === 'string' && (type.startsWith('Observation') || type.startsWith('Period')) ? period : null;
};

/** The subject's record before and after the event, field by field; a figure as the value of its period. */
export const differencesMade = (before: Moment, after: Moment, subject: string, event: Recorded): readonly OfferDifference[] => {
  const period = event.subject === subject ? periodOf(event) : null;
  if (period !== null)
    return fieldDifferences(periodRecord(before, subject, period), periodRecord(after, subject, period), bookkeeping).map((each) => ({
      ...each,
      field: `figures.${period}.${each.field}`,
    }));
  if (event.subject === subject && (event.type === 'MeasureAnnotated' || event.type === 'AnnotationWithdrawn'))
    return fieldDifferences(annotationRecord(before, subject), annotationRecord(after, subject));
  if (event.subject === subject && event.type in chartsView.on)
    return fieldDifferences(chartRecord(before, subject), chartRecord(after, subject));
  return fieldDifferences(recordOf(before, subject, event) ?? {}, recordOf(after, subject, event) ?? {}, bookkeeping);
};

/** How much of an event a reader sees; WITHOUT_BEFORE is the event, and not what stood before it. */
export type EventOpenness = 'ALL' | 'WITHOUT_BEFORE' | 'NONE';

/**
 * Earlier moves of a private thread stay with its sides: the commitment that opens it shows, and not what it was before.
 * What a single person has taken on, and what was said about it, stays with their line.
 */
export const entryOpenness = (reader: Reader, now: Moment, entry: ChronicleEntry): EventOpenness => {
  if (typeof entry === 'number') return 'ALL';
  const { ordinal, about, subject } = entry;
  if (about === 'GOAL') return seesGoal(reader, now, subject) ? 'ALL' : 'NONE';
  const openness = threadOpenness(reader, now, subject);
  const opened = now.tables.threads.get(subject)?.firstSettled?.ordinal;
  if (openness !== 'FROM_COMMITMENT' || opened === undefined) return openness === 'ALL' ? 'ALL' : 'NONE';
  return ordinal < opened ? 'NONE' : ordinal === opened ? 'WITHOUT_BEFORE' : 'ALL';
};

export interface HistoryEntry {
  readonly ordinal: number;
  readonly openness: 'ALL' | 'WITHOUT_BEFORE';
}

/** The events about a subject up to a moment, in order, as far as they are the reader's to see: the others are not even counted. */
export const historyOf = (moment: Moment, now: Moment, reader: Reader, subject: string): HistoryEntry[] =>
  moment.tables.chronicle.of(subject).flatMap((entry) => {
    const openness = entryOpenness(reader, now, entry);
    return openness === 'NONE' ? [] : [{ ordinal: ordinalOf(entry), openness }];
  });
