import type { CommandDocument, Input } from '../api/send-command.js';
import { why } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import * as documents from './move-documents.js';
import type { OfferMove } from './offer-form.js';
import type { Thread } from './thread-documents.js';

/** A move that is sent from a few fields. */
export interface PlainMove {
  readonly name: string;
  /** What it does, said before it is done. */
  readonly does: string;
  readonly document: CommandDocument;
  readonly fields: readonly Field[];
  readonly input: (thread: Thread, typed: Input) => Input;
  /** It names one exact offer, which is shown whole. */
  readonly names?: true;
}

const asTyped = (_thread: Thread, typed: Input): Input => typed;
const inRound = ({ round }: Thread, typed: Input): Input => ({ round, ...typed });
const replyBy: Field = {
  kind: 'day',
  name: 'replyBy',
  label: 'Reply by',
  hint: 'Ten working days from now where it is left empty.',
  optional: true,
};

const reasoned = (name: string, does: string, document: CommandDocument, input: PlainMove['input'] = asTyped): PlainMove => ({
  name,
  does,
  document,
  fields: [why],
  input,
});

/** The moves of a thread that carry no new offer, by the name the rules have for them. */
export const plainMoves: Readonly<Record<string, PlainMove>> = {
  AcceptOffer: {
    name: 'Accept',
    does: 'You accept exactly this offer. Accepting is no signature yet: both sides sign afterwards, two different people.',
    document: documents.acceptOffer,
    fields: [],
    names: true,
    input: ({ round, parentRevision, table }) => ({ round, parentRevision, offerHash: table?.hash }),
  },
  Commit: {
    name: 'Sign',
    does: 'You sign exactly this offer. With the second signature it is a commitment.',
    document: documents.commit,
    fields: [],
    names: true,
    input: ({ parentRevision, table }) => ({ parentRevision, offerHash: table?.hash }),
  },
  AnswerQuestion: {
    name: 'Answer',
    does: 'The reply clock goes on from here. The ball stays where it is.',
    document: documents.answerQuestion,
    fields: [{ kind: 'prose', name: 'answer', label: 'Answer' }],
    input: inRound,
  },
  AskQuestion: {
    name: 'Ask a question',
    does: 'The ball stays where it is, and the reply clock stands still until it is answered: five working days in a round at most.',
    document: documents.askQuestion,
    fields: [{ kind: 'prose', name: 'question', label: 'Question' }],
    input: inRound,
  },
  ConfirmParent: {
    name: 'Confirm on the new parent',
    does: 'The goal stays as it was agreed, on the parent as it is now.',
    document: documents.confirmParent,
    fields: [],
    input: ({ parentRevision }) => ({ parentRevision }),
  },
  ConfirmSettlement: {
    name: 'Confirm the settlement',
    does: 'The sides settle it themselves: the escalation ends, and the ball is back in play.',
    document: documents.confirmSettlement,
    fields: [],
    input: asTyped,
  },
  Retract: reasoned(
    'Take the acceptance back',
    'The thread is open again in the same round, signatures given so far are void, and the ball is with you.',
    documents.retract,
  ),
  Decline: reasoned('Decline', 'Either side may serve again afterwards, or escalate.', documents.decline, inRound),
  Escalate: reasoned('Escalate', 'An arbiter above both sides decides. What is directed is never called agreed.', documents.escalate),
  WithdrawEscalation: reasoned(
    'Take the escalation back',
    'The sides settle it themselves, once the other side confirms.',
    documents.withdrawEscalation,
  ),
  ExtendReply: {
    name: 'Give more time',
    does: 'Whoever holds the ball has until the new day.',
    document: documents.extendReply,
    fields: [{ kind: 'day', name: 'replyBy', label: 'New day for the reply' }, why],
    input: inRound,
  },
  ReturnBall: {
    name: 'Return the ball',
    does: 'As arbiter you send both sides back to talk, and say who moves next.',
    document: documents.returnBall,
    fields: [
      {
        kind: 'choice',
        name: 'ball',
        label: 'Who moves next',
        choices: [
          ['GIVER', 'The giver'],
          ['RECEIVER', 'The receiver'],
        ],
      },
      { kind: 'day', name: 'replyBy', label: 'Reply by' },
      { kind: 'prose', name: 'rationale', label: 'What is to be settled' },
    ],
    input: asTyped,
  },
  CloseThread: reasoned(
    'Close it',
    'As arbiter you let nothing come of it. It cannot be escalated again in this cycle.',
    documents.closeThread,
  ),
  ConsentToRenegotiate: reasoned(
    'Consent to renegotiate',
    'As arbiter you let what was directed be renegotiated once, without a newer cause.',
    documents.consentToRenegotiate,
  ),
  Release: reasoned(
    'Release',
    'Ends the commitment once both sides have said so; an arbiter ends it alone. Its contribution leaves the sums from that day.',
    documents.release,
  ),
  WithdrawReleaseProposal: reasoned('Take the proposed release back', 'The commitment stays as it is.', documents.withdrawReleaseProposal),
  OverrideCap: {
    name: 'Let it pass a cap',
    does: 'As the receiver’s line lead you let one commitment more in than the cap allows. It stays visible.',
    document: documents.overrideCap,
    fields: [
      {
        kind: 'choice',
        name: 'cap',
        label: 'Which cap',
        choices: [
          ['UNIT_GOALS', 'Active goals of the unit'],
          ['OWNER_LOAD', 'Goals the post leads'],
        ],
      },
      why,
    ],
    input: asTyped,
  },
  WaiveMandate: {
    ...reasoned('Waive the mandate', 'As an executive you let exactly this offer fall short of the aim’s mandate.', documents.waiveMandate),
    names: true,
    input: ({ table }, typed) => ({ ...typed, offerHash: table?.hash }),
  },
  OpenEarlierOffers: {
    name: 'Open the earlier offers',
    does: 'Everybody may read them once both sides agreed to it.',
    document: documents.openEarlierOffers,
    fields: [],
    input: asTyped,
  },
  Withdraw: reasoned('Withdraw', 'The thread ends. Nothing of it is deleted.', documents.withdraw),
};

