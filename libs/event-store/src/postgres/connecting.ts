import pg from 'pg';
import type { Address } from './address.js';

/** How long a connection may take to come about, and a statement to be answered, before the server counts as away. */
const connectMs = 5_000;
const statementMs = 10_000;
const lockMs = 5_000;
/** A server that takes the question and never answers is given up a little after it should have given up itself. */
const answerMs = statementMs + 5_000;

/** One plan for all appends, by index, whatever the statistics say: planning would cost more than the work. */
const onePlan = ' -c plan_cache_mode=force_generic_plan -c enable_seqscan=off';

export type Use = 'writer' | 'reader' | 'follower' | 'lease' | 'migration';

/** How every connection is made. What an administrator set more strictly on the server or the role gives way to these. */
export const settingsOf = ({ connection }: Address, use: Use): pg.PoolConfig => ({
  ...connection,
  application_name: `hoshin ${use}`,
  keepAlive: true,
  connectionTimeoutMillis: connectMs,
  statement_timeout: statementMs,
  query_timeout: answerMs,
  lock_timeout: lockMs,
  idle_in_transaction_session_timeout: statementMs,
  // Each statement sees what was committed before it began: the append looks, waits for its lock, and adds.
  options: `-c default_transaction_isolation=read\\ committed${use === 'writer' ? onePlan : ''}`,
});

/** Connections that come and go with the need; one that failed is not used again. */
export const poolOf = (address: Address, use: Use, max: number): pg.Pool => {
  const pool = new pg.Pool({ ...settingsOf(address, use), max, idleTimeoutMillis: 60_000 });
  // An idle connection that the server drops is simply replaced at the next use.
  pool.on('error', () => {});
  return pool;
};

/** One connection of its own. */
export const clientOf = (address: Address, use: Use, over: pg.ClientConfig = {}): pg.Client => {
  const client = new pg.Client({ ...settingsOf(address, use), ...over });
  // Without a listener the loss of an idle connection would end the process; who waits for an answer is told anyway.
  client.on('error', () => {});
  return client;
};
