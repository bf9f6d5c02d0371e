import {
  directoryBeside,
  readDirectoryAddress,
  readStoreAddress,
  samePlace,
  shown,
  withoutPassword,
  type StoreAddress,
} from './addresses.js';

const read = (text: string): StoreAddress => {
  const address = readStoreAddress(text);
  if (typeof address === 'string') throw new Error(address);
  return address;
};

describe('An address of a store', () => {
  it.each([
    ['sqlite:./data', { kind: 'sqlite', folder: './data' }],
    ['sqlite:/var/lib/hoshin', { kind: 'sqlite', folder: '/var/lib/hoshin' }],
    ['postgres://hoshin:p%40ss@db:5432/hoshin?sslmode=verify-full', { kind: 'postgres' }],
    ['postgresql://db/hoshin', { kind: 'postgres' }],
    ['esdb://admin:changeit@localhost:2113?tls=false', { kind: 'kurrent' }],
    ['esdb+discover://cluster.example.org:2113', { kind: 'kurrent' }],
    ['kurrentdb://a.example.org:2113,b.example.org:2113,c.example.org:2113?tls=true', { kind: 'kurrent' }],
    ['kurrentdb+discover://cluster.example.org', { kind: 'kurrent' }],
  ])('is understood: %s', (text, address) => {
    expect(read(text)).toMatchObject(address);
  });

  it.each([
    ['./data', 'names no store this service knows: write sqlite:./data'],
    ['mysql://h/d', 'names no store this service knows'],
    ['constructor:x', 'names no store this service knows'],
    ['sqlite:', 'names no folder'],
    ['sqlite://data', 'names no folder'],
    ['postgres:hoshin', 'is no address of a database: write postgres://'],
    ['postgres://db:5432', 'names no database'],
    ['postgres://db:port/hoshin', 'is no address of a database'],
    ['esdb://', 'is no address of a server: write esdb://host:2113'],
    ['kurrentdb://a:2113;b:2113', 'is no address of a server'],
  ])('is refused with what to write instead: %s', (text, because) => {
    expect(readStoreAddress(text)).toContain(because);
  });

  it.each([
    ['postgres://hoshin:s3cret@db/hoshin', 'postgres://hoshin@db/hoshin'],
    ['postgres://hoshin:s3c/r@e?t@db/hoshin', 'postgres://hoshin@db/hoshin'],
    ['postgres://db/hoshin?user=u&password=s3cret&sslmode=require', 'postgres://db/hoshin?user=u&password=…&sslmode=require'],
    ['esdb://admin:s3cret@a:2113,b:2113?tls=true', 'esdb://admin@a:2113,b:2113?tls=true'],
  ])('is shown without its password: %s', (text, public_) => {
    expect(withoutPassword(text)).toBe(public_);
  });

  it('is the same place with another password, and another with another name', () => {
    expect(samePlace(read('postgres://u:1@db/hoshin'), read('postgres://u:2@db/hoshin'))).toBe(true);
    expect(samePlace(read('sqlite:./data'), read('sqlite:data/'))).toBe(true);
    expect(samePlace(read('sqlite:./data'), read('sqlite:./other'))).toBe(false);
    expect(samePlace(read('postgres://u@db/hoshin'), read('sqlite:./data'))).toBe(false);
    expect(shown(read('sqlite:/srv/hoshin'))).toBe('the folder /srv/hoshin');
  });
});

describe('A directory', () => {
  it('lies beside its store: in the same folder, in the same database, or among the local files', () => {
    expect(directoryBeside(read('sqlite:/srv/hoshin'), './data')).toEqual({ kind: 'sqlite', folder: '/srv/hoshin' });
    expect(directoryBeside(read('postgres://db/hoshin'), './data')).toEqual({ kind: 'postgres', url: 'postgres://db/hoshin' });
    expect(directoryBeside(read('esdb://db:2113'), './data')).toEqual({ kind: 'sqlite', folder: './data' });
  });

  it('is a file or a database, and nothing else', () => {
    expect(readDirectoryAddress('postgres://db/names')).toEqual({ kind: 'postgres', url: 'postgres://db/names' });
    expect(readDirectoryAddress('esdb://db:2113')).toContain('names no place for a directory: write sqlite:./data or postgres://');
  });
});
