import type { IncomingMessage } from 'node:http';
import { AddressRate } from './address-rate.js';

const request = (remoteAddress: string, forwarded?: string): Pick<IncomingMessage, 'socket' | 'headers'> => ({
  socket: { remoteAddress } as IncomingMessage['socket'],
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});
/** Whether two requests are counted as those of one address. */
const areOne = (proxies: readonly string[], one: ReturnType<typeof request>, other: ReturnType<typeof request>): boolean => {
  const rate = new AddressRate(1, proxies, () => 0);
  rate.secondsToWait(one);
  return rate.secondsToWait(other) > 0;
};

describe('The rate of an address', () => {
  it.each<[what: string, proxies: string[], remote: string, forwarded: string, counted: string]>([
    ['the connection’s, where no proxy is believed', [], '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['the connection’s, where it comes from no proxy', ['loopback'], '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['what a proxy names', ['loopback'], '127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['what a proxy names that is known by an older notation', ['loopback'], '::ffff:127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['the last that is no proxy', ['loopback', '10.0.0.0/8'], '127.0.0.1', '203.0.113.9, 198.51.100.7, 10.1.2.3', '198.51.100.7'],
    ['the first, where all are proxies', ['10.0.0.7', '10.0.0.8'], '10.0.0.7', '10.0.0.8', '10.0.0.8'],
    ['what a proxy names, be it no address at all', ['fd00::/8'], 'fd00::1', 'unknown', 'unknown'],
    ['what a proxy on the same cable names', ['linklocal'], 'fe80::1%eth0', '2001:db8::1', '2001:db8::1'],
  ])('is counted under %s', (_what, proxies, remote, forwarded, counted) => {
    expect(areOne(proxies, request(remote, forwarded), request(counted))).toBe(true);
    expect(areOne(proxies, request(remote, forwarded), request('203.0.113.250'))).toBe(false);
  });

  it('counts each thing that is asked for by itself', () => {
    const rate = new AddressRate(1, [], () => 0);
    expect(['one', 'other', 'one'].map((what) => rate.secondsToWait(request('192.0.2.1'), what))).toEqual([0, 0, 60]);
  });
});
