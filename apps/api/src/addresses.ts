import { resolve } from 'node:path';

/** A folder of this machine, in which the files have fixed names. */
export interface FolderAddress {
  readonly kind: 'sqlite';
  readonly folder: string;
}
/** A server; its address may hold a password and is shown by {@link shown} alone. */
export interface ServerAddress {
  readonly kind: 'postgres' | 'kurrent';
  readonly url: string;
}
/** Where a log lies. */
export type StoreAddress = FolderAddress | ServerAddress;
/** Where a directory lies: a log's engine that keeps no tables keeps no names either. */
export type DirectoryAddress = FolderAddress | (ServerAddress & { readonly kind: 'postgres' });

const shapes = {
  sqlite: 'sqlite:./data',
  postgres: 'postgres://user@host:5432/database',
  kurrent: 'esdb://host:2113, esdb+discover://host:2113, kurrentdb://host:2113 or kurrentdb+discover://host:2113',
} as const;
export const storeShapes = `${shapes.sqlite}, ${shapes.postgres}, ${shapes.kurrent}`;
export const directoryShapes = `${shapes.sqlite} or ${shapes.postgres}`;

/** Which schemes lead to which engine. */
const kinds: Readonly<Record<string, StoreAddress['kind']>> = {
  sqlite: 'sqlite',
  postgres: 'postgres',
  postgresql: 'postgres',
  esdb: 'kurrent',
  'esdb+discover': 'kurrent',
  kurrentdb: 'kurrent',
  'kurrentdb+discover': 'kurrent',
};

/** Several nodes may stand in one address, which no URL may: user, nodes with ports, options. */
const nodes = /^[a-z+]+:\/\/([^@/?]*@)?[a-z0-9._-]+(:\d{1,5})?(,[a-z0-9._-]+(:\d{1,5})?)*\/?(\?[^#]*)?$/i;

/** What is wrong with the address of a server, or null. */
const wrongServer = (kind: ServerAddress['kind'], url: string): string | null => {
  if (kind === 'kurrent') return nodes.test(url) ? null : `is no address of a server: write ${shapes.kurrent}`;
  if (!URL.canParse(url) || !url.includes('://')) return `is no address of a database: write ${shapes.postgres}`;
  return new URL(url).pathname.length > 1 ? null : `names no database: write ${shapes.postgres}`;
};

/** Reads an address; a sentence about what is wrong with it where it is none. */
export const readStoreAddress = (text: string): StoreAddress | string => {
  const scheme = /^([a-z+]+):/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const kind = Object.hasOwn(kinds, scheme) ? kinds[scheme]! : null;
  if (kind === null) return `names no store this service knows: write ${storeShapes}`;
  if (kind !== 'sqlite') return wrongServer(kind, text) ?? { kind, url: text };
  const folder = text.slice('sqlite:'.length);
  if (folder === '' || folder.startsWith('//')) return `names no folder: write ${shapes.sqlite} or sqlite:/var/lib/hoshin`;
  return { kind, folder };
};

/** The same for a directory. */
export const readDirectoryAddress = (text: string): DirectoryAddress | string => {
  const address = readStoreAddress(text);
  if (typeof address === 'string' || address.kind === 'kurrent') return `names no place for a directory: write ${directoryShapes}`;
  return address.kind === 'sqlite' ? address : { kind: 'postgres', url: address.url };
};

/** An address for people: a password in it, or in its options, is left out, and so is whatever might be one. */
export const withoutPassword = (text: string): string =>
  text
    .replace(/:\/\/(.*)@/s, (_, user: string) => `://${user.split(':')[0]}@`)
    .replace(/([?&][^=&]*(?:password|secret|key)[^=&]*=)[^&]*/gi, '$1…');

export const shown = (address: StoreAddress): string =>
  address.kind === 'sqlite' ? `the folder ${resolve(address.folder)}` : withoutPassword(address.url);

/** Whether two addresses lead to the same place, as far as their text says. */
export const samePlace = (one: StoreAddress, other: StoreAddress): boolean => {
  if (one.kind === 'sqlite') return other.kind === 'sqlite' && resolve(one.folder) === resolve(other.folder);
  return other.kind === one.kind && withoutPassword(one.url) === withoutPassword(other.url);
};

/** The directory of a store that names none: in the same database, or as a file beside it or among the local files. */
export const directoryBeside = (store: StoreAddress, dataFolder: string): DirectoryAddress => {
  if (store.kind === 'sqlite') return store;
  return store.kind === 'postgres' ? { kind: 'postgres', url: store.url } : { kind: 'sqlite', folder: dataFolder };
};
