import { isIP, isIPv4 } from 'node:net';
import { z } from 'zod';
import { wholeNumber } from '../setting-kinds.js';

const commaSeparated = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const nearNetworks = new Set(['loopback', 'linklocal', 'uniquelocal']);
/** An address or a network such as 10.0.0.0/8. A network that holds everybody would let everybody choose their address. */
const isNetwork = (text: string): boolean => {
  const [address = '', bits, more] = text.split('/');
  if (isIP(address) === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (isIPv4(address) ? 32 : 128));
};

const isOrigin = (text: string): boolean => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;

/** Settings of how the service is guarded and watched, by their environment variables. */
export const operationVariables = {
  /** Proxies whose `X-Forwarded-For` is believed; the caller's address is the connection's where it is left out. */
  HOSHIN_TRUST_PROXY: z
    .string()
    .transform(commaSeparated)
    .refine((all) => all.every((each) => nearNetworks.has(each) || isNetwork(each)), {
      message: 'is no list of addresses or networks such as 10.0.0.7,192.168.0.0/16, nor one of loopback, linklocal, uniquelocal',
    })
    .default([]),
  HOSHIN_CORS_ORIGINS: z
    .string()
    .transform(commaSeparated)
    .refine((all) => all.every(isOrigin), { message: 'is no list of origins such as https://hoshin.example, without a path' })
    .default([]),
  HOSHIN_PERSON_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000, 1_200),
  HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000, 12_000),
  HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE: wholeNumber(0, 1_000_000, 300),
  HOSHIN_COMMANDS_IN_FLIGHT: wholeNumber(1, 100_000, 500),
  HOSHIN_SHUTDOWN_SECONDS: wholeNumber(1, 600, 20),
  /** Without one there is no `/metrics`. */
  HOSHIN_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{24,512}$/, 'has to be 24 to 512 printable characters without a space, such as `openssl rand -hex 24` makes')
    .optional(),
  HOSHIN_OTLP_URL: z.url({ protocol: /^https?$/, message: 'is no address such as http://127.0.0.1:4318/v1/traces' }).optional(),
};

/** How the service is guarded and watched. */
export interface OperationSettings {
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  /** 0 sets no limit. */
  readonly personRequestsPerMinuteMax: number;
  readonly addressRequestsPerMinuteMax: number;
  readonly addressSignInsPerMinuteMax: number;
  readonly commandsInFlightMax: number;
  readonly shutdownSecondsMax: number;
  readonly metricsToken: string | undefined;
  readonly otlpUrl: string | undefined;
}

export const operationsFrom = (env: z.infer<z.ZodObject<typeof operationVariables>>): OperationSettings => ({
  trustedProxies: env.HOSHIN_TRUST_PROXY,
  corsOrigins: env.HOSHIN_CORS_ORIGINS,
  personRequestsPerMinuteMax: env.HOSHIN_PERSON_REQUESTS_PER_MINUTE,
  addressRequestsPerMinuteMax: env.HOSHIN_ADDRESS_REQUESTS_PER_MINUTE,
  addressSignInsPerMinuteMax: env.HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE,
  commandsInFlightMax: env.HOSHIN_COMMANDS_IN_FLIGHT,
  shutdownSecondsMax: env.HOSHIN_SHUTDOWN_SECONDS,
  metricsToken: env.HOSHIN_METRICS_TOKEN,
  otlpUrl: env.HOSHIN_OTLP_URL,
});
