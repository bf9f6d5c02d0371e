/** The whole log, searched: what was done by whom, in which post, of which kind, about what, in which unit, and when. */
import { isRejection, type Rejection } from '#kernel';
import { linesOf, ordinalOf, type LogLine, type Moment } from '../views/index.js';
import type { PersonId, PostId, UnitId } from '../vocabulary.js';
import { seesEverybodys } from './accesses.reading.js';
import { seesDebt } from './findings.reading.js';
import { entryOpenness, type EventOpenness, type HistoryEntry } from './history.reading.js';
import type { Reader } from './openness.reading.js';
import { storyOf, type StoryCode } from './story.reading.js';

/** What is looked for; what is left out looks for everything. */
export interface LogQuestion {
  readonly person?: PersonId | null;
  /** A post, or what stands for one where the service acted: `policy:release`. */
  readonly post?: PostId | null;
  /** What is told in the history of this subject. */
  readonly subject?: string | null;
  /** What is told in the story of this unit, figures included. */
  readonly unit?: UnitId | null;
  /** Events of these names. */
  readonly types?: ReadonlySet<string> | null;
  /** The first and last event looked at. */
  readonly from: number;
  readonly to: number;
}

export interface LogPlace {
  readonly first: number;
  /** Go on after this event, which is not looked at again. */
  readonly after?: number | null;
  readonly oldestFirst?: boolean;
}

export interface LogFound {
  readonly entries: readonly HistoryEntry[];
  /** The event looked at last; null where there was nothing to look at. */
  readonly lookedTo: number | null;
  /** Something may follow: more was found, or {@link lookedMax} events were looked at and the others were not. */
  readonly hasMore: boolean;
  /** How many there are in all; null where counting would mean to look at more than {@link lookedMax} events. */
  readonly totalCount: number | null;
}

/** No question looks at more events than this: some hundredths of a second, in which nobody else is answered. */
export const lookedMax = 50_000;

/** Where an answer may be: ordinals in ascending order. */
interface Places {
  readonly count: number;
  at(index: number): number;
}

const among = (ordinals: readonly number[], { from, to }: LogQuestion): Places => {
  const within = ordinals.filter((ordinal) => ordinal >= from && ordinal <= to);
  return { count: within.length, at: (index) => within[index]! };
};

/** An index finds a subject's and a unit's events; anything else is looked for along the log. */
const placesOf = (moment: Moment, now: Moment, reader: Reader, asked: LogQuestion): Places | Rejection<StoryCode> => {
  const { subject, unit, from, to } = asked;
  const ofSubject = subject ? moment.tables.chronicle.of(subject).map(ordinalOf) : null;
  if (!unit) return ofSubject ? among(ofSubject, asked) : { count: Math.max(to - from + 1, 0), at: (index) => from + index };
  const told = storyOf(moment, now, reader, { kind: 'UNIT', id: unit }, { withFigures: true });
  if (isRejection(told)) return told;
  const ofUnit = told.map(({ ordinal }) => ordinal);
  if (!ofSubject) return among(ofUnit, asked);
  const known = new Set(ofUnit);
  return among(
    ofSubject.filter((ordinal) => known.has(ordinal)),
    asked,
  );
};

/** How many of the places lie before an ordinal. */
const countBefore = (places: Places, ordinal: number): number => {
  let [low, high] = [0, places.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places.at(middle) < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** What a history, the accesses and the findings would show of the event. */
const opennessOf = (reader: Reader, now: Moment, ordinal: number, { about, subject }: LogLine): EventOpenness => {
  if (about === undefined || subject === undefined) return 'ALL';
  if (about === 'ACCESS') return subject === reader.person || seesEverybodys(reader, now) ? 'ALL' : 'NONE';
  if (about === 'THREAD' || about === 'GOAL') return entryOpenness(reader, now, { ordinal, about, subject });
  const debt = now.tables.debts.get(subject);
  return debt !== undefined && seesDebt(reader, now, debt) ? 'ALL' : 'NONE';
};

/** Goes over the places in their order, and says of each whether it is looked for and the reader's to see. */
class Looking {
  private readonly lineAt: (ordinal: number) => LogLine;
  constructor(
    { tables }: Moment,
    private readonly now: Moment,
    private readonly reader: Reader,
    private readonly asked: LogQuestion,
    private readonly places: Places,
    private readonly oldestFirst: boolean,
  ) {
    this.lineAt = linesOf(tables);
  }

  ordinalAt(index: number): number {
    return this.places.at(this.oldestFirst ? index : this.places.count - 1 - index);
  }

  /** The index to go on at after an event. */
  after(ordinal: number): number {
    return this.oldestFirst ? countBefore(this.places, ordinal + 1) : this.places.count - countBefore(this.places, ordinal);
  }

  found(ordinal: number): HistoryEntry | null {
    const line = this.lineAt(ordinal);
    const { types, person, post } = this.asked;
    if ((types && !types.has(line.type)) || (person && line.person !== person) || (post && line.post !== post)) return null;
    const openness = opennessOf(this.reader, this.now, ordinal, line);
    return openness === 'NONE' ? null : { ordinal, openness };
  }

  /** All there are. */
  count(): number {
    let count = 0;
    for (let index = 0; index < this.places.count; index++) if (this.found(this.ordinalAt(index))) count++;
    return count;
  }
}

/**
 * Looks for events up to a moment, the newest first unless asked otherwise, as far as they are the reader's to see: others
 * are not even counted. `now` is the present, by which rights are judged. At most {@link lookedMax} events are looked at; the
 * answer says how far it came.
 */
export const searchLog = (
  moment: Moment,
  now: Moment,
  reader: Reader,
  asked: LogQuestion,
  { first, after = null, oldestFirst = false }: LogPlace,
): LogFound | Rejection<StoryCode> => {
  const places = placesOf(moment, now, reader, asked);
  if (isRejection(places)) return places;
  const looking = new Looking(moment, now, reader, asked, places, oldestFirst);
  const start = after === null ? 0 : looking.after(after);
  const end = Math.min(start + lookedMax, places.count);
  const totalCount = places.count <= lookedMax ? looking.count() : null;
  const entries: HistoryEntry[] = [];
  for (let index = start; index < end; index++) {
    const entry = looking.found(looking.ordinalAt(index));
    if (entry === null) continue;
    if (entries.length === first) return { entries, lookedTo: entries.at(-1)!.ordinal, hasMore: true, totalCount };
    entries.push(entry);
  }
  return { entries, lookedTo: end > start ? looking.ordinalAt(end - 1) : after, hasMore: end < places.count, totalCount };
};
