import { isSendingPossible } from './insecure.js';
import { useRoles } from './use-roles.js';

const running: ReadonlySet<string> = new Set(['EXECUTIVE', 'LEAD', 'MEMBER', 'DATA_STEWARD', 'COACH']);

/** Whether somebody stands in a post that runs something; of which goals and measures, the rules of each say. Nobody does where nothing can be sent. */
export const useMayRun = (): boolean => useRoles().some((role) => running.has(role)) && isSendingPossible();
