import { commandOf, handlersFor } from '#cqrs';
import { organisation } from '#strategy';

export class NameOrganisation extends commandOf(organisation, 'NameOrganisation') {}
export class NameFinalArbiter extends commandOf(organisation, 'NameFinalArbiter') {}
export class ChangeCalendar extends commandOf(organisation, 'ChangeCalendar') {}
export class ChooseChartConvention extends commandOf(organisation, 'ChooseChartConvention') {}
export class AddUnit extends commandOf(organisation, 'AddUnit') {}
export class RenameUnit extends commandOf(organisation, 'RenameUnit') {}
export class WithdrawUnit extends commandOf(organisation, 'WithdrawUnit') {}
export class AddPost extends commandOf(organisation, 'AddPost') {}
export class RetitlePost extends commandOf(organisation, 'RetitlePost') {}
export class ClosePost extends commandOf(organisation, 'ClosePost') {}
export class WithdrawPost extends commandOf(organisation, 'WithdrawPost') {}
export class AppointHolder extends commandOf(organisation, 'AppointHolder') {}
export class RecordLeaver extends commandOf(organisation, 'RecordLeaver') {}
export class NameDeputy extends commandOf(organisation, 'NameDeputy') {}
export class StandDownDeputy extends commandOf(organisation, 'StandDownDeputy') {}
export class NameActingHolder extends commandOf(organisation, 'NameActingHolder') {}
export class StandDownActingHolder extends commandOf(organisation, 'StandDownActingHolder') {}
/** Sent with a change of the directory, never asked for by itself. */
export class BindSignIn extends commandOf(organisation, 'BindSignIn') {}
export class ErasePerson extends commandOf(organisation, 'ErasePerson') {}

export const organisationHandlers = handlersFor(organisation, {
  NameOrganisation,
  NameFinalArbiter,
  ChangeCalendar,
  ChooseChartConvention,
  AddUnit,
  RenameUnit,
  WithdrawUnit,
  AddPost,
  RetitlePost,
  ClosePost,
  WithdrawPost,
  AppointHolder,
  RecordLeaver,
  NameDeputy,
  StandDownDeputy,
  NameActingHolder,
  StandDownActingHolder,
  BindSignIn,
  ErasePerson,
});
