import { dayOf } from '../words/dates.js';
import { headlines, type Headline } from './changes-between.js';
import type { Step } from './standing-tree.js';
import type { TreeChange } from './tree-documents.js';

/** A month of the year on the slider: after which step it begins, and after which it ends. */
export interface Month {
  /** `2026-04` */
  readonly month: string;
  readonly from: number;
  readonly to: number;
}

/** The months in which something happened, in order. */
export const monthsOf = (steps: readonly Step[]): readonly Month[] => {
  const months: { month: string; from: number; to: number }[] = [];
  steps.forEach(({ at }, index) => {
    const month = dayOf(at).slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.to = index + 1;
    else months.push({ month, from: index, to: index + 1 });
  });
  return months;
};

type Told = Exclude<Headline, 'OTHER'>;

/** What a change is on the slider: of the state it is only being dropped that shows. */
const headlinesOf = ({ kinds, after, before }: TreeChange): readonly Told[] => {
  const isDropped = after?.state === 'DROPPED' && before?.state !== 'DROPPED';
  return headlines.filter((headline) => kinds.includes(headline) || (headline === 'REMOVED' && isDropped));
};

/** How often each headline was in some steps. */
export const countsIn = (steps: readonly Step[], from: number, to: number): Readonly<Record<Told, number>> => {
  const counts = { ADDED: 0, REMOVED: 0, RETARGETED: 0, REOWNED: 0 };
  for (let index = from; index < to; index++)
    for (const change of steps[index]!.changes) for (const headline of headlinesOf(change)) counts[headline]++;
  return counts;
};

/** Where on the slider, from 0 to 1, something under a headline happened: what lies too near to be told apart is one mark. */
export const marksOf = (steps: readonly Step[], resolution = 150): Readonly<Record<Told, readonly number[]>> => {
  const places = { ADDED: new Set<number>(), REMOVED: new Set<number>(), RETARGETED: new Set<number>(), REOWNED: new Set<number>() };
  steps.forEach(({ changes }, index) => {
    const place = Math.round(((index + 1) / steps.length) * resolution) / resolution;
    for (const change of changes) for (const headline of headlinesOf(change)) places[headline].add(place);
  });
  return { ADDED: [...places.ADDED], REMOVED: [...places.REMOVED], RETARGETED: [...places.RETARGETED], REOWNED: [...places.REOWNED] };
};
