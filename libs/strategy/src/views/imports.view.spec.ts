import { as, happened, logOf, seen, trust } from '#testing';
import type { IntakeEvents } from '../intake/intake.events.js';
import { importsView } from './imports.view.js';

describe('the imports view', () => {
  const counts = { rows: 3, recorded: 3, corrected: 0, unchanged: 0, skipped: 0, measures: 1 };
  const sight = seen(importsView)(
    ...logOf(
      happened<IntakeEvents>(
        'intake',
        'import-1',
        trust.importStarted,
        { type: 'ImportFinished', data: counts },
        { type: 'ImportReversed', data: { reason: 'wrong file', measures: ['falls'] } },
      ),
    ),
  );

  it('follows an import from its start', () =>
    sight.asOf(1).shows(({ tables }) => tables.imports.get('import-1'), {
      ...trust.importStarted.data,
      id: 'import-1',
      by: as('data-steward', 'dan'),
      startedAt: '2026-03-02T08:00:00.000Z',
      startedOn: '2026-03-02',
      finished: null,
      reversed: null,
      since: 1,
      changedAt: 1,
    } as never));

  it('says when it finished, with its counts, and why it was undone', () => {
    const { finished, reversed, changedAt } = sight.sighting.tables.imports.get('import-1')!;
    expect(finished).toEqual({ ...counts, at: '2026-03-02T08:01:00.000Z', on: '2026-03-02' });
    expect(reversed).toEqual({ reason: 'wrong file', measures: ['falls'], at: '2026-03-02T08:02:00.000Z', on: '2026-03-02' });
    expect(changedAt).toBe(3);
  });
});
