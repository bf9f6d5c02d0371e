export * from './api-client.js';
export * from './story.js';
export * as thread from './catchball-thread.js';
export * from './event-store-contract.js';
export * from './log-copy-contract.js';
export * from './seen.js';
export * as trust from './small-trust.js';
export * from './tally.js';
export * as told from './trust-story.js';
