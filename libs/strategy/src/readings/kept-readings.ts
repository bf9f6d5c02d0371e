/** What was read lately, kept for as long as there is room: between two events everybody sees the same. */

/**
 * What is read are records of the tables: the last thing said about a measure's figures, the measure, its settings and the
 * organisation's. Each is one object for as long as its log is read, and another one after every change.
 */
export class KeptReadings<Reading> {
  private readonly numbers = new WeakMap<object, number>();
  private numbered = 0;
  private readonly kept = new Map<string, Reading>();
  private size = 0;

  constructor(
    private readonly sizeMax: number,
    private readonly sizeOf: (reading: Reading) => number,
  ) {}

  /** The reading of these records, and of whatever else it is made from, in words. */
  of(records: readonly object[], beside: string, read: () => Reading): Reading {
    const key = `${records.map((record) => this.numberOf(record)).join(' ')} ${beside}`;
    const known = this.kept.get(key);
    if (known !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const reading = read();
    const size = this.sizeOf(reading);
    if (size > this.sizeMax) return reading;
    this.kept.set(key, reading);
    this.size += size;
    for (const [oldest, each] of this.kept) {
      if (this.size <= this.sizeMax) break;
      this.kept.delete(oldest);
      this.size -= this.sizeOf(each);
    }
    return reading;
  }

  private numberOf(record: object): number {
    let number = this.numbers.get(record);
    if (number === undefined) this.numbers.set(record, (number = ++this.numbered));
    return number;
  }
}
