import { commandOf, handlersFor } from '#cqrs';
import { seal } from '#strategy';

/** Its content comes from the service, which computed the chain. */
export class PlaceSeal extends commandOf(seal, 'PlaceSeal') {}

export const sealHandlers = handlersFor(seal, { PlaceSeal });
