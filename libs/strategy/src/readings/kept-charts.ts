/** Charts that were drawn lately, kept for as long as there is room: between two figures everybody sees the same. */
import type { Chart, ChartSuggestion } from '#spc';
import type { PeriodDrawn } from './chart-series.reading.js';

/** A chart as the engine drew it, with the periods its points lie in; or why it could not be drawn. */
export interface Drawn {
  readonly periods: readonly PeriodDrawn[];
  readonly chart: Chart | null;
  readonly problem: { readonly field: string; readonly because: string } | null;
  /** Which chart would suit the figures; null where they cannot be read. */
  readonly suggested: ChartSuggestion | null;
}

/** Points kept in all; one takes about a kilobyte. */
const pointsMax = 50_000;

/**
 * What a chart is drawn from are records of the tables: the last thing said about its figures, the measure, its settings
 * and the organisation's. Each is one object for as long as its log is read, and another one after every change.
 */
export class KeptCharts {
  private readonly numbers = new WeakMap<object, number>();
  private numbered = 0;
  private readonly kept = new Map<string, Drawn>();
  private points = 0;

  /** The chart of these records, and of whatever else it is drawn from, in words. */
  of(records: readonly object[], beside: string, draw: () => Drawn): Drawn {
    const key = `${records.map((record) => this.numberOf(record)).join(' ')} ${beside}`;
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const drawn = draw();
    if (drawn.periods.length > pointsMax) return drawn;
    this.kept.set(key, drawn);
    this.points += drawn.periods.length;
    for (const [oldest, { periods }] of this.kept) {
      if (this.points <= pointsMax) break;
      this.kept.delete(oldest);
      this.points -= periods.length;
    }
    return drawn;
  }

  private numberOf(record: object): number {
    let number = this.numbers.get(record);
    if (number === undefined) this.numbers.set(record, (number = ++this.numbered));
    return number;
  }
}
