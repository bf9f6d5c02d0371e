import { journal, keyed, view, type Day } from '#kernel';
import { conventionAtFirst, type ChartConvention } from '../arithmetic/chart-rules.js';
import { endTenure, type PostNode, type UnitNode } from '../organisation/line.js';
import type { OrganisationEvents } from '../organisation/organisation.events.js';
import type { Hash, PostId, UnitId } from '../vocabulary.js';

/** A unit of the one tree. A unit entered in error is no longer in the table. */
export interface UnitRecord extends UnitNode {
  readonly name: string;
  readonly kind: string;
  /** The caller's own key for it, such as an NHS provider code. */
  readonly code: string | null;
  /** Ordinals of the first and the latest event about it. */
  readonly since: number;
  readonly changedAt: number;
}

/** A post with everybody who ever stood in it. One entered in error is no longer in the table. */
export interface PostRecord extends PostNode {
  readonly title: string;
  readonly since: number;
  readonly changedAt: number;
}

/** The one record of table `settings`, under the key {@link theOrganisation}. */
export interface Settings {
  readonly name: string;
  /** First month of the financial year, 1 to 12. */
  readonly financialYearStart: number;
  readonly finalArbiter: PostId | null;
  /** Days closed beside weekends and England's bank holidays; bank holidays worked. */
  readonly closed: readonly Day[];
  readonly open: readonly Day[];
  /** How charts are drawn where a measure does not choose otherwise, and the event that says so; 0 at first. */
  readonly charts: ChartConvention & { readonly since: number };
}

export const theOrganisation = 'organisation';

/** What holds before the organisation says anything else: the financial year begins in April, charts are the NHS convention's. */
export const settingsAtFirst: Settings = {
  name: '',
  financialYearStart: 4,
  finalArbiter: null,
  closed: [],
  open: [],
  charts: { ...conventionAtFirst, since: 0 },
};

/** Units, posts with everybody who stood in them, and the organisation's own settings. */
export const organisationView = view<OrganisationEvents>()({
  name: 'organisation',
  revision: 4,
  tables: {
    units: keyed<UnitRecord>(),
    posts: keyed<PostRecord>(),
    settings: keyed<Settings>(),
    /** Unit → units below it; top units under the key ''. Filter by `units.get`: entries of withdrawn units stay. */
    unitsByParent: journal<UnitId>(),
    postsByUnit: journal<PostId>(),
    /** Every post the person was ever named for. */
    postsByPerson: journal<PostId>(),
    /** Successor → posts closed in its favour. */
    predecessors: journal<PostId>(),
    /** Person → what the log knows of the name they sign in by; null where it was taken from them. */
    signIns: keyed<{ readonly digest: Hash | null }>(),
    /** Persons whose directory entry is to be empty, with the event that says so. */
    erasures: keyed<number>(),
  },
  on: {
    OrganisationNamed: ({ settings }, { data }) =>
      settings.set(theOrganisation, { ...(settings.get(theOrganisation) ?? settingsAtFirst), ...data }),
    FinalArbiterNamed: ({ settings }, { data }) =>
      settings.set(theOrganisation, { ...(settings.get(theOrganisation) ?? settingsAtFirst), finalArbiter: data.post }),
    CalendarChanged: ({ settings }, { data: { closed, open } }) =>
      settings.set(theOrganisation, { ...(settings.get(theOrganisation) ?? settingsAtFirst), closed, open }),
    ChartConventionChosen: ({ settings }, { data: { reason: _, ...charts }, ordinal }) =>
      settings.set(theOrganisation, { ...(settings.get(theOrganisation) ?? settingsAtFirst), charts: { ...charts, since: ordinal } }),
    UnitAdded: ({ units, unitsByParent }, { data, ordinal }) => {
      const { unit: id, name, kind, parent, code } = data;
      units.set(id, { id, name, kind, parent, code, since: ordinal, changedAt: ordinal });
      unitsByParent.add(parent ?? '', id);
    },
    UnitRenamed: ({ units }, { data, ordinal }) => units.update(data.unit, (unit) => ({ ...unit, name: data.name, changedAt: ordinal })),
    UnitEnteredInError: ({ units }, { data }) => units.delete(data.unit),
    PostAdded: ({ posts, postsByUnit }, { data, ordinal }) => {
      const { post: id, unit, title, role, leads } = data;
      posts.set(id, {
        id,
        unit,
        title,
        role,
        leads,
        closed: null,
        holders: [],
        deputies: [],
        acting: [],
        since: ordinal,
        changedAt: ordinal,
      });
      postsByUnit.add(unit, id);
    },
    PostRetitled: ({ posts }, { data, ordinal }) => posts.update(data.post, (post) => ({ ...post, title: data.title, changedAt: ordinal })),
    PostClosed: ({ posts, predecessors }, { data, ordinal }) => {
      const { on, successor } = data;
      posts.update(data.post, (post) => ({ ...post, closed: { on, successor }, changedAt: ordinal }));
      predecessors.add(successor, data.post);
    },
    PostEnteredInError: ({ posts }, { data }) => posts.delete(data.post),
    HolderAppointed: ({ posts, postsByPerson }, { data, ordinal }) => {
      const { person, from, to } = data;
      posts.update(data.post, (post) => ({ ...post, holders: [...post.holders, { person, from, to }], changedAt: ordinal }));
      postsByPerson.add(person, data.post);
    },
    HolderLeft: ({ posts }, { data, ordinal }) =>
      posts.update(data.post, (post) => ({
        ...post,
        holders: endTenure(post.holders, data.person, data.lastDay),
        changedAt: ordinal,
      })),
    DeputyNamed: ({ posts, postsByPerson }, { data, ordinal }) => {
      const { person, from, to } = data;
      posts.update(data.post, (post) => ({ ...post, deputies: [...post.deputies, { person, from, to }], changedAt: ordinal }));
      postsByPerson.add(person, data.post);
    },
    DeputyStoodDown: ({ posts }, { data, ordinal }) =>
      posts.update(data.post, (post) => ({
        ...post,
        deputies: endTenure(post.deputies, data.person, data.lastDay),
        changedAt: ordinal,
      })),
    ActingHolderNamed: ({ posts, postsByPerson }, { data, ordinal }) => {
      const { person, from, to } = data;
      posts.update(data.post, (post) => ({ ...post, acting: [...post.acting, { person, from, to }], changedAt: ordinal }));
      postsByPerson.add(person, data.post);
    },
    ActingHolderStoodDown: ({ posts }, { data, ordinal }) =>
      posts.update(data.post, (post) => ({
        ...post,
        acting: endTenure(post.acting, data.person, data.lastDay),
        changedAt: ordinal,
      })),
    SignInBound: ({ signIns }, { data: { person, digest } }) => signIns.set(person, { digest }),
    PersonErased: ({ erasures }, { data, ordinal }) => erasures.set(data.person, ordinal),
  },
});
