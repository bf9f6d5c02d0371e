import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Folded, type RecordedOf } from '#kernel';
import { dayIn, digestOf, hydrateWith } from '#cqrs';
import { openReadOnly } from '#event-store/sqlite';
import { aggregates, alignmentTree, historyOf, readerOf, views, type Moment, type Shapes } from '#strategy';
import { commandLine, type CommandLine } from './command-line.js';

const folder = join(__dirname, '../golden');
const exports = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

interface Expected {
  readonly events: number;
  readonly chain: string;
  /** By what was read, the digest of it. */
  readonly readings: Readonly<Record<string, string>>;
}

const hydrate = hydrateWith(aggregates, dayIn('Europe/London'));

/** What a restored log shows, in terms that every later program has: what was agreed, by whom, and what happened to what. */
const readingsOf = async (file: string): Promise<Readonly<Record<string, unknown>>> => {
  const log = await openReadOnly(file, hydrate);
  const folded = new Folded<Shapes>(views);
  let last: RecordedOf<Record<string, unknown>> | undefined;
  for await (const { events } of log.readAll())
    for (const event of events) folded.apply((last = event as RecordedOf<Record<string, unknown>>));
  await log.close();
  const tables = folded.live;
  const moment: Moment = { position: folded.position, at: last!.at, today: last!.on, tables };
  const auditor = readerOf(moment, 'aud');
  const tree = alignmentTree(moment, moment, auditor);
  if (!('nodes' in tree)) throw new Error(tree.because);
  const subjects = [tables.units, tables.posts, tables.aims, tables.threads, tables.goals, tables.measures].flatMap((table) => [
    ...table.keys(),
  ]);
  return {
    units: [...tables.units.values()].map(({ id, name, kind, parent }) => ({ id, name, kind, parent })),
    posts: [...tables.posts.values()].map(({ id, title, role, unit }) => ({ id, title, role, unit })),
    aims: [...tables.aims.values()].map(({ id, unit, revision, status }) => ({ id, unit, revision, status })),
    threads: [...tables.threads.values()].map(({ id, ballSince, movedOn, since, changedAt }) => ({
      id,
      ballSince,
      movedOn,
      since,
      changedAt,
    })),
    goals: [...tables.goals.values()].map(({ id, owner, unit, revision, status }) => ({ id, owner, unit, revision, status })),
    measures: [...tables.measures.values()].map(({ id, unit, revision, since, changedAt }) => ({ id, unit, revision, since, changedAt })),
    tree: tree.nodes.map(({ rank, kind, id, standing, statement }) => ({ rank, kind, id, standing, statement })),
    histories: subjects.map((subject) => ({
      subject,
      happened: historyOf(moment, moment, auditor, subject).map(({ ordinal }) => ordinal),
    })),
  };
};

let line: CommandLine;
beforeEach(() => {
  line = commandLine();
});
afterEach(() => line.remove());

describe('The golden exports', () => {
  it('are there', () => expect(exports).toContain('export-1.jsonl'));

  it.each(exports)('%s verifies, restores, and reads as it did when it was written', async (name) => {
    const expected = JSON.parse(readFileSync(join(folder, name.replace('.jsonl', '.expected.json')), 'utf8')) as Expected;
    const file = join(folder, name);
    const said = await line.hoshin(['verify', file]);
    expect([said.code, said.err]).toEqual([0, '']);
    expect(said.out).toContain(`\nhead  ${expected.events}\nchain ${expected.chain}`);
    expect((await line.hoshin(['restore', file])).code).toBe(0);
    expect((await line.hoshin(['verify'])).out).toContain(`head  ${expected.events}\nchain ${expected.chain}`);
    const readings = await readingsOf(join(line.data, 'log.db'));
    const digests = Object.fromEntries(Object.entries(readings).map(([what, read]) => [what, digestOf(read)]));
    expect(digests).toEqual(expected.readings);
    expect(Object.values(readings).every((read) => (read as readonly unknown[]).length > 0)).toBe(true);
  });
});
