import { commandOf, handlersFor } from '#cqrs';
import { finding } from '#strategy';

export class AcknowledgeFinding extends commandOf(finding, 'AcknowledgeFinding') {}
export class WithdrawAcknowledgement extends commandOf(finding, 'WithdrawAcknowledgement') {}

export const findingHandlers = handlersFor(finding, { AcknowledgeFinding, WithdrawAcknowledgement });
