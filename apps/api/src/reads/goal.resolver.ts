import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Query, Resolver } from '@nestjs/graphql';
import { currentCycle, isActive, isAtRisk } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { GoalConnection, ShownGoal } from './goal.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';

@InputType({ description: 'Which goals.' })
export class GoalFilter {
  @Field(() => ID, { nullable: true, description: 'Of this cycle; the current one where it is left out.' })
  cycle?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only this unit’s.' })
  unit?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only this post’s.' })
  owner?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only goals judged by this measure.' })
  measure?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those in force (true), or only others (false).' })
  inForce?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those at risk (true), or only others (false).' })
  atRisk?: boolean | null;
}

@Resolver()
export class GoalReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => GoalConnection, { description: 'Goals of a cycle, as they were established.' })
  goals(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ name: 'filter', type: () => GoalFilter, nullable: true, description: 'Which.' }) filter: GoalFilter | null,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): GoalConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const { tables, position, today } = sight.moment;
    const { cycle, unit, owner, measure, inForce, atRisk } = filter ?? {};
    const goals = tables.goalsByCycle
      .of(cycle ?? currentCycle(sight.moment) ?? '')
      .map((id) => tables.goals.get(id)!)
      .filter(
        (goal) =>
          sight.seesGoal(goal.id) &&
          (!unit || goal.unit === unit) &&
          (!owner || goal.owner === owner) &&
          (!measure || goal.terms.measured?.measure === measure) &&
          (typeof inForce !== 'boolean' || isActive(goal) === inForce) &&
          (typeof atRisk !== 'boolean' || isAtRisk(goal, today) === atRisk),
      );
    return pageOf(goals, position, page, (goal) => new ShownGoal(sight, goal));
  }

  @Query(() => ShownGoal, {
    nullable: true,
    description: 'A goal by its id; null where there is none, or it is a single person’s and not yours to see.',
  })
  goal(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownGoal | null {
    return ShownGoal.of(this.reading.sight(context, asOf, null, knownAt), id);
  }
}
