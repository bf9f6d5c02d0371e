/** What somebody should look at: breaches that a race let through, things nobody took up, and what lies still. */
import { compare, sumOf } from '../arithmetic/figures.js';
import { percentFigure, saidDay, saidPeriod } from '../arithmetic/in-words.js';
import { isInPlay } from '../catchball/catchball.state.js';
import type { Debt } from '../policies/owed.view.js';
import type { CycleId, PostId, UnitId } from '../vocabulary.js';
import { ownerGoalsMax, unitGoalsMax } from '../views/catchball.facts.js';
import { isActive } from '../views/parents.js';
import { aimsPerCycleMax } from '../strategy/strategy.rules.js';
import { goalIdOf, type Acknowledgement, type AimRecord, type GoalRecord, type Moment, type ThreadRecord } from '../views/index.js';
import { currentCycle, isParentDropped, standingOf, standingPost } from './alignment-node.reading.js';
import { AddingUp, threadsUnder } from './adds-up.reading.js';
import { dueUpTo, measuresInUse, missingPeriods } from './figures-of-measure.reading.js';
import type { IntegrityCode } from './integrity/integrity-rule.js';
import { integrityFindings, type IntegrityFinding } from './integrity/integrity.reading.js';
import { lastStoodIn, namedBy } from './my-work.reading.js';
import { awaitedIn, awaitedPosts, isOverdue, isPostVacant } from './negotiation.reading.js';
import { opennessAt, seesGoal, seesThread, type Reader } from './openness.reading.js';
import { administers } from './people.reading.js';

/** What is found of how things stand; what is found of decisions in the record has codes of its own. */
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
  'PARENT_DROPPED',
  'DATA_MISSING',
  'POLICY_STUCK',
] as const;
export type OperationalCode = (typeof findingCodes)[number];
export type FindingCode = OperationalCode | IntegrityCode;

/** OPERATIONAL: how things stand, until they are mended. INTEGRITY: a decision in the record, for ever. */
export const findingKinds = ['OPERATIONAL', 'INTEGRITY'] as const;
export type FindingKind = (typeof findingKinds)[number];

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
  /** Of what the service owes and a rule refused: the key it is tried again by, for administrators, whose it is to ask. */
  readonly debt?: string;
  /** Of a decision in the record: what it rests on, and whether somebody answers for it. */
  readonly integrity?: IntegrityFinding & { readonly acknowledged: Acknowledgement | null };
}
type About = Pick<Finding, 'subject' | 'unit' | 'evidence'>;

const overdueCodes = { open: 'BALL_OVERDUE', tentative: 'SIGNATURE_OVERDUE', escalated: 'DECISION_OVERDUE' } as const;

/** Lists by a key, in order. */
const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/** Looks through one cycle for one reader; `null` reads everything. What a reader may not see is no finding of theirs. */
class Looking {
  private readonly sums: AddingUp;
  constructor(
    private readonly moment: Moment,
    private readonly now: Moment,
    private readonly reader: Reader | null,
    private readonly cycle: CycleId,
  ) {
    this.sums = new AddingUp(moment, now, reader);
  }

  *all(): Generator<Finding> {
    const { tables } = this.moment;
    const aims = tables.aimsByCycle.of(this.cycle).map((id) => tables.aims.get(id)!);
    const adopted = aims.filter(({ status }) => status === 'ADOPTED');
    const threads = tables.threadsByCycle.of(this.cycle).map((id) => tables.threads.get(id)!);
    const goals = tables.goalsByCycle.of(this.cycle).map((id) => tables.goals.get(id)!);
    const active = goals.filter(isActive);
    for (const aim of adopted) yield* this.ofAim(aim);
    for (const thread of threads) if (this.reader === null || seesThread(this.reader, this.now, thread)) yield* this.ofThread(thread);
    yield* this.vacancies(threads);
    for (const goal of active) if (this.reader === null || seesGoal(this.reader, this.now, goal.id)) yield* this.ofGoal(goal);
    yield* this.caps(adopted, active);
    yield* this.unitsWithoutGoal(adopted, active, threads);
  }

  private *ofAim(aim: AimRecord): Generator<Finding> {
    const about: About = { subject: { kind: 'AIM', id: aim.id }, unit: aim.unit, evidence: aim.changedAt };
    if (threadsUnder(this.moment, { kind: 'AIM', id: aim.id }).some((thread) => this.takesUp(thread)))
      return yield* this.ofSum(about, aim.terms.statement);
    const severity = this.moment.tables.cycles.get(this.cycle)?.state === 'ACTIVE' ? 'HIGH' : 'LOW';
    yield { ...about, code: 'AIM_NOT_TAKEN_UP', severity, text: `nobody has taken up the aim: ${aim.terms.statement}` };
  }

