import { Kind, parse } from 'graphql';
import { filesBelow, textOf } from '../architecture/house-files.js';

/** A typed document of the page: what it is called there, what it holds, and the file that writes it. */
export interface PageDocument {
  readonly name: string;
  readonly text: string;
  readonly file: string;
}

export const documentsIn = (file: string, text: string): readonly PageDocument[] =>
  [...text.matchAll(/(\w+)(?: =|:) graphql\(\s*`([^`]*)`/g)].map(([, name, document]) => ({ name: name!, text: document!, file }));

/** The mutations a document sends. */
export const mutationsIn = ({ text }: Pick<PageDocument, 'text'>): readonly string[] =>
  parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'mutation'
      ? definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))
      : [],
  );

/** The page's own files, without their specs. */
export const pageFiles = filesBelow('apps/web/src')
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.spec.ts'))
  .map((file) => ({ file, text: textOf(file) }));

/** Every document of the page that tells the service to do something. */
export const commandsOfPage = pageFiles
  .flatMap(({ file, text }) => documentsIn(file, text))
  .filter((document) => mutationsIn(document).length > 0);
