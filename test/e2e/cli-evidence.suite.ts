import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '#kernel';
import { alignmentTree, childThreads, readerOf, theOrganisation, type CatchballEvents, type Moment, type ThreadId } from '#strategy';
import { elementsNamed, everyElement, readXml, type XmlElement } from '#testing';
import { isRejection } from '#kernel';
import { openForReading, readViews, recordConfig, withDesk } from '../../apps/cli/src/record.js';
import type { Terminal } from '../../apps/cli/src/terminal.js';
import { commandLine, type CommandLine, type Ended } from './command-line.js';

const quiet: Terminal = { out: () => {}, err: () => {}, interactive: false, environment: {} };

let line: CommandLine;
let moment: Moment;
let events: readonly Recorded[];
beforeAll(async () => {
  line = commandLine();
  expect(await line.hoshin(['seed', '--on', '2026-11-20'])).toMatchObject({ code: 0 });
  const config = recordConfig(quiet, { data: line.data });
  moment = (await readViews(config)).host.now();
  const { log } = await openForReading(config);
  const read: Recorded[] = [];
  for await (const batch of log.readAll()) read.push(...batch.events);
  await log.close();
  events = read;
});
afterAll(() => line.remove());

const taken = (...args: readonly string[]): Promise<Ended> => line.hoshin(['evidence', ...args]);
/** The pack of the first aim, taken once for all who look into it. */
let firstPack: Promise<Ended> | undefined;
const packOfTheFirst = (): Promise<Ended> => (firstPack ??= taken('--aim', [...moment.tables.aims.keys()][0]!));
const read = (document: string): XmlElement => readXml(document.replace('<!doctype html>', ''));
const textOf = (element: XmlElement): string =>
  everyElement(element)
    .map(({ text }) => text)
    .join(' ');
const sections = (document: XmlElement, id: RegExp): readonly XmlElement[] =>
  elementsNamed(document, 'section').filter(({ attributes }) => id.test(attributes['id'] ?? ''));

/** Every thread that ever served an aim, at whatever rank. */
const threadsBelow = ({ tables }: Moment, aim: string): readonly ThreadId[] => {
  const found = new Set<ThreadId>();
  const down = (ids: readonly ThreadId[]): void => {
    for (const id of ids)
      if (!found.has(id)) {
        found.add(id);
        down(childThreads(tables, { kind: 'THREAD', id }));
      }
  };
  down(childThreads(tables, { kind: 'AIM', id: aim }));
  return [...found];
};

describe('The evidence packs of the sample trust', () => {
  it('have every thread, every offer, every move and every commitment or direction of their aims', async () => {
    const aims = [...moment.tables.aims.values()];
    expect(aims).toHaveLength(4);
    const { position } = moment;
    const auditor = readerOf(moment, [...moment.tables.posts.values()].find(({ role }) => role === 'AUDITOR')!.holders[0]!.person);
    for (const { id, terms } of aims) {
      const { code, out } = await taken('--aim', id, '--as-of', String(position));
      expect([code, terms.statement]).toEqual([0, terms.statement]);
      const document = read(out);
      const threads = threadsBelow(moment, id);
      const tree = alignmentTree(moment, moment, auditor, { root: id });
      if (isRejection(tree)) throw new Error(tree.because);
      const shown = sections(document, /^t\d+$/);
      expect(shown).toHaveLength(threads.length);
      expect(threads.length).toBeGreaterThanOrEqual(new Set(tree.nodes.flatMap(({ thread }) => thread ?? [])).size);
      const text = textOf(document);
      const digests = threads.flatMap((thread) => moment.tables.offers.of(thread).map(({ offerHash }) => offerHash.slice(0, 16)));
      expect(digests.filter((digest) => !text.includes(digest))).toEqual([]);
      const rows = new Set(everyElement(document).map(({ attributes }) => attributes['id']));
      const moves = threads.flatMap((thread) => moment.tables.moves.of(thread));
      expect(moves.filter(({ ordinal }) => !rows.has(`e${ordinal}`))).toEqual([]);
      const decisive: ReadonlySet<string> = new Set<keyof CatchballEvents>([
        'CommitmentMade',
        'DirectionGiven',
        'CapOverridden',
        'MandateWaived',
      ]);
      const decided = moves.filter(({ type }) => decisive.has(type)).map(({ event }) => event);
      expect(decided.filter((event) => !text.includes(event))).toEqual([]);
      const hashes = sections(document, /^m\d+$/);
      expect(hashes.length).toBeGreaterThan(0);
    }
  });

  it('give every listed event the hash it has in the log', async () => {
    const document = read((await packOfTheFirst()).out);
    const { log } = await openForReading(recordConfig(quiet, { data: line.data }));
    const hashes = new Map<string, string>();
    for await (const batch of log.readAllRaw({ after: 0 }))
      for (const { ordinal, eventHash } of batch.events) hashes.set(`e${ordinal}`, eventHash);
    await log.close();
    const rows = elementsNamed(document, 'tr').filter(({ attributes }) => attributes['id'] !== undefined);
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect(textOf(row)).toContain(hashes.get(row.attributes['id']!));
    // What the pack says to type by hand, done by hand.
    const [, lines = '', hash] = /printf '%s\\n' (.*) \| sha256sum\n([0-9a-f]{64})/s.exec(elementsNamed(document, 'pre')[0]!.text) ?? [];
    expect(
      createHash('sha256')
        .update(`${lines.split(/ \\\n\s*/).join('\n')}\n`)
        .digest('hex'),
    ).toBe(hash);
  });

  it('name people, and everything else by what it is called', async () => {
    const text = textOf(read((await packOfTheFirst()).out));
    expect(text).toContain(moment.tables.settings.get(theOrganisation)!.name);
    // Whoever has no entry in the directory goes by a word.
    const persons = [...new Set(events.map(({ meta }) => meta.actor.person))].filter((person) => /^[0-9a-f-]{36}$/.test(person));
    expect(persons.length).toBeGreaterThan(20);
    for (const person of persons) expect(text.includes(person)).toBe(false);
    for (const post of moment.tables.posts.keys()) expect(text.includes(post)).toBe(false);
  });
});

