import { z } from 'zod';
import { Trouble } from '#cqrs';
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

/** Every setting of the service, by its environment variable. */
const settings = z
  .object({
    /** `production` needs an issuer; `development` and `demo` sign their own tokens. */
    HOSHIN_MODE: z.enum(['production', 'development', 'demo']).default('production'),
    HOSHIN_DATA: z.string().min(1).default('./data'),
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
  return Object.freeze({
    mode: env.HOSHIN_MODE,
    dataFolder: env.HOSHIN_DATA,
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
