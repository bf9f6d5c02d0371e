import { journal, keyed, view, type Actor, type Day, type Instant, type RecordedOf, type Writers } from '#kernel';
import type { Baseline, ChartChoice, FiguresShown, Reference, ShownChart } from '../measure/chart-choice.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { Figure, Hash, MeasureId, Period } from '../vocabulary.js';

/** By whom, when and why something was said about a chart, and the event that says it. */
export interface Said {
  readonly by: Actor;
  readonly at: Instant;
  readonly on: Day;
  readonly reason: string;
  readonly ordinal: number;
}

export interface Ghost extends Said {
  readonly period: Period;
}
export interface Recalculation extends Said {
  readonly from: Period;
  readonly reference: Reference | null;
}
export interface ChosenTarget extends Said {
  /** Null from the beginning. */
  readonly from: Day | null;
  readonly value: Figure;
}

/** Everything said about a measure's chart that stands; ghosts, recalculations and targets in the order of their time. */
export interface ChartSettingsRecord {
  readonly ghosts: readonly Ghost[];
  readonly recalculations: readonly Recalculation[];
  readonly baseline: (Said & { readonly baseline: Baseline }) | null;
  readonly choice: (Said & { readonly choice: ChartChoice }) | null;
  readonly targets: readonly ChosenTarget[];
}

/** A chart on which nobody has said anything. */
export const noChartSettings: ChartSettingsRecord = { ghosts: [], recalculations: [], baseline: null, choice: null, targets: [] };

/** A published chart without its points, which are in the event. */
export interface Publication extends Omit<Said, 'reason'>, Omit<ShownChart, 'points'> {
  readonly id: string;
  readonly title: string;
  readonly figures: FiguresShown;
  readonly digest: Hash;
}

/** The undo of an annotation: its number, from 1. */
export interface AnnotationWithdrawal extends Said {
  readonly annotation: number;
}

const tables = {
  /** Measure → what was said about its chart and not taken back. */
  chartSettings: keyed<ChartSettingsRecord>(),
  /** Measure → its charts as they were shown, in the order they were published. */
  publications: journal<Publication>(),
  /** Measure → withdrawals of its annotations. */
  annotationWithdrawals: journal<AnnotationWithdrawal>(),
};

const said = <E extends keyof MeasureEvents>({ data, meta: { actor }, at, on, ordinal }: RecordedOf<MeasureEvents, E>): Said => ({
  by: actor,
  at,
  on,
  reason: (data as { readonly reason: string }).reason,
  ordinal,
});

const change = (
  { chartSettings }: Writers<typeof tables>,
  measure: MeasureId,
  next: (settings: ChartSettingsRecord) => Partial<ChartSettingsRecord>,
): void => {
  const before = chartSettings.get(measure) ?? noChartSettings;
  chartSettings.set(measure, { ...before, ...next(before) });
};

/** The items with this one in the place of its namesake, in the order of their time; null is the beginning of it. */
const placed = <Item, Field extends keyof Item>(items: readonly Item[], field: Field, item: Item): readonly Item[] =>
  [...items.filter((each) => each[field] !== item[field]), item].sort((a, b) => ((a[field] ?? '') < (b[field] ?? '') ? -1 : 1));

/** How measures' charts are drawn and judged, who said so, and what was shown. */
export const chartsView = view<MeasureEvents>()({
  name: 'charts',
  revision: 1,
  tables,
  on: {
    PointGhosted: (to, event) =>
      change(to, event.subject, ({ ghosts }) => ({
        ghosts: placed(ghosts, 'period', { period: event.data.period, ...said(event) }),
      })),
    PointCounted: (to, { subject, data }) =>
      change(to, subject, ({ ghosts }) => ({ ghosts: ghosts.filter(({ period }) => period !== data.period) })),
    LimitsRecalculated: (to, event) =>
      change(to, event.subject, ({ recalculations }) => ({
        recalculations: placed(recalculations, 'from', { from: event.data.from, reference: event.data.reference, ...said(event) }),
      })),
    RecalculationWithdrawn: (to, { subject, data }) =>
      change(to, subject, ({ recalculations }) => ({ recalculations: recalculations.filter(({ from }) => from !== data.from) })),
    BaselineSet: (to, event) => change(to, event.subject, () => ({ baseline: { baseline: event.data.baseline, ...said(event) } })),
    BaselineCleared: (to, { subject }) => change(to, subject, () => ({ baseline: null })),
    ChartChosen: (to, event) => change(to, event.subject, () => ({ choice: { choice: event.data.choice, ...said(event) } })),
    ChartTargetSet: (to, event) =>
      change(to, event.subject, ({ targets }) => ({
        targets: placed(targets, 'from', { from: event.data.from, value: event.data.value, ...said(event) }),
      })),
    ChartTargetWithdrawn: (to, { subject, data }) =>
      change(to, subject, ({ targets }) => ({ targets: targets.filter(({ from }) => from !== data.from) })),
    ChartPublished: ({ publications }, { data, subject, meta: { actor }, at, on, ordinal }) => {
      const { publication, title, figures, digest, shown } = data;
      const { points: _, ...rest } = shown;
      publications.add(subject, { id: publication, title, figures, digest, ...rest, by: actor, at, on, ordinal });
    },
    AnnotationWithdrawn: ({ annotationWithdrawals }, event) =>
      annotationWithdrawals.add(event.subject, { annotation: event.data.annotation, ...said(event) }),
  },
});
