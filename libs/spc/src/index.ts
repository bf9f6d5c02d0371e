export { autocorrelationOf, correlationBoundOf } from './autocorrelation.js';
export { chartOf } from './chart.js';
export * from './funnel.js';
export { judge, type Judgement } from './judgement.js';
export * from './model.js';
export * from './pareto.js';
export { medianOf, runsAnalysisOf } from './runs.js';
export * from './which-chart.js';
