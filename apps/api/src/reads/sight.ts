import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '#kernel';
import { Trouble, type AsOf, type ViewHost } from '#cqrs';
import type { ReadableDirectory } from '#directory';
import { AddingUp, Achieving, readerOf, seesGoal, withFiguresOf, type Moment, type Reader, type Shapes } from '#strategy';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { DIRECTORY, VIEWS } from '../record/tokens.js';
import { cursorPosition } from './page.js';

/** What one answer is read from: the moment asked about, the present with its rights, and who asks. */
export class Sight {
  private summing: AddingUp | undefined;
  private achievingAll: Achieving | undefined;

  constructor(
    readonly moment: Moment,
    readonly now: Moment,
    readonly reader: Reader,
    readonly directory: ReadableDirectory,
    /** The moment whose figures `moment` shows: by default itself. */
    readonly known: Moment = moment,
  ) {}

  /** Whether a goal is the asker's to see: single persons' goals are not everybody's. */
  seesGoal(id: string): boolean {
    return seesGoal(this.reader, this.now, id);
  }

  /** Sums and achievements are worked out once per answer. */
  get sums(): AddingUp {
    return (this.summing ??= new AddingUp(this.moment, this.now, this.reader));
  }
  get achieving(): Achieving {
    return (this.achievingAll ??= new Achieving(this.moment, this.now, this.reader, this.sums));
  }
}

/** A past moment as a caller asks for it; exactly one is given. */
export interface AsOfAsked {
  readonly position?: number | null;
  readonly day?: Day | null;
  readonly instant?: string | null;
}

const asOfOf = ({ position, day, instant }: AsOfAsked, field: string): AsOf => {
  const given = [position, day, instant].filter((one) => one !== undefined && one !== null);
  if (given.length !== 1) throw new Trouble('BAD_USER_INPUT', `${field} takes exactly one of position, day and instant`, { field });
  if (typeof position === 'number') return { position };
  return typeof day === 'string' ? { day } : { instant: instant! };
};

/** Opens sights: the one door for reads. Everybody signed in may read; what, the readings decide. */
@Injectable()
export class Reading {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(DIRECTORY) private readonly directory: ReadableDirectory,
  ) {}

  /**
   * The moment asked about, with the figures as they were known at another where one is named. A cursor stays on the
   * moment of its first page.
   */
  sight(context: RequestContext, asOf?: AsOfAsked | null, after?: string | null, knownAt?: AsOfAsked | null, field = 'asOf'): Sight {
    const now = this.views.now();
    const reader = this.reader(context, now);
    const moment = this.onPage(asOf ? this.past(asOf, field) : now, after);
    if (!knownAt) return new Sight(moment, now, reader, this.directory);
    const known = this.past(knownAt, 'knownAt');
    return new Sight(withFiguresOf(moment, known), now, reader, this.directory, known);
  }

  private past(asked: AsOfAsked, field: string): Moment {
    return this.views.asOf(asOfOf(asked, field), field);
  }

  /** While nothing has happened since, that is the very moment asked about, its time of day included. */
  private onPage(asked: Moment, after: string | null | undefined): Moment {
    const position = after ? cursorPosition(after) : asked.position;
    return position === asked.position ? asked : this.views.asOf({ position }, 'after');
  }

  /** The views right after a position; 0 is the time before the first event. */
  at(position: number): Moment {
    return position === 0
      ? { ...this.views.asOf({ position: 1 }), position: 0, tables: this.views.before() }
      : this.views.asOf({ position });
  }

  /** One of two moments that are compared; position 0 is the time before the first event. */
  momentOf(asked: AsOfAsked, field: string): Moment {
    return asked.position === 0 ? this.at(0) : this.past(asked, field);
  }

  /** The position a moment resolves to, as a question names it by some field. */
  positionOf(asked: AsOfAsked, field: string): number {
    return this.past(asked, field).position;
  }

  /** The last event by the end of a day: 0 before the first one, and of a day to come the last there is. */
  lastOf(day: Day): number {
    return this.views.lastOf(day);
  }

  private known: { position: number; readers: Map<string, Reader> } = { position: -1, readers: new Map() };

  /** A reader changes only with the log or the day; both are part of the key. */
  private reader(context: RequestContext, now: Moment): Reader {
    const person = this.gate.person(context);
    if (this.known.position !== now.position) this.known = { position: now.position, readers: new Map() };
    const key = `${person} ${now.today}`;
    const known = this.known.readers.get(key);
    if (known) return known;
    const reader = readerOf(now, person);
    this.known.readers.set(key, reader);
    return reader;
  }
}
