import type { Person } from '#directory';
import type { Tables } from '#strategy';
import type { LocatedDocument } from '../located-document.js';
import { Blueprint, type Step } from './blueprint.js';
import { classSteps, measureSteps } from './measure-steps.js';
import { organisationSteps, peopleSteps } from './organisation-steps.js';
import type { Plan } from './schema.js';
import { activationSteps, strategySteps } from './strategy-steps.js';

/** What the plan is compared with: the log's present, and the directory's. */
export interface Present {
  readonly organisation: string;
  readonly tables: Tables;
  readonly personOf: (person: string) => Person | undefined;
}

/**
 * Everything between the present and the plan, in an order in which it can be done; nothing where nothing differs.
 * Throws `BadDocument` naming every place that leads nowhere or asks for what a plan cannot change.
 */
export const stepsOf = (document: LocatedDocument<Plan>, { organisation, tables, personOf }: Present, reason: string): readonly Step[] => {
  const blueprint = new Blueprint(document.value, tables, organisation, reason);
  peopleSteps(blueprint, personOf);
  organisationSteps(blueprint);
  measureSteps(blueprint);
  strategySteps(blueprint);
  classSteps(blueprint);
  activationSteps(blueprint);
  if (blueprint.problems.length > 0) document.refuse(blueprint.problems);
  return blueprint.steps;
};
