import words from './glossary.json';

/** The words of the trade and what they mean, as docs/glossary.md has them: `npm run docs` brings them here. */
export const glossary: Readonly<Record<Word, string>> = words;

export type Word = keyof typeof words;
