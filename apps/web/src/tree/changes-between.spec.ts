import { changesBetween, underHeadlines } from './changes-between.js';
import { stepsOf, stepsTaken, treeAt } from './standing-tree.js';
import type { ChangeKind, TreeChange, TreeNode } from './tree-documents.js';

const node = (id: string, fields: Partial<TreeNode> = {}): TreeNode =>
  ({ id, statement: id, target: '10', state: 'ACTIVE', ...fields }) as TreeNode;
const change = (position: number, before: TreeNode | null, after: TreeNode | null, ...kinds: ChangeKind[]): TreeChange =>
  ({
    position,
    at: `2026-0${position}-01T12:00:00Z`,
    event: 'OfferCountered',
    by: { name: 'A' },
    post: null,
    reason: null,
    before,
    after,
    kinds,
  }) as TreeChange;

const [one, lower, gone] = [node('one'), node('one', { target: '8' }), node('one', { target: '8', state: 'DROPPED' })];
const steps = stepsOf([
  change(1, null, one, 'ADDED'),
  change(2, one, lower, 'RETARGETED'),
  change(3, lower, one, 'RETARGETED'),
  change(4, one, lower, 'RETARGETED'),
  change(5, lower, gone, 'STATE'),
]);
const kindsBetween = (from: number, to: number) => changesBetween(steps, from, to).get('one')?.kinds;

describe('What changed between two moments', () => {
  it('is told of each node once, with the event that made it so', () => {
    expect(kindsBetween(0, 1)).toEqual(['ADDED']);
    expect(kindsBetween(1, 2)).toEqual(['RETARGETED']);
    expect(kindsBetween(1, 5)).toEqual(['REMOVED']);
    expect(changesBetween(steps, 1, 5).get('one')!.made.get('REMOVED')!.position).toBe(5);
  });

  it('is nothing where it changed back, or came and went', () => {
    expect(kindsBetween(1, 3)).toBeUndefined();
    expect(kindsBetween(0, 5)).toBeUndefined();
  });

  it('tells of what was added whether it has another target since', () => {
    const changes = changesBetween(steps, 0, 4);
    expect(changes.get('one')!.kinds).toEqual(['ADDED', 'RETARGETED']);
    const under = underHeadlines(changes);
    expect([under.ADDED.length, under.RETARGETED.length, under.REMOVED.length]).toEqual([1, 1, 0]);
  });
});

describe('The tree of the year', () => {
  it('stands the same whichever way a step is come to', () => {
    const now = new Map([['one', gone]]);
    for (let at = 0; at <= steps.length; at++)
      for (let to = 0; to <= steps.length; to++)
        expect(treeAt(treeAt(now, steps, steps.length, at), steps, at, to)).toEqual(treeAt(now, steps, steps.length, to));
    expect(treeAt(now, steps, 5, 0).size).toBe(0);
  });

  it('takes a moment as a position or as the end of a day', () => {
    expect([stepsTaken(steps, '3'), stepsTaken(steps, '2026-03-31'), stepsTaken(steps, '0'), stepsTaken(steps, 'soon')]).toEqual([
      3,
      3,
      0,
      null,
    ]);
    expect(stepsTaken(null, '3')).toBeNull();
  });
});
