import fc from 'fast-check';
import { Registry } from './registry.js';

describe('a registry', () => {
  it('holds what a map holds, and leaves every earlier registry as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.integer())), (entries) => {
        const map = new Map<string, number>();
        let registry = Registry.of<number>();
        for (const [id, value] of entries) {
          const before = registry;
          const valueBefore = map.get(id);
          registry = registry.with(id, value);
          map.set(id, value);
          expect(before.get(id)).toBe(valueBefore);
        }
        for (const [id] of entries) expect(registry.get(id)).toBe(map.get(id));
        expect(new Set(registry.values())).toEqual(new Set(map.values()));
      }),
    );
  });

  it('changes what is there and nothing else', () => {
    const registry = Registry.of<number>().with('a', 1);
    expect(registry.changed('a', (value) => value + 1).get('a')).toBe(2);
    expect(registry.changed('b', (value) => value + 1)).toBe(registry);
    expect([registry.has('a'), registry.has('b')]).toEqual([true, false]);
  });

  it('changes every value at once, and keeps the bins in which nothing changed', () => {
    const registry = Registry.of<number>().with('a', 1).with('b', 2);
    const doubled = registry.mapped((value) => value * 2);
    expect([doubled.get('a'), doubled.get('b'), registry.get('a')]).toEqual([2, 4, 1]);
    expect([...registry.mapped((value) => value).values()]).toEqual([...registry.values()]);
  });

  it('spreads ids evenly enough that no bin grows with the whole', () => {
    const bins = new Map<number, number>();
    let registry = Registry.of<string>();
    for (let index = 0; index < 4096; index++) registry = registry.with(`ward-${index}`, `${index}`);
    for (const [index, bin] of (registry as unknown as { bins: (Map<string, string> | undefined)[] }).bins.entries())
      bins.set(index, bin?.size ?? 0);
    expect(Math.max(...bins.values())).toBeLessThan(4 * (4096 / 256));
  });
});