  /** Asked and not declined; what the reader may not see is in negotiation for them as long as it came to nothing. */
  private takesUp(thread: ThreadRecord): boolean {
    const standing = standingOf(thread);
    if (thread.state.thread.kind === 'PLEDGE' || standing === null) return false;
    return standing !== 'DECLINED' || (this.reader !== null && !seesThread(this.reader, this.now, thread));
  }

  private *ofSum(about: About, statement: string): Generator<Finding> {
    const sum = this.sums.of({ kind: about.subject.kind as 'AIM' | 'GOAL', id: about.subject.id });
    if (!sum) return;
    const lapsed = sum.gapAccepted?.void ?? null;
    if (!sum.covered && sum.inPlay === 0)
      yield {
        ...about,
        code: 'GAP_NOT_ACCEPTED',
        severity: 'MEDIUM',
        text: `the children do not cover the need and nobody has accepted the gap${lapsed === null ? '' : ` any more (${lapsed})`}: ${statement}`,
      };
    if (sum.goalExplosion)
      yield { ...about, code: 'GOAL_EXPLOSION', severity: 'LOW', text: `more than 120% of the need is promised: ${statement}` };
  }

  private *ofThread(thread: ThreadRecord): Generator<Finding> {
    const { moment } = this;
    const { state } = thread;
    const { statement } = (isInPlay(state) ? state.episode.table : (state.inForce ?? state.episode.table)).offer;
    const unit = moment.tables.posts.get(state.thread.receiver)?.unit ?? null;
    const about: About = { subject: { kind: 'THREAD', id: thread.id }, unit, evidence: thread.changedAt };
    if (isInPlay(state) && isOverdue(moment, thread))
      yield {
        ...about,
        code: overdueCodes[state.phase],
        severity: 'HIGH',
        text: `due since ${saidDay(awaitedIn(moment, thread).due!)}: ${statement}`,
      };
    const confirmBy = state.inForce?.change?.confirmBy ?? null;
    if (confirmBy !== null && confirmBy < moment.today)
      yield {
        ...about,
        code: 'CONFIRMATION_OVERDUE',
        severity: 'HIGH',
        text: `its parent changed, and it was to be confirmed or renegotiated by ${saidDay(confirmBy)}: ${statement}`,
      };
    if (state.inForce && isParentDropped(moment, thread) && this.isWorkedOn(thread))
      yield {
        ...about,
        code: 'PARENT_DROPPED',
        severity: 'MEDIUM',
        text: `what it served was dropped; give it another parent, hand it over or close it: ${statement}`,
      };
  }

  private isWorkedOn(thread: ThreadRecord): boolean {
    const goal = this.moment.tables.goals.get(goalIdOf(thread));
    return goal !== undefined && isActive(goal) && goal.links.some((link) => link.thread === thread.id && link.released === null);
  }

  /** Once for every post whose move is awaited in a thread the reader sees. */
  private *vacancies(threads: readonly ThreadRecord[]): Generator<Finding> {
    const { moment, now, reader } = this;
    const found = new Set<PostId>();
    for (const thread of threads) {
      if (!isInPlay(thread.state) || (reader !== null && !seesThread(reader, now, thread))) continue;
      for (const id of awaitedPosts(moment, thread)) {
        if (found.has(id) || !isPostVacant(moment, id) || namedBy(moment, id, thread) >= moment.today) continue;
        found.add(id);
        const post = moment.tables.posts.get(id);
        const since = lastStoodIn(moment, id);
        yield {
          code: 'VACANT_TOO_LONG',
          severity: 'HIGH',
          subject: { kind: 'POST', id },
          unit: post?.unit ?? null,
          text: `${post?.title ?? id} is awaited and ${since === null ? 'was never filled' : `vacant since ${saidDay(since)}`}: the lead above has to name an acting holder`,
          evidence: thread.changedAt,
        };
      }
    }
  }

