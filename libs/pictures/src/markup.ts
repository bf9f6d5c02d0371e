/**
 * Text that is SVG already. The brand keeps a plain string, which may come from anybody, from getting into a picture
 * without passing `words`.
 */
export type Markup = string & { readonly markup: unique symbol };

type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Whether XML 1.0 (section 2.2) lets a character stand in a document; half a surrogate pair is none. */
const mayStand = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
};

/**
 * Whether a character turns the direction of all writing after it. Nobody needs one to write Arabic or Hebrew, and with one
 * a reason can be made to read backwards.
 */
const turns = (character: string): boolean => /[\u202A-\u202E\u2066-\u2069]/.test(character);

/**
 * What somebody wrote, made harmless: markup in it is shown and never read; what XML forbids, and what would turn the
 * direction of writing, becomes a replacement character.
 */
export const words = (text: string): Markup =>
  Array.from(text)
    .map((character) => (mayStand(character) && !turns(character) ? (entities[character] ?? character) : '\ufffd'))
    .join('') as Markup;

/** A coordinate to a hundredth of a pixel, so that equal pictures are equal texts. */
const coordinate = (value: number): string => {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
};

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${typeof value === 'number' ? coordinate(value) : words(value)}"`]))
    .join('');

/** Several pieces, one after the other. */
export const together = (pieces: readonly Markup[]): Markup => pieces.join('') as Markup;

/** One element with its attributes; numbers are pixels, what is undefined is left out. */
export const element = (name: string, attributes: Attributes, ...children: readonly Markup[]): Markup =>
  (children.length === 0
    ? `<${name}${attributesOf(attributes)}/>`
    : `<${name}${attributesOf(attributes)}>${children.join('')}</${name}>`) as Markup;

/** Pieces moved by so many pixels. */
export const moved = (x: number, y: number, ...pieces: readonly Markup[]): Markup =>
  element('g', { transform: `translate(${coordinate(x)} ${coordinate(y)})` }, ...pieces);

/** A path through points, lifted where a point is null. */
export const pathThrough = (points: readonly (readonly [x: number, y: number] | null)[]): string =>
  points
    .map((point, index) =>
      point === null ? '' : `${(points[index - 1] ?? null) === null ? 'M' : 'L'}${coordinate(point[0])} ${coordinate(point[1])}`,
    )
    .join('');

/** What a picture is called and, for those who do not see it, what it shows, in whole sentences. */
export interface Telling {
  readonly title: string;
  readonly description: string;
}

/** Families that lie on nearly every machine and have nearly the same widths. */
const families = 'Arial, Helvetica, Liberation Sans, sans-serif';

/** A whole picture on white, to be shown in a page or kept as a file. */
export const picture = (width: number, height: number, { title, description }: Telling, ...pieces: readonly Markup[]): string =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      role: 'img',
      'font-family': families,
    },
    element('title', {}, words(title)),
    element('desc', {}, words(description)),
    element('rect', { width: Math.ceil(width), height: Math.ceil(height), fill: '#FFFFFF' }),
    ...pieces,
  );
