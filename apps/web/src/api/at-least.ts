/** An instance that has not come as far as it is asked for waits for five seconds by itself; so often it is asked in all. */
const asksMax = 3;
const pauseMs = 500;

const isBehind = async (answer: Response): Promise<boolean> => {
  if (answer.status !== 503) return false;
  const told = (await answer
    .clone()
    .json()
    .catch(() => null)) as { errors?: readonly { extensions?: { code?: unknown } }[] } | null;
  return told?.errors?.some(({ extensions }) => extensions?.code === 'BEHIND') ?? false;
};

/** The positions that receipts and notices name, each under the one name it was asked by. */
const positionsIn = (data: unknown): number[] =>
  typeof data === 'object' && data !== null
    ? Object.values(data).flatMap((told: { readonly position?: unknown } | null) =>
        typeof told?.position === 'number' ? told.position : [],
      )
    : [];

/**
 * Asks for nothing older than what was heard of: where several instances serve one log, the one that answers next may not
 * have seen yet what another one wrote. Which position that is is kept for as long as the page is open. An instance that
 * is behind has done nothing, so that it, or another one, is asked again: questions and commands alike.
 */
export const atLeast = (
  ask: typeof fetch,
  pause: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): { readonly fetch: typeof fetch; readonly heard: (data: unknown) => void } => {
  let furthest = 0;
  return {
    heard: (data) => {
      furthest = Math.max(furthest, ...positionsIn(data));
    },
    fetch: async (address, init) => {
      const headers = new Headers(init?.headers);
      if (furthest > 0) headers.set('hoshin-at-least', String(furthest));
      for (let asked = 1; ; asked++) {
        const answer = await ask(address, { ...init, headers });
        if (asked === asksMax || !(await isBehind(answer))) return answer;
        await pause(pauseMs);
      }
    },
  };
};
