/** One integrity finding: acknowledged with a reason by somebody who did not decide it, and that taken back. */
import { reject, type Decider, type Rejection } from '#kernel';
import { checkProse, firstOf, type ProseRefusal } from '../texts.js';
import type { FindingCommands, FindingFacts, StandingOverFinding } from './finding.commands.js';
import type { FindingEvents } from './finding.events.js';

export const findingRefusals = [
  'NoSuchFinding',
  'MayNotAnswer',
  'NotYours',
  'AlreadyAcknowledged',
  'NotAcknowledged',
  'TextMissing',
  'TextTooLong',
  'ReasonTooShort',
] as const;
export type FindingRefusal = (typeof findingRefusals)[number];
type Refused = Rejection<FindingRefusal>;

/** A reason of fewer words explains nothing. */
export const reasonWordsMin = 3;

export type FindingState = { readonly acknowledged: FindingEvents['FindingAcknowledged'] | null };

const mayAnswer = ({ mayAnswer: may }: StandingOverFinding): Refused | null =>
  may
    ? null
    : reject('MayNotAnswer', 'a finding is answered by an executive, a coach or a lead of the line above its unit, ask one of them');

const checkReason = (reason: string): Refused | null =>
  firstOf<ProseRefusal | FindingRefusal>(
    checkProse('the reason', reason),
    reason.trim().split(/\s+/).length >= reasonWordsMin
      ? null
      : reject(
          'ReasonTooShort',
          `'${reason.trim()}' explains nothing to whoever reads it in a year, say in ${reasonWordsMin} words or more why it may stand`,
        ),
  );

export const finding: Decider<FindingState, FindingCommands, FindingEvents, FindingRefusal, FindingFacts> = {
  name: 'finding',
  initial: { acknowledged: null },
  decide: {
    AcknowledgeFinding: ({ acknowledged }, { reason }, { actor, subject: id, facts }) => {
      const { found } = facts;
      if (!found) return reject('NoSuchFinding', `nothing was found under ${id.slice(0, 100)}, take the key from the list of findings`);
      const refused =
        mayAnswer(facts) ??
        (found.decidedBy.includes(actor.person)
          ? reject('NotYours', 'you made this decision yourself, let somebody who had no part in it acknowledge the finding')
          : null) ??
        checkReason(reason);
      if (refused) return refused;
      if (acknowledged)
        return reject('AlreadyAcknowledged', `it was acknowledged already: '${acknowledged.reason}'; withdraw that first to say otherwise`);
      const { code, subject } = found;
      return [{ type: 'FindingAcknowledged', data: { finding: id, code, subject, reason } }];
    },
    WithdrawAcknowledgement: ({ acknowledged }, { reason }, { subject: id, facts }) => {
      if (!facts.found)
        return reject('NoSuchFinding', `nothing was found under ${id.slice(0, 100)}, take the key from the list of findings`);
      const refused = mayAnswer(facts) ?? checkReason(reason);
      if (refused) return refused;
      if (!acknowledged) return reject('NotAcknowledged', 'nobody has acknowledged this finding, there is nothing to withdraw');
      const { code, subject } = acknowledged;
      return [{ type: 'AcknowledgementWithdrawn', data: { finding: id, code, subject, reason } }];
    },
  },
  evolve: {
    FindingAcknowledged: (_state, acknowledged) => ({ acknowledged }),
    AcknowledgementWithdrawn: () => ({ acknowledged: null }),
  },
};
