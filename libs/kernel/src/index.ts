export * from './canonical-json.js';
export * from './decider.js';
export * from './policy.js';
export * from './recorded.js';
export * from './rejection.js';
export * from './upcast.js';
export * from './view.js';
export type { Encoding, Stored, Stretch, Versions } from './versioned.js';
export { stretchItemsMax } from './versioned.js';
