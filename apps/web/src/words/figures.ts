const plain = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const perCent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });

/** A figure as people read it: a proportion in per cent, anything else as a number of at most four digits that matter. */
export const figureInWords = (value: number, unit: string): string => (unit === 'PROPORTION' ? perCent.format(value) : plain.format(value));
