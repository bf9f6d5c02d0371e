/** How attainment and pace of an own measure came about, with the figures put in. */
import type { Direction } from '../vocabulary.js';
import type { Achievement } from './attainment.js';
import { said, sentence } from './in-words.js';

export interface MeasureInWords {
  readonly name: string;
  readonly unitOfMeasure: string;
  readonly direction: Direction;
  /** A PROPORTION is counted from 0 to 1, also where its unit says per cent. */
  readonly kind: string;
}

const unitInWords = ({ kind, unitOfMeasure }: Pick<MeasureInWords, 'kind' | 'unitOfMeasure'>): string =>
  kind === 'PROPORTION' ? 'as a share of 1' : `in ${unitOfMeasure}`;

const periodsInWords = ({ periods, reported, of }: Achievement): string => {
  const about = periods.length === 1 ? periods[0] : `${periods[0]} to ${periods.at(-1)}`;
  return `${about}, with ${reported} of ${of} due periods reported`;
};

const paceInWords = (pace: number): string =>
  `pace ${said(pace)}: ${Math.abs(pace) < 1e-9 ? 'on plan' : pace > 0 ? 'ahead of plan' : 'behind plan'}, in parts of the whole way`;

const attainmentInWords = (achievement: Achievement, direction: Direction): string => {
  const { actual, jop, target, plan, attainment, provenance, periods } = achievement;
  const [a, b, t, p] = [actual!, jop, target, plan!].map(said);
  const result = said(attainment!);
  if (provenance.formula === 'MAINTAIN') return `kept on plan or within tolerance in ${result} of the reported periods; the latest is ${a}`;
  if (direction.kind === 'RANGE')
    return `attainment 1 − s(A)/s(B), with s the distance outside ${direction.lo} to ${direction.hi}, from B = ${b} to A = ${a}: ${result}`;
  return `attainment (A − B)/(T − B) = (${a} − ${b})/(${t} − ${b}) = ${result}, against a plan of ${p}${periods.length > 1 ? ' over the same periods' : ''}`;
};

/** Sentences with the formula, its figures, the periods they are about, and what is missing. */
export const achievementInWords = (achievement: Achievement, { name, direction, ...unit }: MeasureInWords): readonly string[] => {
  const { provenance, because, attainment, actual, pace, periodsOverdue } = achievement;
  const formula = `Judged by ${name}, ${unitInWords(unit)}: ${provenance.formula}, version ${provenance.version} of its formula`;
  if (attainment === null || actual === null) return [`${formula}; there is no number: ${because}`].map(sentence);
  return [
    `${formula}, for ${periodsInWords(achievement)}`,
    attainmentInWords(achievement, direction),
    ...(pace === null ? [] : [paceInWords(pace)]),
    ...(periodsOverdue > 0 ? [`${periodsOverdue} due ${periodsOverdue === 1 ? 'period' : 'periods'} after it not reported`] : []),
  ].map(sentence);
};
