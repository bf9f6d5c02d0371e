export * from './port.js';
export * from './lease.js';
export * from './envelope.js';
export * from './chaining.js';
export * from './seal.js';
export * from './verify.js';
export * from './copying.js';
