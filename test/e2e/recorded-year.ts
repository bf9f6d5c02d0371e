import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ViewHost } from '#cqrs';
import type { EventStore } from '#event-store';
import { planId } from '#plan';
import {
  Bowling,
  alignmentTree,
  findings,
  readerOf,
  scorecard,
  views as allViews,
  type Moment,
  type Reader,
  type Shapes,
  type Tables,
} from '#strategy';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { AppModule } from '../../apps/api/src/app.module.js';
import { configFrom, type Config } from '../../apps/api/src/config.js';
import { STORE, VIEWS } from '../../apps/api/src/record/tokens.js';
import { viewCacheOf } from '../../apps/api/src/record/view-caching.js';
import { serveModule, type Service } from '../../apps/api/src/service.js';
import { copyDirectoryBetween, copyLogBetween } from '../../apps/cli/src/copying.js';
import { deskOf } from '../../apps/cli/src/record.js';
import { playYear, sampleClock, sampleOrganisation } from '../../apps/cli/src/seed/sample-trust.js';
import { SampleYear } from '../../apps/cli/src/seed/sample-year.js';
import { Chance } from '../simulation/chance.js';
import { answerTo, questionsAt, type Question } from './past-questions.js';

const anchor = '2027-01-01';
/** A year has more moments than this: after so many commands something was written. */
const momentsOfAYear = 1_300;
/** The time of whoever looks back: after everything that happened. */
const lookingBack = Date.parse('2027-01-04T09:00:00.000Z');

const tableNames = allViews.flatMap((view) => Object.keys(view.tables)) as (keyof Tables)[];

/** Every table of every view with all that is in it, each as a digest. */
const digestsOf = (tables: Tables): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tableNames.map((name) => {
      const table = tables[name];
      const hash = createHash('sha256');
      if ('of' in table) for (const key of table.keys()) hash.update(JSON.stringify([key, table.of(key)]));
      else for (const entry of table.entries()) hash.update(JSON.stringify(entry));
      return [name, hash.digest('hex')];
    }),
  );

/** Somebody who would see everything, before anybody is appointed to. */
const seeingAll: Reader = { person: 'nobody yet', posts: new Set(), isAuditor: true, isCoach: false };

/** What is read where nobody's rights come in. */
const readingsAt = (moment: Moment, now: Moment): string =>
  JSON.stringify([
    alignmentTree(moment, now, seeingAll),
    findings(moment, now, null, { cycle: null, unit: null }),
    [...moment.tables.units.keys()].map((unit) => [scorecard(moment, unit), new Bowling(moment, now, null).ofUnit(unit)]),
  ]);

/** What was answered at one moment of the year, while it was the present. */
export interface Served {
  readonly position: number;
  readonly at: string;
  readonly today: string;
  readonly tables: Readonly<Record<string, string>>;
  /** Where no auditor stood in the post yet, what is read without rights. */
  readonly readings: string | null;
  readonly answers: readonly (readonly [Question, answer: string])[];
  readonly works: readonly Work[];
}

/** What somebody was waited for: in the posts they stand in, which are today's whatever the moment. */
interface Work {
  readonly person: string;
  readonly posts: string;
  readonly answer: string;
}
const myWork: Question = { root: 'myWork', variables: {} };
const worksPerMoment = 3;

const configIn = (dataFolder: string, environment: Readonly<Record<string, string>> = {}): Config => ({
  ...configFrom({
    HOSHIN_MODE: 'development',
    HOSHIN_DATA: dataFolder,
    HOSHIN_PORT: '0',
    HOSHIN_LOG_LEVEL: 'silent',
    HOSHIN_PERSON_REQUESTS_PER_MINUTE: '0',
    HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '0',
    ...environment,
  }),
  organisation: sampleOrganisation(),
});

const serverOf = ({ app }: Service): FastifyInstance => app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
const viewsOf = ({ app }: Service): ViewHost<Shapes> => app.get<ViewHost<Shapes>>(VIEWS);

const tokenOf = (config: Config, person: string): Promise<string> => signOwnToken(config, { person, post: null });
/** A token of whoever is the auditor at the moment; null while nobody is. */
const auditorsToken = async (config: Config, { tables }: Moment): Promise<string | null> => {
  const auditor = tables.posts.get(planId(sampleOrganisation(), 'post', 'auditor'))?.holders[0]?.person;
  return auditor === undefined ? null : tokenOf(config, auditor);
};
const postsOf = (now: Moment, person: string): string => [...readerOf(now, person).posts].sort().join(' ');

const openService = (config: Config, clock: () => number): Promise<Service> => serveModule(AppModule.for(config, { clock }), config);

/** What the moment is, and every table of every view as it stands there. */
type Stood = Pick<Served, 'position' | 'at' | 'today' | 'tables'>;
const standing = ({ position, at, today, tables }: Moment): Stood => ({ position, at, today, tables: digestsOf(tables) });

/**
 * The sample trust's year, played on the real service, and what was answered at moments on the way: kept to be compared
 * with what is answered about them later, when the present is another one.
 */
export class RecordedYear {
  readonly served: Served[] = [];
  private readonly folders: string[] = [];
  private service: Service | null = null;
  /** Where the year was played, and where it is read. */
  private played!: Config;
  private config!: Config;
  /** Lists of work that could be compared: those of people who stand in the same posts. */
  worksCompared = 0;

