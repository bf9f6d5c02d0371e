import { buildSchema, parse, validate } from 'graphql';
import { fewHeavyQuestions, heavyRootsMax } from './heavy-questions.js';

const schema = buildSchema('type Query { alignmentTree: Int findings: Int planPreview: Int me: Int }');
const asks = (text: string) => validate(schema, parse(text), [fewHeavyQuestions]).map(({ message }) => message);
const aliased = (field: string, count: number): string => Array.from({ length: count }, (_, each) => `a${each}: ${field}`).join(' ');

describe('Heavy questions', () => {
  it('are answered up to the limit in one operation, light ones beside them', () => {
    expect(asks(`{ ${aliased('alignmentTree', heavyRootsMax)} ${aliased('me', 10).replaceAll('a', 'b')} }`)).toEqual([]);
  });

  it('are refused beyond it, under aliases and in fragments, counted as often as a fragment is spread', () => {
    const words = [expect.stringContaining('send them one after the other')];
    expect(asks(`{ ${aliased('alignmentTree', heavyRootsMax)} findings }`)).toEqual(words);
    expect(asks(`{ ...two ... on Query { ...two } ...two } fragment two on Query { x: alignmentTree y: findings }`)).toEqual(words);
  });

  it('hold one plan and nothing heavy beside it', () => {
    expect(asks('{ planPreview me }')).toEqual([]);
    expect(asks('{ planPreview findings }')).toEqual([expect.stringContaining('a plan counts as 4')]);
  });

  it('do not hang on fragments that spread themselves', () => {
    expect(asks('{ ...one } fragment one on Query { findings ...one }')).toEqual([]);
  });

  it('are counted at once in fragments that spread each other over and over', () => {
    const spread = (each: number): string => (each === 39 ? 'findings' : `...f${each + 1} ...f${each + 1}`);
    const fragments = Array.from({ length: 40 }, (_, each) => `fragment f${each} on Query { ${spread(each)} }`);
    expect(asks(`{ ...f0 } ${fragments.join(' ')}`)).toEqual([expect.stringContaining('send them one after the other')]);
  });
});
