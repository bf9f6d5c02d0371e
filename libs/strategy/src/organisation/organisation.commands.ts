import type { Day } from '#kernel';
import type { Preset } from '#spc';
import type { Hash, PersonId, PostId, Role, UnitId } from '../vocabulary.js';

/** What can be asked of the organisation. Ids of what is created come from `newId`, unless the caller names one. */
export type OrganisationCommands = {
  NameOrganisation: { name: string; financialYearStart: number };
  NameFinalArbiter: { post: PostId; reason: string };
  ChangeCalendar: { closed: Day[]; open: Day[]; reason: string };
  ChooseChartConvention: {
    preset: Preset;
    shiftPoints: number | null;
    trendPoints: number | null;
    rulesVersion: number;
    reason: string;
  };
  AddUnit: { unit?: UnitId; name: string; kind: string; parent: UnitId | null; code?: string | null };
  RenameUnit: { unit: UnitId; name: string; reason: string };
  WithdrawUnit: { unit: UnitId; reason: string };
  AddPost: { post?: PostId; unit: UnitId; title: string; role: Role; leads?: boolean };
  RetitlePost: { post: PostId; title: string; reason: string };
  ClosePost: { post: PostId; successor: PostId; on: Day; reason: string };
  WithdrawPost: { post: PostId; reason: string };
  AppointHolder: { post: PostId; person: PersonId; from: Day; to?: Day | null };
  RecordLeaver: { post: PostId; person: PersonId; lastDay: Day; reason: string };
  NameDeputy: { post: PostId; person: PersonId; from: Day; to?: Day | null };
  StandDownDeputy: { post: PostId; person: PersonId; lastDay: Day; reason: string };
  /** Only while the post is vacant; by the lead above (or an administrator who records it for that lead). */
  NameActingHolder: { post: PostId; person: PersonId; from: Day; to?: Day | null; reason: string };
  StandDownActingHolder: { post: PostId; person: PersonId; lastDay: Day; reason: string };
  /** The trace of a change the directory makes: sent with it, never by itself. */
  BindSignIn: { person: PersonId; digest: Hash | null; reason: string };
  /** For ever: there is no counterpart. */
  ErasePerson: { person: PersonId; reason: string };
};

/** Facts of other streams: what hangs on a unit or post that somebody wants to withdraw. */
export type OrganisationFacts = {
  WithdrawUnit: { inUse: boolean };
  WithdrawPost: { inUse: boolean };
};
