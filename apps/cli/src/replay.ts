import { createInterface } from 'node:readline';
import { InvalidArgumentError, type Command } from 'commander';
import { isRejection, type Recorded } from '#kernel';
import { Trouble, type AsOf, type ViewHost } from '#cqrs';
import { formerPostHolder, unknownPerson } from '#directory';
import {
  differencesMade,
  readerOf,
  sceneOf,
  storyOf,
  subjectOfEvent,
  type Moment,
  type Reader,
  type Shapes,
  type StoryOf,
  type StoryStep,
  type Tables,
} from '#strategy';
import { directoryExists, readOnlyDirectory, type ReadOnlyLog } from '../../api/src/engines.js';
import type { Config } from '../../api/src/config.js';
import { actorOf, postNamed } from './acting.js';
import { find } from './naming.js';
import { asOfOption } from './subject-options.js';
import { dataHelp, openForReading, readViews, recordConfig, type DataOption } from './record.js';
import { called, stepText, type NamesOf, type StepTold } from './step-text.js';
import { WrongUse, type Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

interface Options extends DataOption {
  readonly aim?: string;
  readonly unit?: string;
  readonly thread?: string;
  readonly from?: number;
  readonly step?: number;
  readonly ranks?: number;
  readonly figures?: boolean;
  readonly as?: string;
  readonly asOf?: AsOf;
}

const examples = `
Steps through the story of an aim, a unit or a thread: each event with who did it, when and why, what it changed, and the tree
as it stood right after it. Lines of the tree that the event changed are marked and say how. On a terminal it asks after each
step; into a pipe or a file it prints them all. Works while the service runs.

Whoever has the data folder reads everything in it, and no access is noted: the service notes what auditors replay there.
--as shows no more than whoever holds a post may see.

Examples:
  hoshin replay --aim falls
  hoshin replay --unit medicine --from 40
  hoshin replay --thread 5c1d7f0a-9d52-4a4e-8f0e-6d7a1b2c3d4e --step 3
  hoshin replay --aim falls --as "Divisional director" > falls.txt`;

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
};

export const addReplay = (to: Command, terminal: Terminal): void => {
  to.command('replay')
    .description('step through the story of an aim, a unit or a thread')
    .option('--aim <aim>', 'an aim, by its id, key or statement')
    .option('--unit <unit>', 'a unit, by its id, key, code or name')
    .option('--thread <thread>', 'a thread, by its id or the statement on its table')
    .option('--from <step>', 'begin with this step', whole)
    .option('--step <step>', 'print this step alone', whole)
    .option('--ranks <number>', 'ranks of the tree below its root (default: all)', whole)
    .option('--figures', 'with every figure of the measures named')
    .option('--as <post>', 'as far as whoever holds this post today may see it')
    .addOption(asOfOption())
    .option('--data <folder>', dataHelp)
    .addHelpText('after', examples)
    .action((options: Options) => replay(options, terminal));
};

/** Whoever has the data folder in hand: the whole of it is theirs to read. */
const operator: Reader = { person: 'operator', posts: new Set(), isAuditor: true, isCoach: true };

const storyNamed = ({ tables }: Moment, organisation: string, { aim, unit, thread }: Options): StoryOf => {
  if ([aim, unit, thread].filter((words) => words !== undefined).length !== 1) throw new WrongUse('name one of --aim, --unit, --thread');
  if (aim !== undefined)
    return { kind: 'AIM', id: find(tables.aims.values(), 'aim', aim, organisation, ({ terms }) => [terms.statement]).id };
  if (unit !== undefined)
    return { kind: 'UNIT', id: find(tables.units.values(), 'unit', unit, organisation, ({ code, name }) => [code, name]).id };
  return { kind: 'THREAD', id: threadNamed(tables, thread!) };
};

/** Threads come from no plan and have no key: the id, or the statement of what is in force or on the table. */
const threadNamed = ({ threads }: Tables, words: string): string => {
  if (threads.has(words)) return words;
  const called = [...threads.values()].filter(({ state }) => (state.inForce ?? state.episode.table).offer.statement === words);
  if (called.length === 1) return called[0]!.id;
  throw new Trouble(
    'NoSuchThing',
    called.length === 0
      ? `there is no thread ${words} at that moment: name its id, or the statement of its offer`
      : `${called.length} threads say ${words}: name the id of one`,
    { thread: words },
  );
};

/** Steps of a story, made as they are asked for. */
interface Telling {
  readonly title: string;
  readonly steps: readonly StoryStep[];
  text(index: number): Promise<string>;
}

