import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../../apps/cli/src/program.js';
import type { ExitCode, Terminal } from '../../apps/cli/src/terminal.js';

/** How a command line ended and what it said. */
export interface Ended {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  /** What went to standard output as bytes. */
  readonly bytes: Buffer;
}

/** The command line in a folder of its own, run in this process: `hoshin(['verify'])`. */
export interface CommandLine {
  readonly folder: string;
  readonly data: string;
  /** Writes a file into the folder and names it. */
  file(name: string, text: string): string;
  hoshin(args: readonly string[], environment?: Readonly<Record<string, string>>, input?: readonly string[]): Promise<Ended>;
  remove(): void;
}

export const commandLine = (): CommandLine => {
  const folder = mkdtempSync(join(tmpdir(), 'hoshin-cli-'));
  const data = join(folder, 'data');
  return {
    folder,
    data,
    file: (name, text) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    hoshin: async (args, environment = {}, input = []) => {
      const out: string[] = [];
      const err: string[] = [];
      const pieces: Buffer[] = [];
      const terminal: Terminal = {
        input: Readable.from(input),
        out: (line) => out.push(line),
        err: (line) => err.push(line),
        bytesOut: new Writable({ write: (piece: Buffer, _, done) => (pieces.push(piece), done()) }),
        interactive: false,
        environment: { HOSHIN_DATA: data, ...environment },
      };
      const code = await run(args, terminal);
      return { code, out: out.join('\n'), err: err.join('\n'), bytes: Buffer.concat(pieces) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** Lines that hold a plan already, by its text, to be copied: a plan is imported once per suite. */
const planned = new Map<string, Promise<CommandLine>>();
afterAll(async () => {
  for (const line of planned.values()) (await line).remove();
  planned.clear();
});

/** A command line in whose record a plan was imported. */
export const plannedLine = async (plan: string): Promise<CommandLine> => {
  const imported = async (): Promise<CommandLine> => {
    const line = commandLine();
    expect(await line.hoshin(['import', 'plan', line.file('trust.yaml', plan)])).toMatchObject({ code: 0 });
    return line;
  };
  if (!planned.has(plan)) planned.set(plan, imported());
  const line = commandLine();
  cpSync((await planned.get(plan)!).folder, line.folder, { recursive: true });
  return line;
};

/** A small trust: three units, posts for every part a test plays, one measure of each kind of figure, one aim adopted, one dropped. */
export const smallTrust = `
organisation:
  key: hillside
  name: Hillside Hospitals
  administrator: admin
  executive: chief
  finalArbiter: { post: chief, reason: board minute 12 }
people:
  - { key: ada, name: Ada Lovell, email: ada@hillside.example, signsInAs: ada }
  - { key: ben, name: Ben Okri }
  - { key: cai, name: Cai Rees }
  - { key: dot, name: Dot Fry }
units:
  - { key: ward-a, name: Ward A, kind: team, parent: medicine }
  - { key: board, name: Board, kind: board, code: HIL }
  - { key: medicine, name: Medicine, kind: division, parent: board }
posts:
  - { key: admin, unit: board, title: Administrator, role: ADMINISTRATOR, holders: [{ person: ada, from: 2024-01-01 }] }
  - { key: chief, unit: board, title: Chief executive, role: EXECUTIVE, leads: true, holders: [{ person: ben, from: 2024-01-01 }] }
  - { key: figures, unit: board, title: Data steward, role: DATA_STEWARD, holders: [{ person: cai, from: 2024-01-01 }] }
  - key: medicine-lead
    unit: medicine
    title: Medicine lead
    role: LEAD
    leads: true
    acting: [{ person: dot, from: 2024-01-01, reason: the post is vacant }]
trueNorth:
  - unit: board
    statement: No harm, no waits.
    dimensions:
      - { key: safety, name: Safety, statement: Nobody is harmed. }
      - { key: access, name: Access, statement: Nobody waits. }
objectives:
  - { key: no-falls, unit: board, dimension: safety, statement: Halve falls in three years, from: 2024-04-01, to: 2027-03-31 }
cycles:
  - { key: year-one, name: Year one, starts: 2026-04-01, ends: 2027-03-31, active: true }
measures:
  - key: falls
    unit: board
    name: Falls with harm
    kind: COUNT
    unitOfMeasure: falls
    direction: { kind: DECREASE }
    frequency: MONTH
    overTime: SUM
    overUnits: SUM
    operationalDefinition: Falls reported with moderate harm or worse in the month.
    source: Incident system
    steward: figures
    classes: [{ unit: board, class: DRIVER, reason: the year's main aim }]
candidates:
  - key: fewer-falls
    cycle: year-one
    unit: board
    statement: Fewer falls with harm
    objective: no-falls
    evidence: [{ source: Own data, date: 2024-03-01, text: 120 falls in the year }]
    benchmark: The best quarter of trusts
    qualityDimension: SAFE
    equity: Older people gain most
    shapedBy: The patients' panel
    scores: [{ by: chief, impact: 5, urgency: 4, feasibility: 4 }]
    adopted:
      aim: falls-aim
      objective: no-falls
      statement: Reduce falls with harm from 10 to 7 a month
      measured: { measure: falls, basis: LEVEL, jop: 10, jopFrom: 2026-03, jopTo: 2026-03, target: 7 }
      due: 2027-03-31
      sponsor: chief
      reason: the highest score
  - key: new-signs
    cycle: year-one
    unit: board
    statement: New signs
    evidence: [{ source: Complaints, date: 2024-03-01, text: two letters }]
    benchmark: none known
    qualityDimension: PERSON_CENTRED
    equity: none expected
    shapedBy: two complaints
    nominatedBy: medicine-lead
    dropped: { reason: not this year }
`;
