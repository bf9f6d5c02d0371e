import { randomUUID } from 'node:crypto';
import { isRejection, type Actor } from '#kernel';
import { Trouble, type Outcome } from '#cqrs';
import { actorIn, actorOf, operator, refusedByRole } from '../acting.js';
import type { Desk } from '../record.js';
import { planId, type By, type Step } from './blueprint.js';
import type { Plan } from './schema.js';

const actingFor = (desk: Desk, plan: Plan, by: By): Actor => {
  if (by !== 'ADMINISTRATION') return actorOf(desk.views.now(), by.post, by.person);
  const { tables, today } = desk.views.now();
  const administrator = tables.posts.get(planId(desk.identity.organisation, 'post', plan.organisation.administrator));
  return (administrator && actorIn(administrator, today)) ?? operator;
};

/**
 * Does the steps of a plan one after the other through the service's own command desk. Each is whole by itself: when
 * one is refused, what was done before it stands, and importing the corrected plan goes on from there.
 */
export const carryOut = async (
  desk: Desk,
  plan: Plan,
  steps: readonly Step[],
  onStep: (step: Step) => void = () => {},
): Promise<{ readonly events: number }> => {
  const correlationId = randomUUID();
  let events = 0;
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'ENTRY') await desk.directory.put(step.entry);
    else {
      const actor = actingFor(desk, plan, step.by);
      const { aggregate, name, input } = step.order;
      const envelope = { commandId: randomUUID(), subject: step.subject, actor, correlationId };
      const outcome: Outcome =
        refusedByRole(desk, actor, aggregate, name) ?? (await desk.commands.execute({ aggregate, name, input, envelope }));
      if (isRejection(outcome))
        throw new Trouble(
          'PlanRefused',
          `could not ${step.says}: ${outcome.because} (${outcome.code}).\n${index} of ${steps.length} steps are done and stay; correct the plan and import it again to go on`,
          { code: outcome.code, done: index, steps: steps.length },
        );
      events += outcome.events;
    }
    onStep(step);
  }
  return { events };
};
