export * from './directory.js';
export * from './sessions.js';
export * from './sqlite-directory.js';
export { SqliteSessions } from './sqlite-sessions.js';
export * from './trouble.js';
