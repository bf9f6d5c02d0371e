import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { ClientConfig } from 'pg';
import { StoreUnavailable } from '../port.js';

/** Where a PostgreSQL log lies and how to get there safely. */
export interface Address {
  /** For people: host, port, database and user, never the password. */
  readonly name: string;
  readonly connection: Pick<ClientConfig, 'host' | 'port' | 'database' | 'user' | 'password' | 'ssl'>;
}

const modes = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
type TlsMode = (typeof modes)[number];
const settings = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'];
const thisMachine = /^(localhost|127(\.\d+){3}|::1|\/.*)$/;

/**
 * Reads `postgres://user:password@host:5432/database?sslmode=verify-full&sslrootcert=/etc/ssl/trust.pem`. Without
 * `sslmode` a server on this machine is spoken to plainly and any other has to prove itself by its certificate: an
 * address can leave encryption out only by saying so. Throws StoreUnavailable with what is wrong in it.
 */
export const readAddress = (address: string): Address => {
  const url = URL.canParse(address) ? new URL(address) : wrong('is none: write postgres://user:password@host:5432/database');
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') wrong(`begins with ${url.protocol}//: write postgres://`);
  const said = url.searchParams;
  for (const setting of said.keys())
    if (!settings.includes(setting)) wrong(`has ${setting}=, which is not known here: leave it out or use one of ${settings.join(', ')}`);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!database) wrong('names no database: end it with /database');
  // The folder of a socket on this machine is written %2Frun%2Fpostgresql.
  const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1') || 'localhost';
  const port = Number(url.port || 5432);
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const ssl = tlsOf(said, host);
  return {
    name: `postgres://${user && `${user}@`}${host}:${port}/${database}`,
    connection: { host, port, database, ssl, ...(user && { user }), ...(password && { password }) },
  };
};

const tlsOf = (said: URLSearchParams, host: string): ConnectionOptions | false => {
  const mode = (said.get('sslmode') ?? (thisMachine.test(host) ? 'disable' : 'verify-full')) as TlsMode;
  if (!modes.includes(mode))
    wrong(`has sslmode=${mode}, which may end up without encryption or is not known: write one of ${modes.join(', ')}`);
  const [ca, cert, key] = [fileOf(said, 'sslrootcert'), fileOf(said, 'sslcert'), fileOf(said, 'sslkey')];
  if (mode === 'disable') {
    if (ca || cert || key) wrong('names certificates but asks for no encryption: add sslmode=verify-full');
    return false;
  }
  if (mode === 'verify-ca' && !ca) wrong('has sslmode=verify-ca without sslrootcert=: name the file of the authority’s certificate');
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    // As libpq has it: `require` encrypts and asks nobody who it is, unless an authority is named.
    rejectUnauthorized: mode !== 'require' || ca !== undefined,
    ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
  };
};

const fileOf = (said: URLSearchParams, setting: string): string | undefined => {
  const file = said.get(setting);
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    return wrong(`has ${setting}=${file}, which cannot be read: check the path and who may read it`, cause);
  }
};

const wrong = (because: string, cause?: unknown): never => {
  throw new StoreUnavailable(`the address of the PostgreSQL log ${because}`, {}, { cause });
};
