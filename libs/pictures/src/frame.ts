import { type Block, isNarrow, nothing, paragraph, stack } from './blocks.js';
import type { Ink } from './ink.js';
import { moved, picture, type Telling } from './markup.js';

/** What every picture is told beside its data. */
export interface PictureOptions {
  readonly title: string;
  /** Pixels, 320 at least; below 640 the picture is laid out for a telephone. */
  readonly width: number;
  /** For a printer without colour. */
  readonly grey?: boolean;
  /** As of when it is, in a sentence: a paper lies on tables for years. */
  readonly asAt?: string;
}

const least = 320;
const margin = 12;

/** The width of the whole picture, and of what is inside its margins. */
export const widthsOf = ({ width }: PictureOptions): { readonly total: number; readonly inner: number } => {
  const total = Math.max(least, Number.isFinite(width) ? Math.round(width) : least);
  return { total, inner: total - 2 * margin };
};

/** The title, and under it what it is about. */
export const heading = (title: string, about: string, width: number, ink: Ink): Block =>
  stack(
    [
      paragraph(title, width, { size: isNarrow(width) ? 16 : 19, fill: ink.text, bold: true }),
      paragraph(about, width, { size: 13, fill: ink.quiet }),
    ],
    2,
  );

/** The smallest print: by which rules a picture was made. */
export const caption = (text: string, width: number, ink: Ink): Block => paragraph(text, width, { size: 11.5, fill: ink.quiet });

/** As of when the picture is, the last line of it. */
export const stand = ({ asAt }: PictureOptions, width: number, ink: Ink): Block =>
  asAt === undefined ? nothing : caption(asAt, width, ink);

/** What a picture is called and tells, with as of when it is. */
export const tellingOf = ({ title, asAt }: PictureOptions, text: string): Telling => ({
  title,
  description: asAt === undefined ? text : `${text} ${asAt}`,
});

/** Blocks under each other within the margins, as one picture. */
export const framed = (total: number, telling: Telling, blocks: readonly Block[]): string => {
  const body = stack(blocks, 12);
  return picture(total, body.height + 2 * margin, telling, moved(margin, margin, body.markup));
};
