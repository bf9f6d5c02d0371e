/** The share of their size below which two figures count as equal: percentages are binary fractions, and 0.1 + 0.2 is not quite 0.3. */
export const slack = 1e-9;

/** Whether two figures are the same but for rounding in their last digits. */
export const alike = (a: number, b: number): boolean => Math.abs(a - b) <= slack * Math.max(Math.abs(a), Math.abs(b));

/** Enough to follow a chart by. */
const digitsFew = 5;

/** Thousands set apart. */
const grouped = (figure: number): string => {
  const text = String(figure === 0 ? 0 : figure);
  if (text.includes('e')) return text;
  const [whole, fraction] = text.split('.');
  const thousands = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
};

/** A figure for a sentence: five significant digits, whole from 100,000 on, thousands set apart. */
export const sayFigure = (figure: number): string =>
  grouped(Math.abs(figure) >= 100_000 ? Math.round(figure) : Number(figure.toPrecision(digitsFew)));

/** Enough to tell a year of percentages apart. */
const digitsOfPercent = 4;

/** A value of a chart for a sentence: as a figure, or a share as the percentage it is read as, `74.21%`. */
export const sayValue = (value: number, inPercent: boolean): string =>
  inPercent ? `${grouped(Number((value * 100).toPrecision(digitsOfPercent)))}%` : sayFigure(value);

/** Digits that no double has more of. */
const digitsMost = 15;

/**
 * Two values of one sentence that are not the same, with as many digits as it takes to tell them apart: nobody believes
 * that 0.95 lies above 0.95.
 */
export function sayApart(one: number, other: number, inPercent: boolean): readonly [string, string] {
  const said = [sayValue(one, inPercent), sayValue(other, inPercent)] as const;
  if (said[0] !== said[1]) return said;
  const [scale, unit] = inPercent ? [100, '%'] : [1, ''];
  for (let digits = digitsFew + 1; digits <= digitsMost; digits += 1) {
    const [a, b] = [Number((one * scale).toPrecision(digits)), Number((other * scale).toPrecision(digits))];
    if (a !== b) return [`${grouped(a)}${unit}`, `${grouped(b)}${unit}`];
  }
  return said;
}

/** `1 point`, `2 points`. */
export const sayCount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `There is 1 point`, `There are 2 points`. */
export const sayThere = (count: number, noun: string): string => `There ${count === 1 ? 'is' : 'are'} ${sayCount(count, noun)}`;
