import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Info, Resolver, Subscription } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Trouble } from '#cqrs';
import { entryOpenness, hasStory } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { spend } from '../graphql/answer-cost.js';
import { WholeField } from '../graphql/input-fields.js';
import { Player } from '../operations/player.js';
import { ShownReplayStep, StoryArgs } from './replay.graphql.js';
import { Reading } from './sight.js';
import { Stories, costOfStep, type Told } from './stories.js';

const stepsEverMax = 100_000_000;

@ArgsType()
class PlayedArgs extends StoryArgs {
  @WholeField('The step to begin with, from 1.', 1, stepsEverMax, { otherwise: 1 })
  from!: number;
  @WholeField('Milliseconds from one step to the next, at least; a busy service takes longer.', 100, 10_000, { otherwise: 1_000 })
  stepMs!: number;
}

/** The step that came is the field's own value. */
const shown = (step: ShownReplayStep): ShownReplayStep => step;

/**
 * Stories that play by themselves. Unlike a notice, a step carries its content: it is of the past and will not change
 * while the client asks, nothing is told together, and it is read by the same readings, under the same rights and the
 * same limits, as the query.
 */
@Resolver()
export class PlayedStories {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Stories) private readonly stories: Stories,
    @Inject(Player) private readonly player: Player,
  ) {}

  @Subscription(() => ShownReplayStep, {
    description:
      'Plays a story step by step up to the present, and then is complete. Each step is what `replay` shows of it; rights are those of the moment it is told.',
    resolve: shown,
  })
  replayed(
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Args() asked: PlayedArgs,
  ): AsyncIterableIterator<ShownReplayStep> {
    const sight = this.reading.sight(context);
    const told = this.stories.told(sight, asked);
    const count = told.steps.length;
    if (asked.from > Math.max(count, 1))
      throw new Trouble('BAD_USER_INPUT', `there is no step ${asked.from}: the story has ${count}`, { field: 'from', value: asked.from });
    return this.player.play(sight.reader.person, {
      from: asked.from - 1,
      count,
      paceMs: asked.stepMs,
      make: (index) => this.step(context, info, told, index),
    });
  }

  private async step(context: RequestContext, info: GraphQLResolveInfo, told: Told, index: number): Promise<ShownReplayStep> {
    const sight = this.reading.sight(context);
    const { entry, openness } = told.steps[index]!;
    const { now, reader } = sight;
    if (!hasStory(now, now, reader, told.story) || entryOpenness(reader, now, entry) !== openness)
      throw new Trouble(
        'FORBIDDEN',
        `what you may see of the story has changed while it was played: ask for it again, from step ${index + 1} on`,
      );
    const [made] = await this.stories.shown(sight, told, index, index + 1);
    const { step, given } = made!;
    spend({ ...context, cost: { spent: 0 } }, costOfStep(info, given));
    // Whoever is played to waits for no note, and neither does whoever is next in the player's line.
    void this.stories.note(sight, told, context.correlationId);
    return step;
  }
}
