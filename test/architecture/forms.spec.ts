import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';

const root = join(__dirname, '../..');
const mutations = Object.keys(
  buildSchema(readFileSync(join(root, 'apps/api/src/graphql/schema.graphql'), 'utf8'))
    .getMutationType()!
    .getFields(),
);
const page = join(root, 'apps/web/src');

/** What the page sends, by the documents in its rooms; what is generated from the schema names everything. */
const sent = (): Set<string> => {
  const texts = readdirSync(page, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('generated'))
    .map((file) => readFileSync(join(page, file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/^\s+(\w+)\(input: \$input\)/gm)].map(([, name]) => name!)));
};

describe('The page', () => {
  it('has a form for every mutation', () => {
    const known = sent();
    expect(mutations.filter((name) => !known.has(name))).toEqual([]);
    expect([...known].filter((name) => !mutations.includes(name))).toEqual([]);
  });
});
