import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Trouble } from '#cqrs';
import { PositionScalar } from '../graphql/scalars.js';

/** A page has at most this many items. */
export const pageMax = 200;
export const pageUsual = 50;
const cursorCharactersMax = 100;

/** What every list that can grow is asked with. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: `How many at most, 1 to ${pageMax}; ${pageUsual} where left out.` })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(pageMax)
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor after which to go on; it stays on the moment of the first page.' })
  @IsOptional()
  @IsString()
  @MaxLength(cursorCharactersMax)
  after?: string | null;
}

@ObjectType({ description: 'Where a page ends, and whether more follows.' })
export class PageInfo {
  @Field({ description: 'More follows after `endCursor`.' })
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page; null on an empty page.' })
  endCursor!: string | null;
}

export interface Page<Item> {
  readonly totalCount: number;
  readonly position: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: PageInfo;
}

/** Names a place in a list read at a position. */
export const cursorOf = (position: number, index: number): string => Buffer.from(`${position}:${index}`).toString('base64url');

/** The place a cursor names; `field` is the argument it came as. */
export const placeOf = (cursor: string, field = 'after'): { position: number; index: number } => {
  const match = /^(\d{1,15}):(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw new Trouble('BAD_USER_INPUT', `${field} is no cursor of this service: ${cursor.slice(0, 40)}`, { field });
  return { position: Number(match[1]), index: Number(match[2]) };
};

/** The position a cursor's pages stay on. */
export const cursorPosition = (cursor: string): number => placeOf(cursor).position;

/** Cuts a page out of the whole list at one position. Only the page's own items are dressed. */
export const pageOf = <Item, Node>(
  items: readonly Item[],
  position: number,
  { first, after }: PageArgs,
  dress: (item: Item) => Node,
): Page<Node> => {
  const start = after ? placeOf(after).index + 1 : 0;
  const slice = items.slice(start, start + (first ?? pageUsual));
  const edges = slice.map((item, index) => ({ cursor: cursorOf(position, start + index), node: dress(item) }));
  return {
    totalCount: items.length,
    position,
    edges,
    pageInfo: { hasNextPage: start + slice.length < items.length, endCursor: edges.at(-1)?.cursor ?? null },
  };
};

/** The connection type of a node type: `@ObjectType() class GoalConnection extends connectionOf(Goal) {}`. */
export const connectionOf = <Node>(node: Type<Node>, name: string): Type<Page<Node>> => {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page.` })
  class Edge {
    @Field(() => String, { description: 'Its place in the list, at the moment of the list.' })
    cursor!: string;
    @Field(() => node, { description: 'The item itself.' })
    node!: Node;
  }

  @ObjectType({ isAbstract: true })
  class Connection {
    @Field(() => Int, { description: 'How many there are in all.' })
    totalCount!: number;
    @Field(() => PositionScalar, { description: 'The log position the list is read at; every further page is read there too.' })
    position!: number;
    @Field(() => [Edge], { description: 'This page’s items.' })
    edges!: Edge[];
    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;
  }
  return Connection as unknown as Type<Page<Node>>;
};
