import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { RequestRate, addressKey } from './request-rate.js';

/** What the settings call the networks of one machine, one cable, and one house. */
const nearNetworks: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Whether an address is one of these proxies: addresses, networks, or names of near networks. */
const listOf = (proxies: readonly string[]): ((address: string) => boolean) => {
  const list = new BlockList();
  const family = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');
  for (const network of proxies.flatMap((proxy) => nearNetworks[proxy] ?? [proxy])) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return (named) => {
    const address = named.replace(/%.*$/, '');
    return isIP(address) !== 0 && list.check(address, family(address));
  };
};

/**
 * How often each address may ask in a minute. Behind proxies whose `X-Forwarded-For` is believed it is the last address
 * they name that is none of them: what stands before it, its sender could have written.
 */
export class AddressRate {
  private readonly rate: RequestRate;
  private readonly isProxy: (address: string) => boolean;

  constructor(
    /** Requests a minute; 0 sets no limit. */
    perMinuteMax: number,
    proxies: readonly string[],
    nowMs?: () => number,
  ) {
    this.rate = new RequestRate(perMinuteMax, nowMs);
    this.isProxy = listOf(proxies);
  }

  /** Counts a request, apart from those for other things; the whole seconds its sender has to wait, 0 where it may go on. */
  secondsToWait(request: Pick<IncomingMessage, 'socket' | 'headers'>, what = ''): number {
    return this.rate.secondsToWait(`${what} ${addressKey(this.addressOf(request))}`);
  }

  private addressOf({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
    const named = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    let address = socket.remoteAddress ?? '';
    while (named.length > 0 && this.isProxy(address)) address = named.pop()!;
    return address;
  }
}
