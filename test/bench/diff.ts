/** What changed over a year and what was conceded on the way, over HTTP; no two questions are about the same moments. */
import { percentile, result, type Result } from './report.js';
import { graphqlRequest } from './processes.js';
import type { Scene } from './scene.js';

const diffQuery = `query Diff($from: AsOfInput!) { strategyDiff(from: $from) {
  totalCount summary { kind of changed cameBack }
  edges { node { kind node { kind id statement } differences { field before after } events { position event at reason } } }
} }`;
const ledgerQuery = `query Ledger($asOf: AsOfInput) { concessionLedger(asOf: $asOf) {
  totalCount edges { node { thread concession { change shareOfGap } steps { on side change offer { measured { target } } rationale } } }
} }`;

/** The log covers 21 months: after this part of it, a year is left. */
const yearBefore = 9 / 21;
const questionsPerRun = 20;
/** Well under a second, for whoever waits for it. */
const diffMsMax = 500;

export const measureDiff = async ({ events, port, generator, trust, tokenOf }: Scene, runs: number, aims: boolean): Promise<Result[]> => {
  const token = await tokenOf(trust.chief);
  let asked = 0;
  const kinds = [
    {
      name: 'diff over a year, p95',
      expected: '"strategyDiff"',
      request: (position: number) => graphqlRequest(diffQuery, { from: { position } }, token),
      start: yearBefore,
      step: 1,
    },
    {
      name: 'ledger page, p95',
      expected: '"concessionLedger"',
      request: (position: number) => graphqlRequest(ledgerQuery, { asOf: { position } }, token),
      start: 1,
      step: -1,
    },
  ];
  const results: Result[] = [];
  for (const { name, expected, request, start, step } of kinds) {
    const ask = () => request(Math.floor(events * start) + step * ++asked);
    const drive = (count: number) => generator.drive({ port, clients: [Array.from({ length: count }, ask)], expected });
    await drive(3);
    const runsMs: number[] = [];
    for (let run = 0; run < runs; run++) runsMs.push(percentile((await drive(questionsPerRun)).latencies, 95));
    results.push(result({ name, events, unit: 'ms', runs: runsMs, ...(aims && { aim: { of: 'value', atMost: diffMsMax } }) }));
  }
  return results;
};
