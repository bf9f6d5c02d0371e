import type { ReadableDirectory } from '#directory';
import { doerIn, planSchema, postFor, readDocumentText, stepsOf, turnsOf, usualReason, type Step, type Turn } from '#plan';
import type { PlanInput } from '../graphql/plan-text.graphql.js';
import type { Gate, Moment } from './gate.js';
import type { RequestContext } from './request-context.js';

/** A step of a plan, whose turn it is, and the post somebody does it in: null where it is for others. */
export interface StepInTurn {
  readonly step: Step;
  readonly turn: Turn;
  readonly post: string | null;
  /** Who does it, in words: a post's title, or “an administrator”. */
  readonly doer: string;
}

/** What a plan is held against. */
export interface PlanGround {
  readonly gate: Pick<Gate, 'person' | 'postsOf'>;
  readonly moment: Moment;
  readonly directory: ReadableDirectory;
  readonly organisation: string;
}

/**
 * What lies between the record and a plan, and what of it is for the person who asks; in one post alone where one is named.
 * Whether a step may be done is said when it is sent. Throws {@link BadDocument} where the plan cannot be used.
 */
export const planInTurn = (
  { gate, moment, directory, organisation }: PlanGround,
  context: RequestContext,
  { text, file, reason }: PlanInput,
  actingPost?: string | null,
): readonly StepInTurn[] => {
  const person = gate.person(context);
  const all = gate.postsOf(person).map(({ post }) => post);
  const acting = actingPost ?? context.claims?.post ?? null;
  const held = all.filter(({ id }) => acting === null || id === acting);
  const present = {
    organisation,
    tables: moment.tables,
    personOf: (id: string) => directory.get(id),
    seesEntries: all.some(({ role }) => role === 'ADMINISTRATOR'),
  };
  const document = readDocumentText(planSchema, text, file);
  const steps = stepsOf(document, present, reason ?? usualReason(file));
  const posts = steps.map(({ by }) => postFor(by, person, held));
  const turns = turnsOf(steps, (_, index) => posts[index] !== null);
  const doer = doerIn(document.value, present);
  return steps.map((step, index) => ({ step, turn: turns[index]!, post: posts[index]!, doer: doer(step.by) }));
};
