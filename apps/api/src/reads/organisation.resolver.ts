import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import type { LogIdentity } from '#cqrs';
import { unitPage } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { RoleWord } from '../graphql/words.graphql.js';
import { IDENTITY } from '../record/tokens.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { PostConnection, ShownMe, ShownOrganisation, ShownPost, ShownUnit, UnitConnection } from './organisation.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';
import { ShownUnitPage } from './work.graphql.js';

/** Finds words in names, without regard to case. */
const holds = (text: string, search: string | null | undefined): boolean => !search || text.toLowerCase().includes(search.toLowerCase());

@Resolver()
export class OrganisationReads {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(IDENTITY) private readonly identity: LogIdentity,
  ) {}

  @Query(() => ShownMe, { description: 'Who is signed in, and the posts they stand in today.' })
  me(@Context() context: RequestContext): ShownMe {
    return new ShownMe(this.reading.sight(context));
  }

  @Query(() => ShownOrganisation, { description: 'The organisation.' })
  organisation(
    @Context() context: RequestContext,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownOrganisation {
    return new ShownOrganisation(this.reading.sight(context, asOf, null, knownAt), this.identity.organisation);
  }

  @Query(() => UnitConnection, { description: 'Units, by name.' })
  units(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ name: 'parent', type: () => ID, nullable: true, description: 'Only units directly below this one.' }) parent?: string,
    @Args({ name: 'search', type: () => String, nullable: true, description: 'Only units whose name or code holds this.' }) search?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): UnitConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const units = [...sight.moment.tables.units.values()]
      .filter((unit) => (!parent || unit.parent === parent) && (holds(unit.name, search) || holds(unit.code ?? '', search)))
      .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
    return pageOf(units, sight.moment.position, page, (unit) => new ShownUnit(sight, unit));
  }

  @Query(() => ShownUnit, { nullable: true, description: 'A unit by its id; null where there is none at the moment asked about.' })
  unit(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownUnit | null {
    return ShownUnit.of(this.reading.sight(context, asOf, null, knownAt), id);
  }

  @Query(() => ShownUnitPage, { nullable: true, description: 'A unit’s page; null where there is no such unit at the moment asked about.' })
  unitPage(
    @Context() context: RequestContext,
    @Args('unit', { type: () => ID }) unit: string,
    @Args('cycle', { type: () => ID, nullable: true, description: 'The current cycle where it is left out.' }) cycle?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownUnitPage | null {
    const sight = this.reading.sight(context, asOf, null, knownAt);
    const page = unitPage(sight.moment, sight.now, sight.reader, unit, { cycle: cycle ?? null });
    return page && new ShownUnitPage(sight, page);
  }

  @Query(() => PostConnection, { description: 'Posts, by title.' })
  posts(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args({ name: 'unit', type: () => ID, nullable: true, description: 'Only this unit’s.' }) unit?: string,
    @Args({ name: 'role', type: () => RoleWord, nullable: true, description: 'Only posts of this role.' }) role?: keyof typeof RoleWord,
    @Args({ name: 'search', type: () => String, nullable: true, description: 'Only posts whose title holds this.' }) search?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): PostConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const posts = [...sight.moment.tables.posts.values()]
      .filter((post) => (!unit || post.unit === unit) && (!role || post.role === role) && holds(post.title, search))
      .sort((one, other) => one.title.localeCompare(other.title, 'en-GB'));
    return pageOf(posts, sight.moment.position, page, (post) => new ShownPost(sight, post));
  }

  @Query(() => ShownPost, { nullable: true, description: 'A post by its id.' })
  post(
    @Context() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownPost | null {
    return ShownPost.of(this.reading.sight(context, asOf, null, knownAt), id);
  }
}
