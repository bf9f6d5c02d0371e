/**
 * Everything there is: the aggregates with their stored names and old shapes, the views, the policies. Whatever
 * goes over all of them iterates these lists; adding an aggregate is one line here.
 */
import type { AnyDecider, Upcasts, View } from '#kernel';
import { access } from './access/access.decider.js';
import { accessStored } from './access/access.events.js';
import { catchball } from './catchball/catchball.decider.js';
import { catchballStored } from './catchball/catchball.events.js';
import { finding } from './finding/finding.decider.js';
import { findingStored } from './finding/finding.events.js';
import { goal } from './goal/goal.decider.js';
import { goalStored } from './goal/goal.events.js';
import { intake } from './intake/intake.decider.js';
import { intakeStored } from './intake/intake.events.js';
import { log } from './log/log.decider.js';
import { logStored } from './log/log.events.js';
import { measure } from './measure/measure.decider.js';
import { measureStored } from './measure/measure.events.js';
import { organisation } from './organisation/organisation.decider.js';
import { organisationStored } from './organisation/organisation.events.js';
import { owedView } from './policies/owed.view.js';
import { policyLog } from './policies/policy-log.decider.js';
import { policyLogStored } from './policies/policy-log.events.js';
import { seal } from './seal/seal.decider.js';
import { sealStored } from './seal/seal.events.js';
import { strategy } from './strategy/strategy.decider.js';
import { strategyStored } from './strategy/strategy.events.js';
import { accessesView } from './views/accesses.view.js';
import { logLinesView } from './views/log-lines.view.js';
import { trustViews } from './views/index.js';

export interface Catalogued {
  /** The first part of its streams' names. */
  readonly name: string;
  readonly decider: AnyDecider;
  /** Event name → name in the log. */
  readonly stored: Readonly<Record<string, string>>;
  /** How old payloads become today's. Only ever added to. */
  readonly upcasts: Upcasts;
}

const aggregate = (decider: AnyDecider, stored: Catalogued['stored'], upcasts: Upcasts = {}): Catalogued => ({
  name: decider.name,
  decider,
  stored,
  upcasts,
});

export const aggregates: readonly Catalogued[] = [
  aggregate(log, logStored),
  aggregate(organisation, organisationStored),
  aggregate(strategy, strategyStored),
  aggregate(catchball, catchballStored),
  aggregate(goal, goalStored),
  aggregate(measure, measureStored),
  aggregate(intake, intakeStored),
  aggregate(finding, findingStored),
  aggregate(policyLog, policyLogStored),
  aggregate(access, accessStored),
  aggregate(seal, sealStored),
];

/** The names of all events, as the views know them. */
export const eventTypes: readonly string[] = aggregates.flatMap(({ stored }) => Object.keys(stored));

/** In the order they are folded: what policies owe follows from all the others. */
export const views: readonly View[] = [...trustViews, accessesView, logLinesView(eventTypes), owedView(eventTypes)];
