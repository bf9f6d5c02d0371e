import { readPrinted } from './printed-seal.js';

const digest = 'c7c000e5abe6e54137a79b422b5a08eb67288965638b78344961fe4322ec4ee7';
const paper = 'HS-42107-RZ00-1SDB-WVJM-2DX7-KD12-PPG8-XDKJ-H2B5-C8';
const read = { ordinal: 42_107, digestStart: digest.slice(0, 40) };

describe('A seal typed from minutes', () => {
  it('is read as what it was made of', async () => expect(await readPrinted(paper)).toEqual(read));

  it('may be in lower case, with blanks, and with letters that look like digits', async () => {
    expect(await readPrinted(`  ${paper.toLowerCase().replaceAll('-', ' - ').replaceAll('0', 'o')} `)).toEqual(read);
  });

  it('may be the position and the whole digest', async () => {
    expect(await readPrinted(`42107:${digest.toUpperCase()}`)).toEqual({ ordinal: 42_107, digestStart: digest });
  });

  it('is told from one with a slip of the pen', async () => {
    expect(await readPrinted(paper.replace('42107', '42108'))).toBe('MISTYPED');
    expect(await readPrinted(paper.replace('RZ00', 'ZR00'))).toBe('MISTYPED');
  });

  it.each(['', 'HS', 'HS-0-RZ00', `7:${digest.slice(1)}`])('is not %p', async (text) => expect(await readPrinted(text)).toBe('NO_SEAL'));
});
