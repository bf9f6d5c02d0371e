import type { Tables } from '#strategy';
import { byName, idsIn, nameOf } from './by-name.js';

const [post, unit, goal] = [
  'a79dd9e4-caed-55d4-8ddc-ef80568d98b8',
  '20437741-0f48-51d1-b58c-f101236a9df2',
  '7fc6acfd-e23a-54ae-bb33-2258afbf2c81',
];

const tables = {
  posts: new Map([[post, { title: 'Chief Nurse' }]]),
  units: new Map([[unit, { name: 'Larch Ward' }]]),
  measures: new Map(),
  cycles: new Map(),
} as unknown as Tables;

describe('a rule’s sentence', () => {
  it('calls posts and units by their names, and leaves what not everybody may read', () => {
    expect(byName(`only ${post} moves for ${unit}, ask ${post} about ${goal}`, tables)).toBe(
      `only Chief Nurse moves for Larch Ward, ask Chief Nurse about ${goal}`,
    );
  });

  it('has each id once', () => {
    expect([...idsIn(`${post}, then ${goal}; ${post}`)]).toEqual([post, goal]);
    expect([...idsIn('2026-04-01')]).toEqual([]);
    expect(nameOf(tables, goal)).toBeNull();
  });
});
