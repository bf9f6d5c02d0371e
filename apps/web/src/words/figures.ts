const few = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 14 });
const perCent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });
const closePerCent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 2 });
const exactPerCent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 12 });

/** Within a hundredth of nothing or of everything a tenth of a per cent would say too much: 99.96% is not 100%. */
const isClose = (share: number): boolean => (share > 0 && share < 0.01) || (share > 0.99 && share < 1);

/** A figure as people read it: a proportion in per cent, anything else with at most four digits that matter, and with every one before the point. */
export const figureInWords = (value: number, unit: string): string => {
  if (unit === 'PROPORTION') return (isClose(value) ? closePerCent : perCent).format(value);
  return (Math.abs(value) >= 1000 ? whole : few).format(value);
};

/** A figure that was stated, with every digit it was stated with: what is agreed is never rounded. */
export const statedInWords = (figure: string, unit: string): string =>
  unit === 'PROPORTION' ? exactPerCent.format(Number(Number(figure).toPrecision(12))) : exact.format(Number(figure));

export interface Measured {
  readonly kind: string;
  readonly unitOfMeasure: string;
}

/** A stated figure with its unit, where it has one; a proportion in per cent. */
export const measuredInWords = (figure: string, measure: Measured | null): string => {
  const words = statedInWords(figure, measure?.kind ?? '');
  if (measure === null || measure.kind === 'PROPORTION') return words;
  return `${words} ${measure.unitOfMeasure}`;
};

/** How far apart two figures lie: shares by percentage points, since a step from 78% to 76% is none of 2%. */
export const stepInWords = (step: number, unit: string): string => {
  if (unit !== 'PROPORTION') return figureInWords(step, unit);
  const points = few.format(Number((step * 100).toPrecision(12)));
  return `${points} ${points === '1' ? 'point' : 'points'}`;
};

/** A part of a whole in whole per cent; what lacks something is never all of it, and what is something never nothing. */
export const partInWords = (part: number): string => {
  const rounded = Math.round(part * 100);
  if (rounded === 100 && part < 1) return '99%';
  return rounded === 0 && part > 0 ? '1%' : `${rounded}%`;
};
