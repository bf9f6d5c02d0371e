import type { FoundEvent } from './log-documents.js';

export type LogSubject = FoundEvent['subject'];

const kindWords: Readonly<Record<LogSubject['kind'], string>> = {
  ORGANISATION: 'The organisation',
  UNIT: 'Unit',
  POST: 'Post',
  OBJECTIVE: 'Breakthrough objective',
  CYCLE: 'Cycle',
  CANDIDATE: 'Candidate',
  AIM: 'Annual aim',
  THREAD: 'Negotiation',
  GOAL: 'Goal',
  MEASURE: 'Measure',
  IMPORT: 'Import',
  FINDING: 'Finding',
  RECORD: 'The record itself',
};

/** `Unit: Alder Ward`, or the kind alone where there is no name to say. */
export const subjectInWords = ({ kind, name }: LogSubject): string => (name === null ? kindWords[kind] : `${kindWords[kind]}: ${name}`);

const pages: Partial<Readonly<Record<LogSubject['kind'], string>>> = {
  UNIT: '/units',
  AIM: '/aims',
  THREAD: '/threads',
  GOAL: '/goals',
  MEASURE: '/measures',
};

/** The page of what an event is about; null where it has none. */
export const placeOf = ({ kind, id }: LogSubject): string | null =>
  pages[kind] === undefined ? null : `${pages[kind]}/${encodeURIComponent(id)}`;

/** The log of that subject alone; null of what the record notes about itself, which is nobody's history. */
export const recordOf = ({ kind, id }: LogSubject): string | null =>
  kind === 'RECORD' ? null : `/audit/log?subject=${encodeURIComponent(id)}`;

/** A goal's story is told by the negotiation that made it, whose id it has. */
const stories: Partial<Readonly<Record<LogSubject['kind'], string>>> = { UNIT: 'unit', AIM: 'aim', THREAD: 'thread', GOAL: 'thread' };

/** The subject's story from this event on; null where none is told of it. */
export const storyOf = ({ kind, id }: LogSubject, position: number): string | null =>
  stories[kind] === undefined ? null : `/audit/replay/${stories[kind]}/${encodeURIComponent(id)}?event=${position}`;
