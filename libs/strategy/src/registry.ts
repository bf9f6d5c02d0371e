/**
 * An immutable table from ids to values, for the states of deciders: a change copies one bin of many, not the whole,
 * so that an organisation of thousands of units folds in no time and an older state stays what it was.
 */
export class Registry<Value> {
  private static readonly binCount = 256;
  private constructor(private readonly bins: readonly (ReadonlyMap<string, Value> | undefined)[]) {}

  static of<Value>(): Registry<Value> {
    return new Registry<Value>([]);
  }

  get(id: string): Value | undefined {
    return this.bins[binOf(id, Registry.binCount)]?.get(id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** The table with this value under the id, in the place of an earlier one. */
  with(id: string, value: Value): Registry<Value> {
    const index = binOf(id, Registry.binCount);
    const bins = this.bins.length === 0 ? Array.from<undefined>({ length: Registry.binCount }) : this.bins;
    return new Registry(bins.with(index, new Map(bins[index]).set(id, value)));
  }

  /** The table with the value under the id changed; the same table where there is none. */
  changed(id: string, change: (value: Value) => Value): Registry<Value> {
    const value = this.get(id);
    return value === undefined ? this : this.with(id, change(value));
  }

  /** The table with every value changed; bins in which nothing changes stay the very same. */
  mapped(change: (value: Value) => Value): Registry<Value> {
    return new Registry(
      this.bins.map((bin) => {
        const next = bin && [...bin].map(([id, value]): [string, Value] => [id, change(value)]);
        return next?.some(([id, value]) => value !== bin!.get(id)) ? new Map(next) : bin;
      }),
    );
  }

  /** All values, in no order that means anything. */
  *values(): IterableIterator<Value> {
    for (const bin of this.bins) if (bin) yield* bin.values();
  }
}

/** Spreads ids over bins: multiplication by an odd prime mixes each character into the low bits. */
const binOf = (id: string, bins: number): number => {
  let mixed = 7;
  for (let index = 0; index < id.length; index++) mixed = (Math.imul(mixed, 31) + id.charCodeAt(index)) | 0;
  return (mixed ^ (mixed >>> 15)) & (bins - 1);
};
