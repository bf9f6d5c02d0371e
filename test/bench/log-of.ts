/** Writes a large, believable log of a made-up trust, the same every time, through the SQLite engine itself. */
import { SqliteEventStore } from '#event-store/sqlite';
import { dayIn, openLog, streamOf, type Aggregate } from '#cqrs';
import { aggregates } from '#strategy';
import { negotiations } from './log-negotiations.js';
import { definitions, figures } from './log-figures.js';
import { foundation, trustOf, uuidOf, type Trust, type Written } from './log-trust.js';

export interface LogSize {
  readonly events: number;
  readonly goals: number;
  /** Streams: threads, goals, measures, and one each for organisation, strategy and the log itself. */
  readonly subjects: number;
}

/** A million events have 2,000 goals and 50,000 subjects; smaller logs are the same trust, made smaller. */
export const logSize = (events: number): LogSize => ({ events, goals: Math.max(20, events / 500), subjects: events / 20 });

export const timeZone = 'Europe/London';
const monthsCovered = 21;
const monthMs = (365.25 / 12) * 86_400_000;
/** Appends on their way at a time: enough that the writer fills its transactions. */
const inFlightMax = 2_000;
const zeros = '0'.repeat(64);

/** Foundation first, then figures and negotiations side by side over the whole time, then figures up to the number asked for. */
function* history(size: LogSize, trust: Trust, today: () => string): Generator<Written> {
  const firstDay = today();
  yield* foundation(trust, firstDay);
  const measures = size.subjects - 2 * size.goals - 3;
  yield* definitions(trust, measures);
  const stories = [...negotiations(trust, firstDay, today)];
  const observed = figures(trust, measures, today);
  const figuresPerMove = Math.max(1, Math.floor((size.events * 0.9 - measures) / stories.length) - 1);
  for (const tell of stories) {
    yield tell();
    for (let count = 0; count < figuresPerMove; count++) yield observed.next().value as Written;
  }
  for (;;) yield observed.next().value as Written;
}

/** Fills an empty file and tells where to look in it. The last event is recorded now, the first 21 months ago. */
export const writeLog = async (file: string, size: LogSize): Promise<Trust> => {
  const trust = trustOf(size.goals);
  await writeHistory(file, trust, size.events, (today) => history(size, trust, today));
  return trust;
};

/** Fills an empty file with so many events, or as many as are told, spread over the months covered. */
export const writeHistory = async (
  file: string,
  trust: Trust,
  events: number,
  told: (today: () => string) => Iterable<Written>,
): Promise<void> => {
  const start = Date.now() - monthsCovered * monthMs;
  let now = start;
  const dayOf = dayIn(timeZone);
  const byName = new Map<string, Aggregate>(aggregates.map((aggregate) => [aggregate.name, aggregate]));
  const store = await SqliteEventStore.open({
    file,
    clock: () => Math.floor(now),
    hydrate: () => Promise.reject(new Error('nothing is read')) as never,
  });
  try {
    await openLog(store, { organisation: trust.organisation, timeZone });
    const versions = new Map<string, number>();
    let inFlight: Promise<unknown>[] = [];
    let written = 1;
    for (const { aggregate, subject, type, data, actor, settles, id = uuidOf('event', written) } of told(() => dayOf(now))) {
      const stream = streamOf(aggregate, subject);
      const version = versions.get(stream) ?? 0;
      const commandId = uuidOf('command', written);
      const meta = {
        actor,
        correlationId: commandId,
        commandId,
        commandHash: `${zeros}${written.toString(16)}`.slice(-64),
        basis: written,
        ...(settles !== undefined && { settles }),
      };
      const stored = byName.get(aggregate)!.stored[type]!;
      const event = { id, type: stored, schema: 1, data: JSON.stringify(data), meta: JSON.stringify(meta) };
      inFlight.push(store.append(stream, version === 0 ? 'no-stream' : version, [event]));
      versions.set(stream, version + 1);
      if (inFlight.length === inFlightMax) {
        await Promise.all(inFlight);
        inFlight = [];
      }
      if (++written === events) break;
      now = start + (written / events) * monthsCovered * monthMs;
    }
    await Promise.all(inFlight);
  } finally {
    await store.close();
  }
};
