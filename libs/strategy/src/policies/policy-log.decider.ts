/** The record of debts that a policy could not settle by an event: nothing was left to do, or a rule said no. */
import { reject, type Decider } from '#kernel';
import { Registry } from '../registry.js';
import type { PolicyLogCommands } from './policy-log.commands.js';
import type { PolicyLogEvents } from './policy-log.events.js';

export const policyLogCodes = ['DebtNotStuck'] as const;
export type PolicyLogCode = (typeof policyLogCodes)[number];

export type PolicyLogState = Registry<'SETTLED' | 'STUCK' | 'RETRIED'>;

export const policyLog: Decider<PolicyLogState, PolicyLogCommands, PolicyLogEvents, PolicyLogCode> = {
  name: 'policy',
  initial: Registry.of(),
  decide: {
    SettleDebt: (debts, { key }) =>
      debts.get(key) === 'SETTLED' ? [] : [{ type: 'PolicySettled', data: { key, outcome: 'NOTHING_TO_DO' } }],
    MarkStuck: (debts, refused) => {
      const state = debts.get(refused.key);
      return state === 'SETTLED' || state === 'STUCK' ? [] : [{ type: 'PolicyStuck', data: refused }];
    },
    RetryDebt: (debts, { key }) =>
      debts.get(key) === 'STUCK'
        ? [{ type: 'PolicyRetried', data: { key } }]
        : reject('DebtNotStuck', `the debt ${key} is not stuck, only one that a rule refused is tried again`),
  },
  evolve: {
    PolicySettled: (debts, { key }) => debts.with(key, 'SETTLED'),
    PolicyStuck: (debts, { key }) => debts.with(key, 'STUCK'),
    PolicyRetried: (debts, { key }) => debts.with(key, 'RETRIED'),
  },
};
