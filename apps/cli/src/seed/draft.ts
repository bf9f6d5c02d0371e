import {
  times,
  improvementOf,
  type Condition,
  type Figure,
  type Grant,
  type MeasuredTerms,
  type Offer,
  type Resource,
  type Strength,
} from '#strategy';
import { endOf, type When } from './sample-year.js';
import { firstMonth, knownMonth } from './series.js';
import type { Stage } from './stage.js';

/** A measured promise as the story writes it; the rest follows from the measure and the parent. */
export interface MeasuredDraft {
  readonly by: string;
  readonly from: number;
  readonly to: number;
  readonly tolerance?: number;
  readonly trajectory?: MeasuredTerms['trajectory'];
}

/** An offer as the story writes it. */
export interface Draft {
  /** The statement; `{from}` and `{to}` stand for the jump-off point and the target, whatever they come to be. */
  readonly says: string;
  readonly measured?: MeasuredDraft;
  /** What it adds in the parent's unit where that does not follow from the measure, with the sentence that says why. */
  readonly adds?: readonly [amount: Figure, conversion: string];
  readonly milestones?: readonly (readonly [id: string, text: string, due: When])[];
  readonly baselineBy?: When;
  readonly due?: When;
  /** How strongly it supports; what has neither this nor a measure supports in a medium way. */
  readonly supports?: Strength;
  readonly share?: Figure;
  readonly weight?: Figure;
  readonly means: readonly string[];
  readonly asks?: readonly Resource[];
  readonly grants?: readonly (Omit<Grant, 'deliverBy'> & { readonly deliverBy: When })[];
  /** Threads of the story it rests on. */
  readonly needs?: readonly string[];
  readonly conditions?: readonly (Omit<Condition, 'due'> & { readonly due: When })[];
  readonly sure?: number;
  readonly because: string;
}

/** A change somebody proposes to the offer on the table; `to` is another target. */
export type Change = Partial<Draft> & { readonly to?: number };

export const changed = (draft: Draft, { to, ...rest }: Change): Draft => ({
  ...draft,
  ...rest,
  ...(to !== undefined && draft.measured && { measured: { ...draft.measured, ...rest.measured, to } }),
});

export const wte = (amount: number, text: string): Resource => ({ kind: 'WTE', amount: String(amount), text });
export const money = (amount: number, text: string): Resource => ({ kind: 'MONEY', amount: String(amount), text });
export const support = (text: string): Resource => ({ kind: 'SUPPORT', amount: null, text });
/** A grant of what was asked. */
export const granted = (id: string, resource: Resource, fundedBy: string, deliverBy: When): NonNullable<Draft['grants']>[number] => ({
  ...resource,
  id,
  fundedBy,
  deliverBy,
});

/** A figure as people say it: shares as percentages, thousands apart. */
const said = (figure: number): string =>
  figure < 1 ? `${Math.round(figure * 1000) / 10}%` : String(figure).replace(/\B(?=(\d{3})+$)/g, ',');

const statementOf = ({ says, measured }: Draft): string =>
  measured ? says.replace('{from}', said(measured.from)).replace('{to}', said(measured.to)) : says;

const sameCount = 'Counted the same way in both places: one fewer here is one fewer above.';

/** The measured terms: what adds up over a year is promised as a total, everything else as a level. */
const termsOf = ({ by, from, to, tolerance = 0, trajectory = { kind: 'LINEAR' } }: MeasuredDraft, stage: Stage): MeasuredTerms => {
  const measure = stage.id('measure', by);
  const total = stage.tables.measures.get(measure)?.definition.overTime === 'SUM';
  return {
    measure,
    basis: total ? 'TOTAL' : 'LEVEL',
    jop: String(from),
    jopFrom: stage.year.month(total ? firstMonth : knownMonth),
    jopTo: stage.year.month(knownMonth),
    target: String(to),
    maintain: from === to,
    tolerance: String(tolerance),
    trajectory,
  };
};

/** What the offer adds above: stated, or the improvement itself where both count the same thing and counts add up. */
const contributionOf = (
  draft: Draft,
  measured: MeasuredTerms | null,
  share: Figure,
  parentMeasure: string | null,
  stage: Stage,
): Offer['contribution'] => {
  if (draft.adds) return { amount: draft.adds[0], conversion: draft.adds[1] };
  const above = parentMeasure === null ? undefined : stage.tables.measures.get(parentMeasure)?.definition;
  if (measured === null || above?.overUnits !== 'SUM' || draft.supports !== undefined) return null;
  const { direction } = stage.tables.measures.get(measured.measure)!.definition;
  const amount = times(share, improvementOf(measured, direction));
  return { amount, conversion: parentMeasure === measured.measure ? null : sameCount };
};

/** The offer as it goes on the table. */
export const offerOf = (draft: Draft, stage: Stage, parentMeasure: string | null): Offer => {
  const { year } = stage;
  const { share = '1', weight = '1' } = draft;
  const measured = draft.measured ? termsOf(draft.measured, stage) : null;
  const supports = draft.supports ?? (measured ? undefined : 'MEDIUM');
  return {
    statement: statementOf(draft),
    kind: measured ? 'MEASURED' : 'MILESTONE',
    measured,
    milestones: (draft.milestones ?? []).map(([id, text, due]) => ({ id, text, due: due(year) })),
    baselineBy: draft.baselineBy?.(year) ?? null,
    due: (draft.due ?? endOf(12))(year),
    contribution: contributionOf(draft, measured, share, parentMeasure, stage),
    share,
    weight,
    link: supports === undefined ? { kind: 'CONTRIBUTES' } : { kind: 'SUPPORTS', strength: supports },
    means: draft.means,
    resourcesAsked: draft.asks ?? [],
    resourcesGranted: (draft.grants ?? []).map((grant) => ({
      ...grant,
      fundedBy: stage.id('post', grant.fundedBy),
      deliverBy: grant.deliverBy(year),
    })),
    dependencies: (draft.needs ?? []).map((key) => stage.thread(key)),
    conditions: (draft.conditions ?? []).map((condition) => ({
      ...condition,
      owner: stage.id('post', condition.owner),
      due: condition.due(year),
    })),
    confidence: draft.sure ?? 3,
    rationale: draft.because,
  };
};
