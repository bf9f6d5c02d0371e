/**
 * Reading an organisation: who stands in a post on a day, who stands for it once it is closed, and who is above whom.
 * Pure functions over {@link Structure}, which the decider's state and the views both provide.
 */
import type { Day } from '#kernel';
import { addDays } from '../arithmetic/days.js';
import type { PersonId, PostId, Role, UnitId } from '../vocabulary.js';

/** Who stood in a post from when to when: days, both included; null until further notice. A `to` before `from` was a mistake undone. */
export interface Tenure {
  readonly person: PersonId;
  readonly from: Day;
  readonly to: Day | null;
}

export interface UnitNode {
  readonly id: UnitId;
  /** Null for the top of the tree. */
  readonly parent: UnitId | null;
}

export interface PostNode {
  readonly id: PostId;
  readonly unit: UnitId;
  readonly role: Role;
  /** Whether the post leads its unit. */
  readonly leads: boolean;
  /** From its day on the successor stands for the post. */
  readonly closed: { readonly on: Day; readonly successor: PostId } | null;
  readonly holders: readonly Tenure[];
  readonly deputies: readonly Tenure[];
  readonly acting: readonly Tenure[];
}

/** An organisation as far as lines and signatures go. What was entered in error is not in it. */
export interface Structure {
  unit(id: UnitId): UnitNode | undefined;
  post(id: PostId): PostNode | undefined;
  /** The unit's posts in the order they were added; ids of posts entered in error may be among them. */
  postsOf(unit: UnitId): Iterable<PostId>;
  readonly finalArbiter: PostId | null;
}

/** The post that stands for this one on the day: itself, or the last of its successors. Undefined if there is no such post. */
export const resolvePost = <Post extends PostNode>(
  structure: { post(id: PostId): Post | undefined },
  id: PostId,
  day: Day,
): Post | undefined => {
  let post = structure.post(id);
  // A successor was open when it was named, so a chain cannot come back to where it began.
  while (post?.closed && post.closed.on <= day) post = structure.post(post.closed.successor);
  return post;
};

const includes = (tenure: Tenure, day: Day): boolean => tenure.from <= day && (tenure.to === null || day <= tenure.to);
const personsOn = (tenures: readonly Tenure[], day: Day): PersonId[] => [
  ...new Set(tenures.filter((tenure) => includes(tenure, day)).map((tenure) => tenure.person)),
];

export const holdersOn = (post: PostNode, day: Day): PersonId[] => personsOn(post.holders, day);
export const deputiesOn = (post: PostNode, day: Day): PersonId[] => personsOn(post.deputies, day);

/** A post without a holder is vacant, whoever stands in for it. */
export const isVacant = (post: PostNode, day: Day): boolean => holdersOn(post, day).length === 0;

/** Acting holders stand in for a vacant post: while somebody holds it there are none. */
export const actingOn = (post: PostNode, day: Day): PersonId[] => (isVacant(post, day) ? personsOn(post.acting, day) : []);

/** Who signs for the post in its own right: its holders, or acting holders while it is vacant. */
export const signersOn = (post: PostNode, day: Day): PersonId[] => [...holdersOn(post, day), ...actingOn(post, day)];

/** Nobody can move for the post: no holder, acting holder or deputy. Its reply clock stands still. */
export const isUnattended = (post: PostNode, day: Day): boolean => signersOn(post, day).length === 0 && deputiesOn(post, day).length === 0;

/** Everybody who can move for the post on the day, deputies included. */
export const personsOf = (post: PostNode, day: Day): PersonId[] => [...signersOn(post, day), ...deputiesOn(post, day)];

/** Whether two tenures share a day. */
export const overlap = (one: Omit<Tenure, 'person'>, other: Omit<Tenure, 'person'>): boolean =>
  (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to);

const latestRunningAfter = (tenures: readonly Tenure[], person: PersonId, lastDay: Day): number =>
  tenures.findLastIndex((tenure) => tenure.person === person && (tenure.to === null || tenure.to > lastDay));

/**
 * Whether a last day ends a tenure: the person's latest that would still run after it has begun by then. The day before
 * its first counts too and undoes it as a mistake.
 */
export const endsTenure = (tenures: readonly Tenure[], person: PersonId, lastDay: Day): boolean => {
  const tenure = tenures[latestRunningAfter(tenures, person, lastDay)];
  return tenure !== undefined && lastDay >= addDays(tenure.from, -1);
};

/**
 * The tenures with the person's latest that would still run ended on the day; without it where the day lies before its
 * first, since they never stood there; unchanged where there is none.
 */