const replay = async (options: Options, terminal: Terminal): Promise<void> => {
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  const { host, organisation } = await readViews(config);
  const { log } = await openForReading(config);
  const names = await namesIn(config, host);
  try {
    const telling = tell(host, organisation, log, names.of, options);
    if (options.step !== undefined) terminal.out(await telling.text(indexOf(options.step, telling)));
    else {
      const from = indexOf(options.from ?? 1, telling);
      terminal.out(telling.title);
      if (terminal.conversing) await converse(telling, from, terminal);
      else for (let index = from; index < telling.steps.length; index++) terminal.out(await telling.text(index));
    }
  } finally {
    await names.close();
    await log.close();
  }
};

const indexOf = (step: number, { steps }: Telling): number => {
  if (step < 1 || step > Math.max(steps.length, 1))
    throw new Trouble('NoSuchStep', `there is no step ${step}: the story has ${steps.length}`, { step });
  return step - 1;
};

const namesIn = async (config: Config, host: ViewHost<Shapes>): Promise<{ readonly of: NamesOf; close(): Promise<void> }> => {
  const directory = directoryExists(config) ? await readOnlyDirectory(config) : null;
  const { erasures } = host.now().tables;
  const words: Readonly<Record<string, string>> = { service: 'the service', operator: 'the operator' };
  return {
    of: (person) => words[person] ?? (erasures.has(person) ? formerPostHolder : (directory?.displayName(person) ?? unknownPerson)),
    close: async () => directory?.close(),
  };
};

const tell = (host: ViewHost<Shapes>, organisation: string, log: ReadOnlyLog, names: NamesOf, options: Options): Telling => {
  const now = host.now();
  const moment = options.asOf ? host.asOf(options.asOf) : now;
  const story = storyNamed(moment, organisation, options);
  const reader = options.as === undefined ? operator : readerOf(now, actorOf(now, postNamed(now.tables, organisation, options.as)).person);
  const at = (position: number): Moment =>
    position === 0 ? { ...host.asOf({ position: 1 }), position: 0, tables: host.before() } : host.asOf({ position });
  const steps = storyOf(moment, now, reader, story, { withFigures: options.figures ?? false });
  if (isRejection(steps)) throw new Trouble(steps.code, steps.because);
  const toldOf = async (index: number): Promise<StepTold> => {
    const { ordinal, openness, ofMeasure } = steps[index]!;
    const event = await eventAt(log, ordinal);
    const subject = subjectOfEvent(event);
    const scene = sceneOf(at, now, reader, story, { ordinal, ofMeasure }, options.ranks ?? null);
    if (isRejection(scene)) throw new Trouble(scene.code, `${scene.because.split(':')[0]}: name fewer --ranks`);
    const differences = openness === 'ALL' ? differencesMade(at(ordinal - 1), at(ordinal), subject, event) : [];
    return { number: index + 1, of: steps.length, event, subject, moment: at(ordinal), differences, scene };
  };
  return {
    title: `The story of the ${story.kind.toLowerCase()} ${called(moment, story.id)}: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}, up to position ${moment.position}`,
    steps,
    text: async (index) => stepText(await toldOf(index), names),
  };
};

const eventAt = async (log: ReadOnlyLog, ordinal: number): Promise<Recorded> => {
  for await (const { events } of log.readAll({ after: ordinal - 1, upTo: ordinal })) if (events[0]) return events[0];
  throw new Error(`the event ${ordinal} was folded and cannot be read`);
};

const keys = 'Enter or n: next, p: back, a number: that step, q: quit';

/** Asks after each step where to go on. */
const converse = async (telling: Telling, from: number, terminal: Terminal): Promise<void> => {
  const last = telling.steps.length - 1;
  if (last < 0) return;
  let index = from;
  terminal.out(await telling.text(index));
  terminal.err(keys);
  for await (const typed of createInterface({ input: terminal.input! })) {
    const words = typed.trim().toLowerCase();
    if (words === 'q') return;
    const wanted =
      words === '' || words === 'n' ? index + 1 : words === 'p' ? index - 1 : /^\d{1,9}$/.test(words) ? Number(words) - 1 : null;
    if (wanted === null) terminal.err(`${typed} is none of these. ${keys}`);
    else if (wanted < 0) terminal.err(`There is no step before the first. ${keys}`);
    else if (wanted > last) terminal.err(`The story ends with step ${last + 1}. ${keys}`);
    else {
      index = wanted;
      terminal.out(await telling.text(index));
      terminal.err(keys);
    }
  }
};
