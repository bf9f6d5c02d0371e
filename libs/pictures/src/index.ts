export type { PictureOptions } from './frame.js';
export { type FunnelPictureOptions, funnelPicture, textOfFunnel } from './funnel-picture.js';
export { assuranceIcon, assuranceSentence, type IconOptions, variationIcon, variationSentence } from './icons.js';
export { type ParetoOptions, paretoPicture, textOfPareto } from './pareto-picture.js';
export { type ScorecardDrawn, type ScorecardOptions, scorecardPicture, textOfScorecard } from './scorecard-picture.js';
export { type SpcChartOptions, spcChartPicture } from './spc-chart-picture.js';
export { type Annotation, type ChartTelling, type Reasoned, textOfChart } from './text-of-chart.js';
export { type BowlingChartDrawn, type BowlingChartOptions, bowlingChartPicture, textOfBowlingChart } from './bowling-chart-picture.js';
export type { PostNames } from './bowling-row-words.js';
