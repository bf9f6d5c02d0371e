import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Root reads that go over the whole of a cycle: each may take a tenth of a second in which nobody else is answered. */
const heavyRoots: ReadonlySet<string> = new Set([
  'alignmentTree',
  'treeChanges',
  'strategyDiff',
  'concessionLedger',
  'concessionSummary',
  'threads',
  'goals',
  'findings',
  'myWork',
  'unitPage',
  'history',
  'log',
  'replay',
  'aims',
  'funnel',
  'verifySeal',
]);
/** Reading a plan takes as long as all that one operation may hold. */
const planRoots: ReadonlySet<string> = new Set(['planPreview', 'importPlan']);

/** How many of them one operation may hold, under whatever aliases. */
export const heavyRootsMax = 4;

const weightOf = (root: string): number => (planRoots.has(root) ? heavyRootsMax : heavyRoots.has(root) ? 1 : 0);

/** Refuses operations that ask for more heavy root reads than {@link heavyRootsMax}, fragments included. */
export const fewHeavyQuestions = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    /** What a fragment holds, counted once: forty that spread each other twice would be a million million ways to go. */
    const known = new Map<string, number>();
    const countIn = (selections: SelectionSetNode): number =>
      selections.selections.reduce((count, selection) => {
        if (selection.kind === Kind.FIELD) return count + weightOf(selection.name.value);
        return count + (selection.kind === Kind.INLINE_FRAGMENT ? countIn(selection.selectionSet) : countOf(selection.name.value));
      }, 0);
    const countOf = (name: string): number => {
      const before = known.get(name);
      if (before !== undefined) return before;
      // One that comes back to itself holds nothing there; another rule refuses it.
      known.set(name, 0);
      const fragment = context.getFragment(name);
      const count = fragment ? countIn(fragment.selectionSet) : 0;
      known.set(name, count);
      return count;
    };
    const heavy = countIn(operation.selectionSet);
    if (heavy > heavyRootsMax)
      context.reportError(
        new GraphQLError(
          `the operation asks ${heavy} questions that go over a whole cycle, ${heavyRootsMax} are allowed, and a plan counts as ${heavyRootsMax}: send them one after the other`,
          { nodes: operation },
        ),
      );
  },
});
