/** Scorecards over HTTP against bare Apollo with the same answer prepared, first answers, and what one more figure costs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, addPeriods, periodOf } from '#strategy';
import { cardMeasures, cardMonths, writeChartLog, type ChartLog } from './log-charts.js';
import { uuidOf } from './log-trust.js';
import { answer, today } from './mutations.js';
import { graphqlRequest, type Generator } from './processes.js';
import { median, result, type Aim, type Result } from './report.js';
import { onScene, startServer, type Scene } from './scene.js';

const lineFields = `id name unitOfMeasure class latestPeriod latestValue met variation assurance variationText assuranceText reading place
  awaitedPeriod awaitedBy periodsOverdue unit { id name } direction { kind lo hi } target { from value lo hi }`;
const chartFields = 'measure { chart { points { period value mean lower upper type } } }';
const scorecardOf = (fields: string): string => `query Card($unit: ID!) { unit(id: $unit) { scorecard { lines { ${fields} } } } }`;
const chartQuery =
  'query Chart($id: ID!) { measure(id: $id) { chart { variation assurance points { period value mean lower upper type } } } }';
const record = `mutation Record($input: RecordObservationsInput!) { recordObservations(input: $input) ${answer} }`;
const correct = `mutation Correct($input: CorrectObservationsInput!) { correctObservations(input: $input) ${answer} }`;

const clients = 2;
const warmUp = 40;
const requestsPerRun = 60;
const chartRequestsPerRun = 12;
const restartsMax = 3;
const figuresPerRun = 8;

interface Card extends Scene {
  readonly log: ChartLog;
  readonly token: string;
}

let commands = 0;
const commandId = (): string => uuidOf('chart', commands++);

/** One question after the other, in milliseconds. */
const latencyOf = async ({ generator, port }: Card, request: string, expected: string): Promise<number> =>
  (await generator.drive({ port, clients: [[request]], expected })).latencies[0]!;

const againstBare = async (card: Card, runs: number, name: string, fields: string, count: number): Promise<Result> => {
  const { generator, port, log, token, events } = card;
  const query = scorecardOf(fields);
  const ours = graphqlRequest(query, { unit: log.unit }, token);
  const theirs = graphqlRequest(query, { unit: log.unit });
  const drive = (at: number, request: string, times: number) =>
    generator.drive({ port: at, clients: Array.from({ length: clients }, () => Array(times).fill(request)), expected: '"lines"' });
  const { sample } = await drive(port, ours, warmUp);
  const peer = await startServer({ answers: (JSON.parse(sample) as { data: Record<string, unknown> }).data });
  try {
    if ((await drive(peer.port, theirs, warmUp)).sample !== sample) throw new Error('the bare server does not answer the same bytes');
    const [own, other]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      own.push((count * clients) / (await drive(port, ours, count)).seconds);
      other.push((count * clients) / (await drive(peer.port, theirs, count)).seconds);
    }
    const aim: Aim = { of: 'ratio', atLeast: 0.5 };
    return result({ name, events, unit: 'requests/s', runs: own, peer: { name: 'bare', runs: other }, aim });
  } finally {
    await peer.close();
  }
};

/** The scorecard right after one of its figures was corrected, beside one after which nothing had changed. */
const afterAFigure = async (card: Card, runs: number): Promise<Result> => {
  const { log, token, events } = card;
  const period = addPeriods('MONTH', periodOf('MONTH', today()), -4);
  const question = graphqlRequest(scorecardOf(lineFields), { unit: log.unit }, token);
  const [changed, unchanged]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    const measure = log.measures[run % log.measures.length];
    const readings = [{ period, value: String(70 + run) }];
    const input = { commandId: commandId(), measure, readings, reason: 'counted again' };
    await latencyOf(card, graphqlRequest(correct, { input }, token), '"Receipt"');
    changed.push(await latencyOf(card, question, '"lines"'));
    unchanged.push(await latencyOf(card, question, '"lines"'));
  }
  return result({
    name: `scorecard ${cardMeasures} × ${cardMonths}, after a figure changed`,
    events,
    unit: 'ms',
    runs: changed,
    peer: { name: 'asked again', runs: unchanged },
  });
};

