import type { Journal, JournalWriter, Keyed, KeyedWriter } from './view.js';

/**
 * How values become bytes and back. What is encoded together shares its objects when it is decoded, as it did before.
 */
export interface Encoding {
  encode(value: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
}

/** Some bytes of a larger piece: `[from, to)` of `source`. They are not copied out: most of them are never looked at. */
export interface Stored {
  /** Versions or items in it. */
  readonly count: number;
  readonly source: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** What one key had, encoded; of a long list one stretch of it. Stretches of a table come in the order of its keys. */
export interface Stretch extends Stored {
  readonly table: string;
  readonly key: string;
  /** The ordinal at which the key first came up. */
  readonly born: number;
}

/** What one key had: each version or item with the ordinal from which it held. */
export interface Versions {
  readonly table: string;
  readonly key: string;
  readonly ordinals: readonly number[];
  readonly values: readonly unknown[];
}

/** Items of one stretch: a list of any length is written and read in pieces that take a few milliseconds. */
export const stretchItemsMax = 1_024;

type Decoded<Value> = readonly [ordinals: number[], values: Value[]];

const decode = <Value>({ decode: read }: Encoding, { source, from, to }: Stored): Decoded<Value> =>
  read(source.subarray(from, to)) as Decoded<Value>;

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

const noneStored: readonly Stored[] = Object.freeze([]);

/** What one key had. What it was opened with stays bytes until somebody looks; what is added meanwhile lies behind them. */
class Past<Value> {
  ordinals: number[] = [];
  values: Value[] = [];
  constructor(private stored: readonly Stored[] = noneStored) {}

  /** Decodes what is still bytes. */
  whole(encoding: Encoding): this {
    if (this.stored.length === 0) return this;
    [this.ordinals, this.values] = this.decoded(encoding);
    this.stored = noneStored;
    return this;
  }

  /** Everything there is, without keeping it decoded. */
  decoded(encoding: Encoding): Decoded<Value> {
    if (this.stored.length === 0) return [this.ordinals, this.values];
    const [ordinals, values] = decode<Value>(encoding, this.stored[0]!);
    const later = [...this.stored.slice(1).map((stretch) => decode<Value>(encoding, stretch)), [this.ordinals, this.values] as const];
    for (const [laterOrdinals, laterValues] of later) {
      for (const ordinal of laterOrdinals) ordinals.push(ordinal);
      for (const value of laterValues) values.push(value);
    }
    return [ordinals, values];
  }

  append(stretch: Stored): void {
    this.stored = [...this.stored, stretch];
  }

  push(ordinal: number, value: Value): void {
    this.ordinals.push(ordinal);
    this.values.push(value);
  }

  /** The same, but of several values at one ordinal only the last remains. */
  put(ordinal: number, value: Value): void {
    const last = this.ordinals.length - 1;
    if (last >= 0 && this.ordinals[last] === ordinal) this.values[last] = value;
    else this.push(ordinal, value);
  }

  /**
   * The stretch with this number, of what there was up to an ordinal; null where there is none. All but the last are full,
   * so that bytes once written are passed on as they are. They are older than the ordinal: only what was added can be later.
   */
  stretch(number: number, sizeMax: number, upTo: number, encoding: Encoding): Stored | null {
    const stored = this.stored[number];
    if (stored && (stored.count === sizeMax || this.ordinals.length === 0)) return stored;
    const last = this.stored.at(-1);
    const open = last && last.count < sizeMax ? last : null;
    const full = this.stored.length - (open ? 1 : 0);
    // Counted from the end of the full ones: first what is in the open one, then what was added.
    const from = number === full ? 0 : (number - full) * sizeMax;
    const opened = open?.count ?? 0;
    const to = Math.min(from + sizeMax, opened + lastAtOrBefore(this.ordinals, upTo) + 1);
    if (from >= to) return null;
    const [ordinals, values] = open && from < opened ? decode<Value>(encoding, open) : [[], []];
    const [start, end] = [Math.max(0, from - opened), to - opened];
    const bytes = encoding.encode([
      [...ordinals.slice(from), ...this.ordinals.slice(start, end)],
      [...values.slice(from), ...this.values.slice(start, end)],
    ]);
    return { count: to - from, source: bytes, from: 0, to: bytes.length };
  }
}

/** What keyed tables and journals have in common: the past of each key, and the keys in the order they first came up. */
abstract class Versioned<Value> {
  /** See {@link Keyed.unchangedSince}. */
  unchangedSince = 0;
  protected abstract readonly stretchSizeMax: number;
  /** A key nobody has looked at since the table was opened is its bytes. */
  protected readonly pasts = new Map<string, Past<Value> | Stored>();
  private readonly order: string[] = [];
  private readonly born: number[] = [];
  constructor(
    protected readonly clock: { ordinal: number },
    protected readonly encoding: Encoding,
  ) {}

