import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Trouble } from '#cqrs';
import {
  directoryBeside,
  readDirectoryAddress,
  readStoreAddress,
  withoutPassword,
  type DirectoryAddress,
  type StoreAddress,
} from './addresses.js';
import { operationsFrom, operationVariables, type OperationSettings } from './operations/settings.js';
import { durationOrOff, webAddress, wholeNumber } from './setting-kinds.js';

export const isThisMachine = (hostname: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
/** Whether nobody on the way can exchange what comes from an address; this machine itself is not on the way. */
export const isSafeAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
};
const keysAddress = webAddress.refine(
  isSafeAddress,
  'must begin with https://, so that nobody exchanges the keys on the way; http is for this machine alone',
);
/** Where browsers find the service: a scheme and a host, since cookies and redirects are for the whole of it. */
const ownAddress = webAddress
  .refine(isSafeAddress, 'must begin with https://, so that nobody reads a session on the way; http is for this machine alone')
  .refine(
    (address) => URL.canParse(address) && [new URL(address).origin, `${new URL(address).origin}/`].includes(address),
    'is a scheme and a host alone, such as https://hoshin.example.org',
  );

const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en-GB', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { message: 'is no time zone of the IANA list, such as Europe/London' },
);

/** A setting that is an address; what is refused is shown without its password. */
const address = <Address extends object>(read: (text: string) => Address | string) =>
  z.string().transform((text, context): Address => {
    const found = read(text);
    if (typeof found !== 'string') return found;
    context.addIssue({ code: 'custom', message: `${withoutPassword(text)} ${found}` });
    return z.NEVER;
  });

/** Every setting of the service, by its environment variable. */
const settings = z
  .object({
    /** `production` needs an issuer; `development` and `demo` sign their own tokens. */
    HOSHIN_MODE: z.enum(['production', 'development', 'demo']).default('production'),
    /** The folder of local files, and of log and directory where no other place is named for them. */
    HOSHIN_DATA: z.string().min(1).default('./data'),
    HOSHIN_STORE: address(readStoreAddress).optional(),
    HOSHIN_DIRECTORY: address(readDirectoryAddress).optional(),
    /** The folder of the views' cache, `off` for none; beside the local files where it is left out. */
    HOSHIN_CACHE: z.string().min(1).optional(),
    HOSHIN_HOST: z.string().min(1).default('127.0.0.1'),
    HOSHIN_PORT: wholeNumber(0, 65_535, 4000),
    /** UUID; taken from the log where there is one, made up where there is none. */
    HOSHIN_ORGANISATION: z.uuid('is no UUID').optional(),
    HOSHIN_TIME_ZONE: timeZone.default('Europe/London'),
    HOSHIN_ISSUER: keysAddress.optional(),
    HOSHIN_JWKS_URL: keysAddress.optional(),
    HOSHIN_AUDIENCE: z.string().min(1).default('hoshin'),
    /** The claim that names the person: one the sign-in service never gives to somebody else later. */
    HOSHIN_SUBJECT_CLAIM: z
      .string()
      .regex(/^[\w.:/-]{1,100}$/, 'is no name of a claim, such as sub or oid')
      .default('sub'),
    HOSHIN_CLIENT_ID: z.string().min(1).optional(),
    HOSHIN_CLIENT_SECRET: z.string().min(1).optional(),
    HOSHIN_CLIENT_SECRET_FILE: z.string().min(1).optional(),
    HOSHIN_PUBLIC_URL: ownAddress.optional(),
    HOSHIN_INTROSPECTION: z.enum(['on', 'off']).optional(),
    HOSHIN_COMPILE_QUERIES: z.enum(['on', 'off']).default('on'),
    HOSHIN_SEAL_EVERY: durationOrOff(86_400_000),
    HOSHIN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    ...operationVariables,
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    const { HOSHIN_CLIENT_ID: client, HOSHIN_CLIENT_SECRET: secret, HOSHIN_CLIENT_SECRET_FILE: secretFile } = env;
    if (secret && secretFile) refuse('HOSHIN_CLIENT_SECRET', 'is given twice: leave it or HOSHIN_CLIENT_SECRET_FILE out');
    if (!client && (secret || secretFile)) refuse('HOSHIN_CLIENT_ID', 'must name the client whose secret is given');
    if (env.HOSHIN_MODE !== 'production') return;
    if (!env.HOSHIN_ISSUER)
      refuse('HOSHIN_ISSUER', 'must name the sign-in service whose tokens are accepted; HOSHIN_MODE=development signs its own instead');
    if (client && !env.HOSHIN_PUBLIC_URL)
      refuse('HOSHIN_PUBLIC_URL', 'must say where browsers find this service, such as https://hoshin.example.org, for people to sign in');
  });

