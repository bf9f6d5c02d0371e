/** What the strategy's commands rest on: the acting post, the aim's sponsor and measure, whether its goals add up. */
import { resolvePost } from '../organisation/line.js';
import { AddingUp } from '../readings/adds-up.reading.js';
import type { StrategyCommands, StrategyFacts } from '../strategy/strategy.commands.js';
import type { AimTerms } from '../strategy/strategy.events.js';
import type { Moment } from './index.js';
import { actingPostAt, measureFactsAt, planningAt, type FactsReaders } from './planning.facts.js';
import { structureOf } from './structure.js';

const termsAt = (moment: Moment, { sponsor, measured }: AimTerms): Pick<StrategyFacts['ReviseAim'], 'sponsor' | 'measure' | 'planning'> => {
  const post = resolvePost(structureOf(moment), sponsor, moment.today);
  const measure = measureFactsAt(moment, measured.measure);
  return { sponsor: { exists: post !== undefined, role: post?.role ?? null }, measure, planning: planningAt(moment, measured.measure) };
};

export const strategyFacts: FactsReaders<StrategyCommands, StrategyFacts> = {
  DraftTrueNorth: (moment, { unit }, actor) => ({ ...actingPostAt(moment, actor), unitExists: moment.tables.units.has(unit) }),
  PutTrueNorthInForce: (moment, _input, actor) => actingPostAt(moment, actor),
  SetObjective: (moment, _input, actor) => actingPostAt(moment, actor),
  ReviseObjective: (moment, _input, actor) => actingPostAt(moment, actor),
  RetireObjective: (moment, _input, actor) => actingPostAt(moment, actor),
  PlanCycle: (moment, _input, actor) => actingPostAt(moment, actor),
  ActivateCycle: (moment, _input, actor) => actingPostAt(moment, actor),
  NominateCandidate: (moment, { unit }, actor) => ({ ...actingPostAt(moment, actor), unitExists: moment.tables.units.has(unit) }),
  ReviseCandidate: (moment, _input, actor) => actingPostAt(moment, actor),
  ScoreCandidate: (moment, _input, actor) => actingPostAt(moment, actor),
  AdoptCandidate: (moment, { terms }, actor) => ({ ...actingPostAt(moment, actor), ...termsAt(moment, terms) }),
  DropCandidate: (moment, _input, actor) => actingPostAt(moment, actor),
  RestoreCandidate: (moment, _input, actor) => actingPostAt(moment, actor),
  ReviseAim: (moment, { terms }, actor) => ({ ...actingPostAt(moment, actor), ...termsAt(moment, terms) }),
  DropAim: (moment, _input, actor) => actingPostAt(moment, actor),
  AcceptAimGap: (moment, { aim }, actor) => {
    const sum = new AddingUp(moment, moment, null).of({ kind: 'AIM', id: aim });
    const named = moment.tables.aims.get(aim)?.terms.sponsor;
    const sponsor = named === undefined ? null : (resolvePost(structureOf(moment), named, moment.today)?.id ?? null);
    const { sufficient = false, coverage = null, gap = null } = sum ?? {};
    return { ...actingPostAt(moment, actor), sponsor, sufficient, coverage, gap };
  },
};