  /** The key's past, decoded or not; undefined where there is none. */
  private resting(key: string): Past<Value> | undefined {
    const found = this.pasts.get(key);
    if (found === undefined || found instanceof Past) return found;
    const past = new Past<Value>([found]);
    this.pasts.set(key, past);
    return past;
  }

  /** The key's past, to look at. */
  protected past(key: string): Past<Value> | undefined {
    return this.resting(key)?.whole(this.encoding);
  }

  /** The key's past, to write to now. */
  protected writing(key: string): Past<Value> {
    this.unchangedSince = this.clock.ordinal;
    const found = this.resting(key);
    if (found) return found;
    const past = new Past<Value>();
    this.enter(key, this.clock.ordinal, past);
    return past;
  }

  private enter(key: string, born: number, past: Past<Value> | Stored): void {
    this.pasts.set(key, past);
    this.order.push(key);
    this.born.push(born);
  }

  /** The keys there were at an ordinal. */
  *keysAt(ordinal: number): IterableIterator<string> {
    const count = lastAtOrBefore(this.born, ordinal) + 1;
    for (let index = 0; index < count; index++) yield this.order[index]!;
  }

  /** Everything up to an ordinal, key by key, none before what was taken. The table may be written to in between. */
  *stretches(table: string, upTo: number): Generator<Stretch> {
    const count = lastAtOrBefore(this.born, upTo) + 1;
    for (let index = 0; index < count; index++) {
      const key = this.order[index]!;
      for (let number = 0; ; number++) {
        const found = this.pasts.get(key)!;
        const alone = (bytes: Stored): Stored | null => (number === 0 ? bytes : null);
        const stored = found instanceof Past ? found.stretch(number, this.stretchSizeMax, upTo, this.encoding) : alone(found);
        if (stored === null) break;
        const { count: size, source, from, to } = stored;
        yield { table, key, born: this.born[index]!, count: size, source, from, to };
      }
    }
  }

  /** The same, decoded, of any ordinal; nothing stays decoded for it. */
  *versions(table: string, upTo: number): Generator<Versions> {
    for (const key of this.keysAt(upTo)) {
      const found = this.pasts.get(key)!;
      const [ordinals, values] = found instanceof Past ? found.decoded(this.encoding) : decode<Value>(this.encoding, found);
      const count = lastAtOrBefore(ordinals, upTo) + 1;
      yield { table, key, ordinals: ordinals.slice(0, count), values: values.slice(0, count) };
    }
  }

  /** Takes the next stretch of what was written. */
  take({ key, born, count, source, from, to }: Stretch): void {
    const stored: Stored = { count, source, from, to };
    const found = this.resting(key);
    if (found) found.append(stored);
    else this.enter(key, born, stored);
  }
}

/** A keyed table with its whole past. */
export class VersionedKeyed<Value> extends Versioned<Value | undefined> implements KeyedWriter<Value> {
  /** Versions of one value share most of what is in them: they stay together. */
  protected readonly stretchSizeMax = Number.POSITIVE_INFINITY;

