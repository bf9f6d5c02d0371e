/** Exact decimal arithmetic on figures: what people state and count is never rounded by a computer's binary numbers. */
import Big from 'big.js';
import type { Figure } from '../vocabulary.js';

/** Figures carry no more significant digits than a spreadsheet or a binary number can give back. */
export const figureDigitsMax = 15;
/** No figure is wider than this many places on either side of the point. */
const placesMax = 30;
/** A figure's text in any form a person or a program writes it is no longer than this. */
const textMax = 64;

/** Divides far beyond the digits a figure keeps, so that rounding to 15 digits is rounding once. */
const Exact = Big();
Exact.DP = 80;

const canonical = (value: Big): Figure => (value.eq(0) ? '0' : value.toFixed());

/** Half away from zero. */
const toDigits = (value: Big): Big => (value.eq(0) ? value : value.prec(figureDigitsMax, Big.roundHalfUp));

/** Whether the text is a figure in its one form: at most 15 significant digits, no exponent, no needless zeros or signs. */
export const isFigure = (text: unknown): boolean => typeof text === 'string' && figure(text) === text;

/** Most figures come in their one form; short enough, they have no more digits than a figure may have. */
const plainForm = /^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/;

/**
 * The one form of a decimal: `figure('1.50')` is `'1.5'`, `figure(-0)` is `'0'`, `figure('1e3')` is `'1000'`.
 * Null for what is no decimal number, is not finite, or has more than 15 significant digits: nothing is rounded in secret.
 */
export const figure = (value: string | number): Figure | null => {
  const text = String(value);
  if (text.length <= figureDigitsMax && plainForm.test(text)) return text;
  if (text.length > textMax || !/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?$/i.test(text)) return null;
  const big = new Big(text.replace('+', (sign, at) => (at === 0 ? '' : sign)));
  if (big.c.length > figureDigitsMax || big.e >= placesMax || big.e <= -placesMax) return null;
  return canonical(big);
};

/**
 * A figure out of a computed number or an exact result, rounded half away from zero to 15 significant digits; null where
 * there is none (not finite). For showing and keeping results, never for comparing: that is compare.ts.
 */
export const rounded = (computed: number | Figure): Figure | null =>
  Number.isFinite(Number(computed)) ? canonical(toDigits(new Big(String(computed)))) : null;

// Sums, differences and products are exact and may have more than 15 digits on the way; a quotient is rounded to 15.
// A text that is no figure is a bug of the caller and throws.

export const plus = (a: Figure, b: Figure): Figure => canonical(new Big(a).plus(b));
export const minus = (a: Figure, b: Figure): Figure => canonical(new Big(a).minus(b));
export const times = (a: Figure, b: Figure): Figure => canonical(new Big(a).times(b));

/** Null when divided by zero. */
export const dividedBy = (a: Figure, b: Figure): Figure | null => (isZero(b) ? null : canonical(toDigits(new Exact(a).div(b))));

export const sumOf = (figures: Iterable<Figure>): Figure => {
  let sum = new Big(0);
  for (const each of figures) sum = sum.plus(each);
  return canonical(sum);
};

export const negative = (a: Figure): Figure => canonical(new Big(a).times(-1));
export const isZero = (a: Figure): boolean => new Big(a).eq(0);

/** Below, equal to or above: −1, 0 or 1. Exact: for figures as people stated them. */
export const compare = (a: Figure, b: Figure): -1 | 0 | 1 => new Big(a).cmp(b);
