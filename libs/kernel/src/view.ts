import type { RecordedOf } from './recorded.js';
import { VersionedJournal, VersionedKeyed, type Encoding, type Stretch, type Versions } from './versioned.js';

/**
 * A view is a pure fold of the log into tables. Each table keeps its own past as version lists: per key the
 * values it had, with the ordinal from which each held. Reading at an ordinal is a binary search per key, so
 * that the past costs about what the present costs. The fold functions see only the present.
 */

/** What every table tells about itself. */
interface Dated {
  /**
   * An ordinal since which nothing in the table has changed, as far as this reader sees: what was worked out from it
   * there still holds. The present knows the very event; a past one, once later changes hid it, names its own moment.
   */
  readonly unchangedSince: number;
}

/** Key → value, one at a time. */
export interface Keyed<Value> extends Dated {
  get(key: string): Value | undefined;
  has(key: string): boolean;
  /** Keys in the order they first came up. */
  keys(): IterableIterator<string>;
  entries(): IterableIterator<[string, Value]>;
  values(): IterableIterator<Value>;
  /** The table as it was right after an event no later than the reader's own moment. */
  at(ordinal: number): Keyed<Value>;
}

/** Key → list that only grows. */
export interface Journal<Item> extends Dated {
  /** The items in order. Read it at once: the live list goes on growing. */
  of(key: string): readonly Item[];
  keys(): IterableIterator<string>;
  /** The table as it was right after an event no later than the reader's own moment. */
  at(ordinal: number): Journal<Item>;
}

export interface KeyedWriter<Value> extends Keyed<Value> {
  set(key: string, value: Value): void;
  /** Replaces the value by what the function makes of it; a key that does not exist is a bug. */
  update(key: string, change: (value: Value) => Value): void;
  delete(key: string): void;
}

export interface JournalWriter<Item> extends Journal<Item> {
  add(key: string, item: Item): void;
}

/** How a view declares a table: `keyed<Thread>()`, `journal<Move>()`. */
export interface KeyedShape<Value> {
  readonly kind: 'keyed';
  readonly value?: Value;
}
export interface JournalShape<Item> {
  readonly kind: 'journal';
  readonly item?: Item;
}
export type TableShape = KeyedShape<unknown> | JournalShape<unknown>;
export const keyed = <Value>(): KeyedShape<Value> => ({ kind: 'keyed' });
export const journal = <Item>(): JournalShape<Item> => ({ kind: 'journal' });

export type Readers<Shapes> = {
  readonly [T in keyof Shapes]: Shapes[T] extends KeyedShape<infer V>
    ? Keyed<V>
    : Shapes[T] extends JournalShape<infer I>
      ? Journal<I>
      : never;
};
export type Writers<Shapes> = {
  readonly [T in keyof Shapes]: Shapes[T] extends KeyedShape<infer V>
    ? KeyedWriter<V>
    : Shapes[T] extends JournalShape<infer I>
      ? JournalWriter<I>
      : never;
};

/** A named, versioned fold. Values put into tables are immutable: replace them, never change them. */
export interface View<Shapes extends Record<string, TableShape> = Record<string, TableShape>, Events = object> {
  readonly name: string;
  /** Raised whenever the same events would fold to something else. */
  readonly revision: number;
  readonly tables: Shapes;
  readonly on: { readonly [E in keyof Events & string]?: (tables: Writers<Shapes>, event: RecordedOf<Events, E>) => void };
}

/** Declares a view; a function only so that the table names and shapes are inferred. */
export const view =
  <Events>() =>
  <const Shapes extends Record<string, TableShape>>(declared: View<Shapes, Events>): View<Shapes, Events> =>
    declared;

type AnyTable = VersionedKeyed<unknown> | VersionedJournal<unknown>;

/** Everything folded up to a position, in pieces from which {@link Folded.take} and {@link Folded.stand} make it again. */
export interface FoldedSoFar {
  readonly position: number;
  /** Table → the ordinal of its last change. */
  readonly unchangedSince: Readonly<Record<string, number>>;
  /** Made as they are asked for. Events may be folded in between: they are not in them. */
  readonly stretches: Iterable<Stretch>;
}

const noEncoding = (): never => {
  throw new Error('these views were given no encoding');
};

/**
 * A past in which each table is opened when it is first read: an answer reads a few of them, and one that goes through many
 * moments would open thousands for nothing.
 */
