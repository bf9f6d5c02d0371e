import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { hydrateWith } from '#cqrs';
import { readSeal, type PublishedSeal } from '#event-store';
import { exportFormat, verifyExport, type ExportVerification } from '#event-store/export';
import { aggregates } from '#strategy';
import { WrongUse } from './terminal.js';

const chunkBytes = 262_144;

/** The bytes of an export, from its beginning, as often as they are asked for. */
export const bytesOf = (file: string): AsyncIterable<Uint8Array> => createReadStream(file, { highWaterMark: chunkBytes });

/** Whether a file begins as exports of any version do. */
export const isExport = async (file: string): Promise<boolean> => {
  const beginning = `{"format":"${exportFormat.replace(/\d+$/, '')}`;
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginning.length), 0, beginning.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === beginning;
  } finally {
    await handle.close();
  }
};

/** Reads seals as they were typed; throws {@link WrongUse} for what is none. */
export const sealsOf = (texts: readonly string[]): readonly PublishedSeal[] =>
  texts.map((text) => {
    const seal = readSeal(text);
    if (typeof seal === 'string') throw new WrongUse(seal);
    return seal;
  });

/** Events are asked whether this program can read them, not what day it was. */
const hydrate = hydrateWith(aggregates, () => '1970-01-01');

/** Proves an export from its bytes alone. */
export const verifiedExport = (bytes: AsyncIterable<Uint8Array>, published: readonly PublishedSeal[] = []): Promise<ExportVerification> =>
  verifyExport(bytes, { hydrate, published });
