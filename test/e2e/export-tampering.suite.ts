import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyExport } from '#event-store/export';
import { flips } from './export-flips.js';
import { exportOf, linesOf, sealedLog, tampered, tamperings, type Others } from './tampered-exports.js';

const script = join(__dirname, '../../docs/verify-export.mjs');
const folder = mkdtempSync(join(tmpdir(), 'hoshin-export-'));
const file = join(folder, 'export.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
/** What the page of the docs says about a file: its own program, which shares nothing with ours. */
const byHand = (bytes: Buffer, seals: readonly string[] = []) => {
  writeFileSync(file, bytes);
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, file, ...seals], { encoding: 'utf8' });
  return { said: `${stdout}${stderr}`, status };
};

let good: Buffer;
let others: Others;
beforeAll(async () => {
  const log = await sealedLog(30, [12, 24]);
  good = await exportOf(log);
  others = {
    earlier: linesOf(await exportOf(await sealedLog(20, [12]))),
    foreign: linesOf(await exportOf(await sealedLog(30, [], Date.UTC(2026, 4, 1)))),
    redacted: linesOf(await exportOf(log, [9, 15])),
  };
});

describe('An export that nobody touched', () => {
  it('is found whole, with texts left out as well, by us and by hand', async () => {
    for (const bytes of [good, Buffer.from(`${others.redacted.join('\n')}\n`)]) {
      const found = await verifyExport(whole(bytes));
      expect(found).toMatchObject({ events: 30, seals: 2, sealedUpTo: 23, firstBad: null });
      const { said, status } = byHand(bytes, [`23:${JSON.parse(JSON.parse(linesOf(good)[24]!).data).digest}`]);
      expect([said, status]).toEqual([expect.stringContaining(`Chain at 30: ${found.chainDigest}`), 0]);
      expect(said).toContain(`30 events of ${found.header!.organisation}, ${found.redacted} redacted`);
    }
  });
});

describe('An altered export', () => {
  it.each(tamperings.map((each) => [each.kind, each] as const))('shows %s, and where, to us and by hand', async (_, tampering) => {
    const { bytes, seals } = tampered(tampering, linesOf(good), others);
    const { firstBad } = await verifyExport(whole(bytes), { published: seals.map(({ seal }) => seal) });
    expect(firstBad).toEqual({
      line: tampering.line,
      ordinal: Math.max(1, tampering.line - 1),
      problem: expect.stringMatching(tampering.problem) as unknown,
    });
    const { said, status } = byHand(
      bytes,
      seals.map(({ printed }) => printed),
    );
    expect([said, status]).toEqual([expect.stringContaining(`NOT WHOLE. Line ${tampering.line}, `) as unknown, 1]);
  });

  it('that only a published seal tells from the true one is taken for whole without it', async () => {
    for (const tampering of tamperings.filter(({ published }) => published !== undefined)) {
      const { bytes } = tampered(tampering, linesOf(good), others);
      expect((await verifyExport(whole(bytes))).firstBad).toBeNull();
    }
  });

  it('shows every one of fifty bits that flipped by chance', async () => {
    const found = await flips(await exportOf(await sealedLog(500, [300])), 50, 7);
    expect(found.missed).toEqual([]);
    expect(found.elsewhere).toEqual([]);
  });
});
