/** What an offer promises beside its target — milestones, conditions, grants — and what became of each. */
import type { Day } from '#kernel';

/** What is known of one promise: its state, the evidence or reason last given, and the day it happened. */
export interface Kept<State> {
  readonly state: State;
  readonly said: string | null;
  readonly on: Day | null;
}

/** Promises by id, each with what became of it. */
export type Promised<Item, State> = ReadonlyMap<string, Item & Kept<State>>;

interface WithId {
  readonly id: string;
}

export const promisedIn = <Item extends WithId, State>(promises: readonly Item[], state: State): Promised<Item, State> =>
  new Map(promises.map((promise) => [promise.id, { ...promise, state, said: null, on: null }]));

/** The promises of new terms; what the earlier terms promised under the same id keeps what became of it. */
export const carried = <Item extends WithId, State>(
  before: Promised<Item, State>,
  promises: readonly Item[],
  state: State,
): Promised<Item, State> =>
  new Map(
    [...promisedIn(promises, state)].map(([id, fresh]) => {
      const known = before.get(id);
      return [id, known ? { ...fresh, state: known.state, said: known.said, on: known.on } : fresh];
    }),
  );

/** The promises with one changed; the same where no promise has that id. */
export const changed = <Item, State>(promised: Promised<Item, State>, id: string, to: Kept<State>): Promised<Item, State> => {
  const found = promised.get(id);
  return found ? new Map(promised).set(id, { ...found, ...to }) : promised;
};
