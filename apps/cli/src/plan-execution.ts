import { randomUUID } from 'node:crypto';
import { isRejection, type Actor, type Rejection } from '#kernel';
import { Trouble, type Outcome } from '#cqrs';
import { planId, type By, type Plan, type Step } from '#plan';
import { enterPerson } from '../../api/src/access/person-entry.js';
import { actorIn, actorOf, operator, refusedByRole } from './acting.js';
import type { Desk } from './record.js';

const actingFor = (desk: Desk, plan: Plan, by: By): Actor => {
  if (by !== 'ADMINISTRATION') return actorOf(desk.views.now(), by.post, by.person);
  const { tables, today } = desk.views.now();
  const administrator = tables.posts.get(planId(desk.identity.organisation, 'post', plan.organisation.administrator));
  return (administrator && actorIn(administrator, today)) ?? operator;
};

/** No names: it stays in the log. */
const entryReason = 'entered by the import of a plan';

const planRefused = ({ says }: Step, { code, because }: Rejection, done: number, steps: number): Trouble =>
  new Trouble(
    'PlanRefused',
    `could not ${says}: ${because} (${code}).\n${done} of ${steps} steps are done and stay; correct the plan and import it again to go on`,
    { code, done, steps },
  );

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
    if (step.kind === 'ENTRY') {
      // Whoever has the data folder in hand could as well write the file: the log says that it was they.
      const order = { actor: operator, commandId: randomUUID(), correlationId, reason: entryReason };
      const refused = await enterPerson(desk, step.entry, order, Date.now());
      if (refused) throw planRefused(step, refused, index, steps.length);
    } else {
      const actor = actingFor(desk, plan, step.by);
      const { aggregate, name, input } = step.order;
      const envelope = { commandId: randomUUID(), subject: step.subject, actor, correlationId };
      const outcome: Outcome =
        refusedByRole(desk, actor, aggregate, name) ?? (await desk.commands.execute({ aggregate, name, input, envelope }));
      if (isRejection(outcome)) throw planRefused(step, outcome, index, steps.length);
      events += outcome.events;
    }
    onStep(step);
  }
  return { events };
};