/** What a run takes of a series of one length: to record figures, and to read each chart and scorecard next. */
interface Costs {
  readonly command: number;
  readonly chart: number;
  readonly scorecard: number;
}

const costsOf = async (card: Card, { id, next, unit }: { id: string; next: string; unit: string }, from: number): Promise<Costs> => {
  const { token } = card;
  const chart = graphqlRequest(chartQuery, { id }, token);
  const scorecard = graphqlRequest(scorecardOf(lineFields), { unit }, token);
  const [command, chartMs, scorecardMs]: [number[], number[], number[]] = [[], [], []];
  for (let figure = 0; figure < figuresPerRun; figure++) {
    const readings = [{ period: addDays(next, from + figure), value: String(40 + (figure % 9)) }];
    command.push(
      await latencyOf(card, graphqlRequest(record, { input: { commandId: commandId(), measure: id, readings } }, token), '"Receipt"'),
    );
    chartMs.push(await latencyOf(card, chart, '"points"'));
    scorecardMs.push(await latencyOf(card, scorecard, '"lines"'));
  }
  return { command: median(command), chart: median(chartMs), scorecard: median(scorecardMs) };
};

/** A command costs the same however long its series is, but for what it has to clear up; a reading may grow with it, and no faster. */
const oneMoreFigure = async (card: Card, runs: number): Promise<Result[]> => {
  const { series } = card.log;
  const found = series.map((): Costs[] => []);
  // The first two runs warm up and are not counted.
  for (let run = -2; run < runs; run++)
    for (const [index, each] of series.entries()) {
      const costs = await costsOf(card, each, (run + 2) * figuresPerRun);
      if (run >= 0) found[index]!.push(costs);
    }
  const shortest = series[0]!.points;
  const named = (what: keyof Costs, name: string, atMost: (longer: number) => number): Result[] =>
    series.map(({ points }, index) =>
      result({
        name: `${name}, ${points.toLocaleString('en-GB')} points`,
        events: card.events,
        unit: 'ms',
        runs: found[index]!.map((costs) => costs[what]),
        ...(index > 0 && {
          peer: { name: `${shortest} points`, runs: found[0]!.map((costs) => costs[what]) },
          aim: { of: 'ratio', atMost: atMost(points / shortest) } as const,
        }),
      }),
    );
  return [
    ...named('command', 'one more figure', () => 2),
    ...named('chart', 'its chart next', (longer) => longer),
    ...named('scorecard', 'its scorecard next', (longer) => longer),
  ];
};

/** On a log of its own: measures of months on one scorecard, and series of days of growing length. */
export const measureScorecard = async (generator: Generator, runs: number): Promise<Result[]> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'hoshin-bench-'));
  try {
    const log = await writeChartLog(join(dataFolder, 'log.db'), today());
    const { trust, events } = log;
    const onCard = <Found>(measure: (card: Card) => Promise<Found>): Promise<Found> =>
      onScene({ dataFolder, events, trust, generator }, async (scene) =>
        measure({ ...scene, log, token: await scene.tokenOf(trust.steward) }),
      );
    const name = `scorecard ${cardMeasures} × ${cardMonths}`;
    const first: number[] = [];
    for (let restart = 0; restart < Math.min(runs, restartsMax); restart++)
      first.push(
        await onCard((card) => latencyOf(card, graphqlRequest(scorecardOf(lineFields), { unit: log.unit }, card.token), '"lines"')),
      );
    return [
      result({ name: `${name}, first after a start`, events, unit: 'ms', runs: first }),
      ...(await onCard(async (card) => [
        await againstBare(card, runs, name, lineFields, requestsPerRun),
        await againstBare(card, runs, `${name}, with charts`, `id ${chartFields}`, chartRequestsPerRun),
        await afterAFigure(card, runs),
        ...(await oneMoreFigure(card, runs)),
      ])),
    ];
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
};
