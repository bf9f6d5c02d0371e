/** What somebody should look at: breaches that a race let through, things nobody took up, and what lies still. */
import type { Day } from '#kernel';
import { compare, sumOf } from '../arithmetic/figures.js';
import { addWorkingDays } from '../arithmetic/working-days.js';
import { isInPlay } from '../catchball/catchball.state.js';
import type { CycleId, UnitId } from '../vocabulary.js';
import { ownerGoalsMax, unitGoalsMax } from '../views/catchball.facts.js';
import { isActive } from '../views/parents.js';
import { aimsPerCycleMax } from '../strategy/strategy.rules.js';
import { currentCycle, standingOf } from './alignment-node.reading.js';
import { AddingUp, threadsUnder } from './adds-up.reading.js';
import { calendarOf, dueUpTo, missingPeriods } from './figures-of-measure.reading.js';
import { awaitedIn, isOverdue } from './negotiation.reading.js';
import type { Reader } from './openness.reading.js';
import { seesThread } from './openness.reading.js';
import type { GoalRecord, Moment, ThreadRecord } from '../views/index.js';

export const findingCodes = [
  'AIM_NOT_TAKEN_UP',
  'BASELINE_OVERDUE',
  'UNIT_WITHOUT_GOAL',
  'BALL_OVERDUE',
  'SIGNATURE_OVERDUE',
  'DECISION_OVERDUE',
  'CONFIRMATION_OVERDUE',
  'VACANT_TOO_LONG',
  'UNIT_CAP_PASSED',
  'OWNER_LOAD_PASSED',
  'AIM_CAP_PASSED',
  'SHARES_OVER_ONE',
  'GAP_NOT_ACCEPTED',
  'GOAL_EXPLOSION',
  'DATA_MISSING',
  'POLICY_STUCK',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
  readonly code: FindingCode;
  /** HIGH: a rule was passed or somebody is kept waiting; MEDIUM: a gap; LOW: worth a look. */
  readonly severity: 'HIGH' | 'MEDIUM' | 'LOW';
  readonly subject: { readonly kind: 'AIM' | 'GOAL' | 'THREAD' | 'UNIT' | 'POST' | 'MEASURE' | 'CYCLE' | 'EVENT'; readonly id: string };
  /** The unit it falls to, where it falls to one. */
  readonly unit: UnitId | null;
  readonly text: string;
  /** The position of the latest event it rests on. */
  readonly evidence: number | null;
}

/** The lead above names an acting holder within this many working days. */
const vacancyWorkingDays = 10;
const overdueCodes = { open: 'BALL_OVERDUE', tentative: 'SIGNATURE_OVERDUE', escalated: 'DECISION_OVERDUE' } as const;

/** Lists by a key, in order. */
const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const unitOf = ({ tables }: Moment, thread: ThreadRecord): UnitId | null => tables.posts.get(thread.state.thread.receiver)?.unit ?? null;

const ofAims = (moment: Moment, cycle: CycleId, sums: AddingUp): Finding[] => {
  const { tables } = moment;
  const aims = tables.aimsByCycle.of(cycle).map((id) => tables.aims.get(id)!);
  const adopted = aims.filter(({ status }) => status === 'ADOPTED');
  const byUnit = grouped(adopted, ({ unit }) => unit);
  const passed = [...byUnit].flatMap(([unit, list]): Finding[] =>
    list.length > aimsPerCycleMax
      ? [
          {
            code: 'AIM_CAP_PASSED',
            severity: 'MEDIUM',
            subject: { kind: 'CYCLE', id: cycle },
            unit,
            text: `${list.length} aims are adopted where ${aimsPerCycleMax} are the most; ${list.filter(({ override }) => override !== null).length} by override`,
            evidence: Math.max(...list.map(({ since }) => since)),
          },
        ]
      : [],
  );
  return [
    ...passed,
    ...adopted.flatMap((aim): Finding[] => {
      const about = { subject: { kind: 'AIM', id: aim.id }, unit: aim.unit, evidence: aim.changedAt } as const;
      const living = threadsUnder(moment, { kind: 'AIM', id: aim.id }).filter((thread) => standingOf(thread) !== null);
      const taken = living.filter((thread) => standingOf(thread) !== 'DECLINED');
      if (taken.length === 0)
        return [{ ...about, code: 'AIM_NOT_TAKEN_UP', severity: 'HIGH', text: `nobody has taken up the aim: ${aim.terms.statement}` }];
      return ofSum(about, sums, aim.terms.statement);
    }),
  ];
};

