import { commandOf, handlersFor } from '#cqrs';
import { catchball } from '#strategy';

export class ServeBall extends commandOf(catchball, 'ServeBall') {}
export class CounterOffer extends commandOf(catchball, 'CounterOffer') {}
export class AskQuestion extends commandOf(catchball, 'AskQuestion') {}
export class AnswerQuestion extends commandOf(catchball, 'AnswerQuestion') {}
export class ExtendReply extends commandOf(catchball, 'ExtendReply') {}
export class AcceptOffer extends commandOf(catchball, 'AcceptOffer') {}
export class Commit extends commandOf(catchball, 'Commit') {}
export class Retract extends commandOf(catchball, 'Retract') {}
export class Decline extends commandOf(catchball, 'Decline') {}
export class Escalate extends commandOf(catchball, 'Escalate') {}
export class AppointArbiter extends commandOf(catchball, 'AppointArbiter') {}
export class WithdrawEscalation extends commandOf(catchball, 'WithdrawEscalation') {}
export class ConfirmSettlement extends commandOf(catchball, 'ConfirmSettlement') {}
export class Direct extends commandOf(catchball, 'Direct') {}
export class ReturnBall extends commandOf(catchball, 'ReturnBall') {}
export class CloseThread extends commandOf(catchball, 'CloseThread') {}
export class Renegotiate extends commandOf(catchball, 'Renegotiate') {}
export class ConsentToRenegotiate extends commandOf(catchball, 'ConsentToRenegotiate') {}
export class ConfirmParent extends commandOf(catchball, 'ConfirmParent') {}
export class Release extends commandOf(catchball, 'Release') {}
export class WithdrawReleaseProposal extends commandOf(catchball, 'WithdrawReleaseProposal') {}
export class Withdraw extends commandOf(catchball, 'Withdraw') {}
export class OverrideCap extends commandOf(catchball, 'OverrideCap') {}
export class WaiveMandate extends commandOf(catchball, 'WaiveMandate') {}
export class OpenEarlierOffers extends commandOf(catchball, 'OpenEarlierOffers') {}
/** Sent by policies only; they go to the desk directly and have no mutation. */
export class NoteParentChange extends commandOf(catchball, 'NoteParentChange') {}
export class WithdrawByPolicy extends commandOf(catchball, 'WithdrawByPolicy') {}
export class LapsePledge extends commandOf(catchball, 'LapsePledge') {}
export class ReleaseByPolicy extends commandOf(catchball, 'ReleaseByPolicy') {}

export const catchballHandlers = handlersFor(catchball, {
  ServeBall,
  CounterOffer,
  AskQuestion,
  AnswerQuestion,
  ExtendReply,
  AcceptOffer,
  Commit,
  Retract,
  Decline,
  Escalate,
  AppointArbiter,
  WithdrawEscalation,
  ConfirmSettlement,
  Direct,
  ReturnBall,
  CloseThread,
  Renegotiate,
  ConsentToRenegotiate,
  ConfirmParent,
  Release,
  WithdrawReleaseProposal,
  Withdraw,
  OverrideCap,
  WaiveMandate,
  OpenEarlierOffers,
  NoteParentChange,
  WithdrawByPolicy,
  LapsePledge,
  ReleaseByPolicy,
});
