/** What the socket allows, and how often it looks. Times in milliseconds; tests bring shorter ones. */
export interface SocketLimits {
  /** Changes within this time are told together. */
  readonly coalesceMs: number;
  /** Who is connected is checked again this often, and at the end of their token. */
  readonly recheckMs: number;
  /** Whoever connects has to sign in within this time. */
  readonly signInMs: number;
  /** A peer that has not answered the ping before the next one is gone. */
  readonly pingMs: number;
  /** A peer that is told to go has this long to hear why. */
  readonly farewellMs: number;
  /** A position beyond the end of the log is waited for this long: another instance may have written it. */
  readonly aheadMs: number;
  readonly messageBytesMax: number;
  readonly messagesPerMinuteMax: number;
  readonly subscriptionsMax: number;
  readonly socketsMax: number;
  readonly socketsPerPersonMax: number;
  /** What waits for a slow client, in all its subscriptions, before it is let go. */
  readonly queuedMax: number;
  readonly unsentBytesMax: number;
  /** Resuming replays so many events; from further back the client asks anew. */
  readonly resumeEventsMax: number;
  /** More subjects than these are not listed. */
  readonly subjectsMax: number;
}

export const socketLimits: SocketLimits = {
  coalesceMs: 250,
  recheckMs: 30_000,
  signInMs: 5_000,
  pingMs: 12_000,
  farewellMs: 2_000,
  aheadMs: 5_000,
  messageBytesMax: 65_536,
  messagesPerMinuteMax: 600,
  subscriptionsMax: 50,
  socketsMax: 2_000,
  socketsPerPersonMax: 20,
  queuedMax: 256,
  unsentBytesMax: 1_048_576,
  resumeEventsMax: 10_000,
  subjectsMax: 50,
};

export const SOCKET_LIMITS = Symbol('socket limits');
