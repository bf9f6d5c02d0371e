import type { Claims } from './authentication.js';

/** What a resolver knows of the request it answers. */
export interface RequestContext {
  /** Null where nobody said who they are; every read and write then says to sign in. */
  readonly claims: Claims | null;
  readonly correlationId: string;
}
