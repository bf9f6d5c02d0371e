import type { Hydrate } from '../port.js';
import type { PublishedSeal } from '../seal.js';
import { verifyLog, type Verification } from '../verify.js';
import type { ExportHeader } from './lines.js';
import { ExportReader, type ExportFlaw } from './reading.js';

/** What an export was found to be. */
export interface ExportVerification extends Omit<Verification, 'firstBad'> {
  /** Null where not even the first line could be read. */
  readonly header: ExportHeader | null;
  /** The first thing that is wrong with it; null where it is whole. */
  readonly firstBad: ExportFlaw | null;
}

/** What the trailer says that is not so, once every event before it was found good. */
const wrongTrailer = (reader: ExportReader, { events, chainDigest }: Verification): string | null => {
  const { header, trailer } = reader;
  if (!header || !trailer) return null;
  if (events !== header.lastOrdinal)
    return `it ends after position ${events}, and its first line says ${header.lastOrdinal}: its end was cut off`;
  const fileDigest = reader.fileDigest();
  for (const [field, said, found] of [
    ['events', trailer.events, events],
    ['lastOrdinal', trailer.lastOrdinal, events],
    ['firstOrdinal', trailer.firstOrdinal, 1],
    ['chainDigest', trailer.chainDigest, chainDigest],
    ['fileDigest', trailer.fileDigest, fileDigest],
  ] as const)
    if (said !== found) return `the trailer says ${field} ${said}, and the lines before it come to ${found}`;
  return null;
};

/**
 * Proves an export from its bytes alone, first to last, with no store and no service: the form of every line, what
 * verifyLog proves of the events, and the trailer. The first thing that is wrong is named by line and position.
 */
export const verifyExport = async (
  chunks: AsyncIterable<Uint8Array>,
  given: { readonly hydrate?: Hydrate | undefined; readonly published?: readonly PublishedSeal[] } = {},
): Promise<ExportVerification> => {
  const reader = new ExportReader(chunks);
  const proved = await verifyLog(reader.batches(), given);
  const { firstBad: bad, head } = proved;
  // A flaw of the form is reached only after everything before it was found good.
  let firstBad = reader.flaw ?? (bad && { ...bad, line: bad.ordinal + 1 });
  const problem = firstBad === null ? wrongTrailer(reader, proved) : null;
  if (problem !== null) firstBad = { line: head + 2, ordinal: head + 1, problem };
  return { ...proved, header: reader.header, firstBad };
};
