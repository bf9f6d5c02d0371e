import { words } from '#pictures';

/** Text that is HTML already. Only {@link html} and {@link drawn} make one: whatever else comes in was escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand between the pieces of a template: texts are escaped, null is nothing. */
export type Piece = Html | string | number | null | readonly Piece[];

const written = (piece: Piece): string => {
  if (piece === null) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string' || typeof piece === 'number') return words(String(piece));
  return (piece as readonly Piece[]).map(written).join('');
};

/** HTML from a template, every text in it made harmless, between tags and inside quoted attributes alike. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(strings.map((text, index) => `${text}${index < pieces.length ? written(pieces[index]!) : ''}`).join(''));

export const nothing = new Html('');

/** A picture of the pictures' room, an SVG that escaped its texts itself. */
export const drawn = (picture: string): Html => new Html(picture);

/** A table's column. Figures stand to the right; what is short, a date or a number, is never broken. */
export interface Column {
  readonly name: string;
  readonly sort?: 'figures' | 'short';
}
export const figuresOf = (name: string): Column => ({ name, sort: 'figures' });
export const short = (name: string): Column => ({ name, sort: 'short' });

/** A table with a caption, whose heads are repeated on every printed page; its first column names the row. Nothing without rows. */
export const table = (caption: string, columns: readonly (Column | string)[], rows: readonly (readonly Piece[])[], kind = ''): Html => {
  if (rows.length === 0) return nothing;
  const all = columns.map((column): Column => (typeof column === 'string' ? { name: column } : column));
  const cell = (piece: Piece, index: number): Html => {
    const sort = all[index]?.sort ?? '';
    return index === 0 ? html`<th scope="row" class="${sort}">${piece}</th>` : html`<td class="${sort}">${piece}</td>`;
  };
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
    <table class="${kind}">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${all.map(({ name, sort }) => html`<th scope="col" class="${sort ?? ''}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
};

/** Names and what they stand for; what is null is left out. */
export const facts = (pairs: readonly (readonly [name: string, value: Piece])[]): Html => {
  const given = pairs.filter(([, value]) => value !== null && value !== '' && value !== nothing);
  if (given.length === 0) return nothing;
  return html`<dl>
    ${given.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    )}
  </dl> `;
};

/** A list of texts; nothing without any. */
export const list = (items: readonly Piece[]): Html =>
  items.length === 0
    ? nothing
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li> `)}
      </ul> `;

export const paragraphs = (texts: readonly string[]): Html => html`${texts.map((text) => html`<p>${text}</p> `)}`;
