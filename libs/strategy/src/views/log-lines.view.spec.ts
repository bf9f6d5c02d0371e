import { happened, logOf, seen, thread, trust, type Past } from '#testing';
import type { AccessEvents } from '../access/access.events.js';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import { eventTypes } from '../catalogue.js';
import type { PolicyLogEvents } from '../policies/policy-log.events.js';
import type { SealEvents } from '../seal/seal.events.js';
import { linesOf, logLinesView } from './log-lines.view.js';

const tablesAfter = (log: readonly Past[]) => seen(logLinesView(eventTypes))(...log).sighting.tables;

describe('the lines of the log', () => {
  const log = trust.trustLog(
    happened<CatchballEvents>('catchball', 'thread-1', thread.served(), thread.countered(2)),
    happened<AccessEvents>('access', 'of-aud', {
      type: 'AccessRecorded',
      data: { person: 'aud', kind: 'EXPORT', subject: null, upTo: 5, hour: '2026-03-02T08' },
    }),
    happened<PolicyLogEvents>('policy', 'log', { type: 'PolicySettled', data: { key: 'release:e1:t1', outcome: 'NOTHING_TO_DO' } }),
    happened<SealEvents>('seal', 'log', {
      type: 'SealPlaced',
      data: { ordinal: 1, lastEventId: 'e1', digest: '0'.repeat(64), previousSeal: null },
    }),
  );
  const lineOf = linesOf(tablesAfter(log));

  it('say of every event what was done, by whom and in which post', () => {
    expect(log.map(({ ordinal }) => lineOf(ordinal))).toEqual(
      log.map(({ type, meta: { actor } }) => expect.objectContaining({ type, person: actor.person, post: actor.post })),
    );
  });

  it('say of what is not everybody’s whose it is', () => {
    const last = log.length;
    expect([last - 4, last - 3, last - 2, last - 1, last].map(lineOf).map(({ about, subject }) => [about, subject])).toEqual([
      ['THREAD', 'thread-1'],
      ['THREAD', 'thread-1'],
      ['ACCESS', 'aud'],
      ['DEBT', 'release:e1:t1'],
      [undefined, undefined],
    ]);
  });

  it('are shared by events that were done alike, and found in lists that are cut', () => {
    const figures = Object.fromEntries(
      Array.from({ length: 2_500 }, (_, index) => [`${1800 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`, '1']),
    );
    const many = logOf(
      happened('measure', 'falls', { type: 'MeasureDefined', data: { unit: 'medicine-unit', definition: trust.fallsDefinition } }),
      Object.keys(figures).flatMap((period) =>
        happened('measure', 'falls', {
          type: 'ObservationRecorded',
          data: { period, value: '1', numerator: null, denominator: null, late: false, import: null, note: null, reason: null },
        }),
      ),
    );
    const tables = tablesAfter(many);
    const lineAt = linesOf(tables);
    expect(lineAt(1).type).toBe('MeasureDefined');
    for (const ordinal of [2, 1_024, 1_025, 2_048, 2_049, 2_501]) expect([ordinal, lineAt(ordinal)]).toEqual([ordinal, lineAt(2)]);
    expect(lineAt(2_501)).toBe(lineAt(2));
    expect([...tables.logLines.keys()]).toEqual(['1', '2', '3']);
  });

  it('are there for every event there is', () => expect(Object.keys(logLinesView(eventTypes).on).sort()).toEqual([...eventTypes].sort()));
});
