export * from './directory.js';
export type { PostgresPlace } from './postgres-connection.js';
export * from './postgres-directory.js';
export { migrateDirectory } from './postgres-schema.js';
export * from './sqlite-directory.js';
export * from './trouble.js';
