/** The share of their size below which two figures count as equal: percentages are binary fractions, and 0.1 + 0.2 is not quite 0.3. */
export const slack = 1e-9;

/** Whether two figures are the same but for rounding in their last digits. */
export const alike = (a: number, b: number): boolean => Math.abs(a - b) <= slack * Math.max(Math.abs(a), Math.abs(b));

/** A figure for a sentence: five significant digits, whole from 100,000 on, thousands set apart. */
export function sayFigure(figure: number): string {
  const rounded = Math.abs(figure) >= 100_000 ? Math.round(figure) : Number(figure.toPrecision(5));
  const text = String(rounded === 0 ? 0 : rounded);
  if (text.includes('e')) return text;
  const [whole, fraction] = text.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1 point`, `2 points`. */
export const sayCount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
