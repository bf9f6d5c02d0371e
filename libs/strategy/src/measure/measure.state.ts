/** What a measure's decisions rest on: its definition, what lies on its periods, what was closed, and its chart's settings. */
import type { Registry } from '../registry.js';
import type { Hash, ImportId, Period, UnitId } from '../vocabulary.js';
import type { Baseline, ChartChoice } from './chart-choice.js';
import type { FigureStack } from './figure-stack.js';
import type { MeasureDefinition, Reading } from './measure.events.js';

/** A figure on a period, with the import that brought it. */
export interface Lying {
  readonly value: Reading['value'];
  readonly numerator: Reading['numerator'];
  readonly denominator: Reading['denominator'];
  readonly import: ImportId | null;
}

/** What was said about the chart and not taken back. */
export interface ChartSettings {
  readonly ghosts: ReadonlySet<Period>;
  readonly recalculations: ReadonlySet<Period>;
  readonly baseline: Baseline | null;
  readonly choice: ChartChoice | null;
  /** Targets by the day they begin, '' for the beginning of time. */
  readonly targets: ReadonlyMap<string, string>;
  /** Title → the digest of what was published under it. */
  readonly publications: ReadonlyMap<string, Hash>;
}

export interface Measure {
  readonly unit: UnitId;
  readonly definition: MeasureDefinition;
  /** Period → what lies on it; an empty stack is an unreported period. */
  readonly figures: Registry<FigureStack<Lying>>;
  /** It has had a figure, standing or not. */
  readonly hadFigures: boolean;
  readonly closed: ReadonlySet<Period>;
  readonly classes: ReadonlyMap<UnitId, 'DRIVER' | 'WATCH'>;
  /** How many annotations were ever made, and which of them were withdrawn, by their number. */
  readonly annotations: number;
  readonly annotationsWithdrawn: ReadonlySet<number>;
  readonly chart: ChartSettings;
}

export type MeasureState = { readonly phase: 'undefined' } | ({ readonly phase: 'defined' } & Measure);

export const change = (state: MeasureState, next: (measure: Measure) => Partial<Measure>): MeasureState =>
  state.phase === 'undefined' ? state : { ...state, ...next(state) };
