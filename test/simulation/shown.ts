/** What the views show at one moment, as text that is equal exactly when all of it is. */
import { createHash } from 'node:crypto';
import { Folded, type RecordedOf, type TableShape } from '#kernel';
import type { RawEvent } from '#event-store';
import {
  Achieving,
  AddingUp,
  alignmentTree,
  findings,
  myWork,
  negotiation,
  readerOf,
  unitPage,
  views,
  type Moment,
  type Shapes,
} from '#strategy';
import { hydrate } from './world.js';

const shapes = Object.entries(Object.assign({}, ...views.map(({ tables }) => tables)) as Record<string, TableShape>);

/** Values in tables are never changed, only replaced: each is written out once, by the object it is. */
const written = new WeakMap<object, string>();
const textOf = (value: unknown, remember: boolean): string => {
  if (typeof value !== 'object' || value === null || !remember) return JSON.stringify(value) ?? 'nothing';
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  written.set(value, text);
  return text;
};

/**
 * The digest of every table, key by key in order. `remember` spares writing out what was written out before; without
 * it a value that somebody changed in place is noticed.
 */
export const contentsOf = ({ tables }: Pick<Moment, 'tables'>, remember = true): string => {
  let contents = '';
  for (const [name, { kind }] of shapes) {
    const table = tables[name as keyof Moment['tables']] as unknown as {
      keys(): Iterable<string>;
      get(key: string): unknown;
      of(key: string): readonly unknown[];
    };
    contents += `\n${name}`;
    for (const key of table.keys()) {
      contents += `\n${key}=`;
      if (kind === 'keyed') contents += textOf(table.get(key), remember);
      else for (const item of table.of(key)) contents += `${textOf(item, remember)},`;
    }
  }
  return createHash('sha1').update(contents).digest('base64');
};

/** Everything people look at, as the auditor sees it and, where it is somebody's own, as a few others do. `now` is the present. */
export const shownAt = (moment: Moment, now: Moment): string => {
  const auditor = readerOf(now, 'aud');
  const sums = new AddingUp(moment, now, auditor);
  const achieving = new Achieving(moment, now, auditor, sums);
  const parents = [
    ...Array.from(moment.tables.aims.keys(), (id) => ({ kind: 'AIM', id }) as const),
    ...Array.from(moment.tables.goals.keys(), (id) => ({ kind: 'GOAL', id }) as const),
  ];
  return JSON.stringify({
    tree: alignmentTree(moment, now, auditor),
    sums: parents.map((parent) => sums.of(parent)),
    achievements: parents.map((parent) => achieving.of(parent)),
    negotiations: Array.from(moment.tables.threads.keys(), (id) => negotiation(moment, now, auditor, id)),
    findings: findings(moment, now, null),
    pages: ['medicine', 'ward-1'].map((unit) => unitPage(moment, now, auditor, unit)),
    work: ['chief-nurse', 'medicine-lead', 'ward-1-lead'].map((post) => myWork(moment, [post])),
  });
};

/** A fold of its own that takes the log's events one by one, as a rebuild does. */
export class Replay {
  private readonly folded = new Folded<Shapes>(views);
  private at = '';

  take(raw: RawEvent): Moment {
    const event = hydrate(raw);
    this.folded.apply(event as RecordedOf<Record<string, unknown>>);
    if (event.at > this.at) this.at = event.at;
    return { position: event.ordinal, at: this.at, today: event.on, tables: this.folded.live };
  }
}
