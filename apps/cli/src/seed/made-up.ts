/**
 * Made-up figures that look like a trust's: a level that moves, a season, and noise that follows from names alone, so
 * that the same names always give the same figures.
 */

/** Between −1 and 1, the same for the same words: FNV-1a over their characters, then mixed (Murmur3's finaliser). */
export const noise = (...words: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5;
  for (const character of words.join('/')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x7fffffff - 1;
};

/** What a month of the calendar adds to an average one, January first. */
export type Season = readonly number[];
export const winter: Season = [0.14, 0.1, 0.05, 0, -0.05, -0.08, -0.09, -0.08, -0.04, 0, 0.03, 0.02];
export const level: Season = Array.from({ length: 12 }, () => 0);

/** Whole numbers in the proportions given that add up to the total: the largest remainders get what rounding leaves. */
export const apportioned = (total: number, parts: readonly number[]): number[] => {
  const sum = parts.reduce((all, part) => all + part, 0);
  const exact = parts.map((part) => (part * total) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((all, part) => all + part, 0);
  const order = exact.map((_, index) => index).sort((a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!) || a - b);
  for (const index of order.slice(0, left)) whole[index]!++;
  return whole;
};
