/** Facts that several commands rest on: the calendar and a measure, the acting post, how it stands to a unit. */
import type { Actor } from '#kernel';
import type { MeasureFacts, PlanningFacts } from '../facts.js';
import { leadOf, lineOf, resolvePost } from '../organisation/line.js';
import { settingsOf } from '../readings/figures-of-measure.reading.js';
import type { MeasureId, UnitId } from '../vocabulary.js';
import type { ActingPost } from '../strategy/strategy.commands.js';
import type { Moment, PostRecord } from './index.js';
import { structureOf } from './structure.js';

/** For every command of an aggregate that needs facts, the function that reads them; leaving one out does not compile. */
export type FactsReaders<Commands, Facts> = {
  readonly [C in keyof Facts & keyof Commands]: (moment: Moment, input: Commands[C], actor: Actor, subject: string) => Facts[C];
};

/** What an offer or aim has to know of the measure it names; null where there is no such measure. */
export const measureFactsAt = ({ tables }: Moment, id: MeasureId | null | undefined): MeasureFacts | null => {
  const definition = id ? tables.measures.get(id)?.definition : undefined;
  if (!id || !definition) return null;
  const { kind, direction, frequency, overTime, overUnits, operationalDefinition } = definition;
  return { measure: id, kind, direction, frequency, overTime, overUnits, defined: operationalDefinition.trim() !== '' };
};

export const planningAt = (moment: Moment, measure: MeasureId | null | undefined): PlanningFacts => {
  const { closed, open, financialYearStart } = settingsOf(moment);
  return { closed: [...closed], open: [...open], financialYearStart, measure: measureFactsAt(moment, measure) };
};

/** The post somebody acts in, or its successor; undefined for the service's own policies. */
export const postOf = (moment: Moment, { post }: Actor): PostRecord | undefined => {
  const resolved = resolvePost(structureOf(moment), post, moment.today);
  return resolved && moment.tables.posts.get(resolved.id);
};

/** The acting post's role and unit. Whoever acts in no post has the rights of an auditor: none to write. */
export const actingPostAt = (moment: Moment, actor: Actor): ActingPost => {
  const post = postOf(moment, actor);
  return post ? { role: post.role, unit: post.unit } : { role: 'AUDITOR', unit: '' };
};

export const isExecutive = (moment: Moment, actor: Actor): boolean => postOf(moment, actor)?.role === 'EXECUTIVE';

/** Posts that belong to a unit without running it: they read, coach, check or set up. */
const onlookers: readonly PostRecord['role'][] = ['AUDITOR', 'NON_EXECUTIVE', 'PARTNER', 'ADMINISTRATOR'];

/** Whether the post belongs to the unit and takes part in what the unit runs. */
export const worksIn = (post: PostRecord | undefined, unit: UnitId): boolean =>
  post !== undefined && post.unit === unit && !onlookers.includes(post.role);

/** Whether the post leads the unit or one above it. */
export const leadsOver = (moment: Moment, post: PostRecord | undefined, unit: UnitId): boolean => {
  const structure = structureOf(moment);
  return post !== undefined && lineOf(structure, unit).some((above) => leadOf(structure, above, moment.today) === post.id);
};
