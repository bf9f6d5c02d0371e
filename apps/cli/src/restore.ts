import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { Trouble } from '#cqrs';
import { openDirectoryForReading } from '#directory';
import { inFolder, type Config } from '../../api/src/config.js';
import { holdLog } from '../../api/src/engines.js';
import { readArchive } from './archive.js';
import { digestOfFile, manifestName, manifestSchema, type Manifest } from './backup.js';
import { directoryMember, filesOf, logMember, type FilesInOneFolder } from './files.js';
import { isExport } from './export-files.js';
import { dataHelp, recordConfig } from './record.js';
import { restoreExport, type RestoreExportOptions } from './restore-export.js';
import { WrongUse, type Terminal } from './terminal.js';
import { verified } from './verification.js';

interface Options extends RestoreExportOptions {
  readonly replace?: boolean;
}

const examples = `
Unpacks a backup beside the data, checks every file against its digest, proves the log event by event, and only then
puts it in place. Stop the service first. A log that is there already is replaced only with --replace, and its files
are kept in a folder beside the new ones.

An export is recognised by its first line. It is proved from its first byte to its last before anything is written, and
makes a log only in an empty place, on any engine: the same events under the same numbers, with the same bytes, hashes and
chain. In a folder the log appears when it is whole. On a server an interrupted restore leaves the beginning of the log:
the same command with --resume goes on with it. Names are in no export: restore the directory from a backup, or import it.

Examples:
  hoshin restore hoshin-2026-11-22.tar --data /srv/hoshin
  hoshin restore hoshin-2026-11-22.tar --replace
  hoshin restore hoshin-2026-11-22.jsonl --data /srv/new
  hoshin restore hoshin-2026-11-22.jsonl --to postgres://hoshin_owner@db.example.org/hoshin`;

export const addRestore = (to: Command, terminal: Terminal): void => {
  to.command('restore <file>')
    .description('put a backup of log and directory in place, or make a log of an export')
    .option('--data <folder>', dataHelp)
    .option('--replace', 'take the place of the log that is there, which is kept aside')
    .option('--to <address>', 'of an export: the empty store to restore into, as HOSHIN_STORE names one')
    .option('--seal <seal>', 'of an export: a published seal it must fit; may be given several times', all)
    .option('--resume', 'of an export: go on with an interrupted restore of this very export')
    .addHelpText('after', examples)
    .action(async (file: string, options: Options) => {
      if (await isExport(file)) return await restoreExport(file, ofExports(options), terminal);
      for (const option of ['to', 'seal', 'resume'] as const)
        if (options[option] !== undefined) throw new WrongUse(`--${option} is for exports, and ${file} is none`);
      await restore(file, recordConfig(terminal, options), options, terminal);
    });
};

const all = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const ofExports = ({ replace, ...options }: Options): RestoreExportOptions => {
  if (replace) throw new WrongUse('--replace is for backups: an export is restored into an empty place');
  return options;
};

const refused = (file: string, why: string): Trouble =>
  new Trouble('BadBackup', `${file} was not restored: ${why}. Use another backup`, { file });

const manifestIn = async (folder: string, file: string): Promise<Manifest> => {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => {
    throw refused(file, `it has no ${manifestName}`);
  });
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw refused(file, `its ${manifestName} says nothing this version understands`);
  }
};

/** Proves what was unpacked; throws where a file is not the one that was backed up, or the log is not whole. */
const prove = async (folder: string, config: Config, file: string, names: readonly string[]): Promise<Manifest> => {
  const manifest = await manifestIn(folder, file);
  const members = names.filter((name) => name !== manifestName);
  if (members.toSorted().join() !== Object.keys(manifest.files).toSorted().join())
    throw refused(file, `its files are not those ${manifestName} names`);
  if (!members.includes(logMember)) throw refused(file, 'there is no log in it');
  for (const name of members)
    if ((await digestOfFile(join(folder, name))) !== manifest.files[name]) throw refused(file, `${name} differs from what was backed up`);
  const { head, chainDigest, firstBad } = await verified(inFolder(config, folder));
  if (firstBad) throw refused(file, `position ${firstBad.ordinal}: ${firstBad.problem}`);
  if (head !== manifest.head || chainDigest !== manifest.chain)
    throw refused(file, `the log in it ends at ${head} and not at ${manifest.head}, or holds other events`);
  const directory = join(folder, directoryMember);
  if (existsSync(directory)) await openDirectoryForReading(directory).close();
  return manifest;
};

const databaseFiles = ({ log, directory }: FilesInOneFolder): readonly string[] =>
  [log, directory].flatMap((file) => [file, `${file}-wal`, `${file}-shm`]).filter((file) => existsSync(file));

/** Moves what is there aside and the proven files in, while nobody can open the log. */
const swap = async (files: FilesInOneFolder, unpacked: string, names: readonly string[], replace: boolean): Promise<string | null> => {
  const { folder } = files;
  const hold = await holdLog({ kind: 'sqlite', folder });
  try {
    const present = databaseFiles(files);
    if (existsSync(files.log) && !replace)
      throw new Trouble('LogPresent', `${folder} holds a log: add --replace to put the backup in its place and keep that log aside`, {
        folder,
      });
    const aside = present.length === 0 ? null : join(folder, `before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
    if (aside !== null) {
      await mkdir(aside, { mode: 0o750 });
      for (const file of present) await rename(file, join(aside, basename(file)));
    }
    for (const name of names.filter((each) => each !== manifestName)) await rename(join(unpacked, name), join(folder, name));
    return aside;
  } finally {
    hold.release();
  }
};

const restore = async (file: string, config: Config, { replace = false }: Options, terminal: Terminal): Promise<void> => {
  const files = filesOf(config, 'restore');
  const { folder } = files;
  await mkdir(folder, { recursive: true, mode: 0o750 });
  const unpacked = await mkdtemp(join(folder, '.hoshin-restore-'));
  try {
    const names = await readArchive(file, unpacked, [manifestName, logMember, directoryMember]);
    const { head, chain, takenAt } = await prove(unpacked, config, file, names);
    const aside = await swap(files, unpacked, names, replace);
    terminal.out(`${folder} holds the ${head} events of ${takenAt}; chain ${chain}`);
    if (aside !== null) terminal.out(`What was there before is kept in ${aside}`);
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
};
