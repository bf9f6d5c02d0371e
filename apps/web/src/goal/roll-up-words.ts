/** How a goal or an aim is judged from what lies under it, in a sentence. */
export const methodWords = {
  OWN_MEASURE: 'It is judged by its own measure.',
  SUM: 'It is judged by the sum of what is contributed.',
  RATIO: 'It is judged by the numerators of what serves it over their denominators.',
  WEIGHTED: 'It is judged by the weighted mean of what serves it.',
  MIN: 'It is judged by the weakest of what serves it.',
  MILESTONE: 'It is judged by its milestones done.',
  NONE: 'It is not judged from what serves it.',
} as const;

type Method = keyof typeof methodWords;
const choices: readonly (readonly [Method, string])[] = [
  ['OWN_MEASURE', 'by its own measure'],
  ['SUM', 'by the sum of what is contributed'],
  ['RATIO', 'by numerators over denominators of what serves it'],
  ['WEIGHTED', 'by the weighted mean of what serves it'],
  ['MIN', 'by the weakest of what serves it'],
  ['MILESTONE', 'by milestones done'],
  ['NONE', 'not from what serves it'],
];
const needsMeasure: ReadonlySet<string> = new Set(['OWN_MEASURE', 'SUM', 'RATIO']);

/** The ways there are; some of them only for what has a measure. */
export const methods = (isMeasured: boolean): readonly (readonly [Method, string])[] =>
  isMeasured ? choices : choices.filter(([method]) => !needsMeasure.has(method));
