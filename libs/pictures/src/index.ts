export { assuranceIcon, assuranceSentence, type IconOptions, variationIcon, variationSentence } from './icons.js';
export { type SpcChartOptions, spcChartPicture } from './spc-chart-picture.js';
export { type Annotation, type ChartTelling, type Reasoned, textOfChart } from './text-of-chart.js';
