/** How a figure of a measure is written: its unit, how often it is taken, and with how many decimals. */
export interface Writing {
  /** What comes after a figure: `%`, `patients`, `days`; empty for none. */
  readonly unit: string;
  /** What a value is multiplied by before it is written: 100 for a proportion in per cent, 1,000 for a rate per thousand. */
  readonly per: number;
  readonly decimals: number;
}

/** A number in British writing: `1,234.5`, with a true minus sign. */
export const figure = (value: number, decimals: number): string => {
  const digits = Math.abs(value).toFixed(decimals);
  const [whole = '', fraction] = digits.split('.');
  const grouped = /^\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const negative = value < 0 && /[1-9]/.test(digits);
  return `${negative ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** The same without zeros that say nothing: what was observed is not written more exactly than it was reported. */
export const plainFigure = (value: number, decimals: number): string => {
  const written = figure(value, decimals);
  return written.includes('.') ? written.replace(/\.?0+$/, '') : written;
};

/** As many decimals as a reader can use: a two-hundredth of what the figures span still shows. */
export const decimalsFor = (span: number): number => (span > 0 ? Math.min(6, Math.max(0, Math.ceil(-Math.log10(span / 200)))) : 1);

/** A unit that is written right behind its figure, or nothing. */
export const suffixOf = (unit: string): string => (/^[%‰°]/.test(unit) ? unit : '');

/** `91.2%`, `14 patients`. */
export const withUnit = (written: string, unit: string): string =>
  unit === '' || suffixOf(unit) !== '' ? `${written}${unit}` : `${written} ${unit}`;

/** A calculated figure with its unit. */
export const calculated = (value: number, { per, decimals, unit }: Writing): string => withUnit(figure(value * per, decimals), unit);

/** An observed figure with its unit. */
export const observed = (value: number, { per, decimals, unit }: Writing): string => withUnit(plainFigure(value * per, decimals), unit);
