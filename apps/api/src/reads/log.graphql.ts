import { ArgsType, Field, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize } from 'class-validator';
import type { Recorded } from '#kernel';
import { aggregates, eventTypes, type LogSubject, type LogSubjectKind, type OfferDifference } from '#strategy';
import { FlagField, IdField, PartField, ScalarField, WordsField } from '../graphql/input-fields.js';
import { DayScalar } from '../graphql/scalars.js';
import { wordEnum } from '../graphql/words.graphql.js';
import { ShownHistoryEntry } from './history.graphql.js';
import { PageInfo, cursorOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

const storedNames = Object.assign({}, ...aggregates.map(({ stored }) => stored)) as Readonly<Record<string, string>>;

/** Every event there is, by the name a history has for it. */
export const EventKindWord = wordEnum<string>(
  'EventKind',
  'What can have happened, by the word that HistoryEntry.type has for it.',
  Object.fromEntries(eventTypes.map((type) => [type, `Stored as ${storedNames[type]!}.`])),
);

/** What events are about, by whose rules they followed. */
const areas = {
  ORGANISATION: ['organisation', 'Units, posts, people, the calendar.'],
  STRATEGY: ['strategy', 'True North, objectives, cycles, candidates, aims.'],
  CATCHBALL: ['catchball', 'Moves of negotiations.'],
  GOALS: ['goal', 'Goals, their promises and links.'],
  MEASURES: ['measure', 'Measures, their figures and charts.'],
  IMPORTS: ['intake', 'Imports of figures.'],
  FINDINGS: ['finding', 'Answers to what was found in the record.'],
  POLICIES: ['policy', 'What the service owed and could not do, or need not.'],
  ACCESSES: ['access', 'Who took what from the record.'],
  SEALS: ['seal', 'Seals of the log.'],
  LOG: ['log', 'The beginning of the log.'],
} as const;
export type EventArea = keyof typeof areas;
export const EventAreaWord = wordEnum<EventArea>(
  'EventArea',
  'What events are about, in broad.',
  Object.fromEntries(Object.entries(areas).map(([word, [, says]]) => [word, says])) as Record<EventArea, string>,
);

/** The names of the events about something. */
export const typesAbout = (area: EventArea): readonly string[] =>
  Object.keys(aggregates.find(({ name }) => name === areas[area][0])!.stored);

export const LogSubjectKindWord = wordEnum<LogSubjectKind>('LogSubjectKind', 'What an event of the log is about.', {
  ORGANISATION: 'The organisation as a whole, or its people.',
  UNIT: 'A unit, or its True North.',
  POST: 'A post.',
  OBJECTIVE: 'A breakthrough objective.',
  CYCLE: 'A planning cycle.',
  CANDIDATE: 'A candidate for an aim.',
  AIM: 'An annual aim.',
  THREAD: 'A catchball thread.',
  GOAL: 'A goal.',
  MEASURE: 'A measure.',
  IMPORT: 'An import of figures.',
  FINDING: 'Something found in the record.',
  RECORD: 'The record itself: its seals, accesses to it, what the service owes.',
});

@InputType({ description: 'What is looked for in the log: an event has to fit every field that is given.' })
export class LogFilter {
  @IdField('Done by this person; service where the service did it by itself.', { optional: true })
  person?: string | null;
  @IdField('Done in this post, or by what stands for one: policy:parent-changed, service:access, operator.', { optional: true })
  post?: string | null;
  @IdField('About this subject: exactly what its history tells.', { optional: true })
  subject?: string | null;
  @IdField('In this unit: what its story tells with every figure, of its posts, measures, goals, aims and negotiations.', {
    optional: true,
  })
  unit?: string | null;
  @WordsField(EventKindWord, 'Any of these; whatever happened where none is named.')
  @ArrayMaxSize(eventTypes.length, { message: `at most ${eventTypes.length} kinds, each once` })
  kinds!: string[];
  @WordsField(EventAreaWord, 'About any of these; about whatever there is where none is named.')
  @ArrayMaxSize(Object.keys(areas).length, { message: `at most ${Object.keys(areas).length} areas, each once` })
  areas!: EventArea[];
}

/** What of the log is asked for. */
@ArgsType()
export class LogArgs {
  @PartField(() => LogFilter, 'What is looked for; everything where it is left out.', { optional: true })
  filter?: LogFilter | null;
  @ScalarField(DayScalar, 'Recorded on this day or later.', { optional: true })
  from?: string | null;
  @ScalarField(DayScalar, 'Recorded on this day or before.', { optional: true })
  to?: string | null;
  @FlagField('From the oldest on, instead of from the newest back.', false)
  oldestFirst!: boolean;
}

@ObjectType('LogSubject', { description: 'Whose record an event changed.' })
export class ShownLogSubject {
  constructor(private readonly subject: LogSubject) {}
  @Shown.id('Its id, by which history tells what happened to it.')
  get id(): string {
    return this.subject.id;
  }
  @Shown.as(() => LogSubjectKindWord, 'What it is.')
  get kind(): LogSubjectKind {
    return this.subject.kind;
  }
  @Shown.text('Its name at the moment asked about; null where it has none, or it is not yours to know.', maybe)
  get name(): string | null {
    return this.subject.name;
  }
}

/** What an event of the log is shown from. */
export interface LoggedGiven {
  readonly sight: Sight;
  readonly event: Recorded;
  readonly hash: string;
  readonly subject: LogSubject;
  readonly made: () => readonly OfferDifference[];
}

@ObjectType('LoggedEvent', { description: 'An event of the log: what happened, about what, and what proves it.' })
export class ShownLoggedEvent {
  constructor(private readonly given: LoggedGiven) {}
  @Shown.as(() => ShownLogSubject, 'Whose record it changed.')
  get subject(): ShownLogSubject {
    return new ShownLogSubject(this.given.subject);
  }
  @Shown.as(() => ShownHistoryEntry, 'Who, when, why, before and after; of the subject looked for, where one was.')
  get event(): ShownHistoryEntry {
    const { sight, event, made } = this.given;
    return new ShownHistoryEntry(sight, event, made);
  }
  @Shown.text('SHA-256 over the event as it is stored: what an export of the log has for it, and seals are made of.')
  get hash(): string {
    return this.given.hash;
  }
}

@ObjectType('LoggedEventEdge', { description: 'One event of a page.' })
export class LoggedEventEdge {
  @Shown.text('Its place in the log, at the moment of the first page.')
  cursor!: string;
  @Shown.as(() => ShownLoggedEvent, 'The event.')
  node!: ShownLoggedEvent;
}

@ObjectType({ description: 'Events of the log as far as they were found and are yours to see.' })
export class LoggedEventConnection {
  @Shown.whole('How many there are in all; null where more of the log would have to be looked at than one answer may.', maybe)
  totalCount!: number | null;
  @Shown.position('The log position it is read at; every further page is read there too.')
  position!: number;
  @Shown.position('The event looked at last: whatever lies on the way to it was looked at. Null where there was nothing to look at.', maybe)
  lookedTo!: number | null;
  @Shown.as(() => [LoggedEventEdge], 'This page’s events; it may hold fewer than asked for, or none, and more may follow.')
  edges!: LoggedEventEdge[];
  @Field(() => PageInfo, { description: 'Where the page ends. With `hasNextPage` go on, however many it held.' })
  pageInfo!: PageInfo;
}

/** A page of events as it is answered; a cursor names the event, not its place in a list. */
export const logPage = (
  nodes: readonly { readonly ordinal: number; readonly node: ShownLoggedEvent }[],
  position: number,
  { totalCount, lookedTo, hasMore }: { readonly totalCount: number | null; readonly lookedTo: number | null; readonly hasMore: boolean },
): LoggedEventConnection => ({
  totalCount,
  position,
  lookedTo,
  edges: nodes.map(({ ordinal, node }) => ({ cursor: cursorOf(position, ordinal), node })),
  pageInfo: { hasNextPage: hasMore, endCursor: lookedTo === null ? null : cursorOf(position, lookedTo) },
});
