import { buildSchema } from 'graphql';
import { commandsOfPage, documentsIn, mutationsIn, pageFiles, type PageDocument } from '../web/page-documents.js';
import { textOf } from './house-files.js';

const mutations = Object.keys(buildSchema(textOf('apps/api/src/graphql/schema.graphql')).getMutationType()!.getFields());

const sendable = new Set(commandsOfPage.flatMap(mutationsIn));

/** How often a document is spoken of, the place that writes it aside. */
const usesOf = ({ name }: PageDocument): number =>
  pageFiles.reduce((uses, { text }) => uses + (text.match(new RegExp(`\\b${name}\\b(?!(?: =|:) graphql)`, 'g')) ?? []).length, 0);

describe('The page', () => {
  it('has a form for every command', () => {
    expect(mutations.filter((name) => !sendable.has(name))).toEqual([]);
  });

  it('writes no command that nothing sends', () => {
    expect(commandsOfPage.filter((document) => usesOf(document) === 0).map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
  });

  it('would be found to write a command beside its forms', () => {
    const text = 'export const close = graphql(\n  `mutation Close { closeGoal { __typename } }`)';
    expect(documentsIn('one.ts', text).flatMap(mutationsIn)).toEqual(['closeGoal']);
    expect(usesOf({ name: 'closeNowhere', text: '', file: 'one.ts' })).toBe(0);
  });
});
