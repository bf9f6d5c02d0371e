export * from './vocabulary.js';
export * from './facts.js';
export * from './organisation/organisation.events.js';
export * from './organisation/organisation.commands.js';
export * from './strategy/strategy.events.js';
export * from './strategy/strategy.commands.js';
export * from './catchball/catchball.events.js';
export * from './catchball/catchball.commands.js';
export * from './goal/goal.events.js';
export * from './goal/goal.commands.js';
export * from './measure/measure.events.js';
export * from './measure/measure.commands.js';
export * from './intake/intake.events.js';
export * from './intake/intake.commands.js';
export * from './finding/finding.events.js';
export * from './finding/finding.commands.js';
export * from './finding/finding.decider.js';
export * from './measure/chart-choice.js';
export * from './measure/series.js';
export * from './arithmetic/days.js';
export * from './arithmetic/working-days.js';
export * from './arithmetic/chart-rules.js';
export * from './arithmetic/figures.js';
export * from './arithmetic/compare.js';
export * from './arithmetic/trajectory.js';
export * from './views/index.js';
export * from './registry.js';
export * from './texts.js';
export * from './organisation/line.js';
export * from './organisation/organisation.decider.js';
export * from './arithmetic/aggregation.js';
export * from './arithmetic/cell-status.js';
export * from './arithmetic/attainment.js';
export * from './arithmetic/coverage.js';
export * from './arithmetic/gap-acceptance.js';
export * from './arithmetic/roll-up.js';
export * from './arithmetic/reading-matrix.js';
export { yearColumns, yearTargetOf, type BowlingColumn, type YearToDate } from './arithmetic/bowling.js';
export { forecastsOf, runRatePeriods, type Forecast, type Forecasts, type Process } from './arithmetic/forecast.js';
export { frequencyWords, kindWords, percentFigure, saidDay, saidPeriod, saidShare, saidSpan, saidValue } from './arithmetic/in-words.js';
export * from './arithmetic/roll-up-words.js';
export * from './arithmetic/attainment-words.js';
export * from './intake/intake.decider.js';
export * from './arithmetic/terms.js';
export * from './catchball/catchball.decider.js';
export {
  awaitedSides,
  ballOf,
  inForceOf,
  isInPlay,
  tableOf,
  type CatchballState,
  type Episode,
  type InForce,
  type ServedState,
} from './catchball/catchball.state.js';
export { arbiterInCharge, overdueSide, replyDueOf } from './catchball/catchball.guards.js';
export { catchballCodes, type CatchballCode } from './catchball/refusals.js';
export { improvementOf, openRequests } from './catchball/offer.js';
export { movesFor, type MoveFacts, type MoveName, type MoveOpen } from './catchball/moves.js';
export * from './strategy/strategy.decider.js';
export { aimsPerCycleMax, strategyCodes, type StrategyRefusal } from './strategy/strategy.rules.js';
export type { StrategyState } from './strategy/strategy.state.js';
export * from './goal/goal.decider.js';
export * from './views/facts.js';
export * from './readings/index.js';
export { aggregates, eventTypes, views, type Catalogued } from './catalogue.js';
export * from './log/log.events.js';
export * from './access/access.commands.js';
export * from './access/access.decider.js';
export * from './access/access.events.js';
export * from './policies/index.js';
export * from './policies/owed.view.js';
export * from './policies/policy-log.commands.js';
export * from './policies/policy-log.decider.js';
export * from './policies/policy-log.events.js';
export * from './seal/seal.commands.js';
export * from './seal/seal.decider.js';
export { isOfTheRecord, sealStored, type SealEvents } from './seal/seal.events.js';
export * from './measure/measure.decider.js';
export type { Measure, MeasureState } from './measure/measure.state.js';
export {
  baselinePointsMax,
  baselinePointsMin,
  chartTargetsMax,
  ghostsMax,
  limitsFromMax,
  limitsFromMin,
  publicationsMax,
  recalculationsMax,
} from './measure/chart.rules.js';
export * from './measure/reading.js';
export { checkedDefinition } from './measure/definition.js';
export { moveFactsAt } from './views/catchball.facts.js';
export { childThreads, isActive, parentRevisionOf, resolveParent } from './views/parents.js';
export { standsFor, structureOf } from './views/structure.js';
