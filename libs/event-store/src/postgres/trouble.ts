import { StoreCorrupt, StoreTrouble, StoreUnavailable } from '../port.js';

/** What a failure of the driver, the system or the server says of itself. */
interface Failure {
  readonly code?: string;
  readonly message: string;
}

/** What SQLSTATE, a code of the system or our own code means to whoever keeps the service, and the way out. */
const wayOut: Readonly<Record<string, string>> = {
  '28P01': 'it did not accept the password: check user and password in the address',
  '28000': 'it does not let this user in from here: check the user in the address and the server’s pg_hba.conf',
  '3D000': 'there is no such database: create it, or correct the name in the address',
  '42501': 'this role may not do that: run `hoshin migrate` as the owner of the log, naming this role as the service’s',
  '42P01': 'there is no log in this database: run `hoshin migrate` as the role that is to own it',
  '42883': 'there is no log of this program’s format in this database: run `hoshin migrate` as the owner of the log',
  '3F000': 'there is no log in this database: run `hoshin migrate` as the role that is to own it',
  '25006': 'it takes no writes: it is a standby, name the primary in the address',
  '53100': 'its disk is full: free some space and send it again, nothing of it was written',
  '53300': 'it has no connection left: raise max_connections, or stop another program',
  NEWER: 'a newer version of this program made its tables: start that version',
  ENCODING: 'the database is not in UTF8, so it cannot keep the exact text: create it with ENCODING UTF8',
  LOSES: 'the server is set so that it may lose what it acknowledged: set fsync and synchronous_commit to on',
  NO_TLS:
    'it does not speak TLS and the address asks for it: switch TLS on at the server, or say sslmode=disable where the network is trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host: correct the host in the address, or the certificate',
  CERT_HAS_EXPIRED: 'its certificate has expired: renew it',
  CLOSED: 'it is closed: open it again',
  AWAY: 'it does not answer: check that the server runs and can be reached from here, then send it again',
};
const untrusted = /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY)|CERT_)/;

const ofTheSystem = /^E(?!RR_)[A-Z_]+$/;
const ofTheDriver = /Connection terminated|timeout exceeded|read timeout|connection error|Connection ended|Client was closed|not queryable/;
/** 08 connection, 57P shutting down or starting, 57014 statement_timeout, 53300 no connection left, 25P03 and 25006 a primary that was changed. */
const ofTheConnection = /^(08...|57P..|57014|53300|25P03|25006)$/;
/** Serialisation, deadlock and lock time-outs: the server asks for another try. */
const ofTheMoment = /^(40001|40P01|55P03)$/;

export const uniqueViolation = '23505';

const failureOf = (error: unknown): Failure => error as Failure;
export const codeOf = (error: unknown): string => {
  const { code, message } = failureOf(error);
  if (message?.includes('does not support SSL connections')) return 'NO_TLS';
  return code ?? (ofTheDriver.test(message ?? '') ? 'AWAY' : 'BUG');
};

/** Whether the same call may succeed a moment later: the server is away, changing over, or busy with others. */
export const passes = (error: unknown): boolean => {
  if (error instanceof StoreTrouble) return false;
  const code = codeOf(error);
  return code === 'AWAY' || ofTheConnection.test(code) || ofTheMoment.test(code) || (ofTheSystem.test(code) && code !== 'EACCES');
};

/** Gives a failure its name in the port, with the address (never the password) and the way out. */
export const troubleOf = (error: unknown, name: string): unknown => {
  if (error instanceof StoreTrouble) return error;
  const code = codeOf(error);
  const fields = { address: name, cause: code };
  const options = { cause: error };
  if (code === 'XX001' || code === 'XX002')
    return new StoreCorrupt(`${name} is damaged (${failureOf(error).message}): restore the last backup`, fields, options);
  const said =
    wayOut[code] ??
    (untrusted.test(code)
      ? `its certificate is not trusted (${code}): name the authority’s certificate with sslrootcert=`
      : passes(error)
        ? `it does not answer (${code}): check that the server runs and can be reached from here, then send it again`
        : undefined);
  return said === undefined ? error : new StoreUnavailable(`${name} cannot be used: ${said}`, fields, options);
};

/** A failure with a code of our own, for {@link troubleOf}. */
export const failure = (code: string): Error => Object.assign(new Error(code), { code });
