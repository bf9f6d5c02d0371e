import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Rooms whose code has a say in what a log folds to. */
const foldingRooms = ['kernel', 'spc', 'strategy', 'event-store', 'cqrs'] as const;
const isCode = (name: string): boolean => /\.[jt]s$/.test(name) && !/\.(d|spec)\.ts$/.test(name);

let known: string | undefined;

/**
 * SHA-256 over the text of everything that folds. A view names its revision, but what it calls may change without one: a
 * cache is of exactly the program that made it.
 */
export const programDigest = (): string => (known ??= digestOfRooms());

const digestOfRooms = (): string => {
  const rooms = fileURLToPath(new URL('../../../../libs/', import.meta.url));
  const hash = createHash('sha256');
  for (const room of foldingRooms) {
    const names = readdirSync(join(rooms, room, 'src'), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter(isCode).sort()) hash.update(`${room}/${name}\n`).update(readFileSync(join(rooms, room, 'src', name)));
  }
  return hash.digest('hex');
};
