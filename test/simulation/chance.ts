/** Chance that can be repeated: the same seed always draws the same (mulberry32, a public-domain generator of 32 bits). */
export class Chance {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0 and below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True this often, from 0 to 1. */
  happens(often: number): boolean {
    return this.next() < often;
  }

  /** One of the list; undefined of an empty one. */
  oneOf<Item>(items: readonly Item[]): Item | undefined {
    return items[this.whole(0, items.length - 1)];
  }

  /** One of the list, each as often as its weight says; undefined where all weigh nothing. */
  weighed<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item | undefined {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    return items.find(([, weight]) => (left -= weight) < 0)?.[0];
  }

  /** A UUID: names commands, so that a storm names its subjects and events alike each time. */
  uuid(): string {
    const hex = Array.from({ length: 4 }, () => this.whole(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
