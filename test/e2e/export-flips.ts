import { verifyExport } from '#event-store/export';
import { Chance } from '../simulation/chance.js';

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

export interface Flips {
  /** Offset and value of every changed byte that was not found. */
  readonly missed: readonly string[];
  /** Those that were found at another line than the one that was changed, or the one after a line that lost its end. */
  readonly elsewhere: readonly string[];
}

/** Changes one byte by chance, verifies the whole file, puts it back; so often. The same seed changes the same bytes. */
export const flips = async (bytes: Buffer, count: number, seed: number): Promise<Flips> => {
  const chance = new Chance(seed);
  const missed: string[] = [];
  const elsewhere: string[] = [];
  for (let flip = 0; flip < count; flip++) {
    const offset = chance.whole(0, bytes.length - 1);
    const value = bytes[offset]!;
    const other = value ^ chance.whole(1, 255);
    bytes[offset] = other;
    const { firstBad } = await verifyExport(pieces(bytes));
    bytes[offset] = value;
    const what = `offset ${offset}: ${value} became ${other}`;
    if (firstBad === null) missed.push(what);
    else {
      const line = bytes.subarray(0, offset).toString('latin1').split('\n').length;
      // Only what the first line says of all others is found where they end.
      if (firstBad.line !== line && line !== 1) elsewhere.push(`${what}: line ${line}, found at ${firstBad.line}`);
    }
  }
  return { missed, elsewhere };
};
