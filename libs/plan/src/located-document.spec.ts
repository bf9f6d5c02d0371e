import { z } from 'zod';
import { BadDocument, readDocumentText } from './located-document.js';

const schema = z.strictObject({ title: z.string(), parts: z.array(z.strictObject({ size: z.number() })).default([]) });

/** What is wrong with a text, a line each. */
const wrongWith = (text: string): readonly string[] => {
  try {
    readDocumentText(schema, text, 'plan.yaml');
  } catch (error) {
    if (!(error instanceof BadDocument)) throw error;
    return error.problems.map(({ line, column, says }) => `${line}:${column} ${says}`);
  }
  return [];
};

describe('A document with lines', () => {
  it('says where each thing is wrong, the word itself where it should not be there', () => {
    expect(wrongWith('title: 7\nparts:\n  - { size: big }\n  - { size: 1, colour: red }')).toEqual([
      expect.stringMatching(/^1:1 title: .*string/),
      expect.stringMatching(/^3:7 parts\[0\]\.size: .*number/),
      '4:16 parts[1].colour: is not a word of this format',
    ]);
  });

  it('says where a text stops being a document at all', () => {
    expect(wrongWith('title: [open')[0]).toMatch(/^1:\d+ /);
  });

  it('refuses aliases that lead nowhere, and aliases that would unfold without end, as the document’s own fault', () => {
    const unfolding = Array.from({ length: 9 }, (_, level) => `b${level + 1}: &b${level + 1} [${`*b${level}, `.repeat(10)}]`);
    expect(wrongWith('title: *nowhere')).toEqual([expect.stringContaining('write it out')]);
    expect(wrongWith(['b0: &b0 [x]', ...unfolding].join('\n'))).toEqual([expect.stringContaining('write it out')]);
  });

  it('names fifty problems and counts them all', () => {
    const text = `title: many\nparts:\n${'  - { size: big }\n'.repeat(60)}`;
    expect(wrongWith(text)).toHaveLength(50);
    expect(() => readDocumentText(schema, text, 'plan.yaml')).toThrow('… and 10 more');
  });
});
