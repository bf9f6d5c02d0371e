import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { currentCycle } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';
import {
  AimConnection,
  CandidateConnection,
  ShownAim,
  ShownCandidate,
  ShownCycle,
  ShownObjective,
  ShownTrueNorth,
} from './true-north.graphql.js';

const cycleArg = { name: 'cycle', type: () => ID, nullable: true, description: 'The current cycle where it is left out.' };

@Resolver()
export class TrueNorthReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => [ShownTrueNorth], { description: 'Every unit’s True North, in force or drafted.' })
  trueNorths(@Context() context: RequestContext, @Args(asOfArg) asOf?: AsOfInput, @Args(knownAtArg) knownAt?: AsOfInput): ShownTrueNorth[] {
    const sight = this.reading.sight(context, asOf, null, knownAt);
    return [...sight.moment.tables.trueNorths.values()].map((record) => new ShownTrueNorth(sight, record));
  }

  @Query(() => [ShownCycle], { description: 'The cycles, in the order they were planned.' })
  cycles(@Context() context: RequestContext, @Args(asOfArg) asOf?: AsOfInput): ShownCycle[] {
    const sight = this.reading.sight(context, asOf);
    return [...sight.moment.tables.cycles.values()].map((record) => new ShownCycle(sight, record));
  }

  @Query(() => [ShownObjective], { description: 'The breakthrough objectives, retired ones included.' })
  objectives(@Context() context: RequestContext, @Args(asOfArg) asOf?: AsOfInput, @Args(knownAtArg) knownAt?: AsOfInput): ShownObjective[] {
    const sight = this.reading.sight(context, asOf, null, knownAt);
    return [...sight.moment.tables.objectives.values()].map((record) => new ShownObjective(sight, record));
  }

  @Query(() => CandidateConnection, { description: 'The candidates of a cycle’s winnowing.' })
  candidates(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args(cycleArg) cycle?: string,
    @Args({ name: 'status', type: () => String, nullable: true, description: 'Only NOMINATED, ADOPTED or DROPPED ones.' }) status?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): CandidateConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const { tables, position } = sight.moment;
    const ids = tables.candidatesByCycle.of(cycle ?? currentCycle(sight.moment) ?? '');
    const candidates = ids.map((id) => tables.candidates.get(id)!).filter((candidate) => !status || candidate.status === status);
    return pageOf(candidates, position, page, (candidate) => new ShownCandidate(sight, candidate));
  }

  @Query(() => AimConnection, { description: 'The aims of a cycle, dropped ones included.' })
  aims(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args(cycleArg) cycle?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): AimConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const ids = sight.moment.tables.aimsByCycle.of(cycle ?? currentCycle(sight.moment) ?? '');
    return pageOf(ids, sight.moment.position, page, (id) => ShownAim.of(sight, id)!);
  }

  @Query(() => ShownAim, { nullable: true, description: 'An aim by its id.' })
  aim(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownAim | null {
    return ShownAim.of(this.reading.sight(context, asOf, null, knownAt), id);
  }
}
