import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Root reads that go over the whole of a cycle: each may take a tenth of a second in which nobody else is answered. */
const heavyRoots: ReadonlySet<string> = new Set([
  'alignmentTree',
  'treeChanges',
  'threads',
  'goals',
  'findings',
  'myWork',
  'unitPage',
  'history',
  'aims',
]);

/** How many of them one operation may hold, under whatever aliases. */
export const heavyRootsMax = 4;

/** Refuses operations that ask for more heavy root reads than {@link heavyRootsMax}, fragments included. */
export const fewHeavyQuestions = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    const countIn = (selections: SelectionSetNode, within: readonly string[]): number =>
      selections.selections.reduce((count, selection) => {
        if (selection.kind === Kind.FIELD) return count + (heavyRoots.has(selection.name.value) ? 1 : 0);
        if (selection.kind === Kind.INLINE_FRAGMENT) return count + countIn(selection.selectionSet, within);
        const { value } = selection.name;
        const fragment = within.includes(value) ? undefined : context.getFragment(value);
        return fragment ? count + countIn(fragment.selectionSet, [...within, value]) : count;
      }, 0);
    const heavy = countIn(operation.selectionSet, []);
    if (heavy > heavyRootsMax)
      context.reportError(
        new GraphQLError(
          `the operation asks ${heavy} questions that go over a whole cycle, ${heavyRootsMax} are allowed: send them one after the other`,
          { nodes: operation },
        ),
      );
  },
});
