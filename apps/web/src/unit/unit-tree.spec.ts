import { foundIn, unitsNested, type Leader, type UnitPlaced } from './unit-tree.js';

const unit = (id: string, name: string, parent: string | null): UnitPlaced => ({
  id,
  name,
  kind: parent === null ? 'board' : 'team',
  code: null,
  parent: parent === null ? null : { id: parent },
});
const units = [unit('trust', 'Trust', null), unit('wards', 'Wards', 'trust'), unit('b', 'Birch', 'wards'), unit('a', 'Alder', 'wards')];
const leaders: Readonly<Record<string, readonly Leader[]>> = { a: [{ name: 'Meera Gorecki', title: 'Ward Manager' }] };
const leadersOf = (id: string): readonly Leader[] => leaders[id] ?? [];
const namesOf = (nested: ReturnType<typeof unitsNested>): unknown[] =>
  nested.map(({ unit: { name }, below }) => (below.length > 0 ? [name, namesOf(below)] : name));

describe('The units under each other', () => {
  it('lie by name under what they belong to', () => {
    expect(namesOf(unitsNested(units, '', leadersOf))).toEqual([['Trust', [['Wards', ['Alder', 'Birch']]]]]);
  });

  it('are found by their leader, and shown with what they belong to', () => {
    const found = unitsNested(units, ' gorecki ', leadersOf);
    expect(namesOf(found)).toEqual([['Trust', [['Wards', ['Alder']]]]]);
    expect(foundIn(found)).toBe(1);
  });

  it('stand at the top where what they belong to is not there', () => {
    expect(namesOf(unitsNested([unit('x', 'Lost', 'nowhere')], '', leadersOf))).toEqual(['Lost']);
  });
});
