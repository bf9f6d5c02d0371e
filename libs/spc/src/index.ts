export * from './model.js';
export { chartOf } from './chart.js';
export { judge, type Judgement } from './judgement.js';
