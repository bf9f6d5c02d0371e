import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { isRejection } from '#kernel';
import { Trouble } from '#cqrs';
import { KeptDiffs, type DiffKind } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { AsOfInput } from './as-of.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading, Sight } from './sight.js';
import { DiffKindWord, ShownDiffLine, StrategyDiffConnection } from './strategy-diff.graphql.js';

@Resolver()
export class StrategyDiffReads {
  private readonly diffs = new KeptDiffs();

  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => StrategyDiffConnection, {
    description:
      'The net change of the strategy between two moments: what was added, dropped, re-targeted, re-owned …, each with the events that made it. What changed and changed back is counted in the summary, and listed with `cameBack`.',
  })
  strategyDiff(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ name: 'from', type: () => AsOfInput, description: 'From this moment …' }) from: AsOfInput,
    @Args({ name: 'to', type: () => AsOfInput, nullable: true, description: '… to this one; the present where it is left out.' })
    to?: AsOfInput,
    @Args({ name: 'cycle', type: () => ID, nullable: true, description: 'Only what is of this cycle, or of none.' }) cycle?: string,
    @Args({ name: 'unit', type: () => ID, nullable: true, description: 'Only what is, or was, in this unit or one below it.' })
    unit?: string,
    @Args({ name: 'kinds', type: () => [DiffKindWord], nullable: true, description: 'Only these kinds of difference.' })
    kinds?: DiffKind[],
    @Args({ name: 'cameBack', type: () => Boolean, nullable: true, description: 'Instead: what changed and came back.' })
    cameBack?: boolean,
  ): StrategyDiffConnection {
    const later = this.reading.sight(context, to, page.after, null, 'to');
    const earlier = new Sight(this.reading.momentOf(from, 'from'), later.now, later.reader, later.directory);
    const question = { cycle: cycle ?? null, unit: unit ?? null, kinds: kinds ?? null, cameBack: cameBack ?? false };
    const momentAt = (position: number) => this.reading.at(position);
    const diff = this.diffs.of(earlier.moment, later.moment, momentAt, later.now, later.reader, question);
    if (isRejection(diff)) throw new Trouble('BAD_USER_INPUT', diff.because, { field: 'from' });
    const shown = pageOf(diff.lines, later.moment.position, page, (line) => new ShownDiffLine(earlier, later, line));
    return { ...shown, from: diff.from, to: diff.to, summary: diff.counts };
  }
}
