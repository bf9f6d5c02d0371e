import type { RecordedOf } from './recorded.js';

/** A command that something which happened makes due: sent once, however often the runner runs. */
export interface Owed {
  /** Names the debt for ever: `<policy>:<trigger event id>:<target subject>`. */
  readonly key: string;
  readonly policy: string;
  /** The event that made it due. */
  readonly cause: string;
  readonly aggregate: string;
  /** The subject the command is for. */
  readonly subject: string;
  readonly command: string;
  readonly input: unknown;
  /** How often it was tried again on request, where it was. */
  readonly attempt?: number;
}

/** One effect a policy asks for; the host adds the names that make it an {@link Owed}. */
export type Effect = Pick<Owed, 'aggregate' | 'subject' | 'command' | 'input'>;

/**
 * When this happened, send that. A policy is pure: what it makes due follows from the event and from the
 * tables as they stood right after it, so that a restart owes exactly the same.
 */
export interface Policy<Tables = unknown, Events = object> {
  readonly name: string;
  readonly on: { readonly [E in keyof Events & string]?: (tables: Tables, event: RecordedOf<Events, E>) => readonly Effect[] };
}
