import type { Actor, Day, EventOf, Instant, RecordedOf } from './recorded.js';
import type { Rejection } from './rejection.js';

/** What a decision may know beside the state and the command: nothing here is read by the decider itself. */
export interface Deciding<Facts = undefined> {
  readonly actor: Actor;
  /** The time of the decision, and its day in the organisation's time zone. */
  readonly at: Instant;
  readonly today: Day;
  /** The id of the subject decided on (the stream's id). */
  readonly subject: string;
  /** Facts of other streams, looked up before and true at the event's `basis`. */
  readonly facts: Facts;
  /** A new id, the same for the same command and index: a retry names the same things. */
  readonly newId: (index: number) => string;
  /** The digest that names an immutable value: SHA-256 in hex over its canonical JSON. */
  readonly hash: (value: unknown) => string;
}

/** The facts a command is decided on, or `undefined` where it needs none. */
export type FactsOf<Facts, C> = C extends keyof Facts ? Facts[C] : undefined;

/** What a command leads to: events, or a reasoned no. No events means that nothing is left to do. */
export type Decision<Events, Code extends string> = readonly EventOf<Events>[] | Rejection<Code>;

/**
 * One aggregate's rules: pure, without a clock, randomness or any other stream.
 * `decide` has one function per command, `evolve` one per event: leaving one out does not compile.
 * `evolve` never refuses and never throws: what is in the log has happened.
 */
export interface Decider<State, Commands, Events, Code extends string = string, Facts = object> {
  readonly name: string;
  readonly initial: State;
  readonly decide: {
    readonly [C in keyof Commands]: (state: State, command: Commands[C], context: Deciding<FactsOf<Facts, C>>) => Decision<Events, Code>;
  };
  readonly evolve: {
    readonly [E in keyof Events & string]: (state: State, data: Events[E], event: RecordedOf<Events, E>) => State;
  };
}

/** Any decider, for code that iterates the catalogue. */
// The four type parameters are erased on purpose: the catalogue is a list of different aggregates.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyDecider = Decider<any, any, any, string, any>;

/** Folds events onto a state: the one way a state comes about. Events the decider does not list are a bug. */
export const fold = <State, Commands, Events, Code extends string, Facts>(
  decider: Decider<State, Commands, Events, Code, Facts>,
  state: State,
  events: Iterable<RecordedOf<Events>>,
): State => {
  let folded = state;
  for (const event of events) {
    const evolve = decider.evolve[event.type];
    if (!evolve) throw new Error(`${decider.name} does not know the event ${event.type} at position ${event.ordinal}`);
    folded = evolve(folded, event.data, event);
  }
  return folded;
};