  /** Plays the year and keeps the answers of so many moments, drawn by the seed. */
  async play(moments: number, seed: number): Promise<void> {
    this.played = this.config = configIn(this.folder());
    const year = new SampleYear(anchor);
    const clock = sampleClock(year);
    const service = await openService(this.config, clock.now);
    this.service = service;
    const views = viewsOf(service);
    const chance = new Chance(seed);
    const drawn = new Set<number>();
    while (drawn.size < moments) drawn.add(chance.whole(1, momentsOfAYear));
    let passed = 0;
    let position = 0;
    const onPlayed = async (): Promise<void> => {
      if (views.position === position) return;
      position = views.position;
      if (drawn.has(++passed)) this.served.push(await this.keep(service, views.now(), chance));
    };
    await playYear({ desk: deskOf(service.app), clock, year, onPlayed });
  }

  private async keep(service: Service, now: Moment, chance: Chance): Promise<Served> {
    const token = await auditorsToken(this.config, now);
    const answers: [Question, string][] = [];
    if (token !== null)
      for (const question of questionsAt(now, chance)) answers.push([question, await answerTo(serverOf(service), token, question, null)]);
    return {
      ...standing(now),
      readings: token === null ? readingsAt(now, now) : null,
      answers,
      works: await this.works(service, now, chance),
    };
  }

  /** What some people who hold a post were waited for. */
  private async works(service: Service, now: Moment, chance: Chance): Promise<Work[]> {
    const works: Work[] = [];
    for (let count = 0; count < worksPerMoment; count++) {
      const person = chance.oneOf([...now.tables.posts.values()])?.holders.at(-1)?.person;
      if (person === undefined) continue;
      const answer = await answerTo(serverOf(service), await tokenOf(this.config, person), myWork, null);
      works.push({ person, posts: postsOf(now, person), answer });
    }
    return works;
  }

  async stop(): Promise<void> {
    await this.service?.close();
    this.service = null;
  }

  /** The service once more, on the same files. */
  async restart(): Promise<void> {
    await this.stop();
    this.service = await openService(this.config, () => lookingBack);
  }

  /** The service once more, from the cache of its views as it is written now; up to which event that reaches. */
  async restartFromCache(): Promise<number> {
    const { app } = this.service!;
    const cache = viewCacheOf(this.config)!;
    const log = { organisation: sampleOrganisation(), store: app.get<EventStore>(STORE) };
    await cache.write(viewsOf(this.service!).soFar(), log, { signal: AbortSignal.timeout(60_000) });
    let usedTo = 0;
    const passedOver = (_file: string, because: string): never => {
      throw new Error(because);
    };
    await cache.open(log, { used: (_file, position) => (usedTo = position), passedOver });
    await this.restart();
    return usedTo;
  }

  /** What deleting the cache leaves: the log, which is folded anew. */
  forgetCache(): void {
    rmSync(this.config.cacheFolder!, { recursive: true });
  }

  /** The service on another engine, with a copy of the log and of the names as they were played. */
  async moveTo(store: string): Promise<void> {
    await this.stop();
    const elsewhere = configIn(this.folder(), { HOSHIN_STORE: store });
    await copyDirectoryBetween(this.played, elsewhere);
    await copyLogBetween(this.played, elsewhere);
    this.config = elsewhere;
    this.service = await openService(elsewhere, () => lookingBack);
  }

  /**
   * What is otherwise about those moments now than it was then: in every table of every view, and in the answers of every
   * so many. `shifted` looks at later positions than those, so that the comparison itself can be put to the test.
   */
  async differences({ every = 1, shifted = 0 } = {}): Promise<string[]> {
    const service = this.service!;
    const views = viewsOf(service);
    const now = views.now();
    const token = (await auditorsToken(this.config, now))!;
    const found: string[] = [];
    const compare = (what: string, then: unknown, later: unknown): void => {
      if (then !== later) found.push(`${what}\n  then  ${aroundDifference(then, later)}\n  later ${aroundDifference(later, then)}`);
    };
    for (const [index, { answers, works, readings, tables, ...stood }] of this.served.entries()) {
      const asOf = { position: stood.position + shifted };
      const moment = views.asOf(asOf);
      const { tables: later, ...standsNow } = standing(moment);
      compare(`the moment ${stood.position}`, JSON.stringify(stood), JSON.stringify(standsNow));
      for (const [table, digest] of Object.entries(later)) compare(`the table ${table} at ${stood.position}`, tables[table], digest);
      if (readings !== null) compare(`what is read at ${stood.position}`, readings, readingsAt(moment, now));
      if (index % every > 0) continue;
      for (const [question, answer] of answers)
        compare(`${JSON.stringify(question)} at ${stood.position}`, answer, await answerTo(serverOf(service), token, question, asOf));
      for (const { person, posts, answer } of works) {
        if (postsOf(now, person) !== posts) continue;
        this.worksCompared++;
        const theirs = await tokenOf(this.config, person);
        compare(`the work of ${person} at ${stood.position}`, answer, await answerTo(serverOf(service), theirs, myWork, asOf));
      }
    }
    return found;
  }

  async close(): Promise<void> {
    await this.stop();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }

  private folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'hoshin-year-'));
    this.folders.push(folder);
    return folder;
  }
}

/** Where two answers part, with a little before and after. */
const aroundDifference = (text: unknown, other: unknown): string => {
  const [one, two] = [String(text), String(other)];
  let at = 0;
  while (at < one.length && one[at] === two[at]) at++;
  return one.slice(Math.max(0, at - 200), at + 200);
};
