import { sealsIn, type SealRecord } from '../views/seals.view.js';
import type { Tables } from '../views/index.js';

/** The index of the first seal that reaches to the position, or how many there are where none does. */
const indexOfCovering = (seals: readonly SealRecord[], position: number): number => {
  let low = 0;
  let high = seals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seals[middle]!.ordinal < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The first seal that vouches for the event at this position; undefined while none does. */
export const sealCovering = (tables: Pick<Tables, 'seals'>, position: number): SealRecord | undefined => {
  const seals = sealsIn(tables);
  return seals[indexOfCovering(seals, position)];
};

/** The last seal that ends before this position: from where on the chain has to be computed to speak of it. */
export const sealBefore = (tables: Pick<Tables, 'seals'>, position: number): SealRecord | undefined => {
  const seals = sealsIn(tables);
  return seals[indexOfCovering(seals, position) - 1];
};

/** The last seal of all. */
export const lastSeal = (tables: Pick<Tables, 'seals'>): SealRecord | undefined => sealsIn(tables).at(-1);
