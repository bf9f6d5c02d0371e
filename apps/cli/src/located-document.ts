import { readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Trouble } from '#cqrs';

/** Larger files are no plans and no mappings. */
const documentBytesMax = 10 * 1024 * 1024;
/** So many problems are printed; the rest is counted. */
const problemsShownMax = 50;

export type Path = readonly PropertyKey[];

/** Something wrong at a place of a document. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** A YAML or JSON file read by a schema, which can say on which line anything in it stands. */
export interface LocatedDocument<Value> {
  readonly file: string;
  readonly value: Value;
  /** Throws {@link Trouble} `BadDocument` naming file, line, column and path of every problem. */
  refuse(problems: readonly Problem[]): never;
}

/** `candidates[3].adopted.sponsor` */
export const pathText = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('') || 'the file';

/** Where the deepest part of the path that is there begins; for a key that should not be there, the key itself. */
const offsetOf = (document: Document, path: Path): number => {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
};

/** Reads a YAML or JSON text by its schema; throws {@link Trouble} `BadDocument` naming every place that is wrong. */
export const readDocumentText = <Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
): LocatedDocument<z.output<Schema>> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placed = (offset: number, message: string): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col} ${message}`;
  };
  const refuseAll = (sentences: readonly string[]): never => {
    const more = sentences.length - problemsShownMax;
    const shown = [...sentences.slice(0, problemsShownMax), ...(more > 0 ? [`… and ${more} more`] : [])];
    throw new Trouble('BadDocument', `${file} cannot be used:\n  ${shown.join('\n  ')}`, { file, problems: sentences.length });
  };
  const refuse = (problems: readonly Problem[]): never =>
    refuseAll(problems.map(({ path, message }) => placed(offsetOf(document, path), `${pathText(path)}: ${message}`)));

  if (document.errors.length > 0) return refuseAll(document.errors.map(({ pos, message }) => placed(pos[0], message)));
  const parsed = schema.safeParse(document.toJS() as unknown);
  if (!parsed.success)
    return refuse(
      parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a word of this format' }))
          : [{ path: issue.path, message: issue.message }],
      ),
    );
  return { file, value: parsed.data, refuse };
};

/** Reads a YAML or JSON file by its schema. */
export const readDocument = <Schema extends z.ZodType>(schema: Schema, file: string): LocatedDocument<z.output<Schema>> => {
  const bytes = readFileSync(file);
  if (bytes.length > documentBytesMax)
    throw new Trouble('BadDocument', `${file} has ${bytes.length} bytes: files of this kind have at most ${documentBytesMax}`, { file });
  return readDocumentText(schema, bytes.toString('utf8'), file);
};