const pastsOf = (tables: Readonly<Record<string, AnyTable>>): ((ordinal: number) => object) => {
  class Past {
    constructor(readonly ordinal: number) {}
  }
  for (const [name, table] of Object.entries(tables))
    Object.defineProperty(Past.prototype, name, {
      get(this: Past) {
        const value = table.at(this.ordinal);
        Object.defineProperty(this, name, { value });
        return value;
      },
    });
  return (ordinal) => new Past(ordinal);
};

/** The tables of some views, folded together so that they always stand at one position. */
export class Folded<Shapes extends Record<string, TableShape>> {
  private readonly clock = { ordinal: 0 };
  private readonly tables: Record<string, AnyTable> = {};
  private readonly handlers = new Map<string, { readonly view: string; readonly handle: (tables: never, event: never) => void }[]>();
  private readonly past: (ordinal: number) => object;
  /** The present. */
  readonly live: Readers<Shapes>;

  /** The encoding is for those who write the tables down and open them again. */
  constructor(views: readonly View[], encoding: Encoding = { encode: noEncoding, decode: noEncoding }) {
    for (const declared of views) {
      for (const [name, shape] of Object.entries(declared.tables)) {
        if (this.tables[name]) throw new Error(`two views declare a table ${name}`);
        this.tables[name] = shape.kind === 'keyed' ? new VersionedKeyed(this.clock, encoding) : new VersionedJournal(this.clock, encoding);
      }
    }
    for (const declared of views) {
      for (const [type, handler] of Object.entries(declared.on)) {
        const list = this.handlers.get(type) ?? [];
        list.push({ view: declared.name, handle: handler as (tables: never, event: never) => void });
        this.handlers.set(type, list);
      }
    }
    this.live = this.tables as unknown as Readers<Shapes>;
    this.past = pastsOf(this.tables);
  }

  /** The ordinal of the last event folded in. */
  get position(): number {
    return this.clock.ordinal;
  }

  /** Folds the next event in; ordinals follow each other without a gap, anything else is a bug. */
  apply(event: RecordedOf<Record<string, unknown>>): void {
    if (event.ordinal !== this.clock.ordinal + 1)
      throw new Error(`event ${event.ordinal} came after ${this.clock.ordinal}: the log has a gap`);
    this.clock.ordinal = event.ordinal;
    const handlers = this.handlers.get(event.type);
    if (!handlers) return;
    for (const { view, handle } of handlers)
      try {
        handle(this.tables as never, event as never);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`the view ${view} cannot fold ${event.type}: ${why}`, { cause: error });
      }
  }

  /** The tables as they stood right after the event with this ordinal. */
  at(ordinal: number): Readers<Shapes> {
    if (ordinal >= this.clock.ordinal) return this.live;
    return this.past(ordinal) as Readers<Shapes>;
  }

  /** The tables as they stand now, to be written down. */
  soFar(): FoldedSoFar {
    const position = this.position;
    const tables = Object.entries(this.tables);
    function* stretches(): Generator<Stretch> {
      for (const [name, table] of tables) yield* table.stretches(name, position);
    }
    return {
      position,
      unchangedSince: Object.fromEntries(tables.map(([name, { unchangedSince }]) => [name, unchangedSince])),
      stretches: { [Symbol.iterator]: stretches },
    };
  }

  /** Takes a stretch of what was written down, before anything is folded and until {@link stand} says that it was all. */
  take(stretch: Stretch): void {
    const table = this.tables[stretch.table];
    if (!table || this.position > 0) throw new Error(`nothing can be taken into ${stretch.table} at position ${this.position}`);
    table.take(stretch);
  }

  /** From here on the tables are those of the position, as if everything up to it had been folded. */
  stand(position: number, unchangedSince: FoldedSoFar['unchangedSince']): void {
    for (const [name, table] of Object.entries(this.tables)) {
      const since = unchangedSince[name];
      if (since === undefined || since > position) throw new Error(`the table ${name} is not one of position ${position}`);
      table.unchangedSince = since;
    }
    this.clock.ordinal = position;
  }

  /** What every key had up to a position, for whoever compares: tables and keys in their order. */
  *versions(position: number): Generator<Versions> {
    for (const [name, table] of Object.entries(this.tables)) yield* table.versions(name, position);
  }
}
