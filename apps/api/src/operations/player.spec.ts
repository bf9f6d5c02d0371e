import { Player, playLimits } from './player.js';

const playerWith = (limits: { playedMax?: number; playedPerPersonMax?: number } = {}) => new Player({ ...playLimits, ...limits });
const numbers = (count: number, paceMs = 1, from = 0) => ({ from, count, paceMs, make: (index: number) => Promise.resolve(index) });
const all = async <Thing>(things: AsyncIterable<Thing>): Promise<Thing[]> => {
  const taken: Thing[] = [];
  for await (const thing of things) taken.push(thing);
  return taken;
};

describe('The player', () => {
  it('plays to the end, from where it is asked to, and is then done', async () => {
    const player = playerWith();
    expect(await all(player.play('ann', numbers(4)))).toEqual([0, 1, 2, 3]);
    expect(await all(player.play('ann', numbers(4, 1, 2)))).toEqual([2, 3]);
    expect(await all(player.play('ann', numbers(0)))).toEqual([]);
    expect(player.size).toBe(0);
  });

  it('keeps the pace from one to the next', async () => {
    const player = playerWith();
    const begun = performance.now();
    await all(player.play('ann', numbers(3, 30)));
    expect(performance.now() - begun).toBeGreaterThanOrEqual(58);
  });

  it('ends at once when nobody listens any more, also in the middle of a wait', async () => {
    const player = playerWith();
    const playing = player.play('ann', numbers(9, 60_000));
    expect(await playing.next()).toEqual({ value: 0, done: false });
    const next = playing.next();
    await playing.return!();
    expect(await next).toEqual({ value: undefined, done: true });
    expect(await playing.next()).toEqual({ value: undefined, done: true });
    expect(player.size).toBe(0);
  });

  it('ends with what goes wrong, once', async () => {
    const player = playerWith();
    const playing = player.play('ann', { ...numbers(3), make: () => Promise.reject(new Error('not yours')) });
    await expect(playing.next()).rejects.toThrow('not yours');
    expect(await playing.next()).toEqual({ value: undefined, done: true });
    expect(player.size).toBe(0);
  });

  it('makes one thing at a time, however many are played', async () => {
    const player = playerWith();
    let [now, most] = [0, 0];
    const make = async (index: number): Promise<number> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return index;
    };
    await Promise.all(['ann', 'ben', 'cai'].map((person) => all(player.play(person, { from: 0, count: 3, paceMs: 1, make }))));
    expect(most).toBe(1);
  });

  it('plays so many for one person, and so many in all', async () => {
    const player = playerWith({ playedPerPersonMax: 2, playedMax: 3 });
    const playing = [player.play('ann', numbers(9)), player.play('ann', numbers(9))];
    expect(() => player.play('ann', numbers(9))).toThrow('you have 2 stories played');
    playing.push(player.play('ben', numbers(9)));
    expect(() => player.play('cai', numbers(9))).toThrow('3 stories are played');
    await playing[0]!.return!();
    await playing[0]!.return!();
    expect(player.size).toBe(2);
    playing.push(player.play('cai', numbers(9)));
    for (const each of playing) await each.return!();
    expect(player.size).toBe(0);
  });
});
