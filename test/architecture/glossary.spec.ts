import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { house } from './house-files.js';

const page = join(house, 'docs/glossary.md');
const written = join(house, 'apps/web/src/words/glossary.json');

const plain = (text: string): string => text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replace(/[*`]/g, '');
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The words of one row: `**Adopted**, **dropped**` are two, `**Baseline** (of a chart)` is one. */
const wordsOf = (cell: string): readonly string[] => cell.split(/,\s*(?=\*\*)/).map((each) => capital(plain(each).trim()));

/** Word → meaning, as the page has them. */
const glossaryOf = (text: string): readonly (readonly [word: string, meaning: string])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| **'))
    .flatMap((line) => {
      const [cell = '', meaning = ''] = line.slice(1, -1).split('|');
      return wordsOf(cell).map((word) => [word, plain(meaning).trim()] as const);
    });

const listOf = (words: readonly (readonly [string, string])[]): string => `${JSON.stringify(Object.fromEntries(words), null, 2)}\n`;

describe('The glossary', () => {
  const words = glossaryOf(readFileSync(page, 'utf8'));

  it('has each word once, with a meaning', () => {
    expect(words.length).toBeGreaterThan(150);
    expect(words.filter(([word], index) => words.findIndex(([other]) => other === word) !== index)).toEqual([]);
    expect(words.filter(([, meaning]) => meaning === '')).toEqual([]);
  });

  it('explains on the web page the words of the book, and no others', () => {
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(written, listOf(words));
    expect(readFileSync(written, 'utf8')).toBe(listOf(words));
  });
});
