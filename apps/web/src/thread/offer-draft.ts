import type { Offer } from './thread-documents.js';

/** An offer while it is written: the same things as one that was made, still without a name. */
export type Draft = Omit<Offer, 'hash' | 'rationale'>;
export type Measured = NonNullable<Draft['measured']>;

/** What was answered, without the marks of its types, which no input takes. */
const unmarked = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value, (name, each: unknown) => (name === '__typename' ? undefined : each))) as Value;

/** An offer that is there, to be edited in place. */
export const draftOf = ({ hash: _hash, rationale: _rationale, ...offer }: Offer): Draft => unmarked(offer);

/** An offer of which nothing is said yet. */
export const emptyDraft = (due: string): Draft => ({
  statement: '',
  kind: 'MEASURED',
  due,
  confidence: 3,
  share: '1',
  weight: '1',
  link: 'CONTRIBUTES',
  strength: null,
  baselineBy: null,
  means: [],
  dependencies: [],
  measured: null,
  milestones: [],
  contribution: null,
  resourcesAsked: [],
  resourcesGranted: [],
  conditions: [],
});

/** What is measured, of which nothing is said yet. */
export const emptyMeasured: Measured = {
  basis: 'LEVEL',
  jop: '',
  jopFrom: '',
  jopTo: '',
  maintain: false,
  target: '',
  tolerance: '0',
  trajectory: 'LINEAR',
  stepsOn: null,
  points: [],
  measure: null,
};

const given = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());
const known = (id: string): { id?: string } => (id === '' ? {} : { id });

/** `78%` as the share of 1 it is; anything else as it was typed. */
export const stated = (text: string): string => {
  const typed = text.trim();
  const bare = /^(-?\d{1,9}(?:\.\d{1,9})?)\s*%$/.exec(typed)?.[1];
  return bare === undefined ? typed : String(Number((Number(bare) / 100).toPrecision(12)));
};

/** The measured terms as the service takes them. */
export const measuredInput = (measured: Measured): Record<string, unknown> => {
  const { basis, jop, jopFrom, jopTo, maintain, target, tolerance, measure, trajectory, stepsOn, points } = measured;
  const isPointed = trajectory === 'SEASONAL' || trajectory === 'MANUAL';
  return {
    basis,
    jop: stated(jop),
    jopFrom: jopFrom.trim(),
    jopTo: given(jopTo) ?? jopFrom.trim(),
    maintain,
    target: stated(target),
    tolerance: stated(given(tolerance) ?? '0'),
    measure: measure?.id ?? '',
    trajectory: {
      kind: trajectory,
      on: trajectory === 'STEP' ? stepsOn : null,
      points: isPointed
        ? points.map((point) => ({
            period: point.period.trim(),
            ...(trajectory === 'MANUAL' ? { value: given(point.value) } : { base: given(point.base), share: given(point.share) }),
          }))
        : [],
    },
  };
};

const resourceInput = ({ kind, amount, text }: Draft['resourcesAsked'][number]): Record<string, unknown> => ({
  kind,
  amount: kind === 'SUPPORT' ? null : given(amount),
  text,
});

/** The draft as the service takes it, whole: what was not edited stays as it was. */
export const offerInput = (draft: Draft, rationale: string): Record<string, unknown> => {
  const { statement, kind, due, confidence, share, weight, link, strength, contribution } = draft;
  return {
    statement: statement.trim(),
    kind,
    due,
    confidence,
    rationale,
    share: given(share) ?? '1',
    weight: given(weight) ?? '1',
    link: { kind: link, strength: link === 'SUPPORTS' ? (strength ?? 'MEDIUM') : null },
    baselineBy: kind === 'MILESTONE' ? given(draft.baselineBy) : null,
    means: draft.means.flatMap((each) => given(each) ?? []),
    dependencies: [...draft.dependencies],
    measured: kind === 'MEASURED' && draft.measured ? measuredInput(draft.measured) : null,
    milestones: draft.milestones.map(({ id, text, due: by }) => ({ ...known(id), text, due: by })),
    contribution:
      contribution && given(contribution.amount) !== null
        ? { amount: contribution.amount.trim(), conversion: given(contribution.conversion) }
        : null,
    resourcesAsked: draft.resourcesAsked.map(resourceInput),
    resourcesGranted: draft.resourcesGranted.map(({ id, deliverBy, fundedBy, ...resource }) => ({
      ...known(id),
      ...resourceInput(resource),
      deliverBy,
      fundedBy: fundedBy?.id ?? '',
    })),
    conditions: draft.conditions.map(({ id, text, due: by, owner }) => ({ ...known(id), text, due: by, owner: owner?.id ?? '' })),
  };
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Field by field: what I changed since I began is mine, and everything else is as it now is. */
const changedOver = <Fields extends object>(begun: Fields, now: Fields, mine: Fields): Fields =>
  Object.fromEntries(
    (Object.keys(mine) as (keyof Fields)[]).map((field) => [field, isSame(mine[field], begun[field]) ? now[field] : mine[field]]),
  ) as Fields;

/** My changes to the offer I began from, made on the one that lies on the table now. */
export const carriedOver = (begun: Draft, now: Draft, mine: Draft): Draft => ({
  ...changedOver(begun, now, mine),
  measured:
    begun.measured && now.measured && mine.measured
      ? changedOver(begun.measured, now.measured, mine.measured)
      : isSame(mine.measured, begun.measured)
        ? now.measured
        : mine.measured,
});

/** The measured terms of what an offer serves, as far as a contribution follows from them. */
export interface Served {
  readonly jop: string;
  readonly target: string;
  readonly measure: { readonly id: string; readonly overUnits: string } | null;
}

const rounded = (value: number): string => String(Number(value.toPrecision(12)));

/** In the parent's own measure, where units add up, the contribution is the share of the improvement; null for any other. */
export const contributionOf = ({ kind, measured, share }: Draft, parent: Served | null): string | null => {
  if (kind !== 'MEASURED' || !measured?.measure || !parent?.measure || parent.measure.overUnits !== 'SUM') return null;
  if (measured.measure.id !== parent.measure.id || measured.target.trim() === '' || measured.jop.trim() === '') return null;
  const towards = Number(parent.target) < Number(parent.jop) ? -1 : 1;
  const improved = Number(share) * towards * (Number(measured.target) - Number(measured.jop));
  return Number.isFinite(improved) ? rounded(improved) : null;
};

/** An edit; a contribution that followed from the target before goes on following it. */
export const edited = (before: Draft, change: Partial<Draft>, parent: Served | null): Draft => {
  const after = { ...before, ...change };
  const { contribution } = after;
  if (!contribution || 'contribution' in change) return after;
  const [was, is] = [contributionOf(before, parent), contributionOf(after, parent)];
  const followed = was !== null && Number(was) === Number(contribution.amount) && contribution.conversion === null;
  return followed && is !== null ? { ...after, contribution: { ...contribution, amount: is } } : after;
};
