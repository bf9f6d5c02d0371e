import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Trouble } from '#cqrs';
import { configFrom, inFolder } from './config.js';

const issuer = 'https://id.trust.example';
const development = { HOSHIN_MODE: 'development' };

describe('The configuration', () => {
  it('starts a development service without any other setting', () => {
    expect(configFrom(development)).toEqual({
      mode: 'development',
      dataFolder: './data',
      cacheFolder: 'data/cache',
      store: { kind: 'sqlite', folder: './data' },
      directory: { kind: 'sqlite', folder: './data' },
      host: '127.0.0.1',
      port: 4000,
      organisation: undefined,
      timeZone: 'Europe/London',
      issuer: undefined,
      audience: 'hoshin',
      subjectClaim: 'sub',
      client: undefined,
      publicUrl: undefined,
      introspection: true,
      compileQueries: true,
      sealEveryMs: 86_400_000,
      logLevel: 'info',
      operations: {
        trustedProxies: [],
        corsOrigins: [],
        personRequestsPerMinuteMax: 1_200,
        addressRequestsPerMinuteMax: 12_000,
        addressSignInsPerMinuteMax: 300,
        commandsInFlightMax: 500,
        shutdownSecondsMax: 20,
        metricsToken: undefined,
        otlpUrl: undefined,
      },
    });
  });

  it('is frozen', () => {
    expect(Object.isFrozen(configFrom(development))).toBe(true);
  });

  it('takes an empty variable as left out, and leaves other programs’ variables alone', () => {
    expect(configFrom({ ...development, HOSHIN_PORT: '', PORT: 'x' }).port).toBe(4000);
  });

  it('hides the schema in production unless told otherwise', () => {
    const production = { HOSHIN_ISSUER: 'https://id.trust.example', HOSHIN_JWKS_URL: 'https://id.trust.example/keys' };
    expect(configFrom(production)).toMatchObject({ mode: 'production', introspection: false });
    expect(configFrom({ ...production, HOSHIN_INTROSPECTION: 'on' }).introspection).toBe(true);
  });

  it.each([
    ['HOSHIN_MODE', 'staging'],
    ['HOSHIN_PORT', 'http'],
    ['HOSHIN_PORT', '65536'],
    ['HOSHIN_PORT', '-1'],
    ['HOSHIN_PORT', '80.5'],
    ['HOSHIN_PORT', ' '],
    ['HOSHIN_PORT', '0x50'],
    ['HOSHIN_STORE', 'mysql://db/hoshin'],
    ['HOSHIN_STORE', 'postgres://db'],
    ['HOSHIN_DIRECTORY', 'esdb://db:2113'],
    ['HOSHIN_ORGANISATION', 'our trust'],
    ['HOSHIN_TRUST_PROXY', 'true'],
    ['HOSHIN_TRUST_PROXY', '0.0.0.0/0'],
    ['HOSHIN_TRUST_PROXY', '10.0.0.7, proxy.example'],
    ['HOSHIN_CORS_ORIGINS', '*'],
    ['HOSHIN_CORS_ORIGINS', 'https://hoshin.example/page'],
    ['HOSHIN_PERSON_REQUESTS_PER_MINUTE', 'unlimited'],
    ['HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE', '-1'],
    ['HOSHIN_COMMANDS_IN_FLIGHT', '0'],
    ['HOSHIN_METRICS_TOKEN', 'short'],
    ['HOSHIN_OTLP_URL', 'grpc://collector:4317'],
    ['HOSHIN_TIME_ZONE', 'Europe/Londinium'],
    ['HOSHIN_ISSUER', 'our sign-in'],
    ['HOSHIN_JWKS_URL', 'keys'],
    ['HOSHIN_JWKS_URL', 'file:///etc/keys'],
    ['HOSHIN_JWKS_URL', 'http://id.trust.example/keys'],
    ['HOSHIN_ISSUER', 'http://id.trust.example'],
    ['HOSHIN_SUBJECT_CLAIM', 'the e-mail'],
    ['HOSHIN_PUBLIC_URL', 'hoshin.trust.example'],
    ['HOSHIN_PUBLIC_URL', 'http://hoshin.trust.example'],
    ['HOSHIN_PUBLIC_URL', 'https://trust.example/hoshin'],
    ['HOSHIN_PUBLIC_URL', 'https://somebody@trust.example'],
    ['HOSHIN_INTROSPECTION', 'yes'],
    ['HOSHIN_COMPILE_QUERIES', 'true'],
    ['HOSHIN_LOG_LEVEL', 'loud'],
    ['HOSHIN_SEAL_EVERY', 'never'],
    ['HOSHIN_SEAL_EVERY', '0h'],
    ['HOSHIN_PROT', '4000'],
  ])('refuses %s=%s and names the variable', (name, value) => {
    expect(() => configFrom({ ...development, [name]: value })).toThrow(Trouble);
    expect(() => configFrom({ ...development, [name]: value })).toThrow(name);
  });

  it.each([
    ['30m', 1_800_000],
    ['7d', 604_800_000],
    ['off', null],
  ])('has the log sealed every %s', (setting, ms) => {
    expect(configFrom({ ...development, HOSHIN_SEAL_EVERY: setting }).sealEveryMs).toBe(ms);
  });

  it('puts log and directory where they are named, and the directory beside the log where it is not', () => {
    const url = 'postgres://hoshin@db/hoshin';
    expect(configFrom({ ...development, HOSHIN_STORE: url })).toMatchObject({
      dataFolder: './data',
      store: { kind: 'postgres', url },
      directory: { kind: 'postgres', url },
    });
    expect(configFrom({ ...development, HOSHIN_STORE: 'esdb://db:2113', HOSHIN_DATA: '/srv/hoshin' }).directory).toEqual({
      kind: 'sqlite',
      folder: '/srv/hoshin',
    });
    expect(configFrom({ ...development, HOSHIN_STORE: url, HOSHIN_DIRECTORY: 'sqlite:/srv/names' }).directory).toEqual({
      kind: 'sqlite',
      folder: '/srv/names',
    });
  });

  it('puts the cache beside the local files, where it is named, or nowhere', () => {
    expect(configFrom(development).cacheFolder).toBe('data/cache');
    expect(configFrom({ ...development, HOSHIN_DATA: '/srv/hoshin' }).cacheFolder).toBe('/srv/hoshin/cache');
    expect(configFrom({ ...development, HOSHIN_CACHE: '/var/cache/hoshin' }).cacheFolder).toBe('/var/cache/hoshin');
    const off = configFrom({ ...development, HOSHIN_CACHE: 'off' });
    expect([off.cacheFolder, inFolder(off, '/elsewhere').cacheFolder]).toEqual([null, null]);
    expect(inFolder(configFrom({ ...development, HOSHIN_CACHE: '/var/cache/hoshin' }), '/elsewhere').cacheFolder).toBe('/elsewhere/cache');
  });

  it('names the address it refuses, and never the password in it', () => {
    const refused = () => configFrom({ ...development, HOSHIN_STORE: 'postgres://hoshin:s3cret@db' });
    expect(refused).toThrow('HOSHIN_STORE postgres://hoshin@db names no database');
    expect(refused).not.toThrow('s3cret');
  });

  it('refuses to start in production without a sign-in service, and finds its keys by itself', () => {
    expect(() => configFrom({})).toThrow('HOSHIN_ISSUER must name the sign-in service');
    expect(configFrom({ HOSHIN_ISSUER: issuer }).issuer).toEqual({ url: issuer, jwksUrl: undefined });
  });

  it('knows where browsers find it where people sign in at the page', () => {
    const page = { HOSHIN_ISSUER: issuer, HOSHIN_CLIENT_ID: 'hoshin-page', HOSHIN_PUBLIC_URL: 'https://hoshin.trust.example/' };
    expect(configFrom(page)).toMatchObject({ client: { id: 'hoshin-page' }, publicUrl: 'https://hoshin.trust.example' });
    expect(configFrom(page).client?.secret()).toBeUndefined();
    expect(() => configFrom({ ...page, HOSHIN_PUBLIC_URL: undefined })).toThrow('HOSHIN_PUBLIC_URL must say where browsers find');
  });

  it('shows the client’s secret to whoever asks for it alone, and takes it from a file', () => {
    const client = { ...development, HOSHIN_CLIENT_ID: 'page' };
    const config = configFrom({ ...client, HOSHIN_CLIENT_SECRET: 'hush' });
    expect(config.client?.secret()).toBe('hush');
    expect(`${JSON.stringify(config)}${inspect(config, { depth: 9 })}`).not.toContain('hush');

    const folder = mkdtempSync(join(tmpdir(), 'hoshin-secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'hush\n');
    expect(configFrom({ ...client, HOSHIN_CLIENT_SECRET_FILE: file }).client?.secret()).toBe('hush');
    const refused = (environment: Record<string, string>, because: string) =>
      expect(() => configFrom({ ...development, ...environment })).toThrow(because);
    writeFileSync(file, ' \n');
    refused({ HOSHIN_CLIENT_ID: 'page', HOSHIN_CLIENT_SECRET_FILE: file }, 'is empty: name a file with the secret in it');
    rmSync(folder, { recursive: true });
    refused({ HOSHIN_CLIENT_ID: 'page', HOSHIN_CLIENT_SECRET_FILE: file }, 'cannot be read (ENOENT)');
    refused({ HOSHIN_CLIENT_ID: 'page', HOSHIN_CLIENT_SECRET_FILE: file, HOSHIN_CLIENT_SECRET: 'x' }, 'is given twice');
    refused({ HOSHIN_CLIENT_SECRET: 'x' }, 'HOSHIN_CLIENT_ID must name the client');
  });

  it('says what a number and an address should be', () => {
    expect(() => configFrom({ ...development, HOSHIN_PORT: '99999' })).toThrow('HOSHIN_PORT is no whole number from 0 to 65535');
    expect(() => configFrom({ ...development, HOSHIN_ISSUER: 'us' })).toThrow('HOSHIN_ISSUER is no address such as https://');
  });

  it('names every variable that is wrong at once', () => {
    expect(() => configFrom({ ...development, HOSHIN_PORT: 'x', HOSHIN_LOG_LEVEL: 'loud' })).toThrow(/HOSHIN_PORT[^]*HOSHIN_LOG_LEVEL/);
  });
});
