import type { Actor, AnyDecider } from '#kernel';

/** What travels with every command beside its content. */
export interface CommandEnvelope {
  /** UUID chosen by the caller; a repeat with the same content answers as the first time did and adds nothing. */
  readonly commandId: string;
  /** The subject decided on: the id of its stream. */
  readonly subject: string;
  readonly actor: Actor;
  /** Shared by everything that follows from one request. */
  readonly correlationId: string;
  /** The event that made a policy send it. */
  readonly causationId?: string;
  /** The policy's debt it settles. */
  readonly settles?: string;
}

/** The answer to a command that was accepted. */
export interface Receipt {
  readonly commandId: string;
  readonly subject: string;
  /** The log position that shows the effect: a read at or after it sees what was written. */
  readonly position: number;
  /** The subject's version after the command. */
  readonly version: number;
  /** How many events it added; 0 where nothing was left to do. */
  readonly events: number;
  /** True when the command had been taken before and this is the first answer again. */
  readonly replayed: boolean;
}

/** A command as the bus carries it. */
export interface Command<Input = unknown> {
  readonly aggregate: string;
  readonly name: string;
  readonly envelope: CommandEnvelope;
  readonly input: Input;
}

type CommandsOf<D> = D extends { readonly decide: infer Decide }
  ? { [C in keyof Decide]: Decide[C] extends (state: never, command: infer Input, context: never) => unknown ? Input : never }
  : never;

export type CommandClass<Input = never> = new (envelope: CommandEnvelope, input: Input) => Command<Input>;

/** The base of a command class: `class CounterOffer extends commandOf(catchball, 'CounterOffer') {}`. */
export const commandOf = <D extends AnyDecider, const C extends keyof CommandsOf<D> & string>(
  decider: D,
  name: C,
): CommandClass<CommandsOf<D>[C]> =>
  class implements Command<CommandsOf<D>[C]> {
    readonly aggregate = decider.name;
    readonly name = name;
    constructor(
      readonly envelope: CommandEnvelope,
      readonly input: CommandsOf<D>[C],
    ) {}
  };

/** One class per command of the decider: leaving one out does not compile. */
export type CommandClasses<D> = { readonly [C in keyof CommandsOf<D>]: CommandClass<CommandsOf<D>[C]> };
