import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Folded, fold, schemaOf, upcast, type RecordedOf } from '#kernel';
import { logOf, type Past } from '#testing';
import { aggregates, eventTypes, views } from './catalogue.js';
import type { Shapes } from './views/index.js';

const folder = join(__dirname, '..', 'golden');
const files = readdirSync(folder).sort();
interface Stored {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly schema: number;
  readonly recordedAt: string;
  readonly data: unknown;
  readonly meta: Past['meta'];
}
const read = (file: string): Stored => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Stored;
const byStored = new Map(
  aggregates.flatMap((aggregate) => Object.entries(aggregate.stored).map(([type, stored]) => [stored, { aggregate, type }] as const)),
);

/** A golden event in today's shape, as the log would give it back. */
const hydrated = (stored: Stored): Past => {
  const { aggregate, type } = byStored.get(stored.type)!;
  const stream = stored.stream.replace('hoshin.', '');
  return {
    ordinal: 1,
    version: 1,
    stream,
    subject: stream.slice(stream.indexOf('-') + 1),
    id: stored.id,
    type,
    data: upcast(aggregate.upcasts, type, stored.schema, stored.data),
    meta: stored.meta,
    at: stored.recordedAt,
    on: stored.recordedAt.slice(0, 10),
  };
};

describe('the catalogue', () => {
  it('names every event once, in the log and in the program', () => {
    const stored = aggregates.flatMap((aggregate) => Object.values(aggregate.stored));
    expect(new Set(stored).size).toBe(stored.length);
    expect(new Set(eventTypes).size).toBe(eventTypes.length);
    expect(new Set(aggregates.map(({ name }) => name)).size).toBe(aggregates.length);
  });

  it('lists for every aggregate exactly the events its decider folds', () => {
    for (const { decider, stored } of aggregates) expect(Object.keys(decider.evolve).sort()).toEqual(Object.keys(stored).sort());
  });

  it('keeps stored names in one form: the aggregate’s word, a dot, what happened', () => {
    for (const name of byStored.keys()) expect(name).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/);
  });

  it('lets every view fold events that exist', () => {
    for (const { on } of views) for (const type of Object.keys(on)) expect(eventTypes).toContain(type);
  });

  it('gives every view its own name and tables', () => {
    expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
    expect(() => new Folded(views)).not.toThrow();
  });
});

describe('the golden events', () => {
  it('show every event there is in the schema it is written with', () => {
    const written = [...byStored].map(([stored, { aggregate, type }]) => `${stored}.${schemaOf(aggregate.upcasts, type)}.json`);
    expect(written.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('show every schema number there ever was', () => {
    const ever = [...byStored].flatMap(([stored, { aggregate, type }]) =>
      Array.from({ length: schemaOf(aggregate.upcasts, type) }, (_, index) => `${stored}.${index + 1}.json`),
    );
    expect(files).toEqual(ever.sort());
  });

  it.each(files)('%s reads as it was written, in today’s shape', (file) => {
    const stored = read(file);
    expect(file).toBe(`${stored.type}.${stored.schema}.json`);
    const { aggregate } = byStored.get(stored.type)!;
    const event = hydrated(stored) as RecordedOf<Record<string, unknown>>;
    expect(event.stream.startsWith(`${aggregate.name}-`)).toBe(true);
    expect(() => fold(aggregate.decider, aggregate.decider.initial, [event])).not.toThrow();
  });

  it('fold through every view, in the order of the catalogue', () => {
    const inOrder = [...byStored.keys()].map((stored) => files.findLast((file) => file.startsWith(`${stored}.`))!);
    const log = logOf(inOrder.map((file) => hydrated(read(file))));
    const folded = new Folded<Shapes>(views);
    for (const event of log) folded.apply(event);
    const { tables } = { tables: folded.live };
    expect(folded.position).toBe(files.length);
    expect([...tables.threads.keys()]).toHaveLength(1);
    expect([...tables.debts.values()].map(({ policy }) => policy)).toEqual(
      expect.arrayContaining(['agreement-makes-goal', 'parent-changed', 'release', 'import-reversed']),
    );
  });
});
