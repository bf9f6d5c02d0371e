/** What a measure's chart aims at: what was agreed for its own unit, else what somebody set for the chart. */
import type { Day } from '#kernel';
import type { Target } from '#spc';
import { saidDay, saidValue } from '../arithmetic/in-words.js';
import { addDays, addPeriods, firstDay, periodOf } from '../arithmetic/days.js';
import type { Figure, MeasuredTerms, PostId, UnitId } from '../vocabulary.js';
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

/** What was agreed at some time: the terms of one revision, and the day they came into force. */
interface Agreement {
  readonly on: Day;
  readonly terms: { readonly measured: MeasuredTerms | null; readonly due: Day };
}

/**
 * The levels of one aim or goal, revision by revision: a re-plan holds from the period it was agreed in, so that a point
 * before it keeps the target it had. One that left the level as it was begins nothing.
 */
const levelsOf = (
  kind: Agreed['kind'],
  id: string,
  { id: measure, definition }: MeasureRecord,
  revisions: readonly Agreement[],
): Agreed[] => {
  const { frequency } = definition;
  const levels: Agreed[] = [];
  for (const { on, terms } of revisions) {
    const { measured, due } = terms;
    if (measured?.measure !== measure || measured.basis !== 'LEVEL') continue;
    const starts = firstDay(frequency, addPeriods(frequency, measured.jopTo, 1));
    const agreed = firstDay(frequency, periodOf(frequency, on));
    const before = levels.at(-1);
    const level = { kind, id, value: measured.target, due };
    if (before === undefined) levels.push({ ...level, from: starts });
    else if (before.value === measured.target) levels[levels.length - 1] = { ...before, due };
    else {
      const from = starts > agreed ? starts : agreed;
      // What was planned anew before it began never held.
      if (from > before.from) levels.push({ ...level, from });
      else levels[levels.length - 1] = { ...level, from: before.from };
    }
  }
  return levels.map((level, index) => {
    const next = levels[index + 1];
    return next === undefined ? level : { ...level, due: addDays(next.from, -1) };
  });
};

/** Whether its own unit agreed a total: it has a target then, and the chart of its periods has none. */
const isTotalAgreed = (moment: Moment, { id, unit }: MeasureRecord): boolean => {
  const { tables } = moment;
  const isTotal = (terms: MeasuredTerms | null): boolean => terms?.measure === id && terms.basis === 'TOTAL';
  const goals = [...new Set(tables.goalsByMeasure.of(id))].map((goal) => tables.goals.get(goal));
  return (
    [...tables.aims.values()].some((aim) => aim.status === 'ADOPTED' && aim.unit === unit && isTotal(aim.terms.measured)) ||
    goals.some(
      (goal) => goal && goal.unit === unit && !isSinglePersons(moment, goal.owner) && isActive(goal) && isTotal(goal.terms.measured),
    )
  );
};

const agreedTargets = (moment: Moment, measure: MeasureRecord): Agreed[] => {
  const { tables } = moment;
  const { id, unit } = measure;
  const agreed: Agreed[] = [];
  const isForAll = (goal: { readonly unit: UnitId; readonly owner: PostId }): boolean =>
    goal.unit === unit && !isSinglePersons(moment, goal.owner);
  const isAgreed = (terms: MeasuredTerms | null): boolean => terms?.measure === id && terms.basis === 'LEVEL';
  for (const aim of tables.aims.values())
    if (aim.status === 'ADOPTED' && aim.unit === unit && isAgreed(aim.terms.measured))
      agreed.push(...levelsOf('AIM', aim.id, measure, tables.aimRevisions.of(aim.id)));
  for (const goalId of new Set(tables.goalsByMeasure.of(id))) {
    const goal = tables.goals.get(goalId);
    if (goal && isForAll(goal) && isActive(goal) && isAgreed(goal.terms.measured))
      agreed.push(...levelsOf('GOAL', goalId, measure, tables.goalRevisions.of(goalId).filter(isForAll)));
  }
  return agreed.sort((a, b) => (a.from < b.from || (a.from === b.from && a.id < b.id) ? -1 : 1));
};

/** Two plans that run at the same time towards different levels. */
const contradiction = (agreed: readonly Agreed[]): readonly [Agreed, Agreed] | null => {
  for (const [index, one] of agreed.entries())
    for (const other of agreed.slice(index + 1)) if (other.from <= one.due && other.value !== one.value) return [one, other];
  return null;
};

/** `the goal “Fewer falls on ward 7”`: an aim or goal as people know it. */
const nameOf = ({ tables }: Moment, { kind, id }: Agreed): string =>
  kind === 'AIM' ? `the aim “${tables.aims.get(id)?.terms.statement ?? id}”` : `the goal “${tables.goals.get(id)?.terms.statement ?? id}”`;

/**
 * A range is the definition's own. Else what the adopted aims and active goals of the measure's own unit agreed as a level,
 * from the first period of their plans (a chart is for everybody, so a single person's goal says nothing on it); before it, and where there is none or two that run at once differ, what was set.
 */
export const chartTargetOf = (moment: Moment, measure: MeasureRecord): ChartTarget => {
  const { definition } = measure;
  const { direction } = definition;
  const say = (figure: Figure): string => saidValue(definition, figure);
  if (direction.kind === 'RANGE')
    return {
      source: 'RANGE',
      because: `the definition holds the measure between ${say(direction.lo)} and ${say(direction.hi)}`,
      agreedIn: [],
      targets: [{ lo: Number(direction.lo), hi: Number(direction.hi) }],
    };
  const { targets: set }: ChartSettingsRecord = moment.tables.chartSettings.get(measure.id) ?? noChartSettings;
  const agreed = agreedTargets(moment, measure);
  const differ = contradiction(agreed);
  const wasSet = set.map(({ from, value }): Target => ({ from, value: Number(value) }));
  if (agreed.length === 0 || differ) {
    const why = differ
      ? `${nameOf(moment, differ[0])} and ${nameOf(moment, differ[1])} agreed ${say(differ[0].value)} and ${say(differ[1].value)} for the same time`
      : isTotalAgreed(moment, measure)
        ? 'what is agreed for this measure is a total over periods, of which no single one has a target of its own'
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
    because: `agreed for its own unit: ${levels.map((each) => `${say(each.value)} from ${saidDay(each.from)} by ${nameOf(moment, each)}`).join(', ')}`,
    agreedIn: [...new Map(agreed.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }])).values()],
    targets: [
      ...wasSet.filter(({ from }) => (from ?? '') < begins),
      ...levels.map(({ from, value }): Target => ({ from, value: Number(value) })),
    ],
  };
};
