import { element, type Markup, words } from './markup.js';

/** Widths of Helvetica in thousandths of the size, by the characters that share them. */
const widths: readonly (readonly [characters: string, thousandths: number])[] = [
  ["ijl'", 222],
  ['|', 260],
  [' !,./:;I[\\]ft', 278],
  ['()-r`{}', 333],
  ['"', 355],
  ['*', 389],
  ['^', 469],
  ['Jckszvxy', 500],
  ['#$?L_0123456789abdeghnopqu–', 556],
  ['+<=>~−×±', 584],
  ['FTZ', 611],
  ['&ABEKPSVXY', 667],
  ['CDHNRUw', 722],
  ['GOQ', 778],
  ['Mm', 833],
  ['%', 889],
  ['W—…', 1000],
  ['@', 1015],
];
const widthOfCharacter = new Map(
  widths.flatMap(([characters, width]) => Array.from(characters).map((character) => [character, width] as const)),
);
/** Other families run a little wider. */
const allowance = 1.06;

/** About how many pixels a text takes at a size. Letters of other scripts are taken as full squares. */
export const widthOf = (text: string, size: number): number => {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    thousandths += widthOfCharacter.get(character) ?? (code < 0x250 ? 667 : 1000);
  }
  return (thousandths * size * allowance) / 1000;
};

/** How much wider bold letters are. */
export const boldWidth = 1.08;

/** The longest beginning that fits, at least one character long. */
const beginning = (text: string, size: number, width: number): string => {
  const characters = Array.from(text);
  let fits = 1;
  while (fits < characters.length && widthOf(characters.slice(0, fits + 1).join(''), size) <= width) fits += 1;
  return characters.slice(0, fits).join('');
};

/** A text in lines no wider than a width: broken at spaces, and inside a word only where the word alone is too wide. */
export const wrapped = (text: string, size: number, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line, size) > width && Array.from(line).length > 1) {
      const start = beginning(line, size, width);
      lines.push(start);
      line = line.slice(start.length);
    }
  }
  return line === '' ? lines : [...lines, line];
};

/** At most so many lines; what is cut is marked by dots and told elsewhere in full. */
export const cutTo = (lines: readonly string[], most: number, size: number, width: number): readonly string[] => {
  if (lines.length <= most) return lines;
  const last = `${lines[most - 1] ?? ''}…`;
  return [...lines.slice(0, most - 1), widthOf(last, size) <= width ? last : `${beginning(last, size, width - size)}…`];
};

export interface LetteringStyle {
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** A rim of paper that keeps lines behind the letters off them. */
  readonly rim?: boolean;
}

/** One line of text whose base line begins, ends or is centred at a point. */
export const line = (text: string, x: number, y: number, { size, fill, anchor, bold, rim }: LetteringStyle): Markup =>
  element(
    'text',
    {
      x,
      y,
      'font-size': size,
      fill,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-weight': bold === true ? 'bold' : undefined,
      ...(rim === true ? { stroke: '#FFFFFF', 'stroke-width': 3.5, 'stroke-linejoin': 'round', 'paint-order': 'stroke' } : {}),
    },
    words(text),
  );
