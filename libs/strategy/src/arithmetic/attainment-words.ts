/** How attainment and pace of an own measure came about, with the figures put in. */
import type { Direction } from '../vocabulary.js';
import type { Achievement } from './attainment.js';
import { saidShare, saidSpan, saidValue, sentence, type Counted } from './in-words.js';

export interface MeasureInWords extends Counted {
  readonly name: string;
  readonly direction: Direction;
}

/** What the two numbers were worked out from. */
const basisInWords: Readonly<Record<Achievement['provenance']['formula'], string>> = {
  LEVEL: 'by its latest figure',
  TOTAL: 'by its periods taken together',
  RANGE: 'by its distance from the range it is to be held in',
  MAINTAIN: 'by how many of its periods kept to the plan',
};

const unitInWords = ({ kind, unitOfMeasure }: Counted): string => (kind === 'PROPORTION' ? 'in per cent' : `in ${unitOfMeasure}`);

const periodsInWords = ({ periods, reported, of }: Achievement): string =>
  `${saidSpan(periods[0]!, periods.at(-1)!)}, with ${reported} of ${of} due ${of === 1 ? 'period' : 'periods'} reported`;

const paceInWords = (pace: number): string =>
  Math.abs(pace) < 1e-9
    ? 'pace: on plan'
    : `pace: ${saidShare(Math.abs(pace))} of the whole way from start to target ${pace > 0 ? 'ahead of' : 'behind'} plan`;

const attainmentInWords = (achievement: Achievement, { direction, ...counted }: MeasureInWords): string => {
  const { actual, jop, target, plan, attainment, provenance, periods } = achievement;
  const [a, b, t, p] = [actual!, jop, target, plan!].map((value) => saidValue(counted, value));
  const result = saidShare(attainment!);
  if (provenance.formula === 'MAINTAIN') return `kept on plan or within tolerance in ${result} of the reported periods; the latest is ${a}`;
  if (direction.kind === 'RANGE') {
    const range = `${saidValue(counted, direction.lo)} to ${saidValue(counted, direction.hi)}`;
    return `attainment: of the distance from ${b}, where it started, to the range ${range}, ${result} is done at ${a}`;
  }
  const against = `against a plan of ${p}${periods.length > 1 ? ' over the same periods' : ''}`;
  return `attainment, from start ${b} to target ${t}: (${a} − ${b}) / (${t} − ${b}) = ${result}, ${against}`;
};

/** Sentences with what is compared, its figures, the periods they are about, and what is missing. */
export const achievementInWords = (achievement: Achievement, measure: MeasureInWords): readonly string[] => {
  const { provenance, because, attainment, actual, pace, periodsOverdue } = achievement;
  const basis = `judged by ${measure.name}, ${unitInWords(measure)}, ${basisInWords[provenance.formula]}`;
  if (attainment === null || actual === null) return [`${basis}; there is no number: ${because}`].map(sentence);
  return [
    `${basis}: ${periodsInWords(achievement)}`,
    attainmentInWords(achievement, measure),
    ...(pace === null ? [] : [paceInWords(pace)]),
    ...(periodsOverdue > 0 ? [`${periodsOverdue} due ${periodsOverdue === 1 ? 'period' : 'periods'} after it not reported`] : []),
  ].map(sentence);
};
