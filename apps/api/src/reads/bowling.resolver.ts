import { Args, Context, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Bowling, KeptScorecards, type BowlingChart } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { costOf, spend } from '../graphql/answer-cost.js';
import { BowlingArgs, ShownBowlingChart } from './bowling.graphql.js';
import { ShownGoal } from './goal.graphql.js';
import { ShownPost, ShownUnit } from './organisation.graphql.js';
import { ScorecardArgs, ShownScorecard } from './scorecard.graphql.js';
import type { Sight } from './sight.js';
import { ShownAim } from './true-north.graphql.js';

const bowlingOf = ({ moment, now, reader }: Sight): Bowling => new Bowling(moment, now, reader);

/** What hangs there is there for its bowling chart, so that there always is one. */
const shown = (sight: Sight, chart: BowlingChart | null, context: RequestContext, info: GraphQLResolveInfo): ShownBowlingChart => {
  spend(context, costOf(info, 'rows', chart!.rows.length));
  return new ShownBowlingChart(sight, chart!);
};

@Resolver(() => ShownUnit)
export class ChartsOfUnits {
  private readonly scorecards = new KeptScorecards();

  @ResolveField(() => ShownBowlingChart, { description: 'Its year month by month: aims its posts sponsor, and its goals.' })
  bowlingChart(
    @Parent() { sight, id }: ShownUnit,
    @Args() asked: BowlingArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): ShownBowlingChart {
    return shown(sight, bowlingOf(sight).ofUnit(id, asked), context, info);
  }

  @ResolveField(() => ShownScorecard, { description: 'Its measures at a glance, and those it drives or watches.' })
  scorecard(
    @Parent() { sight, id }: ShownUnit,
    @Args() asked: ScorecardArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): ShownScorecard {
    const card = this.scorecards.of(sight.moment, id, asked)!;
    spend(context, costOf(info, 'lines', card.lines.length));
    return new ShownScorecard(sight, card);
  }
}

@Resolver(() => ShownPost)
export class ChartsOfPosts {
  @ResolveField(() => ShownBowlingChart, { description: 'Its year month by month: aims it sponsors, and goals it owns.' })
  bowlingChart(
    @Parent() { sight, id }: ShownPost,
    @Args() asked: BowlingArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): ShownBowlingChart {
    return shown(sight, bowlingOf(sight).ofPost(id, asked), context, info);
  }
}

@Resolver(() => ShownAim)
export class ChartsOfAims {
  @ResolveField(() => ShownBowlingChart, { description: 'Its year month by month, and that of the goals that serve it.' })
  bowlingChart(
    @Parent() { sight, id }: ShownAim,
    @Args() asked: BowlingArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): ShownBowlingChart {
    return shown(sight, bowlingOf(sight).ofAim(id, asked), context, info);
  }
}

@Resolver(() => ShownGoal)
export class ChartsOfGoals {
  @ResolveField(() => ShownBowlingChart, { description: 'Its year month by month, and that of the goals that serve it.' })
  bowlingChart(
    @Parent() { sight, id }: ShownGoal,
    @Args() asked: BowlingArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): ShownBowlingChart {
    return shown(sight, bowlingOf(sight).ofGoal(id, asked), context, info);
  }
}

/** Charts and scorecards of whatever has them; asked with arguments of their own. */
export const chartsOfSubjects = [ChartsOfUnits, ChartsOfPosts, ChartsOfAims, ChartsOfGoals];
