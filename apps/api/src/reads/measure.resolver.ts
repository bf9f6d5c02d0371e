import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, Info, InputType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { publishedOf, readingsOf } from '#strategy';
import { Trouble } from '#cqrs';
import type { RequestContext } from '../access/request-context.js';
import { costOf, spend } from '../graphql/answer-cost.js';
import { MeasureClassWord } from '../graphql/words.graphql.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { MeasureConnection, ObservationConnection, ShownMeasure, ShownObservation } from './measure.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';

@InputType({ description: 'Which measures.' })
export class MeasureFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this unit, or driven or watched by it.' })
  unit?: string | null;
  @Field(() => MeasureClassWord, { nullable: true, description: 'Only those the unit drives or watches.' })
  class?: 'DRIVER' | 'WATCH' | null;
  @Field(() => String, { nullable: true, description: 'Only those whose name or code holds this.' })
  search?: string | null;
}

@Resolver()
export class MeasureReads {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => MeasureConnection, { description: 'Measures, as they were defined.' })
  measures(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ name: 'filter', type: () => MeasureFilter, nullable: true, description: 'Which.' }) filter: MeasureFilter | null,
    @Info() info: GraphQLResolveInfo,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): MeasureConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const { tables, position } = sight.moment;
    const { unit, search, class: use } = filter ?? {};
    const words = search?.toLowerCase();
    const ids = unit ? new Set([...tables.measuresByUnit.of(unit), ...tables.measuresClassedBy.of(unit)]) : tables.measures.keys();
    const measures = [...ids]
      .map((id) => tables.measures.get(id)!)
      .filter(
        ({ definition, classes }) =>
          (!words || definition.name.toLowerCase().includes(words) || (definition.code ?? '').toLowerCase().includes(words)) &&
          (!use || classes.some((each) => each.class === use && (!unit || each.unit === unit))),
      );
    const shown = pageOf(measures, position, page, (measure) => new ShownMeasure(sight, measure));
    spend(context, costOf(info, 'edges', shown.edges.length));
    return shown;
  }

  @Query(() => ShownMeasure, { nullable: true, description: 'A measure by its id or by its code.' })
  measure(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID, nullable: true }) id?: string,
    @Args('code', { type: () => String, nullable: true }) code?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownMeasure | null {
    const sight = this.reading.sight(context, asOf, null, knownAt);
    if (!id === !code) throw new Trouble('BAD_USER_INPUT', 'name the measure by its id or by its code', { field: 'id' });
    return ShownMeasure.of(sight, id ?? sight.moment.tables.measureByCode.get(code!));
  }

  @Query(() => ObservationConnection, {
    description: 'A measure’s figures in the order of their periods, as known at the moment asked about and as published.',
  })
  observations(
    @Context() context: RequestContext,
    @Args('measure', { type: () => ID }) id: string,
    @Args() page: PageArgs,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ObservationConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const measure = sight.moment.tables.measures.get(id);
    const published = measure ? publishedOf(sight.moment, measure) : new Map<string, never>();
    const cells = [...readingsOf(sight.moment, id)];
    return pageOf(cells, sight.moment.position, page, ([period, cell]) => new ShownObservation(period, cell, published.get(period)));
  }
}
