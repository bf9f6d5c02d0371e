import { commandOf, handlersFor } from '#cqrs';
import { policyLog } from '#strategy';

export class RetryDebt extends commandOf(policyLog, 'RetryDebt') {}
/** Sent by the policy runner only; they go to the desk directly and have no mutation. */
export class SettleDebt extends commandOf(policyLog, 'SettleDebt') {}
export class MarkStuck extends commandOf(policyLog, 'MarkStuck') {}

export const policyLogHandlers = handlersFor(policyLog, { RetryDebt, SettleDebt, MarkStuck });
