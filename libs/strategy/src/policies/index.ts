import { agreementMakesGoal } from './agreement-makes-goal.policy.js';
import { importReversed } from './import-reversed.policy.js';
import { parentChanged } from './parent-changed.policy.js';
import { parentEnded } from './parent-ended.policy.js';
import { release } from './release.policy.js';

/**
 * When this happened, send that. An event can make several policies due; their debts are settled in this order, so
 * that a goal is taken on before anybody asks about it.
 */
export const policies = [agreementMakesGoal, release, parentEnded, parentChanged, importReversed] as const;
