/** The contract of the event store on every engine, shown as one table; on a real server as well where KURRENTDB_URL names one. */
const { testPathIgnorePatterns: _, ...tests } = require('../../jest.config.cjs');

const engines = ['memory', 'sqlite', 'postgres', 'eventstoredb', 'kurrent', ...(process.env.KURRENTDB_URL ? ['real-server'] : [])];

module.exports = {
  ...tests,
  testMatch: [`**/test/contract/(${engines.join('|')})?(.prove).spec.ts`],
  reporters: ['<rootDir>/test/contract/contract-table.cjs'],
  passWithNoTests: false,
};