describe('hoshin evidence', () => {
  it('notes who took it before it is handed out, and the pack is of the moment before', async () => {
    const [aim] = moment.tables.aims.values();
    const config = recordConfig(quiet, { data: line.data });
    const head = async (): Promise<number> => (await readViews(config)).host.position;
    const before = await head();
    const { code, out } = await taken('--aim', [...moment.tables.aims.values()][1]!.id);
    const after = await head();
    // Once an hour: an earlier test may have noted it already.
    expect([code, after - before <= 1]).toEqual([0, true]);
    expect(textOf(read(out))).not.toContain('access.recorded');
    const { host } = await readViews(config);
    const noted = [...host.now().tables.accessHours.keys()];
    expect(noted).toContain(`operator EVIDENCE ${aim!.id}`);
  });

  it('writes a file, and never over one that is there', async () => {
    const out = join(line.folder, 'pack.html');
    const goal = [...moment.tables.goals.keys()][0]!;
    expect(await taken('--goal', goal, '--out', out)).toMatchObject({ code: 0, out: '', err: `wrote ${out}` });
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>\n/);
    expect(await taken('--goal', goal, '--out', out)).toMatchObject({ code: 1, err: expect.stringContaining('choose another name') });
  });

  it('says what it does not find, and what cannot be written so, and notes nothing then', async () => {
    for (const [args, code, says] of [
      [['--aim', 'nothing'], 1, 'there is no aim nothing at that moment'],
      [['--goal', 'nothing'], 1, 'there is no goal nothing'],
      [[], 2, 'name one of --aim, --goal'],
      [['--aim', 'falls', '--goal', 'x'], 2, 'name one of --aim, --goal'],
      [['--aim', 'falls', '--as-of', 'soon'], 2, 'Write a day such as 2026-04-30'],
      [['--aim', 'falls', '--as-of', '999999'], 1, 'is not in the log'],
      [['--aim', 'falls', '--data', join(line.folder, 'empty')], 1, 'there is no log'],
    ] as const)
      expect([args, await taken(...args)]).toEqual([args, expect.objectContaining({ code, err: expect.stringContaining(says) })]);
    expect(existsSync(join(line.folder, 'empty'))).toBe(false);
  });

  it('names the seal that covers it, in the form the verifier takes', async () => {
    const text = textOf(read((await packOfTheFirst()).out));
    const [printed = ''] = /HS-\d+(?:-[0-9A-Z]{4}){8}-[0-9A-Z]{2}/.exec(text) ?? [];
    expect(text.includes('It covers every event listed in this pack')).toBe(true);
    expect(await line.hoshin(['verify', '--seal', printed])).toMatchObject({ code: 0 });
  });

  it('beside a running service says where to take the pack instead', async () => {
    const config = recordConfig(quiet, { data: line.data });
    await withDesk(config, quiet, async () => {
      const [aim] = moment.tables.aims.values();
      expect(await taken('--aim', aim!.id)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('open it at the service, at /evidence/aims/<id>.html'),
      });
    });
  });
});
