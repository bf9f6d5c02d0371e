import type { Trail } from '../operations/trail.js';
import type { Claims } from './authentication.js';

/** What a resolver knows of the request it answers. */
export interface RequestContext {
  /** Null where nobody said who they are; every read and write then says to sign in. */
  readonly claims: Claims | null;
  readonly correlationId: string;
  /** What is noted for the request's line in the log; none where nobody keeps one. */
  readonly trail?: Trail | undefined;
  /** What the answer's parts have cost so far, against one limit for all of them. */
  readonly cost?: { spent: number };
}
