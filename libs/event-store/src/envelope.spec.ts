import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain, chainStart, eventHash, hashFromDigests, sha256 } from './envelope.js';

/** Made with printf and sha256sum, not with this code: docs/adr/0003 shows how. */
const golden = [
  {
    event: {
      stream: 'hoshin.catchball-3f0c6a52-9c1e-4d0a-8b57-2f6d1e0c9a41',
      version: 3,
      id: '6f1d2c3b-4a59-4e68-8f77-8695a4b3c2d1',
      type: 'catchball.offer-countered',
      schema: 1,
      recordedAt: '2026-11-22T09:09:00.000Z',
      data: '{"by":"matron","round":3,"offer":{"target":"12.50"},"rationale":"naïve · 🏥"}',
      meta: '{"basis":41,"commandId":"0b9f1d1e-6d5e-4c39-9a54-0d8f3a2b7c11"}',
    },
    dataDigest: 'afec7e3ea29e4fffa91915b622fe64a27951869b9c29c5a493dfa9865a15b77a',
    metaDigest: 'e8624fddeb58359a43ca72ab3dbb4c64cc95fc8796c353c8ac55759cb85f736d',
    eventHash: 'c7c000e5abe6e54137a79b422b5a08eb67288965638b78344961fe4322ec4ee7',
    chainDigest: '1c611a788d854a27083bc61b63127ea9ffc35192c94d82e7ee8b2b468bf3033f',
  },
  {
    event: {
      stream: 'hoshin.goal-00000000-0000-4000-8000-000000000001',
      version: 1,
      id: '00000000-0000-4000-8000-000000000002',
      type: 'goal.goal-set-up',
      schema: 2,
      recordedAt: '1970-01-01T00:00:00.000Z',
      data: '{ "a" : 1 }',
      meta: '{}',
    },
    dataDigest: 'c94841c938b16d8b21ccfcd43131ec607e39782e486250bcd72341c7a3af0e44',
    metaDigest: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    eventHash: '65ecf359a5101aabf3d55c73557fe03e653506126697881ac8d54f45855de996',
    chainDigest: '17c27541f67f50db03e64aa8ba0660dd6d0cafc506aa6dd622f0e83cf3202911',
  },
];

describe('the envelope', () => {
  it.each(golden)('hashes $event.type as it always has', ({ event, dataDigest, metaDigest, eventHash: hash }) => {
    expect([sha256(event.data), sha256(event.meta)]).toEqual([dataDigest, metaDigest]);
    expect(eventHash(event)).toBe(hash);
  });

  it('verifies a redacted event from the digests of its data and meta alone', () => {
    for (const { event, dataDigest, metaDigest, eventHash: hash } of golden) {
      const { data: _data, meta: _meta, ...header } = event;
      expect(hashFromDigests(header, dataDigest, metaDigest)).toBe(hash);
    }
  });

  it('chains the golden events in their order, and to another digest in any other', () => {
    const [first, second] = golden.map((vector) => vector.eventHash) as [string, string];
    expect(chain(chainStart, first)).toBe(golden[0]!.chainDigest);
    expect(chain(chain(chainStart, first), second)).toBe(golden[1]!.chainDigest);
    expect(chain(chain(chainStart, second), first)).not.toBe(golden[1]!.chainDigest);
  });

  it('changes with every single part of an event', () => {
    const { event, eventHash: hash } = golden[0]!;
    const altered = [
      { stream: `${event.stream}0` },
      { version: 4 },
      { id: '6f1d2c3b-4a59-4e68-8f77-8695a4b3c2d2' },
      { type: 'catchball.offer-accepted' },
      { schema: 2 },
      { recordedAt: '2026-11-22T09:09:00.001Z' },
      { data: `${event.data} ` },
      { meta: event.meta.replace('41', '42') },
      { data: event.meta, meta: event.data },
    ];
    const hashes = altered.map((change) => eventHash({ ...event, ...change }));
    expect(new Set([hash, ...hashes]).size).toBe(altered.length + 1);
  });

  it('is written down in its decision record with the same vectors', () => {
    const record = readFileSync(join(process.cwd(), 'docs/adr/0003-envelope-hash-and-numbers.md'), 'utf8');
    for (const { event, ...digests } of golden)
      for (const text of [event.data, event.meta, ...Object.values(digests)]) expect(record).toContain(text);
  });
});
