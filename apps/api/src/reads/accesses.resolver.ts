import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { accessesSeen } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { AccessArgs, AccessConnection, ShownAccess } from './accesses.graphql.js';
import { AsOfInput, asOfArg } from './as-of.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';

/** Who took what from the record. */
@Resolver()
export class AccessReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => AccessConnection, {
    description:
      'Who exported the log, took evidence packs, or stepped through stories as an auditor, the latest first. Auditors and administrators see everybody’s, others their own.',
  })
  accessRecords(
    @Context() context: RequestContext,
    @Args() asked: AccessArgs,
    @Args() page: PageArgs,
    @Args(asOfArg) asOf?: AsOfInput,
  ): AccessConnection {
    const sight = this.reading.sight(context, asOf, page.after);
    const accesses = accessesSeen(sight.moment, sight.now, sight.reader, asked);
    return pageOf(accesses, sight.moment.position, page, (record) => new ShownAccess(sight, record));
  }
}
