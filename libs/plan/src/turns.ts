import type { PersonId, PostId, Role } from '#strategy';
import { planParts, type By, type Step } from './blueprint.js';

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

/**
 * Whose turn each step is. Everybody does their own steps: parts rest on those before them, so that whoever comes
 * later waits until others have done theirs of every part before.
 */
export const turnsOf = (steps: readonly Step[], isOwn: (step: Step) => boolean): readonly Turn[] => {
  const waitsFor = steps.find((step) => !isOwn(step));
  const isFree = ({ part }: Step): boolean => !waitsFor || planParts.indexOf(part) <= planParts.indexOf(waitsFor.part);
  return steps.map((step) => (!isOwn(step) ? 'OTHERS' : isFree(step) ? 'NOW' : 'LATER'));
};
