/** The organisation at a moment, as lines and signatures are read from it. */
import type { Day, Readers } from '#kernel';
import type { Structure } from '../organisation/line.js';
import type { PostId } from '../vocabulary.js';
import { settingsAtFirst, theOrganisation, type organisationView, type PostRecord, type UnitRecord } from './organisation.view.js';

export type OrganisationTables = Readers<typeof organisationView.tables>;

/** The structure at a moment; the day its lines are read for is the caller's, as a rule the moment's own. */
export const structureOf = ({
  tables,
}: {
  readonly tables: OrganisationTables;
}): Structure & { unit(id: string): UnitRecord | undefined; post(id: PostId): PostRecord | undefined } => ({
  unit: (id) => tables.units.get(id),
  post: (id) => tables.posts.get(id),
  postsOf: (unit) => tables.postsByUnit.of(unit),
  get finalArbiter() {
    return (tables.settings.get(theOrganisation) ?? settingsAtFirst).finalArbiter;
  },
});

/** The post and all closed ones it stands for on the day, itself first: what was agreed with them is with it now. */
export const standsFor = ({ tables }: { readonly tables: OrganisationTables }, post: PostId, day: Day): PostId[] => {
  const posts = [post];
  for (const each of posts)
    for (const predecessor of tables.predecessors.of(each)) {
      const closed = tables.posts.get(predecessor)?.closed;
      if (closed && closed.on <= day) posts.push(predecessor);
    }
  return posts;
};