const ofSum = (about: Pick<Finding, 'subject' | 'unit' | 'evidence'>, sums: AddingUp, statement: string): Finding[] => {
  const sum = sums.of({ kind: about.subject.kind as 'AIM' | 'GOAL', id: about.subject.id });
  if (!sum) return [];
  const found: Finding[] = [];
  const accepted = sum.gapAccepted !== null && sum.gapAccepted.void === null;
  if (!sum.sufficient && !accepted && sum.children > 0 && sum.inPlay === 0)
    found.push({
      ...about,
      code: 'GAP_NOT_ACCEPTED',
      severity: 'MEDIUM',
      text: `the children do not cover the need and nobody has accepted the gap${sum.gapAccepted?.void ? ` any more (${sum.gapAccepted.void})` : ''}: ${statement}`,
    });
  if (sum.goalExplosion)
    found.push({ ...about, code: 'GOAL_EXPLOSION', severity: 'LOW', text: `more than 120 % of the need is promised: ${statement}` });
  return found;
};

const ofThreads = (moment: Moment, now: Moment, reader: Reader | null, cycle: CycleId): Finding[] => {
  const { tables, today } = moment;
  const calendar = calendarOf(moment);
  return tables.threadsByCycle.of(cycle).flatMap((id): Finding[] => {
    const thread = tables.threads.get(id)!;
    const { state } = thread;
    const words =
      reader === null || seesThread(reader, now, thread)
        ? (state.inForce ?? state.episode.table).offer.statement
        : 'a negotiation kept between its sides';
    const about = { subject: { kind: 'THREAD', id }, unit: unitOf(moment, thread), evidence: thread.changedAt } as const;
    const found: Finding[] = [];
    if (isInPlay(state)) {
      const { holder, due } = awaitedIn(moment, thread);
      if (isOverdue(moment, thread))
        found.push({ ...about, code: overdueCodes[state.phase], severity: 'HIGH', text: `due since ${String(due)}: ${words}` });
      if (
        holder?.vacant &&
        vacantSince(moment, holder.post) !== null &&
        addWorkingDays(vacantSince(moment, holder.post)!, vacancyWorkingDays, calendar) < today
      )
        found.push({
          ...about,
          code: 'VACANT_TOO_LONG',
          severity: 'HIGH',
          subject: { kind: 'POST', id: holder.post },
          text: `the post that holds the ball has nobody since ${vacantSince(moment, holder.post)!}; the lead above has to name an acting holder: ${words}`,
        });
    }
    const confirmBy = state.inForce?.change?.confirmBy ?? null;
    if (confirmBy !== null && confirmBy < today)
      found.push({
        ...about,
        code: 'CONFIRMATION_OVERDUE',
        severity: 'HIGH',
        text: `its parent changed and nobody has confirmed or renegotiated since ${confirmBy}: ${words}`,
      });
    return found;
  });
};

/** The day after the last one on which somebody stood in the post; null where nobody ever did. */
const vacantSince = ({ tables, today }: Moment, id: string): Day | null => {
  const post = tables.posts.get(id);
  const ends = [...(post?.holders ?? []), ...(post?.acting ?? []), ...(post?.deputies ?? [])].flatMap(({ to }) =>
    to !== null && to < today ? [to] : [],
  );
  return ends.length === 0 ? null : ends.reduce((last, day) => (day > last ? day : last));
};

