import { StoreUnavailable } from '../port.js';
import { readAddress } from './address.js';

describe('The address of a PostgreSQL log', () => {
  it('names host, port, database and user, and never the password', () => {
    const { name, connection } = readAddress('postgres://ho%40shin:p%2Fss@db.trust.example:6432/log?sslmode=verify-full');
    expect(name).toBe('postgres://ho@shin@db.trust.example:6432/log');
    expect(connection).toMatchObject({ host: 'db.trust.example', port: 6432, database: 'log', user: 'ho@shin', password: 'p/ss' });
  });

  it('leaves user, password and port to the usual defaults', () => {
    expect(readAddress('postgresql://localhost/log')).toEqual({
      name: 'postgres://localhost:5432/log',
      connection: { host: 'localhost', port: 5432, database: 'log', ssl: false },
    });
    expect(readAddress('postgres://hoshin@%2Frun%2Fpostgresql/log').connection).toMatchObject({ host: '/run/postgresql', ssl: false });
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('speaks plainly to %s, which is this machine, unless it says otherwise', (host) => {
    expect(readAddress(`postgres://${host}/log`).connection.ssl).toBe(false);
    expect(readAddress(`postgres://${host}/log?sslmode=verify-full`).connection.ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it('asks any other host to prove itself, unless it says otherwise', () => {
    const tls = (query: string): unknown => readAddress(`postgres://db.trust.example/log${query}`).connection.ssl;
    expect(tls('')).toEqual({ rejectUnauthorized: true });
    expect(tls('?sslmode=verify-full')).toEqual({ rejectUnauthorized: true });
    expect(tls('?sslmode=require')).toMatchObject({ rejectUnauthorized: false });
    expect(tls('?sslmode=disable')).toBe(false);
  });

  it.each([
    ['', 'is none'],
    ['log.db', 'is none'],
    ['mysql://db/log', 'begins with mysql://: write postgres://'],
    ['postgres://db:5432', 'names no database'],
    ['postgres://db/log?sslmode=prefer', 'sslmode=prefer, which may end up without encryption'],
    ['postgres://db/log?sslmode=yes', 'sslmode=yes'],
    ['postgres://db/log?ssl=true', 'ssl=, which is not known here'],
    ['postgres://db/log?sslmode=verify-ca', 'without sslrootcert='],
    ['postgres://db/log?sslrootcert=/nowhere/ca.pem', 'sslrootcert=/nowhere/ca.pem, which cannot be read'],
    [`postgres://db/log?sslmode=disable&sslrootcert=${process.cwd()}/package.json`, 'names certificates but asks for no encryption'],
  ])('is refused when it reads %j', (address, because) => {
    expect(() => readAddress(address)).toThrow(StoreUnavailable);
    expect(() => readAddress(address)).toThrow(because);
  });
});
