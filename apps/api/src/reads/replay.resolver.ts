import { setImmediate } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../access/request-context.js';
import { spend } from '../graphql/answer-cost.js';
import { AsOfInput, asOfArg } from './as-of.graphql.js';
import { ReplayArgs, ReplayConnection, replayPage, stretchOf } from './replay.graphql.js';
import { placeOf } from './page.js';
import { Reading } from './sight.js';
import { Stories, costOfStep } from './stories.js';

/** Trees are grown for so long before others are answered in between. */
const turnMs = 10;

/** The record step by step. */
@Resolver()
export class ReplayReads {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Stories) private readonly stories: Stories,
  ) {}

  @Query(() => ReplayConnection, {
    description:
      'The story of an aim, a unit or a thread, event by event, forward and back, with the tree as it stood after each. That an auditor stepped through it is noted in the record.',
  })
  async replay(
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Args() asked: ReplayArgs,
    @Args(asOfArg) asOf?: AsOfInput,
  ): Promise<ReplayConnection> {
    if (asked.before) placeOf(asked.before, 'before');
    const sight = this.reading.sight(context, asOf, asked.after ?? asked.before);
    const { position } = sight.moment;
    const told = this.stories.told(sight, asked);
    const { from, to } = stretchOf(asked, told.steps.length);
    const shown = await this.stories.shown(sight, told, from, to);
    let turn = performance.now();
    for (const { given } of shown) {
      spend(context, costOfStep(info, given));
      if (performance.now() - turn < turnMs) continue;
      await setImmediate();
      turn = performance.now();
    }
    await this.stories.note(sight, told, context.correlationId);
    return replayPage(
      shown.map(({ step }) => step),
      from,
      told.steps.length,
      position,
    );
  }
}
