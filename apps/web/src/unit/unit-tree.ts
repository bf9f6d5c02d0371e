/** A unit as far as its place among the others goes. */
export interface UnitPlaced {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly code: string | null;
  readonly parent: { readonly id: string } | null;
}

/** Who leads a unit: a person, and the post that makes them do so. */
export interface Leader {
  /** Null where the post is vacant. */
  readonly name: string | null;
  readonly title: string;
}

/** A unit with those below it. */
export interface UnitNested {
  readonly unit: UnitPlaced;
  /** It was searched for; where it was not, it is there for what lies below it. */
  readonly found: boolean;
  readonly below: readonly UnitNested[];
}

/**
 * The units as they lie under each other, each rank by name: those whose name, kind, code or leader holds the text, and what
 * they belong to. A unit whose parent is not among them stands at the top, so that none is lost.
 */
export const unitsNested = (
  units: readonly UnitPlaced[],
  text: string,
  leadersOf: (unit: string) => readonly Leader[],
): readonly UnitNested[] => {
  const wanted = text.trim().toLocaleLowerCase('en-GB');
  const ids = new Set(units.map(({ id }) => id));
  const under = new Map<string | null, UnitPlaced[]>();
  for (const unit of units) {
    const place = unit.parent !== null && ids.has(unit.parent.id) ? unit.parent.id : null;
    under.set(place, [...(under.get(place) ?? []), unit]);
  }
  const isFound = ({ id, name, kind, code }: UnitPlaced): boolean =>
    [name, kind, code ?? '', ...leadersOf(id).flatMap((each) => [each.name ?? 'vacant', each.title])].some((each) =>
      each.toLocaleLowerCase('en-GB').includes(wanted),
    );
  const nested = (parent: string | null): readonly UnitNested[] =>
    (under.get(parent) ?? [])
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))
      .map((unit) => ({ unit, found: isFound(unit), below: nested(unit.id) }))
      .filter(({ found, below }) => found || below.length > 0);
  return nested(null);
};

/** How many were searched for. */
export const foundIn = (nested: readonly UnitNested[]): number =>
  nested.reduce((sum, { found, below }) => sum + (found ? 1 : 0) + foundIn(below), 0);
