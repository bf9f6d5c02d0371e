import { boldWidth, line, type LetteringStyle, widthOf, wrapped } from './lettering.js';
import { type Markup, moved, together } from './markup.js';

/** A piece of a picture that begins at 0, 0 and takes so many pixels downwards. */
export interface Block {
  readonly markup: Markup;
  readonly height: number;
}

/** Below this width in pixels a picture is for a telephone: fewer labels, things under each other. */
export const isNarrow = (width: number): boolean => width < 640;

export const nothing: Block = { markup: together([]), height: 0 };

/** Blocks under each other; those without height leave no gap. */
export const stack = (blocks: readonly Block[], gap: number): Block => {
  const placed: Markup[] = [];
  let height = 0;
  for (const block of blocks) {
    if (block.height === 0) continue;
    const top = height === 0 ? 0 : height + gap;
    placed.push(moved(0, top, block.markup));
    height = top + block.height;
  }
  return { markup: together(placed), height };
};

/** Blocks beside each other, each in a column of the same width. */
export const sideBySide = (blocks: readonly Block[], column: number): Block => ({
  markup: together(blocks.map((block, index) => moved(index * column, 0, block.markup))),
  height: Math.max(0, ...blocks.map(({ height }) => height)),
});

const leading = 1.3;

/** A text in as many lines as it takes. */
export const paragraph = (text: string, width: number, style: LetteringStyle): Block => {
  const lines = wrapped(text, style.size, style.bold === true ? width / boldWidth : width);
  return {
    markup: together(lines.map((words, index) => line(words, 0, style.size * (0.95 + index * leading), style))),
    height: lines.length * style.size * leading,
  };
};

/** A mark at the left and beside it a block, both from the top. */
export const marked = (mark: Block, indent: number, block: Block): Block => ({
  markup: together([mark.markup, moved(indent, 0, block.markup)]),
  height: Math.max(mark.height, block.height),
});

/** A sample of what is drawn, and what it means. */
export interface LegendEntry {
  readonly sample: Markup;
  readonly text: string;
}

/** Legend entries in reading order, as many to a line as fit. Samples are drawn into 28 by 14 pixels. */
export const legend = (entries: readonly LegendEntry[], width: number, style: LetteringStyle): Block => {
  const sampleWidth = 34;
  const rowHeight = style.size * 1.6;
  const placed: Markup[] = [];
  let x = 0;
  let y = 0;
  for (const { sample, text } of entries) {
    const taken = sampleWidth + widthOf(text, style.size);
    if (x > 0 && x + taken > width) {
      x = 0;
      y += rowHeight;
    }
    placed.push(moved(x, y + (rowHeight - 14) / 2, sample), line(text, x + sampleWidth, y + rowHeight / 2 + style.size * 0.35, style));
    x += taken + 18;
  }
  return { markup: together(placed), height: entries.length === 0 ? 0 : y + rowHeight };
};
