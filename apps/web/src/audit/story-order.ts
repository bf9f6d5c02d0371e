/** The nodes in the order they are read in, each with how deep it lies. */
export const inOrder = <Each extends { readonly id: string; readonly parentId: string | null }>(
  nodes: readonly Each[],
): { readonly node: Each; readonly level: number }[] => {
  const ids = new Set(nodes.map(({ id }) => id));
  const children = new Map<string | null, Each[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && ids.has(node.parentId) ? node.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const under = (parent: string | null, level: number): { node: Each; level: number }[] =>
    (children.get(parent) ?? []).flatMap((node) => [{ node, level }, ...under(node.id, level + 1)]);
  return under(null, 1);
};
