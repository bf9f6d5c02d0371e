import { filesBelow, textOf } from './house-files.js';

/** The classes of the page that a sheet draws from the ground up, beside what it only refines where it is within something. */
const drawnIn = (sheet: string): readonly string[] => [
  ...new Set([...sheet.matchAll(/^\.(app-[\w-]+)(?=,$| \{$)/gm)].map(([, name]) => name!)),
];

const sheets = filesBelow('apps/web/src').filter((file) => file.endsWith('.scss'));

describe('The page’s styles', () => {
  it('draw a class in one room alone, so that no room changes how another looks', () => {
    const rooms = new Map<string, string[]>();
    for (const sheet of sheets) for (const name of drawnIn(textOf(sheet))) rooms.set(name, [...(rooms.get(name) ?? []), sheet]);
    expect(rooms.size).toBeGreaterThan(100);
    expect([...rooms].filter(([, drawn]) => drawn.length > 1)).toEqual([]);
  });

  it('would be found to draw one twice', () => {
    expect(drawnIn('.app-one,\n.app-one ul {\n}\n.app-two {\n}\n.app-three li {\n}\n.app-two:focus {\n}')).toEqual(['app-one', 'app-two']);
  });
});
