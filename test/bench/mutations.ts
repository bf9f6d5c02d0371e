/** Counter-offers over HTTP from 64 clients on distinct threads, against mutations that do nothing. */
import { derivedId } from '#cqrs';
import type { Offer } from '#strategy';
import { cycleOf, uuidOf, type Post } from './log-trust.js';
import { offerOn } from './log-negotiations.js';
import { graphqlRequest } from './processes.js';
import { result, type Result } from './report.js';
import { startServer, type Scene } from './scene.js';

const clients = 64;
const threadsPerClient = 4;
/** The last round cannot be countered. */
const countersPerThread = 11;

export const answer =
  '{ __typename ... on Receipt { commandId subject position version events replayed } ... on Refusal { code because } }';
export const serveBall = `mutation Serve($input: ServeBallInput!) { serveBall(input: $input) ${answer} }`;
export const counterOffer = `mutation Move($input: CounterOfferInput!) { counterOffer(input: $input) ${answer} }`;
const doingNothing = `mutation Move($input: CounterOfferInput!) { doingNothing(input: $input) ${answer} }`;

/** What one run sends: new threads, then every counter on them in turn; each client has threads of its own. */
export interface Script {
  readonly serves: string[][];
  readonly counters: string[][];
  readonly nothings: string[][];
  readonly bares: string[][];
}

export const today = (): string => new Date().toISOString().slice(0, 10);
export const offerInput = (round: number, due: string): Offer => offerOn(uuidOf('measure', 4), today(), due, 60 - round);

export const scriptOf = async ({ trust, tokenOf }: Scene, run: number, ends: string): Promise<Script> => {
  const script: Script = { serves: [], counters: [], nothings: [], bares: [] };
  let commands = run * 1_000_000;
  const commandId = (): string => uuidOf('move', commands++);
  for (let client = 0; client < clients; client++) {
    const aim = client % trust.aims.length;
    const giver = trust.sponsors[aim]!;
    const receiver = trust.directorates[client % trust.directorates.length]!;
    const tokens = new Map<Post, string>([
      [giver, await tokenOf(giver)],
      [receiver, await tokenOf(receiver)],
    ]);
    const [serves, counters, nothings, bares]: [string[], string[], string[], string[]] = [[], [], [], []];
    for (let thread = 0; thread < threadsPerClient; thread++) {
      const serve = commandId();
      const input = {
        commandId: serve,
        kind: 'DOWNWARDS',
        parent: { kind: 'AIM', id: trust.aims[aim] },
        receiver: receiver.id,
        parentRevision: 1,
        offer: offerInput(0, ends),
      };
      serves.push(graphqlRequest(serveBall, { input }, tokens.get(giver)));
      for (let round = 1; round <= countersPerThread; round++) {
        const token = tokens.get(round % 2 === 1 ? receiver : giver);
        const offer = offerInput(round, ends);
        const move = {
          commandId: commandId(),
          thread: derivedId(serve, 'subject'),
          round,
          parentRevision: 1,
          offer,
          rationale: 'fewer beds are open than in the year before',
        };
        counters.push(graphqlRequest(counterOffer, { input: move }, token));
        nothings.push(graphqlRequest(doingNothing, { input: move }, token));
        bares.push(graphqlRequest(counterOffer, { input: move }));
      }
    }
    script.serves.push(serves);
    script.counters.push(counters);
    script.nothings.push(nothings);
    script.bares.push(bares);
  }
  return script;
};

/** The cycle the log was written with ends so long after its first day that today lies within it. */
export const cycleEnd = (): string => cycleOf(monthsBefore(today(), 21)).ends;

export const measureMutations = async (scene: Scene, runs: number, aims: boolean): Promise<Result[]> => {
  const { events, port, generator } = scene;
  const peer = await startServer({ answers: {} });
  const ends = cycleEnd();
  const rate = async (at: number, requests: readonly (readonly string[])[]): Promise<number> => {
    const { seconds } = await generator.drive({ port: at, clients: requests, expected: '"Receipt"' });
    return (clients * threadsPerClient * countersPerThread) / seconds;
  };
  try {
    const [own, nothing, bare]: [number[], number[], number[]] = [[], [], []];
    // The first run warms all three up and is not counted.
    for (let run = 0; run <= runs; run++) {
      const script = await scriptOf(scene, run, ends);
      await generator.drive({ port, clients: script.serves, expected: '"Receipt"' });
      const rates = [await rate(port, script.counters), await rate(port, script.nothings), await rate(peer.port, script.bares)] as const;
      if (run === 0) continue;
      own.push(rates[0]);
      nothing.push(rates[1]);
      bare.push(rates[2]);
    }
    const named = (name: string, other: string, peerRuns: number[], atLeast: number): Result =>
      result({
        name,
        events,
        unit: 'mutations/s',
        runs: own,
        peer: { name: other, runs: peerRuns },
        ...(aims && { aim: { of: 'ratio', atLeast } }),
      });
    return [
      named('counter-offers, 64 clients', 'no-op in the same server', nothing, 0.75),
      named('counter-offers, 64 clients, against bare', 'bare, nobody signed in', bare, 0.4),
    ];
  } finally {
    await peer.close();
  }
};

export const monthsBefore = (day: string, months: number): string => {
  const then = new Date(Date.parse(day) - months * (365.25 / 12) * 86_400_000);
  return then.toISOString().slice(0, 10);
};
