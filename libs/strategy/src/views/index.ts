import type { Day, Instant, Readers } from '#kernel';
import type { OwedShapes } from '../policies/owed.view.js';
import type { AccessShapes } from './accesses.view.js';
import { chartsView } from './charts.view.js';
import { chronicleView } from './chronicle.view.js';
import { findingsView } from './findings.view.js';
import { goalsView } from './goals.view.js';
import { importsView } from './imports.view.js';
import { integrityTouchesView } from './integrity-touches.view.js';
import type { LogLineShapes } from './log-lines.view.js';
import { measuresView } from './measures.view.js';
import { organisationView } from './organisation.view.js';
import { sealsView } from './seals.view.js';
import { strategyView } from './strategy.view.js';
import { threadsView } from './threads.view.js';
import { treeChangesView } from './tree-changes.view.js';

export * from './accesses.view.js';
export * from './charts.view.js';
export * from './chronicle.view.js';
export * from './findings.view.js';
export * from './goals.view.js';
export * from './imports.view.js';
export * from './integrity-touches.view.js';
export * from './log-lines.view.js';
export * from './measures.view.js';
export * from './organisation.view.js';
export * from './seals.view.js';
export * from './strategy.view.js';
export * from './threads.view.js';
export * from './tree-changes.view.js';

/** Every view but what policies owe; whatever people look at is read from their tables. */
export const trustViews = [
  organisationView,
  strategyView,
  threadsView,
  goalsView,
  measuresView,
  chartsView,
  importsView,
  chronicleView,
  treeChangesView,
  integrityTouchesView,
  findingsView,
  sealsView,
] as const;

type Merged<Views extends readonly { readonly tables: object }[]> = Views extends readonly [
  infer First extends { readonly tables: object },
  ...infer Rest extends readonly { readonly tables: object }[],
]
  ? First['tables'] & Merged<Rest>
  : unknown;
type Declared = Merged<typeof trustViews> & AccessShapes & LogLineShapes & OwedShapes;

/** The shapes of all tables, those the record keeps about itself among them: `new Folded<Shapes>(views)`. */
export type Shapes = { readonly [T in keyof Declared]: Declared[T] };

export type Tables = Readers<Shapes>;

/** The tables as they stood at one position of the log, and the time a question about them is asked for. */
export interface Moment {
  readonly position: number;
  readonly at: Instant;
  readonly today: Day;
  readonly tables: Tables;
}

/** Tables at an earlier position, each looked up when it is first asked for: most questions ask for a few of them. */
const tablesAt = (tables: Tables, position: number): Tables =>
  new Proxy({} as Record<PropertyKey, unknown>, {
    get: (known, name) => (known[name] ??= tables[name as keyof Tables].at(position)),
  }) as unknown as Tables;

/** An earlier moment than this one, from the same tables: what was known right after that event, asked on its day. */
export const earlierMoment = ({ tables }: Moment, then: Omit<Moment, 'tables'>): Moment => ({
  ...then,
  tables: tablesAt(tables, then.position),
});
