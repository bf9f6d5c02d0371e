import type { PointType } from '#spc';

/** What a picture is drawn with. Colour only ever repeats what a shape, a dash or a word says already. */
export interface Ink {
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly axis: string;
  /** The line of figures, and the process limits. */
  readonly series: string;
  readonly limit: string;
  readonly mean: string;
  readonly target: string;
  readonly targetText: string;
  readonly targetBand: string;
  readonly baseline: string;
  readonly outline: string;
  readonly paper: string;
  readonly point: Readonly<Record<PointType, string>>;
  /** Cells of a bowling chart. */
  readonly met: string;
  readonly near: string;
  readonly missed: string;
  readonly unreported: string;
}

const everywhere = {
  text: '#1F1F1F',
  quiet: '#4D4D4D',
  grid: '#E6E6E6',
  axis: '#757575',
  mean: '#000000',
  outline: '#1F1F1F',
  paper: '#FFFFFF',
};

const colours: Ink = {
  ...everywhere,
  series: '#A6A6A6',
  limit: '#A6A6A6',
  target: '#DE1B1B',
  targetText: '#B31515',
  targetBand: '#FBE9E9',
  baseline: '#EEF3F8',
  point: { common_cause: '#A6A6A6', improvement: '#00B0F0', concern: '#E46C0A', neutral_high: '#490092', neutral_low: '#490092' },
  met: '#CDEBD3',
  near: '#FFEDB8',
  missed: '#F9D0CB',
  unreported: '#E3E3E3',
};

/** For a printer without colour: told apart by lightness too, though shape and dash suffice. */
const greys: Ink = {
  ...everywhere,
  series: '#8C8C8C',
  limit: '#707070',
  target: '#1F1F1F',
  targetText: '#1F1F1F',
  targetBand: '#F0F0F0',
  baseline: '#F3F3F3',
  point: { common_cause: '#A6A6A6', improvement: '#FFFFFF', concern: '#1F1F1F', neutral_high: '#757575', neutral_low: '#757575' },
  met: '#FFFFFF',
  near: '#E8E8E8',
  missed: '#C4C4C4',
  unreported: '#F4F4F4',
};

export const inkOf = (grey: boolean | undefined): Ink => (grey === true ? greys : colours);

/** Dashes differ, so that no two kinds of line need a colour to be told apart. */
export const dashes = { limit: '6 4', trial: '1.5 3.5', target: '12 4 3 4' } as const;
