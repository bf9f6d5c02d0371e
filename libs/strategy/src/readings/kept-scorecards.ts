/** Scorecards that were asked for lately. */
import type { UnitId } from '../vocabulary.js';
import type { Moment } from '../views/index.js';
import { KeptReadings } from './kept-readings.js';
import { scorecard, type Scorecard, type ScorecardQuestion } from './scorecard.reading.js';

/** Lines kept in all; one takes about a kilobyte. */
const linesMax = 10_000;

/**
 * Of one log: nobody has to read two hundred measures again while nothing happens, and once something has happened each
 * judgement that still holds is kept by itself. A day that passes makes figures overdue.
 */
export class KeptScorecards {
  private readonly kept = new KeptReadings<Scorecard>(linesMax, ({ lines }) => lines.length + 1);

  /** Null where no unit has that id. */
  of(moment: Moment, unit: UnitId, question: ScorecardQuestion = {}): Scorecard | null {
    if (!moment.tables.units.get(unit)) return null;
    const figures = moment.tables.observations.unchangedSince;
    const key = `${moment.position} ${figures} ${moment.today} ${question.withUnitsBelow ?? false} ${unit}`;
    return this.kept.of([], key, () => scorecard(moment, unit, question)!);
  }
}
