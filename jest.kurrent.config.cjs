/** The contract on a real EventStoreDB or KurrentDB, named by KURRENTDB_URL. Where none answers it fails. */
const { testPathIgnorePatterns: _, ...tests } = require('./jest.config.cjs');

module.exports = { ...tests, testMatch: ['**/real-server.spec.ts'], passWithNoTests: false };
