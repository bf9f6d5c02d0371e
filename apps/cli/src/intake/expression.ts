import { Trouble } from '#cqrs';
import { minus, plus, type Figure } from '#strategy';

/**
 * Sums and differences of columns, and nothing else: `attendances - breaches`, `"Type 1" + "Type 2"`. A column whose
 * name is more than letters, digits, `_` and `.` is written in double quotes.
 */
export interface Expression {
  readonly text: string;
  /** The columns it needs, each once. */
  readonly columns: readonly string[];
  /** Its value for the columns' figures; exact. */
  of(figureOf: (column: string) => Figure): Figure;
}

const termsMax = 50;
const token = /\s*(?:(?<sign>[+-])|"(?<quoted>[^"]+)"|(?<plain>[\p{L}_][\p{L}\p{N}_.]*))/uy;

const wrong = (text: string, at: number, wanted: string): Trouble =>
  new Trouble('BadExpression', `'${text}' makes no sense at character ${at + 1}: ${wanted}`, { text, at });

/** Reads an expression; throws {@link Trouble} `BadExpression` naming the character. */
export const expression = (text: string): Expression => {
  const terms: { readonly column: string; readonly subtract: boolean }[] = [];
  let at = 0;
  const next = (): RegExpExecArray['groups'] | null => {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) return null;
    at = token.lastIndex;
    return found.groups;
  };
  const end = (): boolean => text.slice(at).trim() === '';
  let subtract = false;
  for (;;) {
    const start = at;
    const column = next();
    const name = column?.['quoted'] ?? column?.['plain'];
    if (name === undefined) throw wrong(text, start, 'a column stands here, in double quotes if its name has blanks or signs');
    terms.push({ column: name, subtract });
    if (terms.length > termsMax) throw wrong(text, at, `an expression has at most ${termsMax} columns`);
    if (end()) break;
    const between = at;
    const sign = next()?.['sign'];
    if (sign === undefined) throw wrong(text, between, '+ or - stands between columns');
    subtract = sign === '-';
  }
  return {
    text: text.trim(),
    columns: [...new Set(terms.map(({ column }) => column))],
    of: (figureOf) =>
      terms.reduce((sum, { column, subtract: less }) => (less ? minus(sum, figureOf(column)) : plus(sum, figureOf(column))), '0'),
  };
};
