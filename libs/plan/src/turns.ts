import type { PersonId, PostId, Role } from '#strategy';
import { planId, planParts, type By, type Step } from './blueprint.js';
import type { Plan } from './schema.js';
import type { Present } from './steps.js';

/** Whether a step can be done by somebody: now, after steps of others, or not by them. */
export type Turn = 'NOW' | 'LATER' | 'OTHERS';

/** A post somebody stands in. */
export interface Held {
  readonly id: PostId;
  readonly role: Role;
}

/** The post in which somebody does what a step asks for, of those they stand in; null where it is for others. */
export const postFor = (by: By, person: PersonId, held: readonly Held[]): PostId | null => {
  const isMeant = ({ id, role }: Held): boolean =>
    by === 'ADMINISTRATION' ? role === 'ADMINISTRATOR' : id === by.post && (by.person ?? person) === person;
  return held.find(isMeant)?.id ?? null;
};

/** Says who does what a step asks for: the title of a post as the record has it, or the plan; or “an administrator”. */
export const doerIn = (plan: Plan, { tables, organisation }: Present): ((by: By) => string) => {
  const named = new Map(plan.posts.map(({ key, title }) => [planId(organisation, 'post', key), title]));
  const people = new Map(plan.people.map(({ key, name }) => [planId(organisation, 'person', key), name]));
  return (by) => {
    if (by === 'ADMINISTRATION') return 'an administrator';
    const title = tables.posts.get(by.post)?.title ?? named.get(by.post) ?? by.post;
    const name = by.person === undefined ? undefined : people.get(by.person);
    return name === undefined ? title : `${title}, ${name}`;
  };
};

/**
 * Whose turn each step is. Everybody does their own steps: parts rest on those before them, so that whoever comes
 * later waits until others have done theirs of every part before.
 */
export const turnsOf = (steps: readonly Step[], isOwn: (step: Step, index: number) => boolean): readonly Turn[] => {
  const waitsFor = steps.find((step, index) => !isOwn(step, index));
  const isFree = ({ part }: Step): boolean => !waitsFor || planParts.indexOf(part) <= planParts.indexOf(waitsFor.part);
  return steps.map((step, index) => (!isOwn(step, index) ? 'OTHERS' : isFree(step) ? 'NOW' : 'LATER'));
};
