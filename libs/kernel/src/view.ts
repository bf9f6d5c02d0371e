import type { RecordedOf } from './recorded.js';

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

/** The last index whose ordinal is at or before the asked one, or −1. */
const lastAtOrBefore = (ordinals: readonly number[], ordinal: number): number => {
  let low = 0;
  let high = ordinals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordinals[middle]! <= ordinal) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

class Cell<Value> {
  readonly ordinals: number[] = [];
  readonly values: (Value | undefined)[] = [];
  put(ordinal: number, value: Value | undefined): void {
    const last = this.ordinals.length - 1;
    if (last >= 0 && this.ordinals[last] === ordinal) this.values[last] = value;
    else {
      this.ordinals.push(ordinal);
      this.values.push(value);
    }
  }
  live(): Value | undefined {
    return this.values[this.values.length - 1];
  }
  at(ordinal: number): Value | undefined {
    const last = this.ordinals.length - 1;
    if (last >= 0 && this.ordinals[last]! <= ordinal) return this.values[last];
    const index = lastAtOrBefore(this.ordinals, ordinal);
    return index < 0 ? undefined : this.values[index];
  }
}

/** A keyed table with its whole past. */
export class VersionedKeyed<Value> implements KeyedWriter<Value> {
  unchangedSince = 0;
  private readonly cells = new Map<string, Cell<Value>>();
  private readonly order: string[] = [];
  private readonly born: number[] = [];
  constructor(private readonly clock: { ordinal: number }) {}

  get(key: string): Value | undefined {
    return this.cells.get(key)?.live();
  }
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
  *entries(): IterableIterator<[string, Value]> {
    for (const [key, cell] of this.cells) {
      const value = cell.live();
      if (value !== undefined) yield [key, value];
    }
  }
  *keys(): IterableIterator<string> {
    for (const [key] of this.entries()) yield key;
  }
  *values(): IterableIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }
  private put(key: string, value: Value | undefined): void {
    let cell = this.cells.get(key);
    if (!cell) {
      cell = new Cell<Value>();
      this.cells.set(key, cell);
      this.order.push(key);
      this.born.push(this.clock.ordinal);
    }
    cell.put(this.clock.ordinal, value);
    this.unchangedSince = this.clock.ordinal;
  }
  set(key: string, value: Value): void {
    this.put(key, value);
  }
  update(key: string, change: (value: Value) => Value): void {
    const value = this.get(key);
    if (value === undefined) throw new Error(`no ${key} to change at position ${this.clock.ordinal}`);
    this.put(key, change(value));
  }
  delete(key: string): void {
    if (this.has(key)) this.put(key, undefined);
  }
  /** The table as it was right after the event with this ordinal. */
  at(ordinal: number): Keyed<Value> {
    return new PastKeyed(this.cells, this.order, this.born, ordinal, Math.min(ordinal, this.unchangedSince));
  }
}

/** A keyed table at one ordinal. An answer that goes through many moments makes thousands of these: they hold nothing of their own. */
class PastKeyed<Value> implements Keyed<Value> {
  constructor(
    private readonly cells: ReadonlyMap<string, Cell<Value>>,
    private readonly order: readonly string[],
    private readonly born: readonly number[],
    private readonly ordinal: number,
    readonly unchangedSince: number,
  ) {}

  get(key: string): Value | undefined {
    return this.cells.get(key)?.at(this.ordinal);
  }
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
  *entries(): IterableIterator<[string, Value]> {
    const count = lastAtOrBefore(this.born, this.ordinal) + 1;
    for (let index = 0; index < count; index++) {
      const key = this.order[index]!;
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }
  *keys(): IterableIterator<string> {
    for (const [key] of this.entries()) yield key;
  }
  *values(): IterableIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }
  at(earlier: number): Keyed<Value> {
    const ordinal = Math.min(earlier, this.ordinal);
    return new PastKeyed(this.cells, this.order, this.born, ordinal, Math.min(ordinal, this.unchangedSince));
  }
}

const nothing: readonly never[] = Object.freeze([]);

/** A journal table with its whole past: a past list is a prefix of the present one. */
export class VersionedJournal<Item> implements JournalWriter<Item> {
  unchangedSince = 0;
  private readonly lists = new Map<string, { readonly ordinals: number[]; readonly items: Item[] }>();
  private readonly order: string[] = [];
  private readonly born: number[] = [];
  constructor(private readonly clock: { ordinal: number }) {}

  of(key: string): readonly Item[] {
    return this.lists.get(key)?.items ?? nothing;
  }
  keys(): IterableIterator<string> {
    return this.lists.keys();
  }
  add(key: string, item: Item): void {
    let list = this.lists.get(key);
    if (!list) {
      list = { ordinals: [], items: [] };
      this.lists.set(key, list);
      this.order.push(key);
      this.born.push(this.clock.ordinal);
    }
    list.ordinals.push(this.clock.ordinal);
    list.items.push(item);
    this.unchangedSince = this.clock.ordinal;
  }
  at(ordinal: number): Journal<Item> {
    return new PastJournal(this.lists, this.order, this.born, ordinal, Math.min(ordinal, this.unchangedSince));
  }
}

/** A journal table at one ordinal. */
class PastJournal<Item> implements Journal<Item> {
  constructor(
    private readonly lists: ReadonlyMap<string, { readonly ordinals: readonly number[]; readonly items: readonly Item[] }>,
    private readonly order: readonly string[],
    private readonly born: readonly number[],
    private readonly ordinal: number,
    readonly unchangedSince: number,
  ) {}

  of(key: string): readonly Item[] {
    const list = this.lists.get(key);
    if (!list) return nothing;
    const count = lastAtOrBefore(list.ordinals, this.ordinal) + 1;
    return count === list.items.length ? list.items : list.items.slice(0, count);
  }
  *keys(): IterableIterator<string> {
    const count = lastAtOrBefore(this.born, this.ordinal) + 1;
    for (let index = 0; index < count; index++) yield this.order[index]!;
  }
  at(earlier: number): Journal<Item> {
    const ordinal = Math.min(earlier, this.ordinal);
    return new PastJournal(this.lists, this.order, this.born, ordinal, Math.min(ordinal, this.unchangedSince));
  }
}

type AnyTable = VersionedKeyed<unknown> | VersionedJournal<unknown>;

/** The tables of some views, folded together so that they always stand at one position. */
export class Folded<Shapes extends Record<string, TableShape>> {
  private readonly clock = { ordinal: 0 };
  private readonly tables: Record<string, AnyTable> = {};
  private readonly handlers = new Map<string, { readonly view: string; readonly handle: (tables: never, event: never) => void }[]>();
  /** The present. */
  readonly live: Readers<Shapes>;

  constructor(views: readonly View[]) {
    for (const declared of views) {
      for (const [name, shape] of Object.entries(declared.tables)) {
        if (this.tables[name]) throw new Error(`two views declare a table ${name}`);
        this.tables[name] = shape.kind === 'keyed' ? new VersionedKeyed(this.clock) : new VersionedJournal(this.clock);
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
    const past: Record<string, unknown> = {};
    for (const [name, table] of Object.entries(this.tables)) past[name] = table.at(ordinal);
    return past as Readers<Shapes>;
  }
}
