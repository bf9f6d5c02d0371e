import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Trouble } from '#cqrs';
import { copyLog, type LogCopySource, type LogCopied } from '#event-store';
import { exportAsSource, type ExportVerification } from '#event-store/export';
import { readStoreAddress, shown, type FolderAddress, type StoreAddress } from '../../api/src/addresses.js';
import { copyTarget, holdLog, logFile, whereLog } from '../../api/src/engines.js';
import { bytesOf, sealsOf, verifiedExport } from './export-files.js';
import { logMember } from './files.js';
import { syncFolder } from './new-file.js';
import { progressOn, type Progress } from './progress.js';
import { recordConfig, type DataOption } from './record.js';
import { WrongUse, type Terminal } from './terminal.js';

export interface RestoreExportOptions extends DataOption {
  readonly to?: string;
  readonly seal?: readonly string[];
  readonly resume?: boolean;
}

const placeOf = (
  { to, data }: RestoreExportOptions,
  terminal: Terminal,
): { readonly store: StoreAddress; readonly organisation?: string } => {
  const { store, organisation } = recordConfig(terminal, data === undefined ? {} : { data });
  const expected = organisation === undefined ? {} : { organisation };
  if (to === undefined) return { store, ...expected };
  if (data !== undefined) throw new WrongUse('--to and --data name two places: leave one of them out');
  const address = readStoreAddress(to);
  if (typeof address === 'string') throw new WrongUse(`--to ${address}`);
  return { store: address, ...expected };
};

const notEmpty = (where: string, wayOut: string): Trouble =>
  new Trouble('LogPresent', `${where} holds a log, and an export is restored into an empty place alone: ${wayOut}`, { store: where });

/** Everything that can be said of the file before anything is written; throws {@link Trouble} `BadExport`. */
const proved = async (file: string, organisation: string | undefined, seals: readonly string[]): Promise<ExportVerification> => {
  const found = await verifiedExport(bytesOf(file), sealsOf(seals));
  const refused = (why: string): Trouble => new Trouble('BadExport', `${file} was not restored, and nothing was written: ${why}`, { file });
  if (found.firstBad)
    throw refused(`line ${found.firstBad.line}, position ${found.firstBad.ordinal}: ${found.firstBad.problem}. Use another export`);
  if (organisation !== undefined && found.header!.organisation !== organisation)
    throw refused(
      `it is of the organisation ${found.header!.organisation}, and HOSHIN_ORGANISATION is ${organisation}: use the right export, or correct the setting`,
    );
  return found;
};

/** Made beside its place and moved there when it is whole, while nobody can open a log there. */
const intoFolder = async (address: FolderAddress, source: LogCopySource, progress: Progress): Promise<LogCopied> => {
  const { folder } = address;
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const work = await mkdtemp(join(folder, '.hoshin-restore-'));
  try {
    const copied = await intoStore({ kind: 'sqlite', folder: work }, source, progress);
    const hold = await holdLog(address);
    try {
      const file = logFile(address);
      if (existsSync(file)) throw notEmpty(shown(address), 'name an empty folder with --data');
      await rename(join(work, logMember), file);
      await syncFolder(folder);
    } finally {
      hold.release();
    }
    return copied;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

const intoStore = async (store: StoreAddress, source: LogCopySource, progress: Progress, mayHold = false): Promise<LogCopied> => {
  const target = await copyTarget({ store });
  try {
    if (!mayHold && (await target.head()).position > 0)
      throw notEmpty(shown(store), 'name an empty one with --to, or add --resume where it is an interrupted restore of this very export');
    return await copyLog(source, target, { onProgress: progress.update });
  } finally {
    await target.close();
  }
};

/**
 * Makes a log of an export, on whichever engine: proved to its end before anything is written, and once more as it lies
 * there afterwards. Throws {@link Trouble} `BadExport`, `LogPresent`, and what the engines and {@link copyLog} throw.
 */
export const restoreExport = async (file: string, options: RestoreExportOptions, terminal: Terminal): Promise<void> => {
  const { store, organisation } = placeOf(options, terminal);
  const isFolder = store.kind === 'sqlite';
  if (isFolder && options.resume)
    throw new WrongUse('--resume is for servers: in a folder an interrupted restore leaves no log and is simply begun again');
  if (isFolder && existsSync(logFile(store))) throw notEmpty(shown(store), 'name an empty folder with --data');
  const found = await proved(file, organisation, options.seal ?? []);
  const source = exportAsSource(found, () => bytesOf(file));
  const progress = progressOn(terminal);
  const { target, added } = await (
    isFolder ? intoFolder(store, source, progress) : intoStore(store, source, progress, options.resume)
  ).finally(progress.end);
  if (target.chainDigest !== found.chainDigest)
    throw new Trouble(
      'BadExport',
      `${file} was changed while it was restored: ${whereLog({ store })} holds another log than was proved. Empty it, and restore again`,
      { file },
    );
  terminal.out(
    `${whereLog({ store })} holds the ${found.events} events of ${file}${added < found.events ? `, ${added} of them new` : ''}.`,
  );
  terminal.out(`head  ${target.head}`);
  terminal.out(`chain ${target.chainDigest}`);
  terminal.err('Names are in no export: until the directory is restored from a backup or imported, people are shown by their ids.');
};