  private *ofGoal(goal: GoalRecord): Generator<Finding> {
    const about: About = { subject: { kind: 'GOAL', id: goal.id }, unit: goal.unit, evidence: goal.changedAt };
    const { baselineBy, kind, statement } = goal.terms;
    yield* this.ofSum(about, statement);
    if (kind === 'MILESTONE' && baselineBy !== null && baselineBy < this.moment.today)
      yield {
        ...about,
        code: 'BASELINE_OVERDUE',
        severity: 'HIGH',
        text: `the baseline was to be found by ${saidDay(baselineBy)} and the goal revised to a measured one: ${statement}`,
      };
    const shares = sumOf(goal.links.filter(({ released }) => released === null).map(({ share }) => share));
    if (compare(shares, '1') > 0)
      yield {
        ...about,
        code: 'SHARES_OVER_ONE',
        severity: 'HIGH',
        text: `its parents are credited with ${percentFigure(shares)}% of its effect, more than all of it: ${statement}`,
      };
  }

  /** Two commitments at once can pass a cap, which is then a rule passed; what somebody let in stays visible. */
  private *caps(adopted: readonly AimRecord[], active: readonly GoalRecord[]): Generator<Finding> {
    const { moment } = this;
    const { tables } = moment;
    const lets = (cap: 'UNIT_GOALS' | 'OWNER_LOAD') => (goal: GoalRecord) =>
      tables.threads.get(goal.agreement.thread)?.state.episode.capsOverridden.includes(cap) ?? false;
    const most = <Item extends { readonly since: number }>(
      code: FindingCode,
      list: readonly Item[],
      max: number,
      words: string,
      letIn: (item: Item) => boolean,
      about: Omit<About, 'evidence'>,
    ): Finding[] => {
      if (list.length <= max) return [];
      const overridden = list.filter(letIn).length;
      const isLetIn = list.length - overridden <= max;
      const rest = isLetIn ? `${overridden} of them by override` : 'something has to be dropped';
      return [
        {
          ...about,
          code,
          severity: isLetIn ? 'LOW' : 'HIGH',
          text: `${list.length} ${words}, where ${max} are the most; ${rest}`,
          evidence: Math.max(...list.map(({ since }) => since)),
        },
      ];
    };
    for (const [unit, list] of grouped(adopted, (aim) => aim.unit))
      yield* most('AIM_CAP_PASSED', list, aimsPerCycleMax, 'aims are adopted', (aim) => aim.override !== null, {
        subject: { kind: 'CYCLE', id: this.cycle },
        unit,
      });
    for (const [unit, list] of grouped(active, (goal) => goal.unit))
      yield* most('UNIT_CAP_PASSED', list, unitGoalsMax, 'active goals in one unit', lets('UNIT_GOALS'), {
        subject: { kind: 'UNIT', id: unit },
        unit,
      });
    for (const [post, list] of grouped(active, (goal) => standingPost(moment, goal.owner)))
      yield* most('OWNER_LOAD_PASSED', list, ownerGoalsMax, 'active goals led by one post', lets('OWNER_LOAD'), {
        subject: { kind: 'POST', id: post },
        unit: tables.posts.get(post)?.unit ?? null,
      });
  }

  /** Units that could have one: not the top, not those that sponsor the aims, and not those nobody works in any more. */
  private *unitsWithoutGoal(
    adopted: readonly AimRecord[],
    active: readonly GoalRecord[],
    threads: readonly ThreadRecord[],
  ): Generator<Finding> {
    const { moment, now, reader } = this;
    const { tables, today } = moment;
    const unitOf = (post: PostId): UnitId => tables.posts.get(standingPost(moment, post))?.unit ?? '';
    const sponsoring = new Set(adopted.map(({ terms }) => unitOf(terms.sponsor)));
    const having = new Set(active.map(({ unit }) => unit));
    const isNegotiated = (thread: ThreadRecord): boolean => {
      const openness = reader === null ? 'ALL' : opennessAt(reader, now, thread);
      return openness === 'STANDING_ONLY' || (openness !== 'NONE' && isInPlay(thread.state));
    };
    const negotiating = new Set(threads.filter(isNegotiated).map(({ state }) => unitOf(state.thread.receiver)));
    const canCarry = (unit: UnitId): boolean =>
      tables.postsByUnit.of(unit).some((id) => {
        const post = tables.posts.get(id);
        const isOpen = post !== undefined && (post.closed === null || post.closed.on > today);
        return isOpen && (post.role === 'EXECUTIVE' || post.role === 'LEAD' || post.role === 'MEMBER');
      });
    for (const unit of tables.units.values()) {
      if (unit.parent === null || having.has(unit.id) || sponsoring.has(unit.id) || !canCarry(unit.id)) continue;
      yield {
        code: 'UNIT_WITHOUT_GOAL',
        severity: 'LOW',
        subject: { kind: 'UNIT', id: unit.id },
        unit: unit.id,
        text: `${unit.name} has no goal in this cycle${negotiating.has(unit.id) ? ' yet; one is being negotiated' : ''}`,
        evidence: unit.changedAt,
      };
    }
  }
}

