import fc from 'fast-check';
import { happened, thread, told, trust, type Past } from '#testing';
import { addDays, addPeriods, periodOf } from '../arithmetic/days.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import { frequencies } from '../vocabulary.js';
import { calendarOf, dueDayOf, dueUpTo, measuresInUse, missingPeriods, readingsOf } from './figures-of-measure.reading.js';

const { trustAfter, figures } = told;
const closedDays = (...closed: string[]) =>
  happened<OrganisationEvents>('organisation', 'trust', { type: 'CalendarChanged', data: { closed, open: [], reason: 'site day' } });

describe('the figures of a measure', () => {
  it('are due so many working days after the end of their period', () => {
    const moment = trustAfter().now('2026-04-20');
    const falls = moment.tables.measures.get('falls')!;
    // April 2026: Good Friday is the third, Easter Monday the sixth.
    expect(dueDayOf(falls, '2026-03', calendarOf(moment))).toBe('2026-04-16');
    expect(['2026-04-16', '2026-04-17'].map((day) => dueUpTo(falls, { ...moment, today: day }))).toEqual(['2026-02', '2026-03']);
  });

  it('are due later where the organisation closes a day', () => {
    const moment = trustAfter(closedDays('2026-04-15')).now('2026-04-17');
    const falls = moment.tables.measures.get('falls')!;
    expect(dueDayOf(falls, '2026-03', calendarOf(moment))).toBe('2026-04-17');
    expect(dueUpTo(falls, moment)).toBe('2026-02');
  });

  it('have come due up to the latest period whose day has passed, whatever the day, calendar and frequency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_500 }),
        fc.constantFrom(...frequencies),
        fc.integer({ min: 0, max: 25 }),
        fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 4 }),
        (ahead, frequency, dueAfter, closed) => {
          const moment = trustAfter(closedDays(...closed.map((day) => addDays('2024-06-01', day)))).now(addDays('2024-06-01', ahead));
          const { definition, ...falls } = moment.tables.measures.get('falls')!;
          const measure = { ...falls, definition: { ...definition, frequency, dueAfter } };
          const last = dueUpTo(measure, moment);
          expect(dueDayOf(measure, last, calendarOf(moment)) < moment.today).toBe(true);
          expect(dueDayOf(measure, addPeriods(frequency, last, 1), calendarOf(moment)) < moment.today).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are read as they were known right after an earlier event', () => {
    const { now, log } = trustAfter(figures('falls', { '2026-03': '31', '2026-04': '30' }));
    expect([...readingsOf(now(), 'falls').keys()]).toEqual(['2026-03', '2026-04']);
    expect([...readingsOf(now(), 'falls', log.length - 1).keys()]).toEqual(['2026-03']);
  });
});

describe('missing figures', () => {
  it('are those of ended periods from the first reported one on; no activity is reported', () => {
    const { now } = trustAfter(figures('falls', { '2025-11': '31', '2026-01': [0, 0] }));
    const moment = now('2026-05-04');
    expect(missingPeriods(moment, moment.tables.measures.get('falls')!)).toEqual(['2025-12', '2026-02', '2026-03', '2026-04']);
  });

  it('begin with the last ended period where nothing was ever reported', () => {
    const moment = trustAfter().now('2026-05-04');
    expect(missingPeriods(moment, moment.tables.measures.get('falls')!)).toEqual([periodOf('MONTH', '2026-04-30')]);
  });
});

describe('a measure in use', () => {
  const spare = happened<MeasureEvents>('measure', 'spare', {
    type: 'MeasureDefined',
    data: { unit: 'medicine-unit', definition: { ...trust.fallsDefinition, code: 'SPARE' } },
  });
  const used = (...streams: Past[][]) => [...measuresInUse(trustAfter(spare, ...streams).now())];

  it('is that of an adopted aim, of a goal in force, or driven or watched by a unit', () => {
    expect(used()).toEqual(['falls']);
    const { measured } = thread.firstOffer;
    const onSpare = thread.offerOf({ measured: { ...measured!, measure: 'spare' } });
    expect(used(told.committed('t1', { offer: onSpare }))).toEqual(['falls', 'spare']);
    const classed = { type: 'MeasureClassed', data: { unit: 'ward-7-unit', class: 'WATCH', reason: 'ours' } } as const;
    expect(used(happened<MeasureEvents>('measure', 'spare', classed))).toEqual(['spare', 'falls']);
  });

  it('is not that of a goal that was closed', () => {
    const { measured } = thread.firstOffer;
    const onSpare = thread.offerOf({ measured: { ...measured!, measure: 'spare' } });
    const closed = { type: 'GoalClosed', data: { outcome: 'NOT_ACHIEVED', evidence: 'report', reason: 'over' } } as const;
    expect(used(told.committed('t1', { offer: onSpare }, closed))).toEqual(['falls']);
  });
});
