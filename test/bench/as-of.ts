/** Random moments of the log over HTTP, for every view, against the same questions about the present. */
import { percentile, result, median, type Result } from './report.js';
import { graphqlRequest } from './processes.js';
import type { Scene } from './scene.js';
import { viewsAsked } from './views.js';

/** Something small and unrelated that others ask meanwhile. */
const otherQuery = '{ __typename }';

/** What is asked so often that nobody else may be held up by it. */
const everyDay: readonly string[] = ['thread', 'tree'];

/** What a run of one view may take about, and how many questions it then has. */
const runMs = 250;
const questions = { least: 20, most: 300 } as const;
const warmUp = 10;

/** Numbers that look random and are the same every time: Park and Miller's generator. */
function* numbers(): Generator<number, never> {
  for (let seed = 20_261_122; ;) {
    seed = (seed * 48_271) % 2_147_483_647;
    yield seed;
  }
}

/** Moments of which none comes twice, so that nothing kept from an earlier answer helps. */
const momentsOf = (events: number, random: () => number) => {
  const asked = new Set<number>();
  return (): { readonly asOf: { readonly position: number } } => {
    // A small log has fewer moments than many runs ask for.
    if (asked.size > events / 2) asked.clear();
    for (;;) {
      const position = 1 + (random() % events);
      if (asked.has(position)) continue;
      asked.add(position);
      return { asOf: { position } };
    }
  };
};

export const measureAsOf = async (scene: Scene, runs: number, aims: boolean): Promise<Result[]> => {
  const { events, port, generator, trust, tokenOf } = scene;
  const token = await tokenOf(trust.chief);
  const sequence = numbers();
  const random = (): number => sequence.next().value;
  const probe = graphqlRequest(otherQuery, {}, token);
  const results: Result[] = [];
  for (const { name, query, expected, variables } of viewsAsked) {
    const newMoment = momentsOf(events, random);
    const askNow = (): string => graphqlRequest(query, variables(trust, random), token);
    const askThen = (): string => graphqlRequest(query, { ...variables(trust, random), ...newMoment() }, token);
    const drive = (count: number, request: () => string) =>
      generator.drive({ port, clients: [Array.from({ length: count }, request)], expected, probe });
    await drive(warmUp, askNow);
    const usual = median((await drive(warmUp, askThen)).latencies);
    const count = Math.max(questions.least, Math.min(questions.most, Math.round(runMs / usual)));
    const [past, live, held]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run < runs; run++) {
      live.push(percentile((await drive(count, askNow)).latencies, 95));
      const then = await drive(count, askThen);
      past.push(percentile(then.latencies, 95));
      held.push(Math.max(...then.probeLatencies));
    }
    results.push(
      result({
        name: `asOf ${name}, p95`,
        events,
        unit: 'ms',
        runs: past,
        peer: { name: 'live', runs: live },
        ...(aims && { aim: { of: 'value', atMost: median(live) * 1.5 + 15 } }),
      }),
    );
    if (everyDay.includes(name))
      results.push(
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
