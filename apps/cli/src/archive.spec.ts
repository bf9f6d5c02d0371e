import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArchive, writeArchive } from './archive.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inside = (name: string): string => join(folder, name);
const archived = async (...members: readonly [string, Buffer][]): Promise<string> => {
  for (const [name, bytes] of members) writeFileSync(inside(name), bytes);
  await writeArchive(
    inside('a.tar'),
    folder,
    members.map(([name]) => name),
  );
  for (const [name] of members) rmSync(inside(name));
  return inside('a.tar');
};

describe('An archive', () => {
  it.each([0, 1, 511, 512, 513, 3 * 1024 * 1024 + 7])('gives back a file of %i bytes as it was', async (bytes) => {
    const content = Buffer.alloc(bytes, 'strategy');
    const file = await archived(['one', content], ['two', Buffer.from('2')]);
    expect(await readArchive(file, folder, ['one', 'two'])).toEqual(['one', 'two']);
    expect(readFileSync(inside('one')).equals(content)).toBe(true);
    expect(readFileSync(inside('two'), 'utf8')).toBe('2');
  });

  it('is in the form every tar reads: ustar, blocks of 512 bytes, two empty ones at the end', async () => {
    const bytes = readFileSync(await archived(['one', Buffer.from('1')]));
    expect(bytes.toString('latin1', 257, 262)).toBe('ustar');
    expect(bytes.toString('latin1', 124, 136)).toBe('00000000001\0');
    expect(bytes.length).toBe(512 * 4);
    expect(bytes.subarray(1024).every((byte) => byte === 0)).toBe(true);
  });

  it('takes nothing that was not expected, so that no name leads elsewhere', async () => {
    const file = await archived(['one', Buffer.from('1')]);
    await expect(readArchive(file, folder, ['two'])).rejects.toThrow("it holds 'one'");
  });

  it('notices an end that is missing and a header that is damaged', async () => {
    const file = await archived(['one', Buffer.alloc(2_000, 'x')]);
    const bytes = readFileSync(file);
    writeFileSync(inside('short.tar'), bytes.subarray(0, 1_500));
    await expect(readArchive(inside('short.tar'), folder, ['one'])).rejects.toThrow('it ends too early');
    rmSync(inside('one'));
    bytes[3] = 0x41;
    writeFileSync(inside('damaged.tar'), bytes);
    await expect(readArchive(inside('damaged.tar'), folder, ['one', 'oneA'])).rejects.toThrow('a header is damaged');
  });

  it('never overwrites a file', async () => {
    const file = await archived(['one', Buffer.from('1')]);
    writeFileSync(inside('one'), '1');
    await expect(writeArchive(file, folder, ['one'])).rejects.toThrow('EEXIST');
  });
});
