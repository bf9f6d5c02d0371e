import { atLeast } from './at-least.js';

const behind = (): Response => Response.json({ errors: [{ message: 'not yet', extensions: { code: 'BEHIND' } }] }, { status: 503 });
const done = (): Response => Response.json({ data: {} });

/** A page whose questions are answered so, one after the other, and what they asked for at least. */
const pageAnswered = (...answers: readonly (() => Response)[]) => {
  const askedFor: (string | null)[] = [];
  const waiting = answers[Symbol.iterator]();
  const page = atLeast(
    async (_address, init) => {
      askedFor.push(new Headers(init?.headers).get('hoshin-at-least'));
      return waiting.next().value!();
    },
    () => Promise.resolve(),
  );
  return { ...page, askedFor };
};

describe('A question after something was written', () => {
  it('is for the furthest position heard of, and for any before there is one', async () => {
    const { fetch, heard, askedFor } = pageAnswered(done, done, done, done);
    await fetch('/graphql', { headers: { 'x-hoshin': '1' } });
    heard({ recordObservations: { __typename: 'Receipt', position: 12 } });
    await fetch('/graphql');
    heard({ commit: { __typename: 'Refusal', code: 'NotYours' } });
    heard({ threadMoved: { position: 9 } });
    heard({ moved: null });
    heard(undefined);
    await fetch('/graphql');
    heard({ threadMoved: { position: 15 } });
    await fetch('/graphql');
    expect(askedFor).toEqual([null, '12', '12', '15']);
  });

  it('keeps what else is asked with it', async () => {
    const asked: unknown[] = [];
    const { fetch, heard } = atLeast(async (address, init) => (asked.push([address, init?.body, [...new Headers(init?.headers)]]), done()));
    heard({ commit: { position: 3 } });
    await fetch('/graphql', { method: 'POST', body: '{}', headers: { 'x-hoshin': '1' } });
    expect(asked).toEqual([
      [
        '/graphql',
        '{}',
        [
          ['hoshin-at-least', '3'],
          ['x-hoshin', '1'],
        ],
      ],
    ]);
  });

  it('is asked again of an instance that is behind, and the third answer stands', async () => {
    const caughtUp = pageAnswered(behind, behind, done);
    expect((await caughtUp.fetch('/graphql')).status).toBe(200);
    const late = pageAnswered(behind, behind, behind, done);
    const answer = await late.fetch('/graphql');
    expect([answer.status, late.askedFor.length]).toEqual([503, 3]);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BEHIND' } }] });
  });

  it.each([
    ['busy', () => Response.json({ errors: [{ extensions: { code: 'BUSY' } }] }, { status: 503 })],
    ['stopping', () => new Response('bye', { status: 503 })],
    ['at odds', () => Response.json({ errors: [{ extensions: { code: 'BEHIND' } }] }, { status: 500 })],
  ])('is not asked again of one that is %s', async (_state, answer) => {
    const { fetch, askedFor } = pageAnswered(answer, done);
    await fetch('/graphql');
    expect(askedFor).toHaveLength(1);
  });
});