/** The service's settings, checked and frozen. */
export interface Config {
  readonly mode: 'production' | 'development' | 'demo';
  readonly dataFolder: string;
  /** Where the log lies. */
  readonly store: StoreAddress;
  /** Where names, contacts and sign-ins of people lie. */
  readonly directory: DirectoryAddress;
  /** Where the views' cache lies; null where there is to be none. */
  readonly cacheFolder: string | null;
  readonly host: string;
  readonly port: number;
  readonly organisation: string | undefined;
  readonly timeZone: string;
  /** The keys' address; found in the issuer's own metadata where it is left out. */
  readonly issuer: { readonly url: string; readonly jwksUrl: string | undefined } | undefined;
  readonly audience: string;
  readonly subjectClaim: string;
  /** As what people sign in at the page. The secret is behind a function, so that printing the settings does not print it. */
  readonly client: { readonly id: string; readonly secret: () => string | undefined } | undefined;
  /** Where browsers find the service: `https://hoshin.example.org`, without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly introspection: boolean;
  readonly compileQueries: boolean;
  /** How long after its last seal the log is sealed again; null where only people ask for it. */
  readonly sealEveryMs: number | null;
  readonly logLevel: string;
  readonly operations: OperationSettings;
}

/** The client's secret, from where it lies; throws {@link Trouble} `BadSetting` where that cannot be read. */
const clientSecret = (given: string | undefined, file: string | undefined): string | undefined => {
  if (file === undefined) return given;
  const unreadable = (why: string, cause?: unknown) =>
    new Trouble(
      'BadSetting',
      `HOSHIN_CLIENT_SECRET_FILE ${why}: name a file with the secret in it that this user may read`,
      { file },
      { cause },
    );
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw unreadable(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, error);
  }
  if (text === '') throw unreadable(`${file} is empty`);
  return text;
};

/** An environment without what people sign in by: for programs that open the record and let nobody in. */
export const withoutSignIn = <Environment extends Readonly<Record<string, string | undefined>>>(environment: Environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^HOSHIN_(ISSUER|JWKS_URL|CLIENT_.*)$/.test(name)));

/** Reads the environment; throws {@link Trouble} `BadSetting` naming every variable that is wrong and what it should be. */
export const configFrom = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const named = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name.startsWith('HOSHIN_') && value !== ''));
  const unknown = Object.keys(named).filter((name) => !(name in settings.shape));
  const parsed = settings.safeParse(named);
  const problems = [
    ...unknown.map((name) => `${name} is no setting of this service; settings are ${Object.keys(settings.shape).join(', ')}`),
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)),
  ];
  if (problems.length > 0 || !parsed.success) throw new Trouble('BadSetting', problems.join('\n'), { problems });
  const env = parsed.data;
  const secret = clientSecret(env.HOSHIN_CLIENT_SECRET, env.HOSHIN_CLIENT_SECRET_FILE);
  const store = env.HOSHIN_STORE ?? { kind: 'sqlite', folder: env.HOSHIN_DATA };
  return Object.freeze({
    mode: env.HOSHIN_MODE,
    dataFolder: env.HOSHIN_DATA,
    store,
    directory: env.HOSHIN_DIRECTORY ?? directoryBeside(store, env.HOSHIN_DATA),
    cacheFolder: env.HOSHIN_CACHE === 'off' ? null : (env.HOSHIN_CACHE ?? cacheIn(env.HOSHIN_DATA)),
    host: env.HOSHIN_HOST,
    port: env.HOSHIN_PORT,
    organisation: env.HOSHIN_ORGANISATION,
    timeZone: env.HOSHIN_TIME_ZONE,
    issuer: env.HOSHIN_ISSUER ? { url: env.HOSHIN_ISSUER, jwksUrl: env.HOSHIN_JWKS_URL } : undefined,
    audience: env.HOSHIN_AUDIENCE,
    subjectClaim: env.HOSHIN_SUBJECT_CLAIM,
    client: env.HOSHIN_CLIENT_ID ? { id: env.HOSHIN_CLIENT_ID, secret: () => secret } : undefined,
    publicUrl: env.HOSHIN_PUBLIC_URL?.replace(/\/$/, ''),
    introspection: env.HOSHIN_INTROSPECTION ? env.HOSHIN_INTROSPECTION === 'on' : env.HOSHIN_MODE !== 'production',
    compileQueries: env.HOSHIN_COMPILE_QUERIES === 'on',
    sealEveryMs: env.HOSHIN_SEAL_EVERY,
    logLevel: env.HOSHIN_LOG_LEVEL,
    operations: Object.freeze(operationsFrom(env)),
  });
};

const cacheIn = (folder: string): string => join(folder, 'cache');

/** The same settings on another folder of files: log, directory and all. */
export const inFolder = (config: Config, folder: string): Config => {
  const address = { kind: 'sqlite', folder } as const;
  return { ...config, dataFolder: folder, store: address, directory: address, cacheFolder: config.cacheFolder && cacheIn(folder) };
};
