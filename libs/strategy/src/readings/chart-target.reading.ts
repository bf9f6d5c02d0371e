/** What a measure's chart aims at: what was agreed for its own unit, else what somebody set for the chart. */
import type { Day } from '#kernel';
import type { Target } from '#spc';
import { addPeriods, firstDay } from '../arithmetic/days.js';
import type { Figure, MeasuredTerms } from '../vocabulary.js';
import { type ChartSettingsRecord, type MeasureRecord, type Moment, noChartSettings } from '../views/index.js';
import { isActive } from '../views/parents.js';
import { isSinglePersons } from './openness.reading.js';

/** Where the chart's target comes from, in a sentence for its reader. */
export interface ChartTarget {
  readonly source: 'RANGE' | 'AGREED' | 'SET' | 'NONE';
  readonly because: string;
  /** The aims and goals it is the target of. */
  readonly agreedIn: readonly { readonly kind: 'AIM' | 'GOAL'; readonly id: string }[];
  readonly targets: readonly Target[];
}

/** A level to be reached, agreed for the measure's own unit; it is the chart's from the first period of its plan on. */
interface Agreed {
  readonly kind: 'AIM' | 'GOAL';
  readonly id: string;
  readonly value: Figure;
  readonly from: Day;
  readonly due: Day;
}

const agreedTargets = (moment: Moment, { id: measure, unit, definition }: MeasureRecord): Agreed[] => {
  const { tables } = moment;
  const agreed: Agreed[] = [];
  const add = (kind: Agreed['kind'], id: string, measured: MeasuredTerms | null, due: Day): void => {
    if (measured?.measure !== measure || measured.basis !== 'LEVEL') return;
    const from = firstDay(definition.frequency, addPeriods(definition.frequency, measured.jopTo, 1));
    agreed.push({ kind, id, value: measured.target, from, due });
  };
  for (const aim of tables.aims.values())
    if (aim.status === 'ADOPTED' && aim.unit === unit) add('AIM', aim.id, aim.terms.measured, aim.terms.due);
  for (const id of new Set(tables.goalsByMeasure.of(measure))) {
    const goal = tables.goals.get(id);
    if (goal && goal.unit === unit && isActive(goal) && !isSinglePersons(moment, goal.owner))
      add('GOAL', id, goal.terms.measured, goal.terms.due);
  }
  return agreed.sort((a, b) => (a.from < b.from || (a.from === b.from && a.id < b.id) ? -1 : 1));
};

/** Two plans that run at the same time towards different levels. */
const contradiction = (agreed: readonly Agreed[]): readonly [Agreed, Agreed] | null => {
  for (const [index, one] of agreed.entries())
    for (const other of agreed.slice(index + 1)) if (other.from <= one.due && other.value !== one.value) return [one, other];
  return null;
};

const sayAgreed = (agreed: readonly Agreed[]): string =>
  agreed.map(({ kind, id, value, from }) => `${value} from ${from} (${kind.toLowerCase()} ${id})`).join(', ');

/**
 * A range is the definition's own. Else what the adopted aims and active goals of the measure's own unit agreed as a level,
 * from the first period of their plans (a chart is for everybody, so a single person's goal says nothing on it); before it, and where there is none or two that run at once differ, what was set.
 */
export const chartTargetOf = (moment: Moment, measure: MeasureRecord): ChartTarget => {
  const { direction } = measure.definition;
  if (direction.kind === 'RANGE')
    return {
      source: 'RANGE',
      because: `the definition holds the measure between ${direction.lo} and ${direction.hi}`,
      agreedIn: [],
      targets: [{ lo: Number(direction.lo), hi: Number(direction.hi) }],
    };
  const { targets: set }: ChartSettingsRecord = moment.tables.chartSettings.get(measure.id) ?? noChartSettings;
  const agreed = agreedTargets(moment, measure);
  const differ = contradiction(agreed);
  const wasSet = set.map(({ from, value }): Target => ({ from, value: Number(value) }));
  if (agreed.length === 0 || differ) {
    const why = differ
      ? `${differ[0].kind.toLowerCase()} ${differ[0].id} and ${differ[1].kind.toLowerCase()} ${differ[1].id} agreed ${differ[0].value} and ${differ[1].value} for the same time`
      : 'no aim or goal of its own unit agrees a level for this measure';
    return {
      source: set.length > 0 ? 'SET' : 'NONE',
      because: `${why}, so that the chart ${set.length > 0 ? 'has the target that was set for it' : 'has no target'}`,
      agreedIn: [],
      targets: wasSet,
    };
  }
  const begins = agreed[0]!.from;
  // Of plans that begin on the same day all agree on the level, and one says it.
  const levels = agreed.filter(({ from }, index) => agreed[index - 1]?.from !== from);
  return {
    source: 'AGREED',
    because: `agreed for its own unit: ${sayAgreed(levels)}`,
    agreedIn: agreed.map(({ kind, id }) => ({ kind, id })),
    targets: [
      ...wasSet.filter(({ from }) => (from ?? '') < begins),
      ...levels.map(({ from, value }): Target => ({ from, value: Number(value) })),
    ],
  };
};
