import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { Trouble } from '#cqrs';
import { openDirectoryForReading } from '#directory';
import { shown } from '../../api/src/addresses.js';
import { inFolder, type Config } from '../../api/src/config.js';
import { writeArchive } from './archive.js';
import { directoryMember, filesOf, logMember, type RecordFiles } from './files.js';
import { dataHelp, openForReading, recordConfig, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';
import { verified } from './verification.js';

/** What a backup says about itself: its member `backup.json`. */
export const manifestSchema = z.strictObject({
  format: z.literal(1),
  organisation: z.string().nullable(),
  takenAt: z.string(),
  /** Events in the log, and the chain over them. */
  head: z.int().min(0),
  chain: z.string(),
  /** SHA-256 of every other member. */
  files: z.record(z.string(), z.string()),
});
export type Manifest = z.output<typeof manifestSchema>;

export const manifestName = 'backup.json';

const examples = `
Writes log and directory together as one tar file: two SQLite databases and backup.json, which says what they hold.
The copy is taken while the service runs, is verified like the log itself, and appears under its name only when it
is whole. It holds names and addresses: keep it as safe as the data folder. The service's settings and signing key
are not in it. A log in a database is backed up with that database's own means, or copied into a folder: hoshin copy.

Examples:
  hoshin backup hoshin-2026-11-22.tar
  hoshin backup /backups/tonight.tar --data /srv/hoshin`;

export const addBackup = (to: Command, terminal: Terminal): void => {
  to.command('backup <file>')
    .description('copy log and directory together into one file, also while the service runs')
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((file: string, options: DataOption) => backup(file, recordConfig(terminal, options), terminal));
};

export const digestOfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** Log first, directory second: whoever the log names is then in the directory's copy. */
const copyInto = async (folder: string, config: Config, files: RecordFiles): Promise<string | null> => {
  const { log, identity } = await openForReading(config);
  try {
    await log.backupTo?.(join(folder, logMember));
  } finally {
    await log.close();
  }
  if (files.directory !== null && existsSync(files.directory)) {
    const directory = openDirectoryForReading(files.directory);
    try {
      await directory.backupTo(join(folder, directoryMember));
    } finally {
      await directory.close();
    }
  }
  return identity?.organisation ?? null;
};

const backup = async (file: string, config: Config, terminal: Terminal): Promise<void> => {
  const record = filesOf(config, 'backup');
  await mustHaveLog(config);
  const target = resolve(file);
  if (existsSync(target))
    throw new Trouble('FileExists', `${file} exists already: a backup overwrites nothing, choose another name`, { file });
  const folder = await mkdtemp(join(dirname(target), '.hoshin-backup-'));
  const partial = join(folder, 'partial.tar');
  try {
    const organisation = await copyInto(folder, config, record);
    const { head, chainDigest, firstBad } = await verified(inFolder(config, folder));
    if (firstBad)
      throw new Trouble(
        'LogAltered',
        `no backup was written: position ${firstBad.ordinal}: ${firstBad.problem}. Run hoshin verify and restore an earlier backup`,
        {
          position: firstBad.ordinal,
        },
      );
    const members = [logMember, directoryMember].filter((name) => existsSync(join(folder, name)));
    const files = Object.fromEntries(
      await Promise.all(members.map(async (name) => [name, await digestOfFile(join(folder, name))] as const)),
    );
    const manifest: Manifest = { format: 1, organisation, takenAt: new Date().toISOString(), head, chain: chainDigest, files };
    await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await writeArchive(partial, folder, [manifestName, ...members]);
    await rename(partial, target);
    terminal.out(`${file} holds ${head} events${members.length > 1 ? ' and the directory' : ''}; chain ${chainDigest}`);
    if (record.directory === null)
      terminal.err(`The directory lies in ${shown(config.directory)} and is not in this file: back it up there as well.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
