import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Trouble } from '#cqrs';
import { readDocumentText, type LocatedDocument } from '#plan';

/** Larger files are no plans and no mappings. */
const documentBytesMax = 10 * 1024 * 1024;

/** Reads a YAML or JSON file by its schema; throws {@link Trouble} `BadDocument` naming every place that is wrong. */
export const readDocument = <Schema extends z.ZodType>(schema: Schema, file: string): LocatedDocument<z.output<Schema>> => {
  const bytes = readFileSync(file);
  if (bytes.length > documentBytesMax)
    throw new Trouble('BadDocument', `${file} has ${bytes.length} bytes: files of this kind have at most ${documentBytesMax}`, { file });
  return readDocumentText(schema, bytes.toString('utf8'), file);
};
