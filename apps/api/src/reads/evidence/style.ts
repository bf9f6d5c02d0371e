import { Html } from './html.js';

/** Any text inside the quotes of a style sheet: what is no letter, digit or blank is written by its number. */
const quoted = (text: string): string =>
  `"${Array.from(text)
    .map((character) => (/^[A-Za-z0-9 ]$/.test(character) ? character : `\\${character.codePointAt(0)!.toString(16)} `))
    .join('')}"`;

const cut = (text: string, charactersMax: number): string => {
  const characters = Array.from(text);
  return characters.length <= charactersMax ? text : `${characters.slice(0, charactersMax - 1).join('')}…`;
};

/** What stands at the head and foot of every printed page. */
export interface Running {
  readonly title: string;
  readonly stand: string;
}

/**
 * The look of the document: dark on light, nothing told by colour alone, and pages that break between things and not
 * through them. Where pages have no running heads (a browser that knows none) nothing is lost but those.
 */
export const styleOf = ({ title, stand }: Running): Html =>
  new Html(`<style>
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; background: #fff; color: #1a1a1a; font: 1rem/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
a { color: #0b4f8a; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 1rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .5rem; border-top: 3px solid #1a1a1a; }
h3 { font-size: 1.1rem; line-height: 1.3; margin: 2rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .35rem; }
p, ul, ol, dl { margin: .5rem 0; }
ul, ol { padding-left: 1.5rem; }
dd ul, td ul { margin: 0; padding-left: 1.1rem; }
nav ol { list-style: none; padding: 0; }
dl > div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .2rem 0; border-bottom: 1px solid #ddd; }
dt { flex: 0 0 13rem; font-weight: bold; }
dd { flex: 1 1 16rem; margin: 0; }
.note { padding: .5rem .75rem; border-left: 4px solid #555; background: #f3f3f3; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.small { font-size: .875rem; }
.said { white-space: pre-line; }
.wide { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.35; }
caption { caption-side: top; text-align: left; font-weight: bold; padding: .35rem 0; }
th, td { border: 1px solid #999; padding: .3rem .45rem; text-align: left; vertical-align: top; min-width: 5.5rem; }
th.short, th.figures, td.short, td.figures { min-width: 0; }
.short { white-space: nowrap; }
thead th { overflow-wrap: break-word; }
thead th { background: #eee; }
tbody th { font-weight: normal; }
.figures { text-align: right; font-variant-numeric: tabular-nums; }
.offers th[scope="row"] { font-weight: bold; }
.offers td { min-width: 9rem; }
.log { font-size: .75rem; }
code, .hash { font-family: Consolas, "Liberation Mono", monospace; font-size: .9em; word-break: break-all; overflow-wrap: anywhere; }
pre { font-family: Consolas, "Liberation Mono", monospace; font-size: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; padding: .5rem; border: 1px solid #999; }
figure { margin: .75rem 0; overflow-x: auto; }
figure svg { display: block; max-width: none; height: auto; }
figcaption { font-size: .875rem; }
.shape { display: inline-block; width: 1.2em; }
.icons { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; }
.icons > div { display: flex; gap: .75rem; flex: 1 1 18rem; align-items: flex-start; }
.icons svg { flex: 0 0 auto; }
.seal { font-size: 1.1rem; font-weight: bold; }
@media print {
  @page { size: A4; margin: 22mm 15mm 18mm;
    @top-left { content: ${quoted(cut(title, 70))}; font: 8pt Arial, sans-serif; color: #333; width: 62%; }
    @top-right { content: ${quoted(stand)}; font: 8pt Arial, sans-serif; color: #333; width: 38%; }
    @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; color: #333; } }
  body { padding: 0; max-width: none; font-size: 10pt; line-height: 1.4; }
  a { color: inherit; text-decoration: none; }
  .skip { display: none; }
  h1, h2, h3, h4, caption, figcaption { break-after: avoid; }
  h2 { font-size: 15pt; margin-top: 18pt; }
  h3 { font-size: 12pt; margin-top: 14pt; }
  h4 { font-size: 10.5pt; }
  .page { break-before: page; border-top: 0; }
  .talk td:nth-child(4) { min-width: 38mm; }
  .log td { min-width: 12mm; }
  .log td:nth-child(2) { min-width: 21mm; }
  .log td:nth-child(3) { min-width: 28mm; }
  .log td:nth-child(5) { min-width: 34mm; }
  .log td:last-child { min-width: 50mm; }
  p, li { orphans: 3; widows: 3; }
  .wide, figure { overflow: visible; }
  table { font-size: 8.5pt; }
  .log { font-size: 7.5pt; }
  th, td { min-width: 17mm; padding: 2pt 4pt; }
  .offers td { min-width: 24mm; }
  .offers th[scope="row"] { min-width: 24mm; }
  h3 + dl, .keep, .keep + figure { break-inside: avoid; }
  .keep { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure, .icons > div, dl > div { break-inside: avoid; }
  figure svg { max-width: 100%; max-height: 235mm; }
  .small { font-size: 8.5pt; }
  thead th, .note { background: #f0f0f0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>`);
