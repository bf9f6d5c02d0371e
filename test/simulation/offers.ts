/** Offers as people in a hurry make them: most make sense, some do not. */
import type { Day } from '#kernel';
import { addDays, type Condition, type Grant, type Offer, type Resource } from '#strategy';
import type { Chance } from './chance.js';
import { measured, measures, posts, type MeasureOfTrust } from './trust.js';

/** What an offer is made for. */
export interface Occasion {
  readonly today: Day;
  /** The parent's measure, where it has one. */
  readonly measure: string | null;
  /** Pledges the offer may rest on. */
  readonly pledges: readonly string[];
}

const targets: Readonly<Record<MeasureOfTrust, readonly string[]>> = {
  falls: ['10', '20', '22', '30', '36', '40'],
  'never-events': ['0', '0', '1', '2'],
  'four-hours': ['0.75', '0.8', '0.9', '0.95', '0.7'],
};
const isKnown = (measure: string | null): measure is MeasureOfTrust => measure !== null && measure in measures;
const anyMeasure = Object.keys(measures) as MeasureOfTrust[];

/** A decimal as the log keeps it: no exponent, no needless zeros. */
const plain = (value: number): string => String(Number(value.toFixed(6)));

const improvement = (measure: MeasureOfTrust, target: string): number => {
  const { jop, definition } = measures[measure];
  return definition.direction.kind === 'INCREASE' ? Number(target) - jop : jop - Number(target);
};

const contributionOf = (chance: Chance, measure: MeasureOfTrust | null, target: string, share: string, parent: string | null) => {
  if (chance.happens(0.4)) return null;
  if (measure === null || measure !== parent || measures[measure].definition.overUnits !== 'SUM')
    return { amount: plain(chance.whole(-2, 9)), conversion: chance.happens(0.9) ? 'one less here is about one less there' : null };
  const slip = chance.happens(0.05) ? 1 : 0;
  return { amount: plain(Number(share) * improvement(measure, target) + slip), conversion: null };
};

const resourcesOf = (chance: Chance, due: Day): { asked: Resource[]; granted: Grant[] } => {
  if (chance.happens(0.8)) return { asked: [], granted: [] };
  const wanted = { kind: 'WTE', amount: '2', text: 'two falls nurses' } as const;
  const granted = chance.happens(0.6) ? [{ ...wanted, id: 'nurses', fundedBy: 'chief-nurse', deliverBy: due }] : [];
  return { asked: [wanted], granted };
};

/** An offer for the occasion. */
export const inventOffer = (chance: Chance, { today, measure: parent, pledges }: Occasion): Offer => {
  const due = chance.happens(0.97) ? '2027-03-31' : '2026-02-30';
  const near = addDays(today, chance.whole(5, 60));
  const isMeasured = chance.happens(0.75);
  const measure = isMeasured ? (isKnown(parent) && chance.happens(0.8) ? parent : chance.oneOf(anyMeasure)!) : null;
  const target = measure ? chance.oneOf(targets[measure])! : '';
  const maintain = measure !== null && Number(target) === measures[measure].jop && chance.happens(0.7);
  const share = chance.weighed([
    ['1', 4],
    ['0.5', 3],
    ['0.6', 3],
    ['0.4', 3],
    ['1.2', 0.3],
  ])!;
  const { asked, granted } = resourcesOf(chance, near);
  const dependencies = pledges.filter(() => chance.happens(0.3));
  const conditions: Condition[] = [
    ...(chance.happens(0.2) ? [{ id: 'staffed', text: 'nights are staffed', owner: chance.oneOf(posts)!.post, due: near }] : []),
    ...dependencies.filter(() => chance.happens(0.5)).map((id) => ({ id, text: 'the pledge stands', owner: 'it-lead', due: near })),
  ];
  return {
    statement: `Version ${chance.whole(1, 9_999)} of what we could do`,
    kind: isMeasured ? 'MEASURED' : 'MILESTONE',
    measured: measure && measured(measure, target, { maintain, tolerance: maintain ? '1' : chance.oneOf(['0', '1'])! }),
    milestones: isMeasured ? [] : [{ id: 'audit', text: 'audit every case', due: near }],
    baselineBy: !isMeasured && chance.happens(0.3) ? near : null,
    due,
    contribution: contributionOf(chance, measure, target, share, parent),
    share,
    weight: chance.weighed([
      ['1', 8],
      ['2', 2],
      ['0', 1],
      ['-1', 0.2],
    ])!,
    link: chance.happens(0.85) ? { kind: 'CONTRIBUTES' } : { kind: 'SUPPORTS', strength: chance.oneOf(['STRONG', 'WEAK'] as const)! },
    means: ['intentional rounding'],
    resourcesAsked: asked,
    resourcesGranted: granted,
    dependencies,
    conditions,
    confidence: chance.whole(1, 5),
    rationale: 'what the wards can do',
  };
};
