import { Trouble } from '#cqrs';

/** A text with columns in it: `four-hour:{org_code}:{type}`. */
export interface Template {
  readonly text: string;
  readonly columns: readonly string[];
  of(valueOf: (column: string) => string): string;
}

/** Reads a template; throws {@link Trouble} `BadMapping` for a brace without its partner. */
export const template = (text: string): Template => {
  const pieces = text.split(/\{([^{}]+)\}/);
  if (pieces.some((piece, index) => index % 2 === 0 && /[{}]/.test(piece)))
    throw new Trouble('BadMapping', `'${text}' has a brace without its partner: write columns as {column}`, { text });
  return {
    text,
    columns: [...new Set(pieces.filter((_, index) => index % 2 === 1))],
    of: (valueOf) => pieces.map((piece, index) => (index % 2 === 1 ? valueOf(piece) : piece)).join(''),
  };
};
