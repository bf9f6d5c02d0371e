import { commandLine, type CommandLine, type Ended } from './command-line.js';

let line: CommandLine;
const diff = (...args: readonly string[]): Promise<Ended> => line.hoshin(['diff', ...args]);
const ledger = (...args: readonly string[]): Promise<Ended> => line.hoshin(['ledger', ...args]);
const json = async <Document>(ended: Promise<Ended>): Promise<Document> => {
  const { code, out, err } = await ended;
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Document;
};

// The sample trust's year, played and read.
jest.setTimeout(60_000);

beforeAll(async () => {
  line = commandLine();
  expect(await line.hoshin(['seed', '--on', '2026-10-01'])).toMatchObject({ code: 0 });
});
afterAll(() => line.remove());

const fallsOfOlderPeople = 'Cut falls with harm among older people in hospital from 168 to 126.';

interface Line {
  readonly kind: string;
  readonly node: { readonly id: string; readonly kind: string; readonly statement: string };
  readonly differences: readonly { readonly field: string; readonly before: string; readonly after: string }[];
  readonly events: readonly { readonly position: number; readonly event: string; readonly by: string; readonly reason: string | null }[];
}
interface Diff {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly { readonly kind: string; readonly of: string; readonly changed: number; readonly cameBack: number }[];
  readonly lines: readonly Line[];
}
interface Step {
  readonly kind: string;
  readonly on: string;
  readonly side: string | null;
  readonly change: string | null;
  readonly offer: { readonly measured: { readonly target: string } | null };
  readonly daysHeld: { readonly giver: number; readonly receiver: number; readonly arbiter: number };
}
interface Entry {
  readonly thread: string;
  readonly episode: number;
  readonly kind: string;
  readonly unitName: string;
  readonly settled: { readonly statement: string };
  readonly concession: {
    readonly firstTarget: string;
    readonly finalTarget: string;
    readonly change: string;
    readonly shareOfGap: string;
  } | null;
  readonly steps: readonly Step[];
}
interface Sum {
  readonly name?: string;
  readonly commitments: number;
  readonly directed: number;
  readonly acceptedAtOnce: number;
  readonly lowered: number;
  readonly rounds: number;
}

describe('hoshin diff', () => {
  it('says who lowered a target, when, and why, in words', async () => {
    const { code, out, err } = await diff('--from', '2026-07-01', '--to', '2026-07-31', '--kind', 'retargeted');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^From 2026-07-01 \(event \d+\) to 2026-07-31 \(event \d+\)\n\nRe-targeted \(2\)\n/);
    const [heading, target, ...events] = out.slice(out.indexOf('  goal “Cut falls')).split('\n');
    expect(heading).toBe(`  goal “${fallsOfOlderPeople}” (Older People and Stroke, Directorate Lead, Older People and Stroke)`);
    expect(target).toBe('      target: 120 → 126');
    expect(events.slice(0, 3)).toEqual([
      expect.stringMatching(
        /^ {6}2026-07-17 {2}event \d+ {2}commitment made {2}Lorna Thornhill, Directorate Lead, Older People and Stroke$/,
      ),
      expect.stringMatching(
        /2026-07-10 .* offer countered {2}Wanda Sundaram, .*: Half of the twenty beds close again within three months\./,
      ),
      expect.stringMatching(/2026-07-06 .* renegotiation opened {2}Lorna Thornhill, .*: Twenty beds were opened beside Larch Ward/),
    ]);
    expect(out).toMatch(/\n4 goals changed and came back \(standing\)$/);
  });

  it('answers the same as JSON, with events anybody can look up', async () => {
    const { lines, counts, from, to } = await json<Diff>(diff('--from', '2026-07-01', '--to', '2026-07-31', '--json'));
    const [lowered] = lines.filter(({ node, kind }) => kind === 'RETARGETED' && node.statement === fallsOfOlderPeople);
    expect(lowered?.differences).toEqual([{ field: 'target', before: '120', after: '126' }]);
    expect(lowered?.events.map(({ event, by }) => [event, by])).toEqual([
      ['CommitmentMade', 'Lorna Thornhill'],
      ['OfferCountered', 'Wanda Sundaram'],
      ['RenegotiationOpened', 'Lorna Thornhill'],
    ]);
    expect(lines.every(({ events }) => events.every(({ position }) => position > from && position <= to))).toBe(true);
    expect(counts.reduce((sum, { changed }) => sum + changed, 0)).toBe(lines.length);
  });

  it('goes from before the first event, and lists what changed and came back', async () => {
    const whole = await json<Diff>(diff('--from', '0', '--json'));
    expect(new Set(whole.lines.map(({ kind }) => kind))).toEqual(new Set(['ADDED']));
    const back = await json<Diff>(diff('--from', '2026-07-01', '--to', '2026-07-31', '--came-back', '--json'));
    expect(back.lines.map(({ kind, node, differences }) => [kind, node.kind, differences])).toEqual(
      Array.from({ length: 4 }, () => ['STANDING', 'GOAL', []]),
    );
  });

  it('looks at one unit with those below it', async () => {
    const { lines } = await json<Diff>(
      diff('--from', '2026-07-01', '--to', '2026-07-31', '--unit', 'Older People and Stroke', '--kind', 'retargeted', '--json'),
    );
    expect(lines.map(({ node }) => node.statement)).toEqual([fallsOfOlderPeople]);
    const none = await diff('--from', '2026-07-31', '--to', '2026-07-31');
    expect(none.out).toContain('\nNothing differs.');
  });

  it('says what is wrong with the moments or names it is given, and the way out', async () => {
    for (const [args, code, says] of [
      [['--from', '2026-07-31', '--to', '2026-07-01'], 2, 'change them round'],
      [['--from', '2020-01-01'], 1, 'before the first event'],
      [['--from', '2090-01-01'], 1, 'lies in the future'],
      [['--from', '99999999'], 1, 'is not in the log'],
      [['--from', 'soon'], 2, 'Write a day such as 2026-04-30'],
      [[], 2, "required option '--from <moment>' not specified"],
      [['--from', '0', '--unit', 'nowhere'], 1, 'there is no unit nowhere'],
      [['--from', '0', '--kind', 'moved'], 2, 'Allowed choices are added, dropped, retargeted'],
    ] as const)
      expect([args, await diff(...args)]).toEqual([args, expect.objectContaining({ code, err: expect.stringContaining(says) })]);
  });
});

