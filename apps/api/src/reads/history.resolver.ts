import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { differencesMade, historyOf } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { LogReader } from '../record/log-reader.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { HistoryConnection, ImportConnection, ShownHistoryEntry, ShownImport, ShownLogHead } from './history.graphql.js';
import { PageArgs, pageOf, type Page } from './page.js';
import { Reading } from './sight.js';

@Resolver()
export class HistoryReads {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(LogReader) private readonly log: LogReader,
  ) {}

  @Query(() => HistoryConnection, {
    description:
      'Everything that happened to a subject (unit, post, aim, thread, goal, measure …): who, when, why, before and after. Moves kept between the sides of a private thread are left out.',
  })
  async history(
    @Context() context: RequestContext,
    @Args('subject', { type: () => ID }) subject: string,
    @Args() page: PageArgs,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): Promise<Page<ShownHistoryEntry>> {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const story = historyOf(sight.moment, sight.now, sight.reader, subject);
    const cut = pageOf(story, sight.moment.position, page, (entry) => entry);
    const events = new Map((await this.log.events(cut.edges.map(({ node }) => node.ordinal))).map((event) => [event.ordinal, event]));
    const edges = cut.edges.map(({ cursor, node: { ordinal, openness } }) => {
      const event = events.get(ordinal)!;
      const made = () =>
        openness === 'ALL' ? differencesMade(this.reading.at(ordinal - 1), this.reading.at(ordinal), subject, event) : [];
      return { cursor, node: new ShownHistoryEntry(sight, event, made) };
    });
    return { ...cut, edges };
  }

  @Query(() => ImportConnection, { description: 'Imports of figures, the latest first.' })
  imports(@Context() context: RequestContext, @Args() page: PageArgs, @Args(asOfArg) asOf?: AsOfInput): ImportConnection {
    const sight = this.reading.sight(context, asOf, page.after);
    const imports = [...sight.moment.tables.imports.values()].reverse();
    return pageOf(imports, sight.moment.position, page, (record) => new ShownImport(sight, record));
  }

  @Query(() => ShownLogHead, { description: 'Where the log stands.' })
  logHead(@Context() context: RequestContext): ShownLogHead {
    const { now } = this.reading.sight(context);
    return { position: now.position, recordedAt: now.position === 0 ? null : this.reading.at(now.position).at };
  }
}
