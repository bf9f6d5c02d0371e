import type { GoalCommands, GoalEvents, Side } from '#strategy';
import type { Change } from './draft.js';
import { later, type When } from './sample-year.js';
import type { Thread, Turn } from './thread.js';

/** The turns of a negotiation and of the goal that comes of it, as the story names them. */
export const serves = (on: When, replyBy?: When): Turn => ({ on, play: (thread) => thread.serve(replyBy?.(thread.stage.year) ?? null) });
export const counters = (on: When, change: Change, because: string): Turn => ({ on, play: (thread) => thread.counter(change, because) });
export const asks = (on: When, side: Side, question: string): Turn => ({ on, play: (thread) => thread.ask(side, question) });
export const answers = (on: When, answer: string): Turn => ({ on, play: (thread) => thread.answer(answer) });
export const extendsReply = (on: When, to: When, reason: string): Turn => ({
  on,
  play: (thread) => thread.extend(to(thread.stage.year), reason),
});
export const accepts = (on: When): Turn => ({ on, play: (thread) => thread.accept() });
export const signs = (on: When, side: Side, as: 'HOLDER' | 'DEPUTY' = 'HOLDER'): Turn => ({
  on,
  play: (thread) => thread.sign(side, as === 'DEPUTY'),
});
export const retracts = (on: When, side: Side, reason: string): Turn => ({ on, play: (thread) => thread.retract(side, reason) });
export const declines = (on: When, reason: string): Turn => ({ on, play: (thread) => thread.decline(reason) });
export const escalates = (on: When, side: Side, reason: string): Turn => ({ on, play: (thread) => thread.escalate(side, reason) });
export const directs = (on: When, arbiter: string, change: Change, because: string): Turn => ({
  on,
  play: (thread) => thread.direct(arbiter, change, because),
});
export const withdraws = (on: When, reason: string): Turn => ({ on, play: (thread) => thread.withdraw(reason) });
export const renegotiates = (on: When, side: Side, change: Change, reason: string): Turn => ({
  on,
  play: (thread) => thread.renegotiate(side, change, reason),
});
export const confirms = (on: When): Turn => ({ on, play: (thread) => thread.confirm() });
export const releases = (on: When, side: Side, reason: string): Turn => ({ on, play: (thread) => thread.release(side, reason) });

/** Both sides sign on the day, the giver first. */
export const bothSign = (on: When): Turn[] => [signs(on, 'GIVER'), signs(on, 'RECEIVER')];

/** Served, accepted as it stands, signed: six working days. */
export const agreedAtOnce = (on: When): Turn[] => [serves(on), accepts(later(on, 4)), ...bothSign(later(on, 6))];

/** Thrown back and forth, each throw four working days after the last, then accepted and signed. */
export const agreedAfter = (on: When, ...throws: readonly (readonly [change: Change, because: string])[]): Turn[] => {
  const last = 4 * throws.length;
  return [
    serves(on),
    ...throws.map(([change, because], index) => counters(later(on, 4 * (index + 1)), change, because)),
    accepts(later(on, last + 3)),
    ...bothSign(later(on, last + 5)),
  ];
};

const ran =
  <Name extends keyof GoalCommands>(name: Name, inputOf: (thread: Thread) => GoalCommands[Name]) =>
  (thread: Thread): Promise<void> =>
    thread.stage.send(thread.owner, 'goal', name, thread.id, inputOf(thread));

/** What becomes of the goal, reported by its owner. */
export const milestoneDone = (on: When, milestone: string, evidence: string): Turn => ({
  on,
  play: ran('ReportMilestone', ({ stage }) => ({ milestone, on: stage.today, evidence })),
});
export const conditionMet = (on: When, condition: string, evidence: string): Turn => ({
  on,
  play: ran('MeetCondition', () => ({ condition, evidence })),
});
export const conditionFailed = (on: When, condition: string, reason: string): Turn => ({
  on,
  play: ran('FailCondition', () => ({ condition, reason })),
});
export const grantDelivered = (on: When, grant: string, evidence: string): Turn => ({
  on,
  play: ran('DeliverGrant', ({ stage }) => ({ grant, on: stage.today, evidence })),
});
export const grantFailed = (on: When, grant: string, reason: string): Turn => ({ on, play: ran('FailGrant', () => ({ grant, reason })) });
export const gapAccepted = (on: When, plan: string, reviewOn: When): Turn => ({
  on,
  play: ran('AcceptGap', ({ stage, id }) => ({ revision: stage.tables.goals.get(id)!.revision, plan, reviewOn: reviewOn(stage.year) })),
});
export const closed = (on: When, outcome: GoalEvents['GoalClosed']['outcome'], evidence: string, reason: string): Turn => ({
  on,
  play: ran('CloseGoal', ({ stage, id }) => ({ revision: stage.tables.goals.get(id)!.revision, outcome, evidence, reason })),
});
