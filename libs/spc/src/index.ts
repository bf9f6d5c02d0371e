export * from './funnel.js';
export * from './model.js';
export * from './pareto.js';
export * from './runs.js';
