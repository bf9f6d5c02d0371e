import { inOrder } from './story-order.js';

const node = (id: string, parentId: string | null = null) => ({ id, parentId });
const read = (...nodes: ReturnType<typeof node>[]): string[] => inOrder(nodes).map(({ node: { id }, level }) => `${level} ${id}`);

describe('The tree of a step', () => {
  it('is read from the top, each node before what hangs under it', () => {
    expect(read(node('aim'), node('one', 'aim'), node('two', 'aim'), node('team', 'one'))).toEqual(['1 aim', '2 one', '3 team', '2 two']);
  });

  it('begins with whatever has its parent elsewhere', () =>
    expect(read(node('one', 'elsewhere'), node('team', 'one'))).toEqual(['1 one', '2 team']));

  it('may be empty', () => expect(read()).toEqual([]));
});
