/** Every way catchball says no, by where the rule is written. */
import type { Rejection } from '#kernel';
import { offerCodes } from './offer.js';

/** The moves of two sides between the serve and the signatures. */
export const negotiationCodes = [
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
  'UnknownGoal',
  'NotTheGoalsOwner',
  'ParentChanged',
  'ParentNotCommitted',
  // questions and time
  'QuestionOpen',
  'NoQuestion',
  'OwnQuestion',
  'NotWaiting',
  'ReplyDateNotAhead',
  'NotLater',
  // what has to hold before anybody is bound
  'DependencyOpen',
  'ResourcesOpen',
  'UnitCapReached',
  'OwnerCapReached',
  'SharesOverOne',
  'WeightsComeToZero',
  'MandateShort',
] as const;

/** Escalation, the arbiter's decision, and the exceptions a superior grants. */
export const arbitrationCodes = [
  'TooEarlyToEscalate',
  'ClosedByArbiter',
  'ArbiterStands',
  'AppointeeUnfit',
  'NotExecutive',
  'NotTheArbiter',
  'ArbiterIsSide',
  'NotYourEscalation',
  'NothingToSettle',
  'CapNotReached',
  'NotTheLineLead',
  'OwnException',
] as const;

/** What becomes of a commitment or decision in force. */
export const standingCodes = [
  'NothingInForce',
  'EpisodeInPlay',
  'NotDirected',
  'ConsentStands',
  'CauseMissing',
  'CauseNotShown',
  'NothingToConfirm',
  'NoProposal',
  'OtherSideReleases',
  'NotPrivate',
  'PolicyOnly',
] as const;

export const catchballCodes = [...offerCodes, ...negotiationCodes, ...arbitrationCodes, ...standingCodes] as const;
export type CatchballCode = (typeof catchballCodes)[number];
export type No = Rejection<CatchballCode>;
