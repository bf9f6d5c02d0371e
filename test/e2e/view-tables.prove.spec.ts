import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Folded, type RecordedOf } from '#kernel';
import { dayIn, hydrateWith, viewEncoding } from '#cqrs';
import { openReadOnly } from '#event-store/sqlite';
import { aggregates, views, type Shapes } from '#strategy';
import { logSize, timeZone, writeLog } from '../bench/log-of.js';
import { commandLine } from './command-line.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshin-tables-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Events = readonly RecordedOf<Record<string, unknown>>[];

const eventsOf = async (file: string): Promise<Events> => {
  const log = await openReadOnly(file, hydrateWith(aggregates, dayIn(timeZone)));
  const all: RecordedOf<Record<string, unknown>>[] = [];
  for await (const { events } of log.readAll()) all.push(...(events as Events));
  await log.close();
  return all;
};

const foldOn = (folded: Folded<Shapes>, events: Events, upTo: number): Folded<Shapes> => {
  for (const event of events.slice(folded.position, upTo)) folded.apply(event);
  return folded;
};
const openedAgain = (folded: Folded<Shapes>): Folded<Shapes> => {
  const { position, unchangedSince, stretches } = folded.soFar();
  const opened = new Folded<Shapes>(views, viewEncoding);
  for (const stretch of stretches) opened.take(stretch);
  opened.stand(position, unchangedSince);
  return opened;
};

/** At so many positions: what was opened there and folded on says to the last key what folding everything says. */
const survives = (events: Events, stops: number): void => {
  const folded = foldOn(new Folded<Shapes>(views, viewEncoding), events, events.length);
  const whole = [...folded.versions(events.length)];
  const since = folded.soFar().unchangedSince;
  let passed = new Folded<Shapes>(views, viewEncoding);
  for (let stop = 1; stop <= stops; stop++) {
    passed = openedAgain(foldOn(passed, events, Math.floor((events.length * stop) / stops)));
    const on = foldOn(openedAgain(passed), events, events.length);
    expect(on.soFar().unchangedSince).toEqual(since);
    // Strictly: `undefined` that is there, and no instance of any class.
    expect([...on.versions(events.length)]).toStrictEqual(whole);
  }
};

describe('Every table that views fold to', () => {
  it('is the same after it was written and opened, wherever in the sample trust’s year', async () => {
    const line = commandLine();
    try {
      expect((await line.hoshin(['seed'])).code).toBe(0);
      survives(await eventsOf(join(line.data, 'log.db')), 4);
    } finally {
      line.remove();
    }
  });

  it('is the same after it was written and opened, wherever in a log of very many figures', async () => {
    const file = join(folder, 'log.db');
    await writeLog(file, logSize(4_000));
    survives(await eventsOf(file), 3);
  });
});
