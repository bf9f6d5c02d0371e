/** A moment in UTC to the millisecond, always 24 characters: `2026-11-22T09:09:00.000Z`. Compares as text. */
export type Instant = string;

/** A calendar day in the organisation's time zone: `2026-11-22`. Compares as text. */
export type Day = string;

/** Who did something: a person acting in a post, as the post's holder, its recorded deputy or its acting holder. */
export interface Actor {
  /** The person's id in the directory; never a name. */
  readonly person: string;
  /** The post acted in; `policy:<name>` for the service's own durable policies, `import` and the like for none. */
  readonly post: string;
  /** True when the person acted as the post's deputy. */
  readonly asDeputy?: boolean;
}

/** What every event carries beside its payload. */
export interface EventMeta {
  readonly actor: Actor;
  /** Why: mandatory wherever a rule of the domain asks for it. */
  readonly reason?: string;
  /** All events that follow from one request share it. */
  readonly correlationId: string;
  /** The id of the event that made a policy send the command, if one did. */
  readonly causationId?: string;
  /** The command that made the event: a retry of it answers as the first time did. */
  readonly commandId: string;
  /** Digest of the command's payload: the same id with another payload is refused. */
  readonly commandHash: string;
  /** The log position at which the facts the decision rests on were read. */
  readonly basis: number;
  /** The durable policy's debt that the event settles, if it settles one. */
  readonly settles?: string;
  /** True for events of the sample trust, written under a scripted clock. */
  readonly seeded?: true;
}

/** An event as the domain sees it: today's shape, with its place in the log. */
export interface Recorded<Type extends string = string, Data = unknown> {
  /** Its number in the log, from 1: the public position. */
  readonly ordinal: number;
  /** `catchball-3f0c…`: the aggregate's name and the subject's id. */
  readonly stream: string;
  /** The subject's id: the stream's name without its aggregate. */
  readonly subject: string;
  /** Its number in the stream, from 1. */
  readonly version: number;
  readonly id: string;
  readonly type: Type;
  readonly data: Data;
  readonly meta: EventMeta;
  /** Recorded time: when the log learned it. */
  readonly at: Instant;
  /** The day of {@link at} in the organisation's time zone. */
  readonly on: Day;
}

/** One event of a payload map, not yet recorded. */
export type EventOf<Events> = { [T in keyof Events & string]: { readonly type: T; readonly data: Events[T] } }[keyof Events & string];

/** One event of a payload map, recorded. */
export type RecordedOf<Events, T extends keyof Events & string = keyof Events & string> = {
  [K in T]: Recorded<K, Events[K]>;
}[T];
