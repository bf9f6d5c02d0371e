import { isRejection } from '#kernel';
import type { Command, Outcome } from '#cqrs';
import { VersionConflict, type EventStore } from '#event-store';
import type { Metrics } from './metrics.js';
import type { Trail } from './trail.js';
import type { Tracing } from './tracing.js';

/** Sees what is done: counts it, times it and traces it, and changes nothing about how it ends. */
export class Watch {
  constructor(
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
  ) {}

  /** A command of a person, on behalf of a request. */
  async command(
    { aggregate, name }: Pick<Command, 'aggregate' | 'name'>,
    trail: Trail | undefined,
    work: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const command = `${aggregate}.${name}`;
    let outcome = 'failed';
    try {
      const ended = await this.tracing.within(`command ${command}`, trail?.span, work, (answer) => ({
        ...(answer && isRejection(answer) && { 'hoshin.refusal': answer.code }),
        ...(answer && !isRejection(answer) && { 'hoshin.position': answer.position, 'hoshin.events': answer.events }),
      }));
      if (isRejection(ended)) {
        outcome = 'refused';
        trail?.refused(ended.code);
        this.metrics.refusals.inc({ code: ended.code });
      } else {
        outcome = ended.replayed ? 'repeated' : 'accepted';
        if (trail) trail.position = ended.position;
      }
      return ended;
    } finally {
      this.metrics.commands.inc({ command, outcome });
    }
  }

  /** Sees, from now on, how long each append to the store takes and how it ends. */
  appendsOf<Store extends EventStore>(store: Store): Store {
    const { metrics, tracing } = this;
    const append = store.append.bind(store);
    store.append = async (stream, expected, events) => {
      const began = performance.now();
      let outcome = 'failed';
      try {
        const appended = await tracing.within(
          'append',
          undefined,
          () => append(stream, expected, events),
          (done) => ({ 'hoshin.events': events.length, ...(done && { 'hoshin.position': done.position }) }),
        );
        outcome = 'appended';
        return appended;
      } catch (error) {
        if (error instanceof VersionConflict) {
          outcome = 'conflict';
          metrics.conflicts.inc();
        }
        throw error;
      } finally {
        metrics.appends.observe({ outcome }, (performance.now() - began) / 1_000);
      }
    };
    return store;
  }
}