describe('hoshin ledger', () => {
  it('tells the path to a commitment: who moved with which target, after how long, and what came of it', async () => {
    const { code, out, err } = await ledger('--unit', 'Older People and Stroke');
    expect([code, err]).toEqual([0, '']);
    const entry = out.slice(out.lastIndexOf(`“${fallsOfOlderPeople}”`)).split('\n');
    expect(entry[0]).toBe(`“${fallsOfOlderPeople}” (Older People and Stroke)`);
    expect(entry[1]).toMatch(/^ {2}committed 2026-07-17, event \d+, thread \S+, episode 2$/);
    expect(entry[2]).toMatch(/2 rounds, 0 questions; days held: giver 4, receiver 5/);
    expect(entry[3]).toMatch(/in force +120 falls +.*after 0 d/);
    expect(entry[5]).toMatch(/2026-07-06 +event \d+ +receiver +134 falls +Lorna Thornhill, .*after 0 d/);
    expect(entry[7]).toMatch(/2026-07-10 +event \d+ +giver +126 falls +Wanda Sundaram, .*after 4 d/);
    expect(entry[9]).toBe('  first target 120, settled 126: short of it by 6, 13% of the way');
    expect(out).toMatch(/\nall +\d+ /);
  });

  it('holds together: steps make the days, episodes follow each other, and sums over units and givers are the whole', async () => {
    const { entries, overall } = await json<{ entries: Entry[]; overall: Sum }>(ledger('--json'));
    expect(entries.length).toBe(overall.commitments);
    expect(entries.filter(({ kind }) => kind === 'DIRECTED').length).toBe(overall.directed);
    const lowered = entries.filter(({ concession }) => concession?.change.startsWith('-'));
    expect(lowered.length).toBe(overall.lowered);
    for (const { steps, concession } of entries) {
      const moved = steps.reduce((sum, { change }) => sum + Number(change ?? 0), 0);
      if (concession && steps.every(({ change }, index) => index === 0 || change !== null)) expect(moved).toBe(Number(concession.change));
    }
    for (const by of ['unit', 'giver']) {
      const { parts } = await json<{ parts: Sum[] }>(ledger('--by', by, '--json'));
      for (const name of ['commitments', 'directed', 'acceptedAtOnce', 'lowered', 'rounds'] as const)
        expect([by, name, parts.reduce((sum, part) => sum + part[name], 0)]).toEqual([by, name, overall[name]]);
    }
  });

  it('reads as of an earlier day, and of one thread or giver', async () => {
    const of = async (...args: string[]) => (await json<{ entries: Entry[] }>(ledger(...args, '--json'))).entries;
    const later = (await of()).find(({ episode, settled }) => episode === 2 && settled.statement === fallsOfOlderPeople)!;
    expect((await of('--thread', later.thread)).map(({ episode }) => episode)).toEqual([1, 2]);
    expect((await of('--thread', later.thread, '--as-of', '2026-07-01')).map(({ episode }) => episode)).toEqual([1]);
    const given = await of('--giver', 'Chief Nurse');
    expect(given.length).toBeGreaterThan(3);
    expect(given.every(({ steps }) => steps.length > 0)).toBe(true);
  });

  it('writes tables a spreadsheet opens, a row for every step or sum', async () => {
    const { out } = await ledger('--csv');
    const [head, first] = out.split('\n');
    expect(head).toMatch(/^\uFEFFthread,episode,kind,unit,giver,receiver,step,what,date,event,/);
    expect(first).toMatch(/^[0-9a-f-]{36},1,COMMITTED,/);
    expect(out.split('\n').length).toBeGreaterThan(70);
    const sums = (await ledger('--by', 'unit', '--csv')).out.split('\n');
    expect(sums[0]).toMatch(/^\uFEFFunit,commitments,acceptedAtOnce,directed,/);
    expect(sums.at(-1)).toMatch(/^all,\d+,/);
    expect((await ledger('--by', 'giver')).out).toMatch(/\nChief Nurse +\d+ +\d+%/);
  });

  it('says what it does not find, and what cannot be written so', async () => {
    for (const [args, code, says] of [
      [['--thread', 'nothing'], 1, 'there is no thread nothing at that moment: name its id'],
      [['--unit', 'nowhere'], 1, 'there is no unit nowhere'],
      [['--cycle', 'never'], 1, 'there is no cycle never'],
      [['--csv', '--json'], 2, 'choose one of --csv and --json'],
      [['--by', 'person'], 2, 'Allowed choices are unit, giver'],
    ] as const)
      expect([args, await ledger(...args)]).toEqual([args, expect.objectContaining({ code, err: expect.stringContaining(says) })]);
    expect(await line.hoshin(['ledger', '--data', `${line.folder}/empty`])).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no log'),
    });
  });
});