const ofGoals = (moment: Moment, cycle: CycleId, sums: AddingUp): Finding[] => {
  const { tables, today } = moment;
  const goals = tables.goalsByCycle.of(cycle).map((id) => tables.goals.get(id)!);
  const active = goals.filter(isActive);
  const passed = (code: FindingCode, key: (goal: GoalRecord) => string, max: number, kind: 'UNIT' | 'POST', words: string): Finding[] =>
    [...grouped(active, key)].flatMap(([id, list]): Finding[] =>
      list.length > max
        ? [
            {
              code,
              severity: 'MEDIUM',
              subject: { kind, id },
              unit: list[0]!.unit,
              text: `${list.length} active goals where ${max} are ${words}; something has to be dropped`,
              evidence: Math.max(...list.map(({ since }) => since)),
            },
          ]
        : [],
    );
  return [
    ...passed('UNIT_CAP_PASSED', ({ unit }) => unit, unitGoalsMax, 'UNIT', 'the most a unit carries'),
    ...passed('OWNER_LOAD_PASSED', ({ owner }) => owner, ownerGoalsMax, 'POST', 'the most a post leads'),
    ...active.flatMap((goal): Finding[] => {
      const about = { subject: { kind: 'GOAL', id: goal.id }, unit: goal.unit, evidence: goal.changedAt } as const;
      const found = ofSum(about, sums, goal.terms.statement);
      const { baselineBy, kind, statement } = goal.terms;
      if (kind === 'MILESTONE' && baselineBy !== null && baselineBy < today)
        found.push({
          ...about,
          code: 'BASELINE_OVERDUE',
          severity: 'HIGH',
          text: `the baseline was to be found by ${baselineBy} and the goal revised to a measured one: ${statement}`,
        });
      const shares = sumOf(goal.links.filter(({ released }) => released === null).map(({ share }) => share));
      if (compare(shares, '1') > 0)
        found.push({
          ...about,
          code: 'SHARES_OVER_ONE',
          severity: 'HIGH',
          text: `its parents are credited with ${shares} of its effect, more than all of it: ${statement}`,
        });
      return found;
    }),
  ];
};

const ofUnits = (moment: Moment, cycle: CycleId): Finding[] => {
  const { tables } = moment;
  const withGoal = new Set(
    tables.goalsByCycle.of(cycle).flatMap((id) => (isActive(tables.goals.get(id)!) ? [tables.goals.get(id)!.unit] : [])),
  );
  return [...tables.units.values()].flatMap((unit): Finding[] =>
    unit.parent === null || withGoal.has(unit.id)
      ? []
      : [
          {
            code: 'UNIT_WITHOUT_GOAL',
            severity: 'LOW',
            subject: { kind: 'UNIT', id: unit.id },
            unit: unit.id,
            text: `${unit.name} has no goal in this cycle`,
            evidence: unit.changedAt,
          },
        ],
  );
};

/** Measures with a goal in force, or driven by a unit, that have two or more due periods without a figure. */
const ofMeasures = (moment: Moment): Finding[] => {
  const { tables } = moment;
  return [...tables.measures.values()].flatMap((measure): Finding[] => {
    const used =
      measure.classes.some((each) => each.class === 'DRIVER') ||
      tables.goalsByMeasure.of(measure.id).some((id) => isActive(tables.goals.get(id)!));
    if (!used) return [];
    const lastDue = dueUpTo(measure, moment);
    const overdue = missingPeriods(moment, measure).filter((period) => period <= lastDue);
    return overdue.length < 2
      ? []
      : [
          {
            code: 'DATA_MISSING',
            severity: 'MEDIUM',
            subject: { kind: 'MEASURE', id: measure.id },
            unit: measure.unit,
            text: `${overdue.length} figures of ${measure.definition.name} are overdue, from ${overdue[0]!}`,
            evidence: measure.changedAt,
          },
        ];
  });
};

const ofPolicies = ({ tables }: Moment): Finding[] =>
  [...tables.stuckDebts.values()].map(({ owed, code, because, ordinal }): Finding => ({
    code: 'POLICY_STUCK',
    severity: 'HIGH',
    subject: { kind: 'EVENT', id: owed.cause },
    unit: null,
    text: `${owed.policy} could not be carried out (${code}): ${because}`,
    evidence: ordinal,
  }));

const rank = { HIGH: 0, MEDIUM: 1, LOW: 2 } as const;

/** Everything found at a moment about a cycle, the gravest first; `null` as reader reads everything. */
export const findings = (
  moment: Moment,
  now: Moment,
  reader: Reader | null,
  asked: { readonly cycle?: CycleId | null; readonly unit?: UnitId | null } = {},
): Finding[] => {
  const cycle = asked.cycle ?? currentCycle(moment);
  const sums = new AddingUp(moment, now, reader);
  const found = [
    ...(cycle === null
      ? []
      : [
          ...ofAims(moment, cycle, sums),
          ...ofThreads(moment, now, reader, cycle),
          ...ofGoals(moment, cycle, sums),
          ...ofUnits(moment, cycle),
        ]),
    ...ofMeasures(moment),
    ...ofPolicies(moment),
  ];
  const wanted = asked.unit ? found.filter(({ unit }) => unit === asked.unit) : found;
  return wanted.sort((one, other) => rank[one.severity] - rank[other.severity]);
};
