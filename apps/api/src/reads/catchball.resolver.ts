import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Query, Resolver } from '@nestjs/graphql';
import { awaitedIn, currentCycle, isOverdue, phaseOf, seesThread, type ThreadPhase, type ThreadRecord } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { AsOfInput, asOfArg } from './as-of.graphql.js';
import { ShownThread, ThreadConnection } from './catchball.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading, type Sight } from './sight.js';
import { wordEnum } from '../graphql/words.graphql.js';
import { ThreadPhaseWord } from './words.graphql.js';

const ThreadOrderWord = wordEnum<'SERVED' | 'DUE' | 'MOVED'>('ThreadOrder', 'How threads are ordered.', {
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
  @Field(() => ID, { nullable: true, description: 'Only where this post is a side.' })
  post?: string | null;
  @Field(() => ID, { nullable: true, description: 'Only under this aim, goal or thread.' })
  parent?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only overdue ones (true), or only others (false).' })
  overdue?: boolean | null;
}

const orders = {
  DUE: (sight: Sight) => (one: ThreadRecord, other: ThreadRecord) => {
    const [first, second] = [awaitedIn(sight.moment, one).due ?? '9999', awaitedIn(sight.moment, other).due ?? '9999'];
    return first < second ? -1 : first > second ? 1 : 0;
  },
  MOVED: () => (one: ThreadRecord, other: ThreadRecord) => other.changedAt - one.changedAt,
} as const;

@Resolver()
export class CatchballReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => ThreadConnection, { description: 'Threads of a cycle.' })
  threads(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ name: 'filter', type: () => ThreadFilter, nullable: true, description: 'Which.' }) filter: ThreadFilter | null,
    @Args({ name: 'orderBy', type: () => ThreadOrderWord, defaultValue: 'SERVED', description: 'In which order.' }) orderBy: keyof typeof ThreadOrderWord,
    @Args(asOfArg) asOf?: AsOfInput,
  ): ThreadConnection {
    const sight = this.reading.sight(context, asOf, page.after);
    const { tables, position } = sight.moment;
    const { cycle, phases, post, parent, overdue } = filter ?? {};
    const shown = tables.threadsByCycle
      .of(cycle ?? currentCycle(sight.moment) ?? '')
      .map((id) => tables.threads.get(id)!)
      .filter((thread) => {
        const { state } = thread;
        const phase = seesThread(sight.reader, sight.now, thread) ? phaseOf(state) : 'OPEN';
        if (phases && !phases.includes(phase)) return false;
        if (post && state.thread.giver !== post && state.thread.receiver !== post) return false;
        if (parent && state.thread.parent.id !== parent) return false;
        return typeof overdue !== 'boolean' || isOverdue(sight.moment, thread) === overdue;
      });
    const ordered = orderBy === 'SERVED' ? shown : [...shown].sort(orders[orderBy](sight));
    return pageOf(ordered, position, page, ({ id }) => ShownThread.of(sight, id)!);
  }

  @Query(() => ShownThread, { nullable: true, description: 'A thread by its id.' })
  thread(@Context() context: RequestContext, @Args('id', { type: () => ID }) id: string, @Args(asOfArg) asOf?: AsOfInput): ShownThread | null {
    return ShownThread.of(this.reading.sight(context, asOf), id);
  }
}
