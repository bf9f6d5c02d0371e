import { StoreUnavailable } from '../port.js';

/** Which of the two clients an address asks for: servers up to 24 are spoken to by the one, from 25 on by the other. */
export type Family = 'eventstore' | 'kurrent';

export interface Address {
  readonly family: Family;
  /** As it was given; only the client may see it. */
  readonly secret: string;
  /** Who we are to the server, where it asks. */
  readonly login: { readonly username: string; readonly password: string } | null;
  /** Without user and password: for messages. */
  readonly shown: string;
}

const families: Readonly<Record<string, Family>> = {
  esdb: 'eventstore',
  'esdb+discover': 'eventstore',
  kurrentdb: 'kurrent',
  'kurrentdb+discover': 'kurrent',
};
/**
 * What may stand behind the question mark. The clients print an address with an option they do not know, its password
 * included; `throwOnAppendFailure` is left out, since without it a refused append looks like a written one.
 */
const options = [
  'tls',
  'tlsVerifyCert',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'defaultDeadline',
];
const form = /^(?<scheme>[a-z+]+):\/\/(?:(?<user>[^@/?]*)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<query>.*))?$/;

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new StoreUnavailable('the address of the event store has a % in its user or password that begins no %XX: write it as %25');
  }
};

/** Reads an address. Throws {@link StoreUnavailable} that says what is wrong with it and never repeats a password. */
export const addressOf = (text: string): Address => {
  const refuse = (because: string): never => {
    throw new StoreUnavailable(`the address of the event store ${because}`);
  };
  const { scheme = '', user, hosts = '', query = '' } = form.exec(text.trim())?.groups ?? {};
  const family = families[scheme];
  if (!family)
    return refuse(`does not read ${Object.keys(families).join(':// | ')}:// followed by user:password@ (where needed) and hosts`);
  if (user !== undefined && !/^[^:]+:[^:]+$/.test(user))
    refuse('has something else than user:password before the @: write a colon or @ that belongs to them as %3A or %40');
  for (const host of hosts.split(','))
    if (!/^[A-Za-z0-9._-]+(?::\d{1,5})?$/.test(host))
      refuse(`names the host ${JSON.stringify(host)}: write host:port, several with commas`);
  for (const option of query === '' ? [] : query.split('&')) {
    const [name = '', value = ''] = option.split('=');
    const known = options.some((each) => each.toLowerCase() === name.toLowerCase());
    if (!known) refuse(`has the option ${JSON.stringify(name)}: known are ${options.join(', ')}`);
    if (value === '') refuse(`gives the option ${name} no value`);
  }
  const [username = '', password = ''] = (user ?? '').split(':').map(decoded);
  return { family, secret: text.trim(), login: user === undefined ? null : { username, password }, shown: `${scheme}://${hosts}` };
};
