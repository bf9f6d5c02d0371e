/**
 * What lies on one period, the standing figure last. A reversed import's figures are lifted out wherever they lie, so
 * that what stood before stands again; below a withdrawal, or a figure that no import brought, nothing ever can.
 */
import type { ImportId } from '../vocabulary.js';

interface Brought {
  readonly import: ImportId | null;
}

export type FigureStack<Figure extends Brought> = readonly Figure[];

export const standing = <Figure extends Brought>(stack: FigureStack<Figure> | undefined): Figure | null => stack?.at(-1) ?? null;

export const laidOn = <Figure extends Brought>(stack: FigureStack<Figure> | undefined, figure: Figure): FigureStack<Figure> =>
  figure.import === null ? [figure] : [...(stack ?? []), figure];

/** The stack without that import's figures; the very same stack where it has none. */
export const lifted = <Figure extends Brought>(stack: FigureStack<Figure>, reversed: ImportId): FigureStack<Figure> =>
  stack.some((figure) => figure.import === reversed) ? stack.filter((figure) => figure.import !== reversed) : stack;