export const endTenure = (tenures: readonly Tenure[], person: PersonId, lastDay: Day): readonly Tenure[] => {
  const index = latestRunningAfter(tenures, person, lastDay);
  const ended = tenures[index];
  if (!ended) return tenures;
  return lastDay < ended.from ? tenures.toSpliced(index, 1) : tenures.with(index, { ...ended, to: lastDay });
};

/** The unit, its parent and so on up to the top. Empty if there is no such unit. */
export const lineOf = (structure: Structure, id: UnitId): UnitId[] => {
  const line: UnitId[] = [];
  for (let unit = structure.unit(id); unit; unit = unit.parent === null ? undefined : structure.unit(unit.parent)) line.push(unit.id);
  return line;
};

/** Whether the unit is the other one or lies below it. */
export const isWithin = (structure: Structure, unit: UnitId, above: UnitId): boolean => lineOf(structure, unit).includes(above);

/** The post that leads the unit on the day: its open leading post, or else whoever succeeds the one closed last. */
export const leadOf = (structure: Structure, unit: UnitId, day: Day): PostId | null => {
  const leading = [...structure.postsOf(unit)].map((id) => structure.post(id)).filter((post) => post?.leads === true);
  const open = leading.find((post) => post && (post.closed === null || post.closed.on > day));
  const last = leading.at(-1);
  return open?.id ?? (last ? (resolvePost(structure, last.id, day)?.id ?? null) : null);
};

/** The leads above a post, nearest first: its own unit's unless it leads that itself, then each unit's further up. */
export const leadsAbove = (structure: Structure, post: PostNode, day: Day): PostId[] => {
  const leads = lineOf(structure, post.unit).map((unit) => leadOf(structure, unit, day));
  return [...new Set(leads)].filter((lead): lead is PostId => lead !== null && lead !== post.id);
};

/** The lowest unit that both lie in; null if they lie in different trees or one does not exist. */
export const nearestCommonAncestor = (structure: Structure, one: UnitId, other: UnitId): UnitId | null => {
  const line = new Set(lineOf(structure, other));
  return lineOf(structure, one).find((unit) => line.has(unit)) ?? null;
};

/** Who may decide between two posts. */
export interface Arbiters {
  /** Leads of the units from the nearest common ancestor upwards that have somebody to decide and nobody on a side. */
  readonly line: readonly PostId[];
  /** The executive post that decides after them, or where there is none; null if none was named. */
  readonly finalArbiter: PostId | null;
  /** Whether a person of the final arbiter's is on a side: then the board appoints another executive. */
  readonly finalArbiterIsSide: boolean;
}

/** The posts that stand for two sides on a day, and whether a post or its person is on one: its holders, acting holders and deputies are. */
const sidesOn = (structure: Structure, giver: PostId, receiver: PostId, day: Day) => {
  const sides = [giver, receiver].map((id) => resolvePost(structure, id, day)).filter((post) => post !== undefined);
  const posts = new Set(sides.map((post) => post.id));
  const persons = new Set(sides.flatMap((post) => personsOf(post, day)));
  const isSide = (post: PostNode): boolean => posts.has(post.id) || signersOn(post, day).some((person) => persons.has(person));
  return { sides, isSide };
};

/** Tells whether a post can decide between two sides on a day: somebody stands in it, and nobody who is on a side. */
export const ableBetween = (structure: Structure, giver: PostId, receiver: PostId, day: Day): ((post: PostNode) => boolean) => {
  const { isSide } = sidesOn(structure, giver, receiver, day);
  return (post) => !isSide(post) && !isUnattended(post, day);
};

/** The arbiters between two sides on a day, lowest first. */
export const arbitersFor = (structure: Structure, giver: PostId, receiver: PostId, day: Day): Arbiters => {
  const { sides, isSide } = sidesOn(structure, giver, receiver, day);
  const isAble = ableBetween(structure, giver, receiver, day);
  const [one, other] = sides;
  const lowest = one && other ? nearestCommonAncestor(structure, one.unit, other.unit) : null;
  const leads = lowest === null ? [] : lineOf(structure, lowest).map((unit) => leadOf(structure, unit, day));
  const line = leads.filter((lead): lead is PostId => {
    const post = lead === null ? undefined : structure.post(lead);
    return post !== undefined && isAble(post);
  });
  const last = structure.finalArbiter === null ? undefined : resolvePost(structure, structure.finalArbiter, day);
  return { line: [...new Set(line)], finalArbiter: last?.id ?? null, finalArbiterIsSide: last !== undefined && isSide(last) };
};
