import { catchballFacts } from './catchball.facts.js';
import { findingFacts } from './finding.facts.js';
import { goalFacts } from './goal.facts.js';
import { intakeFacts } from './intake.facts.js';
import { measureFacts } from './measure.facts.js';
import { organisationFacts } from './organisation.facts.js';
import { strategyFacts } from './strategy.facts.js';

/**
 * The facts each command is decided on, by aggregate and command: pure readings of the tables at the position the
 * event keeps as its basis. A command that is not listed is decided on its own stream alone.
 */
export const factsFor = {
  organisation: organisationFacts,
  strategy: strategyFacts,
  catchball: catchballFacts,
  goal: goalFacts,
  measure: measureFacts,
  intake: intakeFacts,
  finding: findingFacts,
} as const;
