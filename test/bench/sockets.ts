/** A thousand sockets that all follow the tree, while counter-offers come in: how soon each is told of each. */
import { socketLimits } from '../../apps/api/src/subscriptions/limits.js';
import { cycleEnd, scriptOf } from './mutations.js';
import { answerOf, endProcess, startProcess } from './processes.js';
import { percentile, result, type Result } from './report.js';
import type { Scene } from './scene.js';
import type { Heard, Listening } from './sockets-process.js';

const socketsMax = 1_000;
const commandsPerSecond = 50;
const seconds = 10;
/** So that no command id was sent before, by another measurement of the same service. */
const firstRun = 1_000;

export const measureSockets = async (scene: Scene, runs: number, aims: boolean): Promise<Result[]> => {
  const { events, port, generator, trust, tokenOf } = scene;
  const everybody = [...trust.sponsors, ...trust.directorates, ...trust.teams];
  // A small trust has fewer people, and each of them may open only so many.
  const sockets = Math.min(socketsMax, everybody.length * socketLimits.socketsPerPersonMax);
  const tokens: string[] = [];
  for (let index = 0; index < sockets; index++) tokens.push(await tokenOf(everybody[index % everybody.length]!));
  const [middle, late]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    const script = await scriptOf(scene, firstRun + run, cycleEnd());
    await generator.drive({ port, clients: script.serves, expected: '"Receipt"' });
    const each = Math.ceil((commandsPerSecond * seconds) / script.counters.length);
    const clients = script.counters.map((requests) => requests.slice(0, each));
    const child = startProcess('sockets-process');
    try {
      const answered = answerOf<{ heard: Heard }>(child, 'sockets');
      const listening: Listening = { port, tokens, clients, commandsPerSecond };
      child.send(listening);
      const latencies = Array.from((await answered).heard.latencies);
      middle.push(percentile(latencies, 50));
      late.push(percentile(latencies, 99));
    } finally {
      await endProcess(child);
    }
  }
  const name = `${sockets.toLocaleString('en-GB')} sockets on the tree, ${commandsPerSecond} commands/s`;
  return [
    result({ name: `${name}: told, p50`, events, unit: 'ms', runs: middle }),
    result({ name: `${name}: told, p99`, events, unit: 'ms', runs: late, ...(aims && { aim: { of: 'worst', atMost: 1_000 } }) }),
  ];
};
