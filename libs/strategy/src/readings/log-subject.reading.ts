/** What an event is about, by a name a reader may know. */
import type { Recorded } from '#kernel';
import { tableOf } from '../catchball/catchball.state.js';
import type { Moment } from '../views/index.js';
import { aggregateOf } from './history.reading.js';
import { seesGoal, seesThread, type Reader } from './openness.reading.js';
import { subjectOfEvent } from './story.reading.js';

export const logSubjectKinds = [
  'ORGANISATION',
  'UNIT',
  'POST',
  'OBJECTIVE',
  'CYCLE',
  'CANDIDATE',
  'AIM',
  'THREAD',
  'GOAL',
  'MEASURE',
  'IMPORT',
  'FINDING',
  'RECORD',
] as const;
export type LogSubjectKind = (typeof logSubjectKinds)[number];

export interface LogSubject {
  readonly kind: LogSubjectKind;
  readonly id: string;
  /** Null where it has none, had none yet, or it is not the reader's to know. */
  readonly name: string | null;
}

type OwnKind = Extract<LogSubjectKind, 'THREAD' | 'GOAL' | 'MEASURE' | 'IMPORT' | 'FINDING' | 'RECORD'>;

/** Aggregates with a stream for each subject; what the service notes about itself and the log is about the record. */
const ownKinds: Readonly<Record<string, OwnKind>> = {
  catchball: 'THREAD',
  goal: 'GOAL',
  measure: 'MEASURE',
  intake: 'IMPORT',
  finding: 'FINDING',
  policy: 'RECORD',
  access: 'RECORD',
  seal: 'RECORD',
  log: 'RECORD',
};

/** What is told in a stream that many subjects share, by the table that knows it. */
const sharedKinds = [
  ['AIM', 'aims'],
  ['CANDIDATE', 'candidates'],
  ['OBJECTIVE', 'objectives'],
  ['POST', 'posts'],
  ['UNIT', 'units'],
  ['CYCLE', 'cycles'],
] as const;

const kindOf = (event: Recorded, id: string, { tables }: Moment): LogSubjectKind =>
  ownKinds[aggregateOf(event)] ?? sharedKinds.find(([, table]) => tables[table].has(id))?.[0] ?? 'ORGANISATION';

const threadName = ({ tables }: Moment, now: Moment, reader: Reader, id: string): string | null => {
  const record = tables.threads.get(id);
  if (!record || !seesThread(reader, now, record)) return null;
  return (record.state.inForce ?? tableOf(record.state))?.offer.statement ?? null;
};

const nameOf = (moment: Moment, now: Moment, reader: Reader, kind: LogSubjectKind, id: string): string | null => {
  const { tables } = moment;
  switch (kind) {
    case 'UNIT':
      return tables.units.get(id)?.name ?? null;
    case 'POST':
      return tables.posts.get(id)?.title ?? null;
    case 'OBJECTIVE':
      return tables.objectives.get(id)?.statement ?? null;
    case 'CYCLE':
      return tables.cycles.get(id)?.name ?? null;
    case 'CANDIDATE':
      return tables.candidates.get(id)?.text.statement ?? null;
    case 'AIM':
      return tables.aims.get(id)?.terms.statement ?? null;
    case 'THREAD':
      return threadName(moment, now, reader, id);
    case 'GOAL':
      return seesGoal(reader, now, id) ? (tables.goals.get(id)?.terms.statement ?? null) : null;
    case 'MEASURE':
      return tables.measures.get(id)?.definition.name ?? null;
    case 'IMPORT':
      return tables.imports.get(id)?.file ?? null;
    case 'ORGANISATION':
    case 'FINDING':
    case 'RECORD':
      return null;
  }
};

/** Whose record an event changed, named as at the moment asked about. */
export const logSubjectOf = (moment: Moment, now: Moment, reader: Reader, event: Recorded): LogSubject => {
  const id = subjectOfEvent(event);
  const kind = kindOf(event, id, moment);
  return { kind, id, name: nameOf(moment, now, reader, kind, id) };
};
