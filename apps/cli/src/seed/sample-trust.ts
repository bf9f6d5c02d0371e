import type { Actor, Day } from '#kernel';
import { organisationIdOf, planSchema, stepsOf, type By, type LocatedDocument, type Plan, type Step } from '#plan';
import type { Config } from '../../../api/src/config.js';
import { projectFile } from '../../../api/src/project-file.js';
import { actorIn, operator } from '../acting.js';
import { readDocument } from '../document-file.js';
import { emptyTables, withDesk, type Desk } from '../record.js';
import type { Terminal } from '../terminal.js';
import { corrections, figureHappenings, type SampleMeasure } from './figure-happenings.js';
import { movedPlan } from './moved-plan.js';
import { on, SampleYear, type When } from './sample-year.js';
import { happeningsOf, inOrder, type Happening } from './schedule.js';
import { ScriptedClock } from './scripted-clock.js';
import { Stage } from './stage.js';
import { changes } from './story/changes.js';
import { charts } from './story/charts.js';
import { fallsInDivisions } from './story/falls-divisions.js';
import { fallsInTeams } from './story/falls-teams.js';
import { fourHour } from './story/four-hour.js';
import { pledges } from './story/pledges.js';
import { restraint } from './story/restraint.js';
import { waitsInDivisions } from './story/waits-divisions.js';
import { waitsInTeams } from './story/waits-teams.js';

/** The plan the sample begins with. */
export const samplePlanFile = (): string => projectFile('samples/trust.plan.yaml');

/** Every negotiation of the year, the board's before those below it. */
export const sampleThreads = [
  ...fallsInDivisions,
  ...restraint,
  ...waitsInDivisions,
  ...fourHour,
  ...pledges,
  ...fallsInTeams,
  ...waitsInTeams,
] as const;

/** When the steps of the plan are taken; everything about the organisation comes first. */
const stepDays: Readonly<Record<string, When>> = {
  DefineMeasure: on(-3, 16),
  DraftTrueNorth: on(-2, 8),
  PutTrueNorthInForce: on(-2, 9),
  SetObjective: on(-2, 9),
  PlanCycle: on(-2, 12),
  NominateCandidate: on(-1, 5),
  ScoreCandidate: on(-1, 19),
  AdoptCandidate: on(0, 4),
  DropCandidate: on(0, 4),
  ClassMeasure: on(0, 5),
  ActivateCycle: on(1, 1),
};
const organisationDay = on(-3, 4);

export interface Sample {
  readonly organisation: string;
  readonly year: SampleYear;
  readonly position: number;
}

const planFor = (year: SampleYear): LocatedDocument<Plan> => {
  const document = readDocument(planSchema, samplePlanFile());
  return { ...document, value: movedPlan(document.value, year) };
};

/** The organisation whose log is the sample's, whenever it was made. */
export const sampleOrganisation = (): string => organisationIdOf(readDocument(planSchema, samplePlanFile()).value);

const actingFor = (stage: Stage, plan: Plan, by: By): Actor => {
  if (by !== 'ADMINISTRATION') return stage.holder(by.post);
  const administrator = stage.tables.posts.get(stage.id('post', plan.organisation.administrator));
  return (administrator && actorIn(administrator, stage.today)) ?? operator;
};

/** The plan's steps as happenings: names go to the directory, before anything else, the rest through the command desk. */
const stepHappenings = (plan: Plan, steps: readonly Step[], desk: Desk): Happening[] =>
  [...steps.filter(({ kind }) => kind === 'ENTRY'), ...steps.filter(({ kind }) => kind !== 'ENTRY')].map((step) => ({
    on: (step.kind === 'COMMAND' && stepDays[step.order.name]) || organisationDay,
    play: async (stage) =>
      step.kind === 'ENTRY'
        ? desk.directory.put(step.entry)
        : stage.take(actingFor(stage, plan, step.by), { ...step.order, subject: step.subject }),
  }));

const measuresOf = ({ measures, units }: Plan): SampleMeasure[] => {
  const kinds = new Map(units.map(({ key, kind }) => [key, kind]));
  return measures.map(({ key, unit, steward, dueAfter, frequency }) => ({
    key,
    unit,
    steward: steward!,
    dueAfter,
    isQuarterly: frequency === 'QUARTER',
    isClosed: frequency === 'MONTH' && ['board', 'division'].includes(kinds.get(unit)!),
  }));
};

/** A record that is open, at the time of a story. */
interface Theatre {
  readonly desk: Desk;
  readonly clock: ScriptedClock;
  readonly year: SampleYear;
  /** Told after each happening, before the clock goes on. */
  readonly onPlayed?: () => Promise<void>;
}

/** The morning of the year's first day, at which the record has to be opened. */
export const sampleClock = (year: SampleYear): ScriptedClock => {
  const clock = new ScriptedClock();
  clock.moveTo(organisationDay(year));
  return clock;
};

/** Plays the year into a record that is open and has nothing in it yet. */
export const playYear = async ({ desk, clock, year, onPlayed }: Theatre): Promise<void> => {
  const document = planFor(year);
  const stage = new Stage(desk, clock, year);
  const settled = { organisation: desk.identity.organisation, tables: emptyTables(), personOf: () => undefined, seesEntries: true };
  const happenings = inOrder(
    [
      ...stepHappenings(document.value, stepsOf(document, settled, 'as in the sample'), desk),
      ...figureHappenings(measuresOf(document.value), year),
      ...corrections(year),
      ...happeningsOf(sampleThreads, stage),
      ...changes,
      ...charts,
    ],
    year,
  );
  for (const [day, happening] of happenings) {
    clock.moveTo(day);
    await happening.play(stage);
    await onPlayed?.();
  }
  const { executive } = document.value.organisation;
  await stage.seal(stage.holder(stage.id('post', executive!)), 'The year so far, for the minutes of the board');
  await onPlayed?.();
};

/**
 * Plays the sample trust's year into an empty data folder: its plan, four aims thrown down to the teams and back, and
 * nine months of figures, every command by somebody who may send it, on the day it happened. The same anchor day
 * leaves the same log, byte for byte. The clock is an argument of this program alone; every event says it is seeded.
 */
export const playSample = async (config: Config, terminal: Terminal, anchor: Day): Promise<Sample> => {
  const year = new SampleYear(anchor);
  const organisation = sampleOrganisation();
  const clock = sampleClock(year);
  const play = async (desk: Desk): Promise<Sample> => {
    await playYear({ desk, clock, year });
    return { organisation, year, position: desk.views.position };
  };
  return withDesk({ ...config, organisation }, terminal, play, { clock: clock.now });
};
