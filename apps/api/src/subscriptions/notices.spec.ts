import type { ChangeNotice } from './change-notice.graphql.js';
import { Notices } from './notices.js';

const said = (position: number): ChangeNotice => ({ position, kind: 'TREE_CHANGED', subjects: [], refetch: true });

/** An outbox with room for so many, and what waits in it. */
const outbox = (room: number) => {
  const box = {
    waiting: 0,
    add: () => ++box.waiting <= room,
    taken: (count: number) => void (box.waiting -= count),
  };
  return box;
};

describe('The notices of a subscription', () => {
  it('come in order, whether they are waited for or wait themselves', async () => {
    const notices = new Notices(outbox(9), () => undefined);
    const first = notices.next();
    for (const position of [1, 2, 3]) notices.offer(said(position));
    expect(await Promise.all([first, notices.next(), notices.next()])).toEqual(
      [1, 2, 3].map((position) => ({ value: said(position), done: false })),
    );
  });

  it('count against their socket while they wait, and are let go beyond what it allows', async () => {
    const box = outbox(2);
    const notices = new Notices(box, () => undefined);
    for (const position of [1, 2, 3]) notices.offer(said(position));
    expect([await notices.next(), await notices.next()].map(({ value }) => (value as ChangeNotice).position)).toEqual([1, 2]);
    await notices.return();
    expect(box.waiting).toBe(1);
  });

  it('end for whoever waits, once', async () => {
    let ends = 0;
    const notices = new Notices(outbox(9), () => ends++);
    const waiting = notices.next();
    await notices.return();
    await notices.return();
    expect([await waiting, await notices.next(), ends]).toEqual([{ value: undefined, done: true }, { value: undefined, done: true }, 1]);
    notices.offer(said(1));
    expect((await notices.next()).done).toBe(true);
  });

  it('end with an error after what waits already', async () => {
    const notices = new Notices(outbox(9), () => undefined);
    notices.offer(said(1));
    notices.fail(new Error('no longer'));
    expect((await notices.next()).value).toEqual(said(1));
    await expect(notices.next()).rejects.toThrow('no longer');
    expect((await notices.next()).done).toBe(true);
    const waited = new Notices(outbox(9), () => undefined);
    const waiting = waited.next();
    waited.fail(new Error('no longer'));
    await expect(waiting).rejects.toThrow('no longer');
  });
});
