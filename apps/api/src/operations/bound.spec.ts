import { Bound } from './bound.js';

describe('A bound', () => {
  it('turns away at once what would be one too many, with the time to come again, and takes it once a place is free', async () => {
    const bound = new Bound(2, 'commands');
    const ends: (() => void)[] = [];
    const slow = () => bound.admit(() => new Promise<string>((resolve) => ends.push(() => resolve('done'))));
    const taken = [slow(), slow()];
    await expect(slow()).rejects.toMatchObject({
      code: 'BUSY',
      message: expect.stringContaining('2 commands are on their way already'),
      fields: { retryAfterSeconds: 2 },
    });
    expect(ends).toHaveLength(2);
    ends[0]!();
    expect(await taken[0]).toBe('done');
    taken.push(slow());
    for (const end of ends) end();
    expect(await Promise.all(taken)).toEqual(['done', 'done', 'done']);
    expect(bound.onTheirWay).toBe(0);
  });

  it('gives the place of work that failed back, and no place twice', async () => {
    const bound = new Bound(1, 'commands');
    await expect(bound.admit(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const leave = bound.enter()!;
    expect(bound.enter()).toBeUndefined();
    leave();
    leave();
    expect(bound.onTheirWay).toBe(0);
  });
});
