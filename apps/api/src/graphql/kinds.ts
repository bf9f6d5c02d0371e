import { Trouble } from '#cqrs';

/** A part of an input that does not fit its kind: named by its path, with what is allowed. */
export const badPart = (path: string, allowed: string): Trouble =>
  new Trouble('BAD_USER_INPUT', `${path}: ${allowed}`, { problems: [{ field: path, allowed }] });

/** A field that belongs to this kind, so that it must be there. */
export const needed = <Value>(value: Value | null | undefined, path: string, kind: string): Value => {
  if (value === null || value === undefined) throw badPart(path, `must be given where the kind is ${kind}`);
  return value;
};

/** Fields that belong to other kinds, so that they must not be there: nothing somebody wrote is dropped in silence. */
export const leftOut = (values: Readonly<Record<string, unknown>>, path: string, kind: string): void => {
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined) throw badPart(`${path}.${name}`, `must be left out where the kind is ${kind}`);
};
