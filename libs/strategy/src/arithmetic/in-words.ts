/** How a computed number reads in a sentence. Words round, numbers never: whoever calculates takes the number. */
import { figure, rounded } from './figures.js';

/** Enough to follow a sum by hand. */
const digitsInWords = 4;

/** A number as a sentence has it: four significant digits, `0.7984`. */
export const said = (number: number): string => rounded(Number(number.toPrecision(digitsInWords))) ?? String(number);

/** A stated figure as it was stated. */
export const saidFigure = (stated: string | null): string => (stated === null ? '?' : (figure(stated) ?? stated));

/** `0.5`, or `0.375 to 0.625` where it is not known more closely. */
export const saidInterval = (low: number, high: number): string => (said(low) === said(high) ? said(low) : `${said(low)} to ${said(high)}`);

/** `one`, `one and two`, `one, two and three`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A sentence ends once. */
export const sentence = (words: string): string => {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
};
