import fc from 'fast-check';
import { canonicalJson } from './index.js';

/** The same by another way: members sorted into a new object, and the platform's own JSON for the rest. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
};

// No key that reads as a number: objects order those by themselves.
const key = fc.string({ unit: 'binary' }).map((text) => `k${text}`);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value'), { noNullPrototype: true }),
  ),
}));

describe('Canonical JSON', () => {
  it('is what the platform writes for the same value with its keys in order', () => {
    fc.assert(fc.property(value, (each) => expect(canonicalJson(each)).toBe(JSON.stringify(sorted(each)))));
  });

  it('orders keys by code units, also those that read as numbers', () => {
    expect(canonicalJson({ b: 1, 10: 1, 2: 1, Z: 1, a: 1 })).toBe('{"10":1,"2":1,"Z":1,"a":1,"b":1}');
  });

  it('writes quotes, controls and halves of pairs as JSON does', () => {
    for (const text of ['"', '\\', '\n', '\u0000', '\u001f', '\u007f', '\u2028', '\ud83d', '\ude42', '🙂', 'é'])
      expect(canonicalJson([text, { [text]: text }])).toBe(JSON.stringify([text, { [text]: text }]));
  });

  it('leaves out what is undefined, and knows no hole', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });

  it('refuses what has no one form', () => {
    for (const each of [0.5, Number.NaN, Infinity, 2 ** 53, undefined, () => 1, 1n]) expect(() => canonicalJson(each)).toThrow(TypeError);
  });
});
