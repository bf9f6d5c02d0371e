/** Other event stores to be set against: installed into a scratch folder of the system, and no part of the project. */
import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A peer and all it needs, each in one exact version. */
export interface Peer {
  readonly package: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** Those of them that may build what they bring for this machine. */
  readonly builds?: readonly string[];
  /** Takes what is listed, whatever they ask of each other. */
  readonly anyPeers?: true;
}

const emmett = '@event-driven-io/emmett';

export const emmettPostgres: Peer = {
  package: `${emmett}-postgresql`,
  dependencies: { [`${emmett}-postgresql`]: '0.42.0', [emmett]: '0.42.0', '@event-driven-io/pongo': '0.16.11' },
};

/** It asks for a core of its own number, of which 0.42.0 is the newest that is to be had; it runs on that one. */
export const emmettSqlite: Peer = {
  package: `${emmett}-sqlite`,
  dependencies: { [`${emmett}-sqlite`]: '0.42.4', [emmett]: '0.42.0', 'async-retry': '1.3.3', uuid: '10.0.0', sqlite3: '5.1.7' },
  builds: ['sqlite3'],
  anyPeers: true,
};

export const nameOf = (peer: Peer): string => `${peer.package.split('/').at(-1)} ${peer.dependencies[peer.package]}`;

/** Time enough to build a driver where none is ready for this machine. */
const installMsMax = 10 * 60_000;
const run = promisify(execFile);

/** Where it is installed: once for each version, for as long as the system keeps its scratch folders. */
const folderOf = (peer: Peer): string => {
  const folder = join(tmpdir(), `hoshin-bench-${nameOf(peer).replaceAll(' ', '-')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // What lies in there is run, so nobody else may have put it there.
  if (process.getuid && lstatSync(folder).uid !== process.getuid()) throw new Error(`${folder} belongs to somebody else`);
  return folder;
};

const install = async (peer: Peer, folder: string): Promise<void> => {
  const allowScripts = Object.fromEntries((peer.builds ?? []).map((name) => [name, true]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: peer.dependencies, allowScripts }, null, 2));
  const quick = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=20000'];
  await run('npm', ['install', '--no-audit', '--no-fund', ...(peer.anyPeers ? ['--legacy-peer-deps'] : []), '--prefix', folder, ...quick], {
    cwd: folder,
    timeout: installMsMax,
    shell: process.platform === 'win32',
  });
};

const reason = (error: unknown): string => {
  const { stderr = '', message = String(error) } = error as { stderr?: string; message?: string };
  const said = stderr.split('\n').filter((line) => line.startsWith('npm error') && !line.includes('npm error code'));
  return (said[0]?.replace('npm error ', '') ?? message.split('\n')[0]!).trim();
};

/** What the peer's package exports. Throws with a sentence where it can be neither found nor installed. */
export const load = async (peer: Peer, say: (text: string) => void): Promise<unknown> => {
  try {
    const folder = folderOf(peer);
    const installed = join(folder, 'installed');
    if (!existsSync(installed)) {
      say(`installing ${nameOf(peer)} into ${folder} …${peer.builds ? ' this takes minutes where a driver has to be built' : ''}`);
      await install(peer, folder);
      writeFileSync(installed, '');
    }
    // Some print what they throw; standard output is for results.
    console.log = console.error;
    return createRequire(join(folder, 'package.json'))(peer.package);
  } catch (error) {
    throw new Error(
      `Nothing was set against ${nameOf(peer)}: it could not be installed (${reason(error)}). Run this again where npm reaches a package registry.`,
      { cause: error },
    );
  }
};
