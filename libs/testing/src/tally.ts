import { keyed, reject, view, type Decider, type Readers } from '#kernel';
import { dayIn, hydrateWith, type Aggregate } from '#cqrs';
import { MemoryEventStore } from '#event-store/memory';

/** The smallest aggregate that can refuse, do nothing and do several things at once: a tally with a limit. */
export type TallyEvents = { Counted: { by: number }; Emptied: { reason: string } };
export type TallyCommands = { Count: { by: number; times?: number }; Empty: { reason: string } };

const tallyMax = 10;

export const tally: Decider<number, TallyCommands, TallyEvents, 'TallyFull', { Count: { room: number } }> = {
  name: 'tally',
  initial: 0,
  decide: {
    Count: (sum, { by, times = 1 }, { facts }) =>
      sum + by * times > tallyMax + facts.room
        ? reject('TallyFull', `the tally is at ${sum} and holds ${tallyMax + facts.room}`)
        : Array.from({ length: times }, () => ({ type: 'Counted' as const, data: { by } })),
    Empty: (sum, { reason }) => (sum === 0 ? [] : [{ type: 'Emptied', data: { reason } }]),
  },
  evolve: { Counted: (sum, { by }) => sum + by, Emptied: () => 0 },
};

export const tallies: readonly Aggregate[] = [
  { name: 'tally', decider: tally, stored: { Counted: 'tally.counted', Emptied: 'tally.emptied' }, upcasts: {} },
];

export const tallyView = view<TallyEvents>()({
  name: 'tallies',
  revision: 1,
  tables: { sums: keyed<number>() },
  on: {
    Counted: ({ sums }, { subject, data }) => sums.set(subject, (sums.get(subject) ?? 0) + data.by),
    Emptied: ({ sums }, { subject }) => sums.set(subject, 0),
  },
});
export type TallyShapes = (typeof tallyView)['tables'];
export type TallyTables = Readers<TallyShapes>;

/** A clock that a test moves by hand, in milliseconds; it begins at noon on 1 June 2026, summer time in London. */
export class HandClock {
  at = Date.parse('2026-06-01T11:00:00.000Z');
  readonly now = (): number => this.at;
  /** Lets time pass; backwards too. */
  pass(ms: number): void {
    this.at += ms;
  }
}

export const londonDay = dayIn('Europe/London');

export const tallyStore = (clock: HandClock): MemoryEventStore =>
  new MemoryEventStore({ clock: clock.now, hydrate: hydrateWith(tallies, londonDay) });
