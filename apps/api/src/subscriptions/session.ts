import type { IncomingHttpHeaders } from 'node:http';
import { Trouble } from '#cqrs';
import type { PersonId } from '#strategy';
import type { AskingHeaders, Claims } from '../access/authentication.js';
import type { RequestContext } from '../access/request-context.js';
import type { Outbox } from './notices.js';

/** What a subscription knows of the socket it is told over. */
export interface SocketContext extends RequestContext {
  readonly person: PersonId;
  readonly outbox: Outbox;
}

/** Who is signed in, and by what. */
export interface SignedIn {
  readonly person: PersonId;
  readonly claims: Claims;
}

/**
 * The headers a socket signs in with: those it was asked for with, the page's session among them, and the token said
 * over it as `{authorization: 'Bearer …'}` among its connection parameters, since a page cannot set headers.
 */
export const signInHeaders = (headers: IncomingHttpHeaders, parameters: Readonly<Record<string, unknown>> = {}): AskingHeaders => {
  const said = parameters['authorization'] ?? parameters['Authorization'];
  if (said !== undefined && typeof said !== 'string')
    throw new Trouble('UNAUTHENTICATED', 'authorization is no text: send {"authorization": "Bearer …"} when you connect');
  return said === undefined ? headers : { ...headers, authorization: said };
};

/** A check once the token has ended comes again so soon: clocks may differ by half a minute, and not more. */
const endedRecheckMs = 1_000;

/** Who is connected, checked again while they are. */
export class Session {
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    private readonly signedIn: SignedIn,
    private readonly given: {
      /** Who the claims speak for now; throws what any request would be refused with. */
      readonly recheck: (claims: Claims) => Promise<SignedIn>;
      readonly recheckMs: number;
      readonly onRefused: (error: unknown) => void;
    },
  ) {
    this.wait();
  }

  get person(): PersonId {
    return this.signedIn.person;
  }

  get claims(): Claims {
    return this.signedIn.claims;
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private wait(): void {
    const { by } = this.claims;
    const left = 'token' in by ? Math.max(by.token.ends - Date.now(), endedRecheckMs) : Infinity;
    this.timer = setTimeout(() => void this.again(), Math.min(this.given.recheckMs, left));
  }

  private async again(): Promise<void> {
    try {
      const { person } = await this.given.recheck(this.claims);
      if (this.isOver) return;
      if (person !== this.person) throw new Trouble('UNAUTHENTICATED', 'your sign-in now speaks for somebody else: connect again');
      this.wait();
    } catch (error) {
      if (!this.isOver) this.given.onRefused(error);
    }
  }
}
