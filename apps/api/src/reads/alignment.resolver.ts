import { Inject } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isRejection, type Rejection } from '#kernel';
import { KeptTrees, findings, myWork, treeChanges, type FindingKind } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { costOf, spend } from '../graphql/answer-cost.js';
import { ShownTree, ShownTreeChange, ShownTreeChanges, TreeAnswer } from './alignment.graphql.js';
import { AsOfInput, asOfArg, knownAtArg } from './as-of.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading } from './sight.js';
import { FindingKindWord } from './words.graphql.js';
import { FindingConnection, ShownFinding, ShownWorkItem, WorkConnection } from './work.graphql.js';

const cycleArg = { name: 'cycle', type: () => ID, nullable: true, description: 'The current cycle where it is left out.' };

@Resolver()
export class AlignmentReads {
  private readonly trees = new KeptTrees();

  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Query(() => TreeAnswer, { description: 'From True North to posts, as one flat list; beyond 5,000 nodes it asks for a root.' })
  alignmentTree(
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Args({ name: 'root', type: () => ID, nullable: true, description: 'The node to begin at; everything where it is left out.' })
    root?: string,
    @Args({ name: 'ranks', type: () => Int, nullable: true, description: 'How many ranks below the root; all where it is left out.' })
    ranks?: number,
    @Args(cycleArg) cycle?: string,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): ShownTree | Rejection {
    const sight = this.reading.sight(context, asOf, null, knownAt);
    const tree = this.trees.of(sight.moment, sight.now, sight.reader, { root: root ?? null, ranks: ranks ?? null, cycle: cycle ?? null });
    if (isRejection(tree)) return tree;
    spend(context, costOf(info, 'nodes', tree.nodes.length));
    return new ShownTree(sight, tree);
  }

  @Query(() => ShownTreeChanges, { description: 'What changed in the tree between two moments, in order, at most 500 at a time.' })
  treeChanges(
    @Context() context: RequestContext,
    @Args({ name: 'from', type: () => AsOfInput, description: 'After this moment …' }) from: AsOfInput,
    @Args({ name: 'to', type: () => AsOfInput, nullable: true, description: '… up to this one; the present where it is left out.' })
    to?: AsOfInput,
  ): ShownTreeChanges {
    const sight = this.reading.sight(context, to, null, null, 'to');
    const span = { from: from.position === 0 ? 0 : this.reading.positionOf(from, 'from'), to: sight.moment.position };
    const { changes, next } = treeChanges((position) => this.reading.at(position), sight.now, sight.reader, span);
    return { ...span, changes: changes.map((change) => new ShownTreeChange(sight, change)), next };
  }

  @Query(() => WorkConnection, { description: 'Everything you are waited for, overdue first.' })
  myWork(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): WorkConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    return pageOf(myWork(sight.moment, [...sight.reader.posts]), sight.moment.position, page, (item) => new ShownWorkItem(sight, item));
  }

  @Query(() => FindingConnection, {
    description:
      'What somebody should look at, the gravest first: how things stand in the cycle, and decisions in the record (of every cycle, where none is named).',
  })
  findings(
    @Context() context: RequestContext,
    @Args() page: PageArgs,
    @Args(cycleArg) cycle?: string,
    @Args({ name: 'unit', type: () => ID, nullable: true, description: 'Only what falls to this unit.' }) unit?: string,
    @Args({ name: 'kind', type: () => FindingKindWord, nullable: true, description: 'Both kinds where it is left out.' })
    kind?: FindingKind,
    @Args({ name: 'acknowledged', nullable: true, description: 'Only those somebody answers for, or only those nobody does.' })
    acknowledged?: boolean,
    @Args(asOfArg) asOf?: AsOfInput,
    @Args(knownAtArg) knownAt?: AsOfInput,
  ): FindingConnection {
    const sight = this.reading.sight(context, asOf, page.after, knownAt);
    const asked = { cycle: cycle ?? null, unit: unit ?? null, kind: kind ?? null, acknowledged: acknowledged ?? null };
    const found = findings(sight.moment, sight.now, sight.reader, asked);
    return pageOf(found, sight.moment.position, page, (finding) => new ShownFinding(sight, finding));
  }
}