  get(key: string): Value | undefined {
    const values = this.past(key)?.values;
    return values?.[values.length - 1];
  }
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
  *entries(): IterableIterator<[string, Value]> {
    for (const [key, found] of this.pasts) {
      const { values } = found instanceof Past ? found.whole(this.encoding) : this.past(key)!;
      const value = values[values.length - 1];
      if (value !== undefined) yield [key, value];
    }
  }
  *keys(): IterableIterator<string> {
    for (const [key] of this.entries()) yield key;
  }
  *values(): IterableIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }
  set(key: string, value: Value): void {
    this.writing(key).put(this.clock.ordinal, value);
  }
  update(key: string, change: (value: Value) => Value): void {
    const value = this.get(key);
    if (value === undefined) throw new Error(`no ${key} to change at position ${this.clock.ordinal}`);
    this.set(key, change(value));
  }
  delete(key: string): void {
    if (this.has(key)) this.writing(key).put(this.clock.ordinal, undefined);
  }

  /** What the key had right after the event with this ordinal. */
  valueAt(key: string, ordinal: number): Value | undefined {
    const past = this.past(key);
    if (!past) return undefined;
    const { ordinals, values } = past;
    const last = ordinals.length - 1;
    if (ordinals[last]! <= ordinal) return values[last];
    const index = lastAtOrBefore(ordinals, ordinal);
    return index < 0 ? undefined : values[index];
  }
  /** The table as it was right after the event with this ordinal. */
  at(ordinal: number): Keyed<Value> {
    return new PastKeyed(this, ordinal, Math.min(ordinal, this.unchangedSince));
  }
}

/** A keyed table at one ordinal. An answer that goes through many moments makes thousands of these: they hold nothing of their own. */
class PastKeyed<Value> implements Keyed<Value> {
  constructor(
    private readonly table: VersionedKeyed<Value>,
    private readonly ordinal: number,
    readonly unchangedSince: number,
  ) {}

  get(key: string): Value | undefined {
    return this.table.valueAt(key, this.ordinal);
  }
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
  *entries(): IterableIterator<[string, Value]> {
    for (const key of this.table.keysAt(this.ordinal)) {
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
    return this.table.at(Math.min(earlier, this.ordinal));
  }
}

const nothing: readonly never[] = Object.freeze([]);

/** A journal table with its whole past: a past list is a prefix of the present one. */
export class VersionedJournal<Item> extends Versioned<Item> implements JournalWriter<Item> {
  protected readonly stretchSizeMax = stretchItemsMax;

  of(key: string): readonly Item[] {
    return this.past(key)?.values ?? nothing;
  }
  keys(): IterableIterator<string> {
    return this.pasts.keys();
  }
  add(key: string, item: Item): void {
    this.writing(key).push(this.clock.ordinal, item);
  }

  /** The items of a key right after the event with this ordinal. */
  itemsAt(key: string, ordinal: number): readonly Item[] {
    const past = this.past(key);
    if (!past) return nothing;
    const count = lastAtOrBefore(past.ordinals, ordinal) + 1;
    return count === past.values.length ? past.values : past.values.slice(0, count);
  }
  /** The table as it was right after the event with this ordinal. */
  at(ordinal: number): Journal<Item> {
    return new PastJournal(this, ordinal, Math.min(ordinal, this.unchangedSince));
  }
}

/** A journal table at one ordinal. */
class PastJournal<Item> implements Journal<Item> {
  constructor(
    private readonly table: VersionedJournal<Item>,
    private readonly ordinal: number,
    readonly unchangedSince: number,
  ) {}

  of(key: string): readonly Item[] {
    return this.table.itemsAt(key, this.ordinal);
  }
  keys(): IterableIterator<string> {
    return this.table.keysAt(this.ordinal);
  }
  at(earlier: number): Journal<Item> {
    return this.table.at(Math.min(earlier, this.ordinal));
  }
}
