export * from './directory.js';
export * from './sqlite-directory.js';
export * from './trouble.js';
