import type { PolicyLogEvents } from './policy-log.events.js';

export type PolicyLogCommands = {
  /** By the service: the command a debt sent had nothing to do. */
  SettleDebt: { key: string };
  /** By the service: a rule refused it. */
  MarkStuck: PolicyLogEvents['PolicyStuck'];
  /** By an administrator, once what stood in the way is put right. */
  RetryDebt: { key: string };
};
