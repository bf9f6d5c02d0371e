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
import { webAddress, wholeNumber } from './setting-kinds.js';

/** Keys that come over an open line can be exchanged on the way; this machine itself is not on the way. */
const keysAddress = webAddress.refine((address) => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}, 'must begin with https://, so that nobody exchanges the keys on the way; http is for this machine alone');

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
    HOSHIN_HOST: z.string().min(1).default('127.0.0.1'),
    HOSHIN_PORT: wholeNumber(0, 65_535, 4000),
    /** UUID; taken from the log where there is one, made up where there is none. */
    HOSHIN_ORGANISATION: z.uuid('is no UUID').optional(),
    HOSHIN_TIME_ZONE: timeZone.default('Europe/London'),
    HOSHIN_ISSUER: webAddress.optional(),
    HOSHIN_JWKS_URL: keysAddress.optional(),
    HOSHIN_AUDIENCE: z.string().min(1).default('hoshin'),
    HOSHIN_INTROSPECTION: z.enum(['on', 'off']).optional(),
    HOSHIN_COMPILE_QUERIES: z.enum(['on', 'off']).default('on'),
    HOSHIN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    ...operationVariables,
  })
  .superRefine((env, context) => {
    if (env.HOSHIN_MODE !== 'production') return;
    for (const name of ['HOSHIN_ISSUER', 'HOSHIN_JWKS_URL'] as const)
      if (!env[name])
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'must name the sign-in service whose tokens are accepted; HOSHIN_MODE=development signs its own instead',
        });
  });

/** The service's settings, checked and frozen. */
export interface Config {
  readonly mode: 'production' | 'development' | 'demo';
  readonly dataFolder: string;
  /** Where the log lies. */
  readonly store: StoreAddress;
  /** Where names, contacts and sign-ins of people lie. */
  readonly directory: DirectoryAddress;
  readonly host: string;
  readonly port: number;
  readonly organisation: string | undefined;
  readonly timeZone: string;
  readonly issuer: { readonly url: string; readonly jwksUrl: string } | undefined;
  readonly audience: string;
  readonly introspection: boolean;
  readonly compileQueries: boolean;
  readonly logLevel: string;
  readonly operations: OperationSettings;
}

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
  const store = env.HOSHIN_STORE ?? { kind: 'sqlite', folder: env.HOSHIN_DATA };
  return Object.freeze({
    mode: env.HOSHIN_MODE,
    dataFolder: env.HOSHIN_DATA,
    store,
    directory: env.HOSHIN_DIRECTORY ?? directoryBeside(store, env.HOSHIN_DATA),
    host: env.HOSHIN_HOST,
    port: env.HOSHIN_PORT,
    organisation: env.HOSHIN_ORGANISATION,
    timeZone: env.HOSHIN_TIME_ZONE,
    issuer: env.HOSHIN_ISSUER && env.HOSHIN_JWKS_URL ? { url: env.HOSHIN_ISSUER, jwksUrl: env.HOSHIN_JWKS_URL } : undefined,
    audience: env.HOSHIN_AUDIENCE,
    introspection: env.HOSHIN_INTROSPECTION ? env.HOSHIN_INTROSPECTION === 'on' : env.HOSHIN_MODE !== 'production',
    compileQueries: env.HOSHIN_COMPILE_QUERIES === 'on',
    logLevel: env.HOSHIN_LOG_LEVEL,
    operations: Object.freeze(operationsFrom(env)),
  });
};

/** The same settings on another folder of files: log, directory and all. */
export const inFolder = (config: Config, folder: string): Config => {
  const address = { kind: 'sqlite', folder } as const;
  return { ...config, dataFolder: folder, store: address, directory: address };
};
