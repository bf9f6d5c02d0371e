import { journal, keyed, type Effect, type Owed, type Readers, type Recorded, type View, type Writers } from '#kernel';
import type { Tables } from '../views/index.js';
import { policies } from './index.js';
import type { PolicyLogEvents } from './policy-log.events.js';

/** What a policy owes, and what became of it. */
export interface Debt extends Owed {
  readonly state: 'OPEN' | 'DONE' | 'STUCK';
  /** How often it was tried again on request. */
  readonly attempt: number;
  /** Its place among all debts, in the order they fell due. */
  readonly place: number;
  /** Ordinals of the event that made it due and of the one that changed it last. */
  readonly since: number;
  readonly changedAt: number;
}

/** A debt whose command a rule refused: a finding until it is tried again. */
export interface StuckDebt {
  readonly owed: Owed;
  readonly code: string;
  readonly because: string;
  /** The event that says so. */
  readonly ordinal: number;
}

const tables = {
  debts: keyed<Debt>(),
  stuckDebts: keyed<StuckDebt>(),
  /** All debts under the key 'all', in the order they fell due. */
  debtKeys: journal<string>(),
  /** Under 'all': how many debts at the beginning of the list are no longer open. Spares a look at each of them. */
  debtsPassed: keyed<number>(),
};
export type OwedShapes = typeof tables;
export type OwedTables = Readers<OwedShapes>;
type OwedWriters = Writers<typeof tables>;

const all = 'all';

type Trigger = (tables: Tables, event: Recorded) => readonly Effect[];
/** Event → the policies that look at it. */
const triggers = new Map<string, { readonly policy: string; readonly due: Trigger }[]>();
for (const { name, on } of policies)
  for (const [type, due] of Object.entries(on)) triggers.set(type, [...(triggers.get(type) ?? []), { policy: name, due: due as Trigger }]);

const fellDue = (to: OwedWriters, policy: string, event: Recorded, effect: Effect): void => {
  const key = `${policy}:${event.id}:${effect.subject}`;
  const place = to.debtKeys.of(all).length;
  const { ordinal } = event;
  to.debts.set(key, {
    ...effect,
    key,
    policy,
    cause: event.id,
    state: 'OPEN',
    attempt: 0,
    place,
    since: ordinal,
    changedAt: ordinal,
  });
  to.debtKeys.add(all, key);
};

/** Moves past the debts that are no longer open, up to the first that is. */
const pass = (to: OwedWriters): void => {
  const keys = to.debtKeys.of(all);
  let passed = to.debtsPassed.get(all) ?? 0;
  while (passed < keys.length && to.debts.get(keys[passed]!)!.state !== 'OPEN') passed++;
  to.debtsPassed.set(all, passed);
};

const changed = (to: OwedWriters, key: string, event: Recorded, change: Partial<Debt>): Debt | undefined => {
  const before = to.debts.get(key);
  if (!before) return undefined;
  const debt = { ...before, ...change, changedAt: event.ordinal };
  to.debts.set(key, debt);
  to.stuckDebts.delete(key);
  return debt;
};

/** A policy log's events say themselves what became of the debt; any other event that names one settles it. */
const settle = (to: OwedWriters, event: Recorded): void => {
  if (event.type === 'PolicyStuck') {
    const { key, code, because } = event.data as PolicyLogEvents['PolicyStuck'];
    // Two processes may have sent it at once, one of them too early: what was done is done.
    if (to.debts.get(key)?.state === 'DONE') return;
    const owed = changed(to, key, event, { state: 'STUCK' });
    if (owed) to.stuckDebts.set(key, { owed, code, because, ordinal: event.ordinal });
    pass(to);
  } else if (event.type === 'PolicyRetried') {
    const { key } = event.data as PolicyLogEvents['PolicyRetried'];
    const debt = changed(to, key, event, { state: 'OPEN', attempt: (to.debts.get(key)?.attempt ?? 0) + 1 });
    if (debt) to.debtsPassed.set(all, Math.min(debt.place, to.debtsPassed.get(all) ?? 0));
  } else if (event.meta.settles !== undefined) {
    changed(to, event.meta.settles, event, { state: 'DONE' });
    pass(to);
  }
};

const onAny = (to: OwedWriters, event: Recorded): void => {
  settle(to, event);
  for (const { policy, due } of triggers.get(event.type) ?? [])
    // The tables of all views are one object, and this view comes last: a trigger sees them right after its event.
    for (const effect of due(to as unknown as Tables, event)) fellDue(to, policy, event, effect);
};

/**
 * What policies owe: a fold of what made it due and of what settled it, so that a restart owes exactly the same.
 * `types` are all events there are. It must come after every view whose tables policies read.
 */
export const owedView = (types: readonly string[]): View<typeof tables> => ({
  name: 'owed',
  revision: 1,
  tables,
  on: Object.fromEntries(types.map((type) => [type, onAny])),
});

/** Debts still open, oldest first. */
export const openDebts = ({ debts, debtKeys, debtsPassed }: OwedTables): Debt[] =>
  debtKeys
    .of(all)
    .slice(debtsPassed.get(all) ?? 0)
    .map((key) => debts.get(key)!)
    .filter(({ state }) => state === 'OPEN');

/** What the runner of policies asks; `tablesNow` are the present tables whenever it does. */
export const debtsOf = (tablesNow: () => OwedTables) => ({
  open: (): readonly Owed[] => openDebts(tablesNow()),
  /** True when the event may have made something due. */
  concerns: ({ type }: Recorded): boolean => triggers.has(type) || type === 'PolicyRetried',
});
