import { RequestRate, addressKey } from './request-rate.js';

describe('The rate of requests', () => {
  let now = 0;
  const rate = (perMinute: number): RequestRate => {
    now = 1_000_000;
    return new RequestRate(perMinute, () => now);
  };

  it('lets each ask so often in a minute, and tells whoever asks more when to come again', () => {
    const three = rate(3);
    expect([1, 2, 3, 4].map(() => three.secondsToWait('ann'))).toEqual([0, 0, 0, 60]);
    expect(three.secondsToWait('ben')).toBe(0);
    now += 45_500;
    expect(three.secondsToWait('ann')).toBe(15);
    now += 14_500;
    expect(three.secondsToWait('ann')).toBe(0);
  });

  it('sets no limit where it is 0', () => {
    const none = rate(0);
    expect(Array.from({ length: 10_000 }, () => none.secondsToWait('ann')).every((seconds) => seconds === 0)).toBe(true);
  });

  it('counts a flood of names as one once it is a flood, and keeps those it knew apart', () => {
    const two = rate(2);
    two.secondsToWait('ann');
    for (let each = 0; each < 99_999; each++) two.secondsToWait(`made up ${each}`);
    expect(two.secondsToWait('new 1')).toBe(0);
    expect(two.secondsToWait('new 2')).toBe(0);
    expect(two.secondsToWait('new 3')).toBe(60);
    expect(two.secondsToWait('ann')).toBe(0);
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('counts %s under %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
