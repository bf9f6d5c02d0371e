import type { Day } from '#kernel';
import type { Preset } from '#spc';
import type { Hash, PersonId, PostId, Role, UnitId } from '../vocabulary.js';

/** Everything that can have happened to the organisation: its units, its posts and who held them when. */
export type OrganisationEvents = {
  OrganisationNamed: {
    name: string;
    /** First month of the financial year, 1 to 12. */
    financialYearStart: number;
  };
  /** The executive post that decides where no lead stands above both sides. */
  FinalArbiterNamed: { post: PostId; reason: string };
  /** Days nobody is expected to answer on, beside weekends and England's bank holidays; or bank holidays worked. */
  CalendarChanged: { closed: Day[]; open: Day[]; reason: string };
  /**
   * How charts are drawn and judged where a measure does not choose otherwise, and by which version of the rules. Points in
   * a row of a shift and of a trend are 6 to 8; null is as the preset has them.
   */
  ChartConventionChosen: {
    preset: Preset;
    shiftPoints: number | null;
    trendPoints: number | null;
    rulesVersion: number;
    reason: string;
  };
  UnitAdded: { unit: UnitId; name: string; kind: string; parent: UnitId | null; code: string | null };
  UnitRenamed: { unit: UnitId; name: string; reason: string };
  /** The undo of an addition: possible only while nothing hangs on the unit. */
  UnitEnteredInError: { unit: UnitId; reason: string };
  PostAdded: { post: PostId; unit: UnitId; title: string; role: Role; /** Whether the post leads its unit. */ leads: boolean };
  PostRetitled: { post: PostId; title: string; reason: string };
  /** The successor takes over the closed post's side in every thread and its goals. */
  PostClosed: { post: PostId; successor: PostId; on: Day; reason: string };
  PostEnteredInError: { post: PostId; reason: string };
  /** From-to are days, both included; `to` null means until further notice. */
  HolderAppointed: { post: PostId; person: PersonId; from: Day; to: Day | null };
  HolderLeft: { post: PostId; person: PersonId; lastDay: Day; reason: string };
  DeputyNamed: { post: PostId; person: PersonId; from: Day; to: Day | null };
  DeputyStoodDown: { post: PostId; person: PersonId; lastDay: Day; reason: string };
  /** A vacant post's stand-in, named by the lead above. */
  ActingHolderNamed: { post: PostId; person: PersonId; from: Day; to: Day | null; reason: string };
  ActingHolderStoodDown: { post: PostId; person: PersonId; lastDay: Day; reason: string };
  /**
   * By what name the person signs in from now on: the name itself is in the directory alone, here is a digest under a key
   * that is the person's own, so that the same name put back is seen to be the same. Null: by none.
   */
  SignInBound: { person: PersonId; digest: Hash | null; reason: string };
  /** Their entry in the directory is emptied, now and after every restore of it; the log keeps the id alone. */
  PersonErased: { person: PersonId; reason: string };
};

/** Stored names, for ever: never changed, never used again for anything else. */
export const organisationStored: Record<keyof OrganisationEvents, string> = {
  OrganisationNamed: 'organisation.named',
  FinalArbiterNamed: 'organisation.final-arbiter-named',
  CalendarChanged: 'organisation.calendar-changed',
  ChartConventionChosen: 'organisation.chart-convention-chosen',
  UnitAdded: 'organisation.unit-added',
  UnitRenamed: 'organisation.unit-renamed',
  UnitEnteredInError: 'organisation.unit-entered-in-error',
  PostAdded: 'organisation.post-added',
  PostRetitled: 'organisation.post-retitled',
  PostClosed: 'organisation.post-closed',
  PostEnteredInError: 'organisation.post-entered-in-error',
  HolderAppointed: 'organisation.holder-appointed',
  HolderLeft: 'organisation.holder-left',
  DeputyNamed: 'organisation.deputy-named',
  DeputyStoodDown: 'organisation.deputy-stood-down',
  ActingHolderNamed: 'organisation.acting-holder-named',
  ActingHolderStoodDown: 'organisation.acting-holder-stood-down',
  SignInBound: 'organisation.sign-in-bound',
  PersonErased: 'organisation.person-erased',
};
