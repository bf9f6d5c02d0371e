import { canonicalJson } from '#kernel';
import type { AimTerms, CandidateText } from '#strategy';
import type { Path } from './located-document.js';
import { strategySubject, type Blueprint, type By, type Order } from './blueprint.js';
import type { Plan } from './schema.js';

type StrategyOrder = Extract<Order, { aggregate: 'strategy' }>;
type PlannedCandidate = Plan['candidates'][number];
type Adoption = NonNullable<PlannedCandidate['adopted']>;

const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);

const send = <Name extends StrategyOrder['name']>(
  to: Blueprint,
  by: By,
  name: Name,
  input: Extract<StrategyOrder, { name: Name }>['input'],
  says: string,
): void => to.command(by, strategySubject(to.organisation), { aggregate: 'strategy', name, input } as unknown as StrategyOrder, says);

/** True North as the plan has it: drafted, and put in force where a board minute is named. */
export const trueNorthSteps = (to: Blueprint): void =>
  to.plan.trueNorth.forEach((north, index) => {
    const at: Path = ['trueNorth', index];
    const by = to.executive(north.by, [...at, 'by']);
    const unit = to.find('unit', north.unit, [...at, 'unit']);
    const dimensions = north.dimensions.map(({ key, name, statement }) => ({ id: to.id('dimension', key), name, statement }));
    const known = to.tables.trueNorths.get(unit);
    const latest = known?.draft ?? known?.inForce;
    const drafted =
      !latest || !same({ statement: latest.statement, dimensions: latest.dimensions }, { statement: north.statement, dimensions });
    if (drafted)
      send(
        to,
        by,
        'DraftTrueNorth',
        { unit, statement: north.statement, dimensions, reason: to.reason },
        `draft the True North of ${north.unit}`,
      );
    if (north.minute !== undefined && (drafted || known?.draft))
      send(to, by, 'PutTrueNorthInForce', { unit, minute: north.minute }, `put the True North of ${north.unit} in force`);
  });

export const objectiveSteps = (to: Blueprint): void =>
  to.plan.objectives.forEach((objective, index) => {
    const at: Path = ['objectives', index];
    const by = to.executive(objective.by, [...at, 'by']);
    const id = to.id('objective', objective.key);
    const unit = to.find('unit', objective.unit, [...at, 'unit']);
    const dimension = to.find('dimension', objective.dimension, [...at, 'dimension']);
    const { statement, from, to: until } = objective;
    const known = to.tables.objectives.get(id);
    if (!known)
      return send(
        to,
        by,
        'SetObjective',
        { objective: id, unit, dimension, statement, from, to: until },
        `set the objective ${objective.key}`,
      );
    if (known.unit !== unit) to.refuse([...at, 'unit'], `${objective.key} belongs to another unit, which a plan cannot change`);
    if (known.retired !== null) return to.refuse(at, `${objective.key} was retired (${known.retired}): set a new one with a new key`);
    if (!same([known.dimension, known.statement, known.from, known.to], [dimension, statement, from, until]))
      send(
        to,
        by,
        'ReviseObjective',
        { objective: id, dimension, statement, from, to: until, reason: to.reason },
        `revise the objective ${objective.key}`,
      );
  });

export const cycleSteps = (to: Blueprint): void =>
  to.plan.cycles.forEach((cycle, index) => {
    const by = to.executive(cycle.by, ['cycles', index, 'by']);
    const { name, starts, ends } = cycle;
    const known = to.tables.cycles.get(to.id('cycle', cycle.key));
    if (!known) return send(to, by, 'PlanCycle', { cycle: to.id('cycle', cycle.key), name, starts, ends }, `plan the cycle ${name}`);
    if (!same([known.name, known.starts, known.ends], [name, starts, ends]))
      to.refuse(
        ['cycles', index],
        `${known.name} was planned from ${known.starts} to ${known.ends}, which a plan cannot change: plan another cycle`,
      );
  });

/** Activation comes last: goals signed before it become active with it. */
export const activationSteps = (to: Blueprint): void =>
  to.plan.cycles.forEach((cycle, index) => {
    const id = to.id('cycle', cycle.key);
    const known = to.tables.cycles.get(id);
    if (cycle.active && (!known || known.state === 'PLANNING'))
      send(to, to.executive(cycle.by, ['cycles', index, 'by']), 'ActivateCycle', { cycle: id }, `activate the cycle ${cycle.name}`);
  });

const textOf = (to: Blueprint, candidate: PlannedCandidate, at: Path): CandidateText => ({
  statement: candidate.statement,
  objective: candidate.objective === null ? null : to.find('objective', candidate.objective, [...at, 'objective']),
  evidence: candidate.evidence,
  benchmark: candidate.benchmark,
  qualityDimension: candidate.qualityDimension,
  equity: candidate.equity,
  shapedBy: candidate.shapedBy,
});

/** Candidates are all nominated before any is scored. */
export const candidateSteps = (to: Blueprint): void =>
  to.plan.candidates.forEach((candidate, index) => nominationSteps(to, candidate, ['candidates', index]));

