/** What hangs on a unit or post that somebody wants to take out again as entered in error. */
import type { OrganisationCommands, OrganisationFacts } from '../organisation/organisation.commands.js';
import type { Offer, PostId, UnitId } from '../vocabulary.js';
import type { Moment } from './index.js';
import type { FactsReaders } from './planning.facts.js';

const some = <Item>(items: Iterable<Item>, fits: (item: Item) => boolean): boolean => {
  for (const item of items) if (fits(item)) return true;
  return false;
};

const isUnitInUse = ({ tables }: Moment, unit: UnitId): boolean =>
  tables.goalsByUnit.of(unit).length > 0 ||
  tables.measuresByUnit.of(unit).length > 0 ||
  tables.measuresClassedBy.of(unit).length > 0 ||
  tables.trueNorths.has(unit) ||
  some(tables.objectives.values(), (objective) => objective.unit === unit) ||
  some(tables.candidates.values(), (candidate) => candidate.unit === unit);

/** Posts an offer counts on: those that fund something and those that answer for a condition. */
const countsOn = (offer: Offer, post: PostId): boolean =>
  offer.resourcesGranted.some(({ fundedBy }) => fundedBy === post) || offer.conditions.some(({ owner }) => owner === post);

const isPostInUse = ({ tables }: Moment, post: PostId): boolean =>
  tables.threadsByGiver.of(post).length > 0 ||
  tables.threadsByReceiver.of(post).length > 0 ||
  tables.goalsByOwner.of(post).length > 0 ||
  some(tables.aims.values(), ({ terms }) => terms.sponsor === post) ||
  some(tables.measures.values(), ({ definition }) => definition.steward === post) ||
  some(
    tables.threads.values(),
    ({ state }) => countsOn(state.episode.table.offer, post) || (state.inForce !== null && countsOn(state.inForce.offer, post)),
  );

export const organisationFacts: FactsReaders<OrganisationCommands, OrganisationFacts> = {
  WithdrawUnit: (moment, { unit }) => ({ inUse: isUnitInUse(moment, unit) }),
  WithdrawPost: (moment, { post }) => ({ inUse: isPostInUse(moment, post) }),
};
