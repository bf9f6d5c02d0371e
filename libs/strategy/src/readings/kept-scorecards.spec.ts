import { happened, told } from '#testing';
import type { MeasureEvents } from '../measure/measure.events.js';
import { KeptScorecards } from './kept-scorecards.js';
import { withFiguresOf } from './figures-of-measure.reading.js';
import { scorecard } from './scorecard.reading.js';

const { trustAfter, figures } = told;
const corrected = happened<MeasureEvents>('measure', 'falls', {
  type: 'ObservationCorrected',
  data: { period: '2026-05', value: '11', numerator: null, denominator: null, late: false, import: null, reason: 'recount' },
});
const { asOf, log } = trustAfter(figures('falls', { '2026-04': '9', '2026-05': '8' }), corrected);
const latestOf = (card: ReturnType<typeof scorecard>) => card?.lines.map(({ latest }) => latest?.value);

describe('kept scorecards', () => {
  it('are the same while nothing happens, and those of their own position, day, unit and question', () => {
    const kept = new KeptScorecards();
    const questions = [
      [asOf(log.length, '2026-07-10'), 'medicine-unit', {}],
      [asOf(log.length - 1, '2026-07-10'), 'medicine-unit', {}],
      [asOf(log.length, '2026-07-20'), 'medicine-unit', {}],
      [asOf(log.length, '2026-07-10'), 'board', {}],
      [asOf(log.length, '2026-07-10'), 'board', { withUnitsBelow: true }],
    ] as const;
    const cards = questions.map(([moment, unit, question]) => kept.of(moment, unit, question));
    expect(cards).toEqual(questions.map(([moment, unit, question]) => scorecard(moment, unit, question)));
    questions.forEach(([moment, unit, question], index) => expect(kept.of(moment, unit, question)).toBe(cards[index]));
    expect(cards.map(latestOf)).toEqual([['11'], ['8'], ['11'], [], ['11']]);
  });

  it('are those of the figures known, which may be of another moment', () => {
    const kept = new KeptScorecards();
    const [then, now] = [asOf(log.length - 1, '2026-07-10'), asOf(log.length, '2026-07-10')];
    expect(latestOf(kept.of(now, 'medicine-unit'))).toEqual(['11']);
    expect(latestOf(kept.of(withFiguresOf(now, then), 'medicine-unit'))).toEqual(['8']);
    expect(latestOf(kept.of(withFiguresOf(then, now), 'medicine-unit'))).toEqual(['11']);
    expect(latestOf(kept.of(then, 'medicine-unit'))).toEqual(['8']);
  });

  it('are not made up for a unit that does not exist', () => {
    expect(new KeptScorecards().of(asOf(log.length), 'nowhere')).toBeNull();
  });
});
