import type { LineNode } from './goal-documents.js';
import { lineOf, placeOf } from './line.js';

const node = (id: string, parentId: string | null, more: Partial<LineNode> = {}): LineNode => ({
  id,
  parentId,
  kind: 'GOAL',
  statement: id,
  standing: 'COMMITTED',
  state: 'ACTIVE',
  goalId: null,
  aimId: null,
  threadId: id,
  parentChanged: false,
  parentDropped: false,
  unit: null,
  ...more,
});
const top = node('top', null, { kind: 'TRUE_NORTH', threadId: null });
const aim = node('aim', 'top', { kind: 'AIM', aimId: 'aim', threadId: null });
const ids = (nodes: readonly LineNode[]): string[] => nodes.map(({ id }) => id);

describe('The line of a goal', () => {
  it('goes from the top down to it, and to what serves it', () => {
    const line = lineOf([top, aim, node('mine', 'aim', { goalId: 'mine' }), node('below', 'mine'), node('beside', 'aim')], 'mine');
    expect(line.up.map(ids)).toEqual([['top', 'aim', 'mine']]);
    expect(ids(line.down)).toEqual(['below']);
  });

  it('is there once for each parent, with each child named once', () => {
    const nodes = [
      top,
      aim,
      node('other', 'top', { kind: 'AIM', aimId: 'other', threadId: null }),
      node('one', 'aim', { goalId: 'mine' }),
      node('two', 'other', { goalId: 'mine' }),
      node('below under one', 'one', { threadId: 'below' }),
      node('below under two', 'two', { threadId: 'below' }),
    ];
    const line = lineOf(nodes, 'mine');
    expect(line.up.map(ids)).toEqual([
      ['top', 'aim', 'one'],
      ['top', 'other', 'two'],
    ]);
    expect(line.down).toHaveLength(1);
  });

  it('is nowhere where the goal is not in the tree', () => expect(lineOf([top, aim], 'mine')).toEqual({ up: [], down: [] }));

  it('leads to goals, to threads that made none yet, and to aims', () => {
    expect(placeOf(node('a', 'aim', { goalId: 'a' }))).toBe('/goals/a');
    expect(placeOf(node('a', 'aim'))).toBe('/threads/a');
    expect(placeOf(aim)).toBe('/aims/aim');
    expect(placeOf(top)).toBe('/aims');
  });
});
