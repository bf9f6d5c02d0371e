/** Random moments of the log over HTTP, none asked twice, against the same questions about the present. */
import { percentile, result, median, type Result } from './report.js';
import { graphqlRequest } from './processes.js';
import type { Scene } from './scene.js';
import { treeQuery } from './tree.js';

const threadQuery = `query Thread($id: ID!, $asOf: AsOfInput) { thread(id: $id, asOf: $asOf) {
  id phase standing round overdue due
  inForce { statement }
  offers { round rationale on differences { field before after } offer { statement due } }
  moves { event side round on text phase ball position }
  daysHeld { giver receiver arbiter }
} }`;
/** Something small and unrelated that others ask meanwhile. */
const otherQuery = '{ __typename }';

const treesPerRun = 120;
const threadsPerRun = 600;

/** Numbers that look random and are the same every time: Park and Miller's generator. */
function* numbers(): Generator<number, never> {
  for (let seed = 20_261_122; ;) {
    seed = (seed * 48_271) % 2_147_483_647;
    yield seed;
  }
}

export const measureAsOf = async (scene: Scene, runs: number, aims: boolean): Promise<Result[]> => {
  const { events, port, generator, trust, tokenOf } = scene;
  const token = await tokenOf(trust.chief);
  const random = numbers();
  const asked = new Set<number>();
  const newMoment = (): { asOf: { position: number } } => {
    for (;;) {
      const position = 1 + (random.next().value % events);
      if (asked.has(position)) continue;
      asked.add(position);
      return { asOf: { position } };
    }
  };
  const probe = graphqlRequest(otherQuery, {}, token);
  const drive = (count: number, request: () => string, expected: string) =>
    generator.drive({ port, clients: [Array.from({ length: count }, request)], expected, probe });
  const kinds = [
    { name: 'tree', count: Math.min(treesPerRun, events / 200), expected: '"nodes"', query: treeQuery, variables: () => ({}) },
    {
      name: 'thread',
      count: Math.min(threadsPerRun, events / 50),
      expected: '"thread"',
      query: threadQuery,
      variables: () => ({ id: trust.threads[random.next().value % trust.threads.length] }),
    },
  ];
  const results: Result[] = [];
  for (const { name, count, expected, query, variables } of kinds) {
    const [past, live, held]: [number[], number[], number[]] = [[], [], []];
    const askNow = () => graphqlRequest(query, variables(), token);
    const askThen = () => graphqlRequest(query, { ...variables(), ...newMoment() }, token);
    await drive(20, askNow, expected);
    for (let run = 0; run < runs; run++) {
      live.push(percentile((await drive(count, askNow, expected)).latencies, 95));
      const then = await drive(count, askThen, expected);
      past.push(percentile(then.latencies, 95));
      held.push(Math.max(...then.probeLatencies));
    }
    const limit = median(live) * 1.5 + 15;
    results.push(
      result({
        name: `asOf ${name}, p95`,
        events,
        unit: 'ms',
        runs: past,
        peer: { name: 'live', runs: live },
        ...(aims && { aim: { of: 'value', atMost: limit } }),
      }),
      result({
        name: `held up by asOf ${name}, longest`,
        events,
        unit: 'ms',
        runs: held,
        ...(aims && { aim: { of: 'worst', atMost: 50 } }),
      }),
    );
  }
  return results;
};
