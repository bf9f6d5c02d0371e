import { fold, isRejection, schemaOf, type Actor, type EventMeta, type Recorded, type RecordedOf, type Rejection } from '#kernel';
import { VersionConflict, type Clock, type EventStore, type NewEvent } from '#event-store';
import type { Command, CommandEnvelope, Receipt } from './command.js';
import { streamOf, type Aggregate } from './hydrate.js';
import { derivedId, digestOf } from './ids.js';
import { commandIdReused, tooBusy } from './trouble.js';
import type { Moment } from './view-host.js';

/** A receipt, or the reasoned no of the domain. */
export type Outcome = Receipt | Rejection;

/** What the desk asks of the views: facts of the present, to see its own writes, and every event once it is folded. */
export interface Sight {
  readonly position: number;
  now(): Moment<unknown>;
  reached(position: number): Promise<void>;
  onApplied(listener: (event: Recorded) => void): void;
}

/** Looks up the facts of a command at a moment. */
export type FactsFor = Readonly<
  Record<string, Readonly<Record<string, (moment: never, input: never, actor: Actor, subject: string) => unknown>>>
>;

interface Loaded {
  state: unknown;
  version: number;
  /** Commands this stream has taken, with what they were, whose, and where they ended. */
  readonly taken: Map<string, { hash: string; actor: Actor; version: number; position: number; events: number }>;
}

const attemptsMax = 8;
const loadedMax = 20_000;

/**
 * Load, fold, decide, append: written once for every command. Folded streams are kept and fed by the views'
 * follower, so that a busy subject is not read again; a decision on a stale one ends in a version conflict and
 * is taken again. Commands on one subject wait for each other, on different ones they do not.
 */
export class CommandDesk {
  private readonly loaded = new Map<string, Loaded>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly aggregates: ReadonlyMap<string, Aggregate>;
  private readonly byStream = new Map<string, Aggregate>();

  constructor(
    private readonly store: EventStore,
    private readonly sight: Sight,
    aggregates: readonly Aggregate[],
    private readonly factsFor: FactsFor,
    private readonly clock: Clock,
    private readonly dayOf: (instant: string | number) => string,
    /** Marks every event as part of the sample trust; only the seeding program sets it. */
    private readonly seeding = false,
  ) {
    this.aggregates = new Map(aggregates.map((aggregate) => [aggregate.name, aggregate]));
    sight.onApplied((event) => this.keepUp(event));
  }

  /** Takes a command once, however often it is sent. */
  execute(command: Pick<Command, 'aggregate' | 'name' | 'input' | 'envelope'>): Promise<Outcome> {
    const aggregate = this.aggregates.get(command.aggregate);
    if (!aggregate) throw new Error(`no aggregate ${command.aggregate} in the catalogue`);
    const stream = streamOf(aggregate.name, command.envelope.subject);
    return this.inTurn(stream, () => this.take(aggregate, stream, command.name, command.input, command.envelope));
  }

