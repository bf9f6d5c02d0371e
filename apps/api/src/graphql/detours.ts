import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** How far a path has come on its way: down to `children`, and from there up to their `parent` again. */
type Way = 'STRAIGHT' | 'DOWN' | 'UP_AGAIN';

const onward = (way: Way, field: string): Way | 'DETOUR' => {
  if (field === 'children') return way === 'UP_AGAIN' ? 'DETOUR' : 'DOWN';
  return field === 'parent' && way === 'DOWN' ? 'UP_AGAIN' : way;
};

/**
 * Refuses what goes down, up and down again: each such turn multiplies the answer by the number of siblings, so that
 * twelve levels of a short question would list millions of units.
 */
export const noDetours = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    const seen = new Set<string>();
    const turnsBack = (selections: SelectionSetNode, way: Way): boolean =>
      selections.selections.some((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const { value } = selection.name;
          const fragment = context.getFragment(value);
          if (!fragment || seen.has(`${way} ${value}`)) return false;
          seen.add(`${way} ${value}`);
          return turnsBack(fragment.selectionSet, way);
        }
        if (!selection.selectionSet) return false;
        const next = selection.kind === Kind.FIELD ? onward(way, selection.name.value) : way;
        return next === 'DETOUR' || turnsBack(selection.selectionSet, next);
      });
    if (turnsBack(operation.selectionSet, 'STRAIGHT'))
      context.reportError(
        new GraphQLError('children of a parent of children list the same units over and over: ask for `children` without going back up', {
          nodes: operation,
        }),
      );
  },
});
