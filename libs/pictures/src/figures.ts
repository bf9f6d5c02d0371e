/** How a figure of a measure is written: its unit, how often it is taken, and with how many decimals. */
export interface Writing {
  /** What comes after a figure: `%`, `patients`, `days`; empty for none. */
  readonly unit: string;
  /** What a value is multiplied by before it is written: 100 for a proportion in per cent, 1,000 for a rate per thousand. */
  readonly per: number;
  /** Of what is calculated: means, limits. */
  readonly decimals: number;
  /** Of what is observed: none where only whole numbers are. */
  readonly observedDecimals: number;
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

/** As many decimals as a reader can use: a hundredth of what the figures span still shows. */
export const decimalsFor = (span: number): number => (span > 0 ? Math.min(6, Math.max(0, Math.ceil(-Math.log10(span / 100)))) : 1);

/** How figures are written, by what all that is drawn spans and by whether what was observed is whole. */
export const writingFor = (unit: string, per: number, observations: readonly number[], lines: readonly number[] = []): Writing => {
  const all = [...observations, ...lines];
  const decimals = all.length === 0 ? 1 : decimalsFor((Math.max(...all) - Math.min(...all)) * per);
  const whole = observations.every((value) => Math.abs(value * per - Math.round(value * per)) < 1e-9 * Math.max(1, Math.abs(value * per)));
  return { unit, per, decimals, observedDecimals: whole ? 0 : decimals };
};

/** A unit that is written right behind its figure, or nothing. */
export const suffixOf = (unit: string): string => (/^[%‰°]/.test(unit) ? unit : '');

/** `91.2%`, `14 patients`. */
export const withUnit = (written: string, unit: string): string =>
  unit === '' || suffixOf(unit) !== '' ? `${written}${unit}` : `${written} ${unit}`;

/** A calculated figure with its unit. */
export const calculated = (value: number, { per, decimals, unit }: Writing): string => withUnit(figure(value * per, decimals), unit);

/** An observed figure with its unit. */
export const observed = (value: number, { per, observedDecimals, unit }: Writing): string =>
  withUnit(figure(value * per, observedDecimals), unit);

/** A figure somebody set, with its unit: as exactly as it was set. */
export const given = (value: number, { per, decimals, unit }: Writing): string =>
  withUnit(plainFigure(value * per, Math.max(2, decimals)), unit);