const offerWhy = (name: string): Field => ({ kind: 'prose', name, label: 'Why' });
const causes: Field = {
  kind: 'choice',
  name: 'causeKind',
  label: 'What happened since',
  hint: 'Needed where it was directed.',
  optional: true,
  choices: [
    ['PARENT_CHANGED', 'The parent has a new revision'],
    ['CONDITION_FAILED', 'A condition failed, or a grant did not come'],
    ['PERIODS_MISSED', 'Two periods in a row were missed'],
    ['ARBITER_CONSENT', 'The arbiter consented'],
  ],
};

/** The moves of a thread that carry an offer. */
export const offerMoves: Readonly<Record<string, OfferMove & { readonly does: string }>> = {
  CounterOffer: {
    name: 'Throw it back',
    does: 'You answer with an offer of your own: change what you would have otherwise. The ball goes to the other side.',
    document: documents.counterOffer,
    fields: [offerWhy('rationale'), replyBy],
    rationale: 'rationale',
    input: ({ round, parentRevision }, typed, offer) => ({ round, parentRevision, ...typed, offer }),
  },
  ServeBall: {
    name: 'Serve again',
    does: 'The thread was declined. A new offer opens it again, and the ball goes to the other side.',
    document: documents.serveBall,
    fields: [offerWhy('rationale'), replyBy],
    rationale: 'rationale',
    input: ({ kind, parent, parentKind, parentRevision, receiver }, { rationale: _said, ...typed }, offer) => ({
      kind,
      parent: { kind: parentKind, id: parent },
      parentRevision,
      receiver: receiver?.id,
      ...typed,
      offer,
    }),
  },
  Renegotiate: {
    name: 'Renegotiate',
    does: 'A new episode begins with this offer. What is in force stays in force until another is agreed.',
    document: documents.renegotiate,
    fields: [
      offerWhy('reason'),
      causes,
      {
        kind: 'line',
        name: 'causeReference',
        label: 'What shows it',
        hint: 'The event, condition or grant, the periods, or the consent.',
        optional: true,
      },
      replyBy,
    ],
    rationale: 'reason',
    input: ({ parentRevision }, { causeKind, causeReference, ...typed }, offer) => ({
      parentRevision,
      ...typed,
      ...(causeKind !== undefined && { cause: { kind: causeKind, reference: causeReference ?? '' } }),
      offer,
    }),
  },
  Direct: {
    name: 'Direct it',
    does: 'As arbiter you decide that this offer holds. It is directed, and never called agreed.',
    document: documents.direct,
    fields: [offerWhy('rationale')],
    rationale: 'rationale',
    input: ({ parentRevision }, typed, offer) => ({ parentRevision, ...typed, offer }),
  },
};

/** Every move by the words on its button, in the order people look for them. */
export const moveNames: Readonly<Record<string, string>> = {
  AcceptOffer: 'Accept',
  CounterOffer: 'Counter',
  Commit: 'Sign',
  Direct: 'Direct',
  ...Object.fromEntries(Object.entries(plainMoves).map(([move, { name }]) => [move, name])),
  ServeBall: 'Serve again',
  Renegotiate: 'Renegotiate',
  AppointArbiter: 'Name another arbiter',
};

/** What is usually done next: its button stands out. */
export const primaryMoves: ReadonlySet<string> = new Set([
  'AcceptOffer',
  'Commit',
  'CounterOffer',
  'AnswerQuestion',
  'ConfirmParent',
  'ConfirmSettlement',
  'Direct',
]);
