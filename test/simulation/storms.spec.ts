import { aggregates } from '#strategy';
import { Chance } from './chance.js';
import type { Order } from './orders.js';
import { inventing, play, repeating } from './storm.js';
import { shrunk, weathered } from './shrinking.js';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const length = 50;

// A storm never pauses; on a busy machine a score of them takes a while.
jest.setTimeout(120_000);

describe('A storm of commands', () => {
  it('breaks no invariant, whatever its seed, and gets far', async () => {
    const met = { persons: new Set<string>(), events: new Set<string>(), codes: new Set<string>() };
    for (const seed of seeds) {
      const { log, steps, codes } = await weathered(seed, length);
      for (const { person } of steps.flatMap(({ orders }) => orders)) met.persons.add(person);
      for (const { type } of log) met.events.add(type);
      for (const code of codes) met.codes.add(code);
    }
    const moves = aggregates.flatMap(({ name, stored }) => (name === 'catchball' || name === 'goal' ? Object.values(stored) : []));
    expect(met.persons.size).toBeGreaterThanOrEqual(12);
    expect(moves.filter((type) => met.events.has(type)).length).toBeGreaterThan(0.75 * moves.length);
    expect(met.codes.size).toBeGreaterThan(50);
  });

  it('is the same whenever its seed is, and when its steps are played again', async () => {
    let passed = 0;
    const once = await play(inventing(7, 15));
    const again = await play(inventing(7, 15));
    const repeated = await play(repeating(once.steps));
    const other = await play(inventing(8, 15));
    // On a machine that takes its time over everything.
    const slow = jest.spyOn(performance, 'now').mockImplementation(() => (passed += 1_000));
    const slowly = await play(inventing(7, 15));
    slow.mockRestore();
    expect([again.digest, repeated.digest, slowly.digest]).toEqual([once.digest, once.digest, once.digest]);
    expect(other.digest).not.toBe(once.digest);
  });

  it('is made small where it breaks something', async () => {
    // Broken on purpose: an order without its input, which nothing at the edge can let through, fails as a bug.
    const bad: Order = {
      commandId: new Chance(1).uuid(),
      person: 'ann',
      post: 'chief-nurse',
      aggregate: 'strategy',
      command: 'ReviseAim',
      subject: null,
      input: undefined,
    };
    const { steps } = await play(inventing(3, 12));
    const broken = steps.with(5, { ...steps[5]!, orders: [bad] });
    expect((await play(repeating(broken))).violations.map(({ rule }) => rule)).toEqual(['bug']);
    const small = await shrunk(broken, 'bug');
    expect(small.map((step) => step.orders)).toEqual([[bad]]);
  });
});
