import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isRejection, type Rejection } from '#kernel';
import { unitsCompared } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { costOf, spend } from '../graphql/answer-cost.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { FunnelAnswer, FunnelArgs, ShownFunnel } from './funnel.graphql.js';
import { Reading } from './sight.js';

@Resolver()
export class FunnelReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => FunnelAnswer, {
    description:
      'Units held against each other: the figures of a proportion or rate each, pooled over the same days. A measure without figures is left out with the reason.',
  })
  funnel(
    @Context() context: RequestContext,
    @Args() { measures, ...question }: FunnelArgs,
    @Info() info: GraphQLResolveInfo,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownFunnel | Rejection {
    const sight = this.reading.sight(context, asOf, null, knownAt);
    const { observations } = sight.known.tables;
    // Everything ever said of a measure is looked at, so that it costs as much as if it were shown.
    const figures = [...new Set(measures)].reduce((sum, id) => sum + observations.of(id).length, 0);
    spend(context, costOf(info, 'units', measures.length) + figures);
    const compared = unitsCompared(sight.moment, measures, { ...question, known: sight.known });
    return isRejection(compared) ? compared : new ShownFunnel(sight, compared);
  }
}
