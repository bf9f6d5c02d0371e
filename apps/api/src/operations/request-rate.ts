import { isIPv6 } from 'node:net';

const windowMs = 60_000;
/** Askers told apart in one window; beyond them all new ones are counted as one, so that a flood of names fills no memory. */
const keysMax = 100_000;
const everybodyElse = 'everybody else';

/**
 * How often each may ask in a minute. Windows are fixed and the same for all: at the turn of one somebody may ask twice
 * as often for a moment, which costs less than remembering when each request came.
 */
export class RequestRate {
  private counts = new Map<string, number>();
  private windowEndsMs = 0;

  constructor(
    /** Requests a minute; 0 sets no limit. */
    private readonly perMinuteMax: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Counts a request; the whole seconds its sender has to wait, 0 where it may go on. */
  secondsToWait(key: string): number {
    if (this.perMinuteMax === 0) return 0;
    const now = this.nowMs();
    if (now >= this.windowEndsMs) {
      this.counts = new Map();
      this.windowEndsMs = now + windowMs;
    }
    const counted = this.counts.has(key) || this.counts.size < keysMax ? key : everybodyElse;
    const count = (this.counts.get(counted) ?? 0) + 1;
    this.counts.set(counted, count);
    return count <= this.perMinuteMax ? 0 : Math.max(1, Math.ceil((this.windowEndsMs - now) / 1_000));
  }
}

const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));

/** What an address is counted under: an IPv6 sender has a whole network of 64 bits to choose addresses from. */
export const addressKey = (address: string): string => {
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare) || bare.includes('.')) return bare.replace(/^::ffff:/i, '');
  const [head = '', tail] = bare.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};
