import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { sealCovering, sealsIn } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { PositionScalar } from '../graphql/scalars.js';
import { Sealing } from '../record/sealing.js';
import { AsOfInput, asOfArg } from './as-of.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { SealConnection, ShownSeal, ShownSealVerdict } from './seal.graphql.js';
import { Reading } from './sight.js';

@Resolver()
export class SealReads {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Sealing) private readonly sealing: Sealing,
  ) {}

  @Query(() => SealConnection, { description: 'The seals of the log, the latest first.' })
  seals(@Context() context: RequestContext, @Args() page: PageArgs, @Args(asOfArg) asOf?: AsOfInput): SealConnection {
    const sight = this.reading.sight(context, asOf, page.after);
    const seals = [...sealsIn(sight.moment.tables)].reverse();
    return pageOf(seals, sight.moment.position, page, (record) => new ShownSeal(sight, record));
  }

  @Query(() => ShownSeal, {
    nullable: true,
    description: 'The first seal that reaches to a position, and so vouches for the event there; null while none does.',
  })
  seal(
    @Context() context: RequestContext,
    @Args('coveringPosition', { type: () => PositionScalar, description: 'The event’s number in the log.' }) position: number,
    @Args(asOfArg) asOf?: AsOfInput,
  ): ShownSeal | null {
    const sight = this.reading.sight(context, asOf);
    const record = sealCovering(sight.moment.tables, position);
    return record ? new ShownSeal(sight, record) : null;
  }

  @Query(() => ShownSealVerdict, {
    description:
      'Holds a seal, as it was printed or as position:digest, against the log. The events since the seal before it are hashed anew; what lies before that one, and the answer itself, are the service’s word. Whoever does not take that word runs hoshin verify --seal on the log or an export.',
  })
  async verifySeal(
    @Context() context: RequestContext,
    @Args('seal', { description: 'HS-42107-RZ00-…, as in the minutes, or 42107:<64 hex digits>.' }) seal: string,
  ): Promise<ShownSealVerdict> {
    this.reading.sight(context);
    return await this.sealing.judge(seal);
  }
}
