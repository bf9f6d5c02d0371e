import { GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { Trouble } from '#cqrs';
import { DirectoryTrouble } from '#directory';
import { fromTheFiles } from '../graphql/errors.js';

/** Why a socket is closed: a code a client can act on, and the same in words. */
export interface Farewell {
  readonly code: number;
  readonly reason: string;
}

const reasonBytesMax = 123;

/** A close frame has room for 123 bytes of reason. */
export const farewell = (code: number, words: string): Farewell => {
  let reason = words;
  while (Buffer.byteLength(reason) > reasonBytesMax) reason = `${reason.slice(0, -2).trimEnd()}…`;
  return { code, reason };
};

/** Codes that clients of the protocol know: do not come back as you are, or come back in a moment. */
export const closeCodes = {
  goingAway: 1001,
  tooManyMessages: 1008,
  tryAgainLater: 1013,
  tooSlow: 4008,
  unauthenticated: 4401,
  forbidden: 4403,
  bug: 4500,
} as const;

/** What the protocol itself closes a socket for, in words that say what to do. */
const ofTheProtocol: Readonly<Record<number, string>> = {
  [CloseCode.BadRequest]: 'this is no message of the protocol graphql-transport-ws: send one as JSON, in a text frame',
  [CloseCode.Unauthorized]: 'nobody signed in here yet: send connection_init first, and wait for connection_ack',
  [CloseCode.SubprotocolNotAcceptable]: 'nothing but the protocol graphql-transport-ws is spoken here: connect with it as sub-protocol',
  [CloseCode.ConnectionInitialisationTimeout]: 'nobody signed in here in time: send connection_init as soon as you are connected',
  [CloseCode.SubscriberAlreadyExists]: 'there is a subscription by this id already: take another id, or complete that one first',
  [CloseCode.TooManyInitialisationRequests]: 'connection_init came twice: connect again to sign in anew',
};
/** How the protocol lets somebody go; `words` are its own, for what we have no better ones for. */
export const byTheProtocol = (code: number, words: string): Farewell => farewell(code, ofTheProtocol[code] ?? words);
export const noMessage = byTheProtocol(CloseCode.BadRequest, '');

export const stopping = farewell(
  closeCodes.goingAway,
  'the service is stopping: connect again in a moment and resume after your last position',
);
export const tooSlow = farewell(
  closeCodes.tooSlow,
  'messages wait faster than you take them: connect again and resume after your last position',
);
export const tooManyMessages = farewell(closeCodes.tooManyMessages, 'too many messages in a minute: subscribe once, and listen');
export const tooManySockets = (max: number): Farewell =>
  farewell(closeCodes.tryAgainLater, `you have ${max} sockets open, no more are allowed: close one, or use one for everything`);

const codeOf = (error: unknown): string | null => {
  if (error instanceof Trouble) return error.code;
  const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
  return typeof code === 'string' ? code : null;
};

/** What trying again changes nothing about. */
const refusals: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: closeCodes.unauthenticated,
  FORBIDDEN: closeCodes.forbidden,
  CROSS_SITE: closeCodes.forbidden,
};

/** What somebody is told whose sign-in does not do, or cannot be looked at now; null for what is a bug. */
export const refusedSignIn = (error: unknown): Farewell | null => {
  if (error instanceof DirectoryTrouble) return farewell(closeCodes.tryAgainLater, fromTheFiles);
  const code = codeOf(error);
  if (code === null || !(error instanceof Error)) return null;
  return farewell(refusals[code] ?? closeCodes.tryAgainLater, error.message);
};
