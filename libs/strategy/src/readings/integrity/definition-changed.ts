import { canonicalJson } from '#kernel';
import { addPeriods, firstDay, periodOf } from '../../arithmetic/days.js';
import { listed, saidDay } from '../../arithmetic/in-words.js';
import type { MeasureDefinition } from '../../measure/measure.events.js';
import type { Moment } from '../../views/index.js';
import { calendarOf, dueDayOf } from '../figures-of-measure.reading.js';
import { decidersOf } from './deciders.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';
import { agreedBy, runEnds, targetsOf, type MeasuredTarget } from './measured-target.js';

/** What makes a figure mean something else; a new name, code or steward does not. */
const meaning = {
  kind: 'kind',
  unitOfMeasure: 'unit',
  direction: 'direction',
  frequency: 'frequency',
  overTime: 'sum over time',
  overUnits: 'sum over units',
  operationalDefinition: 'operational definition',
  source: 'source',
  populationGroup: 'population group',
} as const satisfies Partial<Record<keyof MeasureDefinition, string>>;

const changedIn = (old: MeasureDefinition, renewed: MeasureDefinition): string[] =>
  Object.entries(meaning).flatMap(([field, word]) => {
    const [before, after] = [old[field as keyof typeof meaning], renewed[field as keyof typeof meaning]];
    return canonicalJson(before) === canonicalJson(after) ? [] : [word];
  });

/** From the first day of the last period but one of its run until the last period's figure is due. */
const isInLastTwoPeriods = (moment: Moment, target: MeasuredTarget): boolean => {
  const { measure } = target;
  const { frequency } = measure.definition;
  const last = periodOf(frequency, runEnds(moment, target));
  return (
    moment.today >= firstDay(frequency, addPeriods(frequency, last, -1)) && moment.today <= dueDayOf(measure, last, calendarOf(moment))
  );
};

const look = (decided: Decided): readonly Found[] => {
  const { touch, before, after } = decided;
  const [old, renewed] = [before.tables.measures.get(touch.subject), after.tables.measures.get(touch.subject)];
  const changed = old && renewed ? changedIn(old.definition, renewed.definition) : [];
  if (!old || changed.length === 0) return [];
  const { persons, words } = decidersOf(decided);
  const defined = before.tables.definitions.of(old.id).at(-1)!.ordinal;
  return targetsOf(before, old.id)
    .filter((target) => isInLastTwoPeriods(before, target))
    .map((target) => ({
      subject: target.ref,
      unit: target.unit,
      cycle: target.cycle,
      text: `${words} changed the ${listed(changed)} of ${old.definition.name} on ${saidDay(touch.on)}, in the last two periods before ${saidDay(runEnds(before, target))}, when this is to be reached: ${target.statement}`,
      evidence: [{ position: defined, kind: 'MEASURE' as const, id: old.id }, agreedBy(target)],
      decidedBy: persons,
    }));
};

export const definitionChanged: IntegrityRule = {
  code: 'DEFINITION_CHANGED_LATE',
  severity: 'HIGH',
  sentence:
    'What a measure means, or which way is better, was changed in the last two periods before a goal or aim measured by it was due or its year ended, or before the last of these figures was in.',
  decidedBy: ['MeasureRedefined'],
  look,
};
