const plain = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const perCent = [0, 1].map(
  (digits) => new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: digits, signDisplay: 'negative' }),
);

/** A share of 1 in per cent, to so many digits: 0.357 → 36%. What rounds to nothing has no sign. */
export const perCentInWords = (share: number, digits: 0 | 1 = 0): string => perCent[digits]!.format(share);

/** A figure as people read it: a proportion in per cent, anything else as a number of at most four digits that matter. */
export const figureInWords = (value: number, unit: string): string =>
  unit === 'PROPORTION' ? perCentInWords(value, 1) : plain.format(value);
