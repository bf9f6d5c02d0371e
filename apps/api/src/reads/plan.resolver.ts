import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { LogIdentity } from '#cqrs';
import { BadDocument, type Turn } from '#plan';
import { Gate } from '../access/gate.js';
import { planInTurn, type StepInTurn } from '../access/plan-in-turn.js';
import type { RequestContext } from '../access/request-context.js';
import { PlanInput } from '../graphql/plan-text.graphql.js';
import { IDENTITY } from '../record/tokens.js';
import { PageArgs, pageOf, type Page } from './page.js';
import { PlanPreview, PlanTurnWord, ShownPlanProblem, ShownPlanStep } from './plan.graphql.js';
import { Reading } from './sight.js';

/** What bringing a plan in would do. */
@Resolver()
export class PlanReads {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Gate) private readonly gate: Gate,
    @Inject(IDENTITY) private readonly identity: LogIdentity,
  ) {}

  @Query(() => PlanPreview, {
    description: 'What lies between the record and a plan, and who would do it, in the order in which it is done. Nothing is written.',
  })
  planPreview(
    @Context() context: RequestContext,
    @Args('plan') asked: PlanInput,
    @Args() page: PageArgs,
    @Args('turn', { type: () => PlanTurnWord, nullable: true, description: 'Only steps whose turn it is so; all where left out.' })
    turn?: Turn | null,
  ): PlanPreview {
    const { moment, directory } = this.reading.sight(context, null, page.after);
    const { position } = moment;
    try {
      const looked = planInTurn({ gate: this.gate, moment, directory, organisation: this.identity.organisation }, context, asked);
      return { ...this.pageOf(looked, position, page, turn), problems: [], problemCount: 0 };
    } catch (error) {
      if (!(error instanceof BadDocument)) throw error;
      const problems = error.problems.map((problem) => new ShownPlanProblem(problem));
      return { ...this.pageOf([], position, page), problems, problemCount: error.count };
    }
  }

  private pageOf(
    steps: readonly StepInTurn[],
    position: number,
    page: PageArgs,
    turn?: Turn | null,
  ): Page<ShownPlanStep> & Pick<PlanPreview, 'now' | 'later' | 'others' | 'waitsFor'> {
    const count = (of: Turn): number => steps.filter((step) => step.turn === of).length;
    const first = steps.find((step) => step.turn === 'OTHERS')?.step.part;
    const before = steps.filter((step) => step.turn === 'OTHERS' && step.step.part === first);
    const numbered = steps.map((step, index) => ({ step, index })).filter(({ step }) => step.turn === (turn ?? step.turn));
    return {
      ...pageOf(numbered, position, page, ({ step, index }) => new ShownPlanStep(step, index)),
      now: count('NOW'),
      later: count('LATER'),
      others: count('OTHERS'),
      waitsFor: [...new Set(before.map(({ doer }) => doer))],
    };
  }
}
