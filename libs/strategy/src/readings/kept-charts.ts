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
 * What a chart is drawn from is the list of everything said about its figures, known by its last entry, which is one
 * object for as long as its log is read; and the options in words. The same two give the same chart.
 */
export class KeptCharts {
  private readonly numbers = new WeakMap<object, number>();
  private numbered = 0;
  private readonly kept = new Map<string, Drawn>();
  private points = 0;

  of(figures: object, settings: string, draw: () => Drawn): Drawn {
    const key = `${this.numberOf(figures)} ${settings}`;
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

  private numberOf(figures: object): number {
    let number = this.numbers.get(figures);
    if (number === undefined) this.numbers.set(figures, (number = ++this.numbered));
    return number;
  }
}
