import type { Rejection } from '#kernel';
import { offerCodes } from './offer.js';

/** Every way catchball says no. */
export const catchballCodes = [
  ...offerCodes,
  // whose move it is
  'NotServed',
  'NotInPlay',
  'AlreadyServed',
  'NotYourSide',
  'NotYourBall',
  'StaleRound',
  'LastRound',
  'WrongOpener',
  'NotTheOpener',
  'OpenerWithdraws',
  'PolicyOnly',
  // the two sides
  'UnknownPost',
  'SameSide',
  'NameADeputyFirst',
  'DifferentThread',
  'TwoPersonsNeeded',
  'OwnOffer',
  'MovedForOtherSide',
  'OfferNotOnTable',
  'AlreadySigned',
  // the parent
  'UnknownParent',
  'ParentEnded',
  'ParentLoop',
  'NotTheParentsOwner',
  'ParentChanged',
  'ParentNotCommitted',
  'NothingToConfirm',
  // questions and time
  'QuestionOpen',
  'NoQuestion',
  'OwnQuestion',
  'NotWaiting',
  'ReplyDateNotAhead',
  'NotLater',
  // escalation
  'TooEarlyToEscalate',
  'ClosedByArbiter',
  'ArbiterStands',
  'AppointeeUnfit',
  'NotExecutive',
  'NotTheArbiter',
  'ArbiterIsSide',
  'NotYourEscalation',
  'NothingToSettle',
  // guards
  'DependencyOpen',
  'UnitCapReached',
  'OwnerCapReached',
  'ResourcesOpen',
  'SharesOverOne',
  'MandateShort',
  'CapNotReached',
  'NotTheLineLead',
  // what is in force
  'NothingInForce',
  'EpisodeInPlay',
  'NotDirected',
  'ConsentStands',
  'CauseMissing',
  'CauseNotShown',
  'NoProposal',
  'OtherSideReleases',
  'NotPrivate',
] as const;
export type CatchballCode = (typeof catchballCodes)[number];
export type No = Rejection<CatchballCode>;
