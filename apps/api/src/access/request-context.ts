import type { TokenClaims } from './tokens.js';

/** What a resolver knows of the request it answers. */
export interface RequestContext {
  /** Null where the request carried no token; every read and write then says to sign in. */
  readonly claims: TokenClaims | null;
  readonly correlationId: string;
}
