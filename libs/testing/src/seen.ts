import { Folded, type Day, type Instant, type Readers, type RecordedOf, type TableShape, type View } from '#kernel';
import { recorded, type Happened } from './story.js';

/** The tables of some views at one position, with the time they are read at. */
export interface Sighting<Shapes> {
  readonly position: number;
  readonly at: Instant;
  readonly today: Day;
  readonly tables: Readers<Shapes>;
}

/** An event of some aggregate's stream: `on('goal', 'g1', { type, data })`. */
export type Past = RecordedOf<Record<string, unknown>>;

/** Events of one subject, to be put into a log: `happened<GoalEvents>('goal', 'g1', established, closed)`. */
export const happened = <Events>(aggregate: string, subject: string, ...events: Happened<Events>[]): Past[] =>
  recorded<Events>(aggregate, events, subject) as unknown as Past[];

/** Puts the streams' events one after the other, numbered as a log numbers them; their ids stay apart. */
export const logOf = (...streams: readonly (readonly Past[])[]): Past[] => {
  const versions = new Map<string, number>();
  return streams.flat().map((event, index) => {
    const ordinal = index + 1;
    const version = (versions.get(event.stream) ?? 0) + 1;
    versions.set(event.stream, version);
    const id = event.id.startsWith('event-') ? `event-${ordinal}` : event.id;
    return Object.freeze({ ...event, ordinal, version, id, meta: Object.freeze({ ...event.meta, basis: index }) });
  });
};

/**
 * Tells what views show: `seen(threadsView)(...events).shows(({ tables }) => …)`, and as of an earlier position
 * `.asOf(3).shows(…)`. `expected` is compared exactly and in order.
 */
export const seen =
  <Shapes extends Record<string, TableShape>>(...views: readonly View<Shapes>[]) =>
  (...events: readonly Past[]) => {
    const folded = new Folded<Shapes>(views);
    for (const event of events) folded.apply(event);
    const sightingAt = (position: number): Sighting<Shapes> => {
      const last = events[position - 1];
      return { position, at: last?.at ?? '', today: last?.on ?? '', tables: folded.at(position) };
    };
    const showing = (position: number) => ({
      sighting: sightingAt(position),
      shows: <Shown>(read: (sighting: Sighting<Shapes>) => Shown, expected: NoInfer<Shown>): void =>
        expect(read(sightingAt(position))).toEqual(expected),
    });
    return { ...showing(events.length), asOf: showing };
  };

/** Everything the tables hold, as text: what a live fold and a replay must agree on, taken when it was shown. */
export const contentsOf = (shapes: Record<string, TableShape>, tables: Readers<Record<string, TableShape>>): string =>
  JSON.stringify(
    Object.entries(shapes).map(([name, { kind }]) => {
      const table = tables[name] as unknown as {
        keys(): Iterable<string>;
        get?(key: string): unknown;
        of?(key: string): readonly unknown[];
      };
      return [name, Array.from(table.keys(), (key) => [key, kind === 'keyed' ? table.get!(key) : table.of!(key)])];
    }),
  );