  private async inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(stream);
    const mine = before ? before.then(work, work) : work();
    this.turns.set(stream, mine);
    try {
      return await mine;
    } finally {
      if (this.turns.get(stream) === mine) this.turns.delete(stream);
    }
  }

  private async take(aggregate: Aggregate, stream: string, name: string, input: unknown, envelope: CommandEnvelope): Promise<Outcome> {
    const hash = digestOf({ name, input });
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const loaded = this.kept(stream) ?? (await this.load(aggregate, stream));
      const before = loaded.taken.get(envelope.commandId);
      if (before) {
        // Somebody else's receipt would tell a person that they had signed.
        if (before.hash !== hash || !isSameActor(before.actor, envelope.actor)) throw commandIdReused(envelope.commandId);
        await this.sight.reached(before.position);
        return receiptOf(envelope, before, true);
      }
      const decided = this.decide(aggregate, loaded, name, input, envelope);
      if (isRejection(decided.decision)) {
        if (!this.store.capabilities.sharedWriters || !(await this.catchUp(aggregate, stream, loaded))) return decided.decision;
        continue;
      }
      if (decided.decision.length === 0)
        return receiptOf(envelope, { version: loaded.version, position: this.sight.position, events: 0 }, false);
      const events = this.written(aggregate, stream, decided.decision, input, envelope, hash, decided.basis);
      try {
        const appended = await this.store.append(stream, loaded.version === 0 ? 'no-stream' : loaded.version, events);
        await this.sight.reached(appended.position);
        return receiptOf(
          envelope,
          { version: appended.lastVersion, position: appended.position, events: events.length },
          appended.replayed,
        );
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
        this.loaded.delete(stream);
      }
    }
    throw tooBusy(stream, attemptsMax);
  }

  private decide(aggregate: Aggregate, loaded: Loaded, name: string, input: unknown, envelope: CommandEnvelope) {
    const moment = this.sight.now();
    const facts = this.factsFor[aggregate.name]?.[name]?.(moment as never, input as never, envelope.actor, envelope.subject);
    const decide = aggregate.decider.decide[name];
    if (!decide) throw new Error(`${aggregate.name} has no command ${name}`);
    const at = this.clock();
    const decision = decide(loaded.state, input, {
      actor: envelope.actor,
      at: new Date(at).toISOString(),
      today: this.dayOf(at),
      subject: envelope.subject,
      facts,
      newId: (index) => derivedId(envelope.commandId, 'id', index),
      hash: digestOf,
    });
    return { decision, basis: moment.position };
  }

  private written(
    aggregate: Aggregate,
    stream: string,
    events: readonly { type: string; data: unknown }[],
    input: unknown,
    envelope: CommandEnvelope,
    commandHash: string,
    basis: number,
  ): NewEvent[] {
    const reason = reasonOf(input);
    const meta: EventMeta = {
      actor: envelope.actor,
      ...(reason !== undefined && { reason }),
      correlationId: envelope.correlationId,
      ...(envelope.causationId !== undefined && { causationId: envelope.causationId }),
      commandId: envelope.commandId,
      commandHash,
      basis,
      ...(envelope.settles !== undefined && { settles: envelope.settles }),
      ...(this.seeding && { seeded: true as const }),
    };
    const metaText = JSON.stringify(meta);
    return events.map((event, index) => {
      const type = aggregate.stored[event.type];
      if (!type) throw new Error(`${aggregate.name} has no stored name for ${event.type}`);
      return {
        // With the stream, so that a command id used for two subjects names no two events alike.
        id: derivedId(envelope.commandId, stream, 'event', index),
        type,
        schema: schemaOf(aggregate.upcasts, event.type),
        data: JSON.stringify(event.data),
        meta: metaText,
      };
    });
  }

  private kept(stream: string): Loaded | undefined {
    const kept = this.loaded.get(stream);
    if (!kept) return undefined;
    // The last to be dropped, now that it was asked for.
    this.loaded.delete(stream);
    this.loaded.set(stream, kept);
    return kept;
  }

  private async load(aggregate: Aggregate, stream: string): Promise<Loaded> {
    const fresh: Loaded = { state: aggregate.decider.initial, version: 0, taken: new Map() };
    for (const event of await this.store.readStream(stream)) this.foldIn(aggregate, fresh, event);
    this.byStream.set(stream, aggregate);
    this.loaded.set(stream, fresh);
    if (this.loaded.size > loadedMax) {
      const oldest = this.loaded.keys().next().value!;
      this.loaded.delete(oldest);
      this.byStream.delete(oldest);
    }
    return fresh;
  }

  /** Brings a kept stream up to the store; true when somebody else had written. */
  private async catchUp(aggregate: Aggregate, stream: string, loaded: Loaded): Promise<boolean> {
    const news = await this.store.readStream(stream, { from: loaded.version + 1 });
    for (const event of news) if (event.version === loaded.version + 1) this.foldIn(aggregate, loaded, event);
    const last = news[news.length - 1];
    if (last) await this.sight.reached(last.ordinal);
    return news.length > 0;
  }

  private keepUp(event: Recorded): void {
    const loaded = this.loaded.get(event.stream);
    if (loaded && event.version === loaded.version + 1) this.foldIn(this.byStream.get(event.stream)!, loaded, event);
  }

  private foldIn(aggregate: Aggregate, loaded: Loaded, event: Recorded): void {
    loaded.state = fold(aggregate.decider, loaded.state, [event as RecordedOf<Record<string, unknown>>]);
    loaded.version = event.version;
    const before = loaded.taken.get(event.meta.commandId);
    loaded.taken.set(event.meta.commandId, {
      hash: event.meta.commandHash,
      actor: event.meta.actor,
      version: event.version,
      position: event.ordinal,
      events: (before?.events ?? 0) + 1,
    });
  }
}

const isSameActor = (one: Actor, other: Actor): boolean => one.person === other.person && one.post === other.post;

const receiptOf = (envelope: CommandEnvelope, at: { version: number; position: number; events: number }, replayed: boolean): Receipt => ({
  commandId: envelope.commandId,
  subject: envelope.subject,
  position: at.position,
  version: at.version,
  events: at.events,
  replayed,
});

/** The reason a command carries under the names the commands use for it. */
const reasonOf = (input: unknown): string | undefined => {
  const { reason, rationale } = (input ?? {}) as { reason?: unknown; rationale?: unknown };
  if (typeof reason === 'string') return reason;
  return typeof rationale === 'string' ? rationale : undefined;
};