/** Measures in use that have two or more due periods without a figure. */
const ofMeasures = (moment: Moment): Finding[] => {
  const { tables } = moment;
  return [...measuresInUse(moment)].flatMap((id): Finding[] => {
    const measure = tables.measures.get(id);
    const lastDue = measure ? dueUpTo(measure, moment) : '';
    const overdue = measure ? missingPeriods(moment, measure).filter((period) => period <= lastDue) : [];
    if (!measure || overdue.length < 2) return [];
    return [
      {
        code: 'DATA_MISSING',
        severity: 'MEDIUM',
        subject: { kind: 'MEASURE', id },
        unit: measure.unit,
        text: `${overdue.length} figures of ${measure.definition.name} are overdue, the first for ${saidPeriod(overdue[0]!)}`,
        evidence: measure.changedAt,
      },
    ];
  });
};

/** Whether what the service owes is the reader's to see: not where it is of a thread or goal that is not. */
export const seesDebt = (reader: Reader, now: Moment, { aggregate, subject }: Pick<Debt, 'aggregate' | 'subject'>): boolean => {
  if (aggregate === 'goal' && now.tables.goals.has(subject)) return seesGoal(reader, now, subject);
  const thread = now.tables.threads.get(subject);
  return thread === undefined || seesThread(reader, now, thread);
};

/** What the service owes in a thread or goal the reader may not see says no more than that. */
const ofPolicies = ({ tables }: Moment, now: Moment, reader: Reader | null): Finding[] => {
  const sees = (owed: Pick<Debt, 'aggregate' | 'subject'>): boolean => reader === null || seesDebt(reader, now, owed);
  const retries = reader === null || administers(reader, now);
  return [...tables.stuckDebts.entries()].map(([debt, { owed, code, because, ordinal }]) => ({
    code: 'POLICY_STUCK',
    severity: 'HIGH',
    subject: { kind: 'EVENT', id: owed.cause },
    unit: null,
    text: `${owed.policy} could not be carried out${sees(owed) ? ` (${code}): ${because}` : ''}`,
    evidence: ordinal,
    ...(retries && { debt }),
  }));
};

const operational = (moment: Moment, now: Moment, reader: Reader | null, asked: FindingsAsked): Finding[] => {
  const cycle = asked.cycle ?? currentCycle(moment);
  return [
    ...(cycle === null ? [] : new Looking(moment, now, reader, cycle).all()),
    ...ofMeasures(moment),
    ...ofPolicies(moment, now, reader),
  ];
};

/** Decisions found in the record, the latest first: of every cycle, where none is asked for. */
const ofIntegrity = (moment: Moment, now: Moment, reader: Reader | null, { cycle: asked }: FindingsAsked): Finding[] =>
  integrityFindings(moment, now, reader)
    .filter(({ cycle }) => !asked || cycle === null || cycle === asked)
    .map((found): Finding => {
      const { key, code, severity, subject, unit, text, at: evidence } = found;
      const integrity = { ...found, acknowledged: moment.tables.acknowledgements.get(key) ?? null };
      return { code, severity, subject, unit, text, evidence, integrity };
    })
    .reverse();

const rank = { HIGH: 0, MEDIUM: 1, LOW: 2 } as const;

export interface FindingsAsked {
  readonly cycle?: CycleId | null;
  readonly unit?: UnitId | null;
  readonly kind?: FindingKind | null;
  /** Only those somebody answers for, or only those nobody does; what is mended vanishes and is never answered for. */
  readonly acknowledged?: boolean | null;
}

/** Everything found at a moment about a cycle, the gravest first; `null` as reader reads everything. */
export const findings = (moment: Moment, now: Moment, reader: Reader | null, asked: FindingsAsked = {}): Finding[] => {
  const found = [
    ...(asked.kind === 'INTEGRITY' ? [] : operational(moment, now, reader, asked)),
    ...(asked.kind === 'OPERATIONAL' ? [] : ofIntegrity(moment, now, reader, asked)),
  ];
  const { unit: wanted, acknowledged = null } = asked;
  return found
    .filter(({ unit }) => !wanted || unit === wanted)
    .filter(({ integrity }) => acknowledged === null || acknowledged === Boolean(integrity?.acknowledged))
    .sort((one, other) => rank[one.severity] - rank[other.severity]);
};