const nominationSteps = (to: Blueprint, candidate: PlannedCandidate, at: Path): void => {
  const id = to.id('candidate', candidate.key);
  const cycle = to.find('cycle', candidate.cycle, [...at, 'cycle']);
  const unit = to.find('unit', candidate.unit, [...at, 'unit']);
  const by = to.executive(candidate.nominatedBy, [...at, 'nominatedBy']);
  const text = textOf(to, candidate, at);
  const known = to.tables.candidates.get(id);
  if (!known) send(to, by, 'NominateCandidate', { candidate: id, cycle, unit, text }, `nominate the candidate ${candidate.key}`);
  else if (known.cycle !== cycle || known.unit !== unit)
    to.refuse(at, `${candidate.key} was nominated for another cycle or unit, which a plan cannot change`);
  else if (!same(known.text, text)) {
    if (known.status !== 'NOMINATED')
      to.refuse(at, `${candidate.key} was ${known.status.toLowerCase()}: its text stands as it was decided on`);
    else send(to, by, 'ReviseCandidate', { candidate: id, text, reason: to.reason }, `revise the candidate ${candidate.key}`);
  }
};

export const scoreSteps = (to: Blueprint): void =>
  to.plan.candidates.forEach((candidate, index) => scoresOf(to, candidate, ['candidates', index]));

const scoresOf = (to: Blueprint, candidate: PlannedCandidate, at: Path): void => {
  const id = to.id('candidate', candidate.key);
  const known = to.tables.candidates.get(id);
  candidate.scores.forEach(({ by: scorer, person, impact, urgency, feasibility, comment = null }, index) => {
    const path = [...at, 'scores', index];
    const post = to.find('post', scorer, [...path, 'by']);
    const who = person === undefined ? null : to.find('person', person, [...path, 'person']);
    const before = to.tables.scores.of(id).findLast((score) => score.post === post && (who === null || score.person === who));
    const score = { impact, urgency, feasibility, comment };
    if (before && same(score, { impact: before.impact, urgency: before.urgency, feasibility: before.feasibility, comment: before.comment }))
      return;
    if (known && known.status !== 'NOMINATED')
      return to.refuse(path, `${candidate.key} was ${known.status.toLowerCase()}: it is no longer scored`);
    send(
      to,
      who === null ? { post } : { post, person: who },
      'ScoreCandidate',
      { candidate: id, ...score },
      `score ${candidate.key} as ${scorer}`,
    );
  });
};

const termsOf = (to: Blueprint, adopted: Adoption, at: Path): AimTerms => ({
  objective: to.find('objective', adopted.objective, [...at, 'objective']),
  statement: adopted.statement,
  measured: { ...adopted.measured, measure: to.find('measure', adopted.measured.measure, [...at, 'measured', 'measure']) },
  due: adopted.due,
  sponsor: to.find('post', adopted.sponsor, [...at, 'sponsor']),
  mandate: adopted.mandate,
  rollUp: adopted.rollUp,
});

/** What is adopted becomes an aim; what is dropped keeps its reason. */
export const decisionSteps = (to: Blueprint): void =>
  to.plan.candidates.forEach((candidate, index) => decisionOn(to, candidate, ['candidates', index]));

const decisionOn = (to: Blueprint, { key, adopted, dropped }: PlannedCandidate, at: Path): void => {
  const candidate = to.id('candidate', key);
  const known = to.tables.candidates.get(candidate);
  if (adopted) {
    const path = [...at, 'adopted'];
    const by = to.executive(adopted.by, [...path, 'by']);
    const aim = to.id('aim', adopted.aim);
    const terms = termsOf(to, adopted, path);
    const { reason, override = null, waiver = null } = adopted;
    if (known?.status === 'DROPPED') return to.refuse(path, `${key} was dropped (${known.reason ?? ''}): restore it before it is adopted`);
    if (known?.status !== 'ADOPTED')
      return send(to, by, 'AdoptCandidate', { candidate, aim, terms, reason, override, waiver }, `adopt ${key} as the aim ${adopted.aim}`);
    if (known.aim !== aim) return to.refuse([...path, 'aim'], `${key} was adopted as another aim, which a plan cannot change`);
    const standing = to.tables.aims.get(aim);
    if (standing?.status === 'DROPPED') return to.refuse(path, `the aim ${adopted.aim} was dropped (${standing.dropped?.reason ?? ''})`);
    if (standing && !same(standing.terms, terms))
      send(to, by, 'ReviseAim', { aim, revision: standing.revision, terms, reason: to.reason, waiver }, `revise the aim ${adopted.aim}`);
  } else if (dropped) {
    if (known?.status === 'DROPPED') return;
    if (known?.status === 'ADOPTED') return to.refuse([...at, 'dropped'], `${key} was adopted: drop its aim in the service`);
    send(
      to,
      to.executive(dropped.by, [...at, 'dropped', 'by']),
      'DropCandidate',
      { candidate, reason: dropped.reason },
      `drop the candidate ${key}`,
    );
  }
};
