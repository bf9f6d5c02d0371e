import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { concessionLedger, concessionsBy, concessionsTogether, ledgerSettlements } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import {
  ConcessionLedgerConnection,
  ShownConcessionSummary,
  ShownConcessionTotals,
  ShownLedgerEntry,
  SummedByWord,
} from './concessions.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';

const cycleArg = { name: 'cycle', type: () => ID, nullable: true, description: 'The current cycle where it is left out.' };

@Resolver()
export class ConcessionReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => ConcessionLedgerConnection, {
    description:
      'Every commitment and direction with the path to it: each offer with target and resources, who moved, after how many days, and why. How a private thread came about stays with its sides.',
  })
  concessionLedger(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ ...cycleArg, description: 'The thread’s, else the current cycle, where it is left out.' }) cycle?: string,
    @Args({ name: 'unit', type: () => ID, nullable: true, description: 'Only what this unit or one below it took on.' }) unit?: string,
    @Args({ name: 'giver', type: () => ID, nullable: true, description: 'Only where this post, or one it stands for, gave.' })
    giver?: string,
    @Args({ name: 'thread', type: () => ID, nullable: true, description: 'Only this thread.' }) thread?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ConcessionLedgerConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const question = { cycle: cycle ?? null, unit: unit ?? null, giver: giver ?? null, thread: thread ?? null };
    const settlements = ledgerSettlements(sight.moment, sight.now, sight.reader, question);
    return pageOf(settlements, sight.moment.position, page, (settlement) => new ShownLedgerEntry(sight, settlement.read()));
  }

  @Query(() => ShownConcessionSummary, {
    description: 'How units or givers negotiate: rounds, days, shares accepted at once and directed, what was conceded.',
  })
  concessionSummary(
    @Context() context: RequestContext,
    @Args({ name: 'by', type: () => SummedByWord, description: 'By unit, or by giver.' }) by: 'UNIT' | 'GIVER',
    @Args(cycleArg) cycle?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownConcessionSummary {
    const sight = this.reading.sight(context, asOf, null, knownAt);
    const entries = concessionLedger(sight.moment, sight.now, sight.reader, { cycle: cycle ?? null });
    return {
      overall: new ShownConcessionTotals(sight, concessionsTogether(entries), null),
      parts: concessionsBy(by, entries).map((totals) => new ShownConcessionTotals(sight, totals, by)),
    };
  }
}
