import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DirectiveNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

interface Conditional {
  readonly selection: SelectionNode;
  readonly condition: DirectiveNode;
}

/** What hangs on a condition at the root of an operation, through fragments as well. */
const conditionsIn = (context: ValidationContext, { selections }: SelectionSetNode, seen = new Set<string>()): Conditional[] =>
  selections.flatMap((selection) => {
    const condition = selection.directives?.find(({ name }) => name.value === 'skip' || name.value === 'include');
    const here = condition ? [{ selection, condition }] : [];
    if (selection.kind === Kind.FIELD) return here;
    if (selection.kind === Kind.INLINE_FRAGMENT) return [...here, ...conditionsIn(context, selection.selectionSet, seen)];
    const fragment = seen.has(selection.name.value) ? null : context.getFragment(selection.name.value);
    seen.add(selection.name.value);
    return fragment ? [...here, ...conditionsIn(context, fragment.selectionSet, seen)] : here;
  });

/**
 * A subscription has its one field whatever its variables say. The rule of the language that counts the fields breaks on
 * a condition that hangs on a variable, and carrying out breaks where nothing is left; so the conditions are taken out
 * of the document, which is refused, before any rule looks at it.
 */
export const unconditional: ValidationRule = (context) => {
  const found = context
    .getDocument()
    .definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.SUBSCRIPTION
        ? conditionsIn(context, definition.selectionSet)
        : [],
    );
  for (const { selection } of found) Object.assign(selection, { directives: [] });
  return {
    Document() {
      for (const { condition } of found.slice(0, 1))
        context.reportError(
          new GraphQLError(`what is subscribed to hangs on no condition: leave @${condition.name.value} out`, { nodes: condition }),
        );
    },
  };
};
