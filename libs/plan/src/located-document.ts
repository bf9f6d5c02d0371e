import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Trouble } from '#cqrs';

/** So many problems are named; the rest is counted. */
const problemsShownMax = 50;

export type Path = readonly PropertyKey[];

/** Something wrong at a place of a document. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** Something wrong, and where in the file: line and column count from 1. */
export interface LocatedProblem {
  readonly line: number;
  readonly column: number;
  /** The path and what is wrong with it, or what keeps the text from being read at all. */
  readonly says: string;
}

/** A document that cannot be used: trouble that knows every line that is wrong, up to fifty of them. */
export class BadDocument extends Trouble {
  constructor(
    readonly file: string,
    readonly problems: readonly LocatedProblem[],
    /** How many there are in all. */
    readonly count: number,
  ) {
    const lines = problems.map(({ line, column, says }) => `${file}:${line}:${column} ${says}`);
    const more = count > problems.length ? [`… and ${count - problems.length} more`] : [];
    super('BadDocument', `${file} cannot be used:\n  ${[...lines, ...more].join('\n  ')}`, { file, problems: count });
  }
}

/** A YAML or JSON file read by a schema, which can say on which line anything in it stands. */
export interface LocatedDocument<Value> {
  readonly file: string;
  readonly value: Value;
  /** Throws {@link BadDocument} naming file, line, column and path of every problem. */
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

/** The content; an alias that leads nowhere, or aliases that would unfold without end, are the document's own fault. */
const valueOf = (document: Document, refuse: (problems: readonly (readonly [offset: number, says: string])[]) => never): unknown => {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return refuse([[0, `${error.message}: write it out where it is meant`]]);
    throw error;
  }
};

/** Reads a YAML or JSON text by its schema; throws {@link BadDocument} naming every place that is wrong. */
export const readDocumentText = <Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
): LocatedDocument<z.output<Schema>> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const refuseAll = (problems: readonly (readonly [offset: number, says: string])[]): never => {
    const located = problems.slice(0, problemsShownMax).map(([offset, says]): LocatedProblem => {
      const { line, col } = lines.linePos(offset);
      return { line, column: col, says };
    });
    throw new BadDocument(file, located, problems.length);
  };
  const refuse = (problems: readonly Problem[]): never =>
    refuseAll(problems.map(({ path, message }) => [offsetOf(document, path), `${pathText(path)}: ${message}`] as const));

  if (document.errors.length > 0) return refuseAll(document.errors.map(({ pos, message }) => [pos[0], message] as const));
  const parsed = schema.safeParse(valueOf(document, refuseAll));
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
