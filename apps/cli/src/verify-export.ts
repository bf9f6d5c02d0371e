import { Trouble } from '#cqrs';
import type { PublishedSeal } from '#event-store';
import { bytesOf, verifiedExport } from './export-files.js';
import { WrongUse, type Terminal } from './terminal.js';

async function* piped(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

/** Proves an export by its bytes: needs no log, no service and no setting. Throws {@link Trouble} `ExportAltered`. */
export const verifyExportFile = async (file: string, published: readonly PublishedSeal[], terminal: Terminal): Promise<void> => {
  if (file === '-' && !terminal.input) throw new WrongUse('there is no standard input to read: name a file');
  const found = await verifiedExport(file === '-' ? piped(terminal.input!) : bytesOf(file), published);
  const { events, head, chainDigest, firstBad, header, redacted, seals, sealedUpTo, warnings } = found;
  const name = file === '-' ? 'the export' : file;
  for (const { ordinal, problem } of warnings) terminal.err(`position ${ordinal}: ${problem}`);
  if (firstBad)
    throw new Trouble(
      'ExportAltered',
      `${name} is not what was exported. Line ${firstBad.line}, position ${firstBad.ordinal}: ${firstBad.problem}.\n${events === 0 ? 'Nothing of it is proved' : `The ${events} events read before it are as they were hashed (chain ${chainDigest})`}; ask for another export of the same log`,
      { line: firstBad.line, position: firstBad.ordinal },
    );
  terminal.out(`${name} is whole: ${events} events of the organisation ${header!.organisation}.`);
  if (redacted > 0) terminal.out(`${redacted} of them are redacted: their texts are not in it, their hashes are.`);
  if (sealedUpTo > 0) terminal.out(`seals ${seals} in it hold; sealed up to ${sealedUpTo}`);
  terminal.out(`head  ${head}`);
  terminal.out(`chain ${chainDigest}`);
};
