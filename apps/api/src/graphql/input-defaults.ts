import {
  astFromValue,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';

/** A value with what its type lets out filled in; what does not fit the type comes back as it is, for others to refuse. */
type Fill = (value: unknown) => unknown;

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an input has itself among its parts, however deep: the compiler of operations would never end on it. */
export const holdsItself = (type: GraphQLInputType, above: readonly GraphQLInputObjectType[] = []): boolean => {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return false;
  return above.includes(named) || Object.values(named.getFields()).some((field) => holdsItself(field.type, [...above, named]));
};

/** The default as a caller would have sent it. */
const sent = (defaultValue: unknown, type: GraphQLInputType): unknown => valueFromASTUntyped(astFromValue(defaultValue, type)!);

/**
 * The compiler of operations takes a field of an input that must be there, but has a default, for missing. This fills
 * those in beforehand, at any depth: a function for a type that does not hold itself, or null where nothing is to fill.
 */
export const defaultsOf = (type: GraphQLInputType): Fill | null => {
  if (isNonNullType(type)) return defaultsOf(type.ofType);
  if (isListType(type)) {
    const fill = defaultsOf(type.ofType);
    return fill && ((value) => (Array.isArray(value) ? value.map(fill) : fill(value)));
  }
  if (!isInputObjectType(type)) return null;
  const parts = Object.values(type.getFields()).flatMap((field): [string, Fill][] => {
    const within = defaultsOf(field.type);
    if (!isNonNullType(field.type) || field.defaultValue === undefined) return within ? [[field.name, within]] : [];
    const otherwise = sent(field.defaultValue, field.type);
    return [[field.name, (value) => (value === undefined ? otherwise : within ? within(value) : value)]];
  });
  if (parts.length === 0) return null;
  return (value) => {
    if (!isPlain(value)) return value;
    const filled = { ...value };
    for (const [name, fill] of parts) {
      const part = fill(filled[name]);
      if (part !== undefined) filled[name] = part;
    }
    return filled;
  };
};
