export * from './directory.js';
export type { PostgresPlace } from './postgres-connection.js';
export * from './postgres-directory.js';
export * from './postgres-sessions.js';
export { migrateDirectory } from './postgres-schema.js';
export * from './sessions.js';
export * from './sqlite-directory.js';
export { SqliteSessions } from './sqlite-sessions.js';
export * from './trouble.js';
