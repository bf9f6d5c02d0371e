import type { IncomingHttpHeaders } from 'node:http';
import { decodeJwt } from 'jose';
import { Trouble } from '#cqrs';
import type { PersonId } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import type { Outbox } from './notices.js';

/** What a subscription knows of the socket it is told over. */
export interface SocketContext extends RequestContext {
  readonly person: PersonId;
  readonly outbox: Outbox;
}

/** Who is signed in, and what a resolver is told of the request. */
export interface SignedIn {
  readonly person: PersonId;
  readonly context: RequestContext;
}

/** The headers of a request that asks the same: those the socket was asked for with, and the token said over it. */
export interface SignInRequest {
  readonly headers: IncomingHttpHeaders;
}

/** Signs in as any HTTP request does. */
export type SignIn = (request: SignInRequest) => Promise<RequestContext>;

/**
 * The request a socket signs in with: `{authorization: 'Bearer …'}` among its connection parameters, since a page
 * cannot set headers. What the browser sent when it asked for the socket, cookies too, is there as it came: the origin
 * has been checked by then.
 */
export const signInRequest = (headers: IncomingHttpHeaders, parameters: Readonly<Record<string, unknown>> = {}): SignInRequest => {
  const said = parameters['authorization'] ?? parameters['Authorization'];
  if (said !== undefined && typeof said !== 'string')
    throw new Trouble('UNAUTHENTICATED', 'authorization is no text: send {"authorization": "Bearer …"} when you connect');
  return { headers: said === undefined ? headers : { ...headers, authorization: said } };
};

/** When the token of a request ends, in milliseconds since 1970; null where it has none that says so. It was verified before. */
const endOf = ({ headers }: SignInRequest): number | null => {
  const token = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  try {
    return token === undefined ? null : (decodeJwt(token).exp ?? 0) * 1_000;
  } catch {
    return null;
  }
};

/** A check once the token has ended comes again so soon: clocks may differ by half a minute, and not more. */
const endedRecheckMs = 1_000;

/** Who is connected, checked again while they are. */
export class Session {
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  private constructor(
    private readonly signedIn: SignedIn,
    private readonly request: SignInRequest,
    private readonly check: (request: SignInRequest) => Promise<SignedIn>,
    private readonly recheckMs: number,
    private readonly onRefused: (error: unknown) => void,
  ) {
    this.wait();
  }

  /** Throws what an HTTP request with the same token would be refused with. */
  static async begin(
    request: SignInRequest,
    given: {
      readonly check: (request: SignInRequest) => Promise<SignedIn>;
      readonly recheckMs: number;
      readonly onRefused: (error: unknown) => void;
    },
  ): Promise<Session> {
    return new Session(await given.check(request), request, given.check, given.recheckMs, given.onRefused);
  }

  get person(): PersonId {
    return this.signedIn.person;
  }

  get context(): RequestContext {
    return this.signedIn.context;
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private wait(): void {
    const end = endOf(this.request);
    const left = end === null ? Infinity : Math.max(end - Date.now(), endedRecheckMs);
    this.timer = setTimeout(() => void this.again(), Math.min(this.recheckMs, left));
  }

  private async again(): Promise<void> {
    try {
      const { person } = await this.check(this.request);
      if (this.isOver) return;
      if (person !== this.person) throw new Trouble('UNAUTHENTICATED', 'your sign-in now speaks for somebody else: connect again');
      this.wait();
    } catch (error) {
      if (!this.isOver) this.onRefused(error);
    }
  }
}
