import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { derivedId, digestOf } from './ids.js';

describe('Derived ids', () => {
  const namespace = v5('hoshin', '6ba7b810-9dad-11d1-80b4-00c04fd430c8');

  it('are the UUIDv5 of their words, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat())), (words) => {
        expect(derivedId(...words)).toBe(v5(words.join('\n'), namespace));
      }),
    );
  });

  it('stay what they were: they are in every log', () => {
    expect(derivedId('0b0e7a1c-4f5d-4c39-9a43-2f1f7c8d9e10', 'subject')).toBe('1026ef5d-a3dc-59b5-a94c-24d821ebbd2a');
  });
});

describe('A digest', () => {
  it('is the SHA-256 of the value with its keys in order', () => {
    const expected = createHash('sha256').update('{"a":[1,"é"],"b":null}').digest('hex');
    expect(digestOf({ b: null, a: [1, 'é'], c: undefined })).toBe(expected);
  });
});
