import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Query, Resolver } from '@nestjs/graphql';
import { threadsAsked, type ThreadOrder, type ThreadPhase } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { ShownThread, ThreadConnection } from './catchball.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';
import { wordEnum } from '../graphql/words.graphql.js';
import { ThreadPhaseWord } from './words.graphql.js';

const ThreadOrderWord = wordEnum<ThreadOrder>('ThreadOrder', 'How threads are ordered.', {
  SERVED: 'As they were first served.',
  DUE: 'What is due first comes first.',
  MOVED: 'What moved last comes first.',
});

@InputType({ description: 'Which threads.' })
export class ThreadFilter {
  @Field(() => ID, { nullable: true, description: 'Of this cycle; the current one where it is left out.' })
  cycle?: string | null;
  @Field(() => [ThreadPhaseWord], { nullable: true, description: 'Only in these phases.' })
  phases?: ThreadPhase[] | null;
  @Field(() => ID, { nullable: true, description: 'Only where this post, or one it stands for today, is a side.' })
  post?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only under this aim, goal or thread; a thread’s include those of the goal it made.' })
  parent?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only overdue ones (true), or only others (false).' })
  overdue?: boolean | null;
}

@Resolver()
export class CatchballReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => ThreadConnection, { description: 'Threads of a cycle.' })
  threads(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ name: 'filter', type: () => ThreadFilter, nullable: true, description: 'Which.' }) filter: ThreadFilter | null,
    @Args({ name: 'orderBy', type: () => ThreadOrderWord, defaultValue: 'SERVED', description: 'In which order.' }) orderBy: ThreadOrder,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ThreadConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const threads = threadsAsked(sight.moment, sight.now, sight.reader, filter ?? {}, orderBy);
    return pageOf(threads, sight.moment.position, page, ({ id }) => ShownThread.of(sight, id)!);
  }

  @Query(() => ShownThread, { nullable: true, description: 'A thread by its id.' })
  thread(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownThread | null {
    return ShownThread.of(this.reading.sight(context, asOf, null, knownAt), id);
  }
}
