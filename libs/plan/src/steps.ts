import type { Person } from '#directory';
import type { Tables } from '#strategy';
import type { LocatedDocument } from './located-document.js';
import { Blueprint, planParts, type PlanPart, type Step } from './blueprint.js';
import { classSteps, measureSteps } from './measure-steps.js';
import { organisationSteps, peopleSteps } from './organisation-steps.js';
import type { Plan } from './schema.js';
import * as strategy from './strategy-steps.js';

/** What the plan is compared with: the log's present, and the directory's. */
export interface Present {
  readonly organisation: string;
  readonly tables: Tables;
  readonly personOf: (person: string) => Person | undefined;
  /** Whether somebody may see if the directory says the same of a person as the plan does; newcomers are seen by all. */
  readonly seesEntries: boolean;
}

/** Why things are changed, where nobody gave a reason: it stays in the log. */
export const usualReason = (file: string): string => `as in the plan ${file}`;

const stepsOfPart: Readonly<Record<PlanPart, (to: Blueprint, present: Present) => void>> = {
  DIRECTORY: peopleSteps,
  ORGANISATION: organisationSteps,
  MEASURES: measureSteps,
  TRUE_NORTH: strategy.trueNorthSteps,
  OBJECTIVES: strategy.objectiveSteps,
  CYCLES: strategy.cycleSteps,
  CANDIDATES: strategy.candidateSteps,
  SCORES: strategy.scoreSteps,
  DECISIONS: strategy.decisionSteps,
  CLASSES: classSteps,
  ACTIVATION: strategy.activationSteps,
};

/**
 * Everything between the present and the plan, in an order in which it can be done; nothing where nothing differs.
 * Throws `BadDocument` naming every place that leads nowhere or asks for what a plan cannot change.
 */
export const stepsOf = (document: LocatedDocument<Plan>, present: Present, reason: string): readonly Step[] => {
  const blueprint = new Blueprint(document.value, present.tables, present.organisation, reason);
  for (const part of planParts) blueprint.draw(part, (to) => stepsOfPart[part](to, present));
  if (blueprint.problems.length > 0) document.refuse(blueprint.problems);
  return blueprint.steps;
};
