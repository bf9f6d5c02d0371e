import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const appendBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the service counts of itself. Labels are words of the program alone: no person, post, subject or address is in them. */
export class Metrics {
  private readonly registers = [new Registry()];
  private readonly registry = this.registers[0]!;

  readonly commands = new Counter({
    name: 'hoshin_commands_total',
    help: 'Commands of people, by command and by how they ended: accepted, repeated, refused or failed.',
    labelNames: ['command', 'outcome'] as const,
    registers: this.registers,
  });
  readonly refusals = new Counter({
    name: 'hoshin_refusals_total',
    help: 'Commands that a rule refused, by the code of the rule.',
    labelNames: ['code'] as const,
    registers: this.registers,
  });
  readonly troubles = new Counter({
    name: 'hoshin_errors_total',
    help: 'Errors in answers and requests turned away, by code.',
    labelNames: ['code'] as const,
    registers: this.registers,
  });
  readonly requests = new Histogram({
    name: 'hoshin_request_seconds',
    help: 'Time from a request to its answer, by route and status.',
    labelNames: ['route', 'status'] as const,
    buckets: requestBuckets,
    registers: this.registers,
  });
  readonly appends = new Histogram({
    name: 'hoshin_append_seconds',
    help: 'Time an append to the log took until it was acknowledged, by how it ended: appended, conflict or failed.',
    labelNames: ['outcome'] as const,
    buckets: appendBuckets,
    registers: this.registers,
  });
  readonly conflicts = new Counter({
    name: 'hoshin_conflict_retries_total',
    help: 'Decisions taken again because somebody else had written to the subject first.',
    registers: this.registers,
  });

  /** A figure that is asked for when somebody looks. One that cannot be had is left out of the answer. */
  gauge(name: string, help: string, read: () => number | undefined | Promise<number | undefined>): void {
    new Gauge({
      name,
      help,
      registers: this.registers,
      async collect() {
        const value = await Promise.resolve()
          .then(read)
          .catch(() => undefined);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }

  /** Begins to watch the process: its event loop, memory and garbage collection. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Everything, in the text format of Prometheus. */
  async page(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.registry.contentType, text: await this.registry.metrics() };
  }
}
