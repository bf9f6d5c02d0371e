import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Recorded } from '#kernel';
import { subjectOfEvent, type NodeChange, type OfferDifference, type Scene } from '#strategy';
import { Trouble } from '#cqrs';
import { FlagField, IdField, WholeField } from '../graphql/input-fields.js';
import { ShownNode, ShownTree } from './alignment.graphql.js';
import { ShownHistoryEntry } from './history.graphql.js';
import { PageInfo, cursorOf, placeOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { ChangeKindWord } from './words.graphql.js';

/** Steps on one page, each with a tree. */
export const stepsMax = 50;
const stepsUsual = 20;
const cursorCharactersMax = 100;
const stepsEverMax = 100_000_000;

const CursorField =
  (description: string): PropertyDecorator =>
  (target, name) => {
    Field(() => String, { nullable: true, description })(target, name);
    IsOptional()(target, name);
    IsString()(target, name as string);
    MaxLength(cursorCharactersMax)(target, name as string);
  };

/** Whose story, and how it is told. */
@ArgsType()
export class StoryArgs {
  @IdField('The story of this aim: exactly one of aim, unit and thread.', { optional: true })
  aim?: string | null;
  @IdField('The story of this unit.', { optional: true })
  unit?: string | null;
  @IdField('The story of this thread.', { optional: true })
  thread?: string | null;
  @FlagField('With every figure of the measures named: most of any log.', false)
  withFigures!: boolean;
  @WholeField('How many ranks of the tree below its root; all where it is left out.', 0, 40, { optional: true })
  ranks?: number | null;
}

@ArgsType()
export class ReplayArgs extends StoryArgs {
  @WholeField(`So many steps forward, 1 to ${stepsMax}; ${stepsUsual} where first and last are left out.`, 1, stepsMax, { optional: true })
  first?: number | null;
  @CursorField('Forward from after this cursor; it stays on the moment of the first page.')
  after?: string | null;
  @WholeField(`So many steps back, 1 to ${stepsMax}: the last of the story, or of what comes before the cursor.`, 1, stepsMax, {
    optional: true,
  })
  last?: number | null;
  @CursorField('Back from before this cursor; it stays on the moment of the first page.')
  before?: string | null;
  @WholeField('Begin with this step, from 1, instead of after a cursor.', 1, stepsEverMax, { optional: true })
  at?: number | null;
}

const together = (one: string, other: string): Trouble =>
  new Trouble('BAD_USER_INPUT', `${one} and ${other} go in two directions: give one of them`, { field: one });

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Which steps of so many are on the page: from the first index up to before the second. */
export const stretchOf = (
  { first, after, last, before, at }: ReplayArgs,
  total: number,
): { readonly from: number; readonly to: number } => {
  const forward = { first, after, at };
  const back = { last, before };
  for (const [one, value] of Object.entries(forward))
    for (const [other, otherwise] of Object.entries(back)) if (isGiven(value) && isGiven(otherwise)) throw together(one, other);
  if (isGiven(at) && isGiven(after)) throw together('at', 'after');
  if (typeof at === 'number' && at > Math.max(total, 1))
    throw new Trouble('BAD_USER_INPUT', `there is no step ${at}: the story has ${total}`, { field: 'at', value: at });
  if (isGiven(last) || isGiven(before)) {
    const to = Math.min(before ? placeOf(before, 'before').index : total, total);
    return { from: Math.max(to - (last ?? stepsUsual), 0), to };
  }
  const from = Math.min(typeof at === 'number' ? at - 1 : after ? placeOf(after).index + 1 : 0, total);
  return { from, to: Math.min(from + (first ?? stepsUsual), total) };
};

@ObjectType('ReplayChange', { description: 'A node of the tree that looks different after the step’s event.' })
export class ShownReplayChange {
  constructor(
    private readonly earlier: Sight,
    private readonly sight: Sight,
    private readonly change: NodeChange,
  ) {}
  @Shown.id('The node.')
  get id(): string {
    return this.change.id;
  }
  @Shown.as(() => [ChangeKindWord], 'What changed.')
  get kinds(): NodeChange['kinds'] {
    return this.change.kinds;
  }
  @Shown.as(() => ShownNode, 'The node before; null where it was not in the tree.', maybe)
  get before(): ShownNode | null {
    return this.change.before && new ShownNode(this.earlier, this.change.before);
  }
  @Shown.as(() => ShownNode, 'The node after; null where it is no longer in the tree.', maybe)
  get after(): ShownNode | null {
    return this.change.after && new ShownNode(this.sight, this.change.after);
  }
}

/** What one step is shown from: the views right before and right after its event. */
export interface StepGiven {
  readonly earlier: Sight;
  readonly sight: Sight;
  readonly event: Recorded;
  readonly differences: readonly OfferDifference[];
  /** Grown where it is asked for, and once. */
  readonly scene: () => Scene;
}

@ObjectType('ReplayStep', { description: 'One event of a story, and the tree as it stood right after it.' })
export class ShownReplayStep {
  constructor(
    private readonly given: StepGiven,
    private readonly number: number,
    private readonly total: number,
  ) {}
  @Shown.whole('Its number in the story, from 1.')
  get step(): number {
    return this.number;
  }
  @Shown.whole('How many steps the story has.')
  get of(): number {
    return this.total;
  }
  @Shown.id('Whose record the event changed: an aim, candidate, cycle, objective, thread, goal, unit, post or measure.')
  get subject(): string {
    return subjectOfEvent(this.given.event);
  }
  @Shown.as(() => ShownHistoryEntry, 'The event: who, when, why, before and after.')
  get event(): ShownHistoryEntry {
    return new ShownHistoryEntry(this.given.sight, this.given.event, () => this.given.differences);
  }
  @Shown.as(() => ShownTree, 'The tree from the aim or thread down, or the unit’s part of it, as it stood right after the event.')
  get tree(): ShownTree {
    return new ShownTree(this.given.sight, this.given.scene().tree);
  }
  @Shown.as(() => [ShownReplayChange], 'The nodes of this tree that look different after the event.')
  get changed(): readonly ShownReplayChange[] {
    const { earlier, sight, scene } = this.given;
    return scene().changed.map((change) => new ShownReplayChange(earlier, sight, change));
  }
}

@ObjectType('ReplayEdge', { description: 'One step of a page.' })
export class ReplayEdge {
  @Shown.text('Its place in the story, at the moment of the first page.')
  cursor!: string;
  @Shown.as(() => ShownReplayStep, 'The step.')
  node!: ShownReplayStep;
}

@ObjectType({ description: 'Where a page of a story begins and ends.' })
export class ReplayPageInfo extends PageInfo {
  @Shown.flag('More comes before `startCursor`.')
  hasPreviousPage!: boolean;
  @Shown.text('Give it as `before` for the page before; null on an empty page.', maybe)
  startCursor!: string | null;
}

@ObjectType({ description: 'Steps of a story, in order.' })
export class ReplayConnection {
  @Shown.whole('How many steps the story has, as far as they are yours to see.')
  totalCount!: number;
  @Shown.position('The log position up to which it is told; every further page is told up to there too.')
  position!: number;
  @Shown.as(() => [ReplayEdge], 'This page’s steps.')
  edges!: ReplayEdge[];
  @Shown.as(() => ReplayPageInfo, 'Where the page begins and ends.')
  pageInfo!: ReplayPageInfo;
}

/** A page of steps as it is answered. */
export const replayPage = (nodes: readonly ShownReplayStep[], from: number, totalCount: number, position: number): ReplayConnection => {
  const edges = nodes.map((node, index) => ({ cursor: cursorOf(position, from + index), node }));
  return {
    totalCount,
    position,
    edges,
    pageInfo: {
      hasPreviousPage: from > 0,
      hasNextPage: from + nodes.length < totalCount,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};
