/** The long proofs: storms, kills, loads, and the figures of the sample data where it is at hand. */
const { testPathIgnorePatterns: _, ...tests } = require('./jest.config.cjs');

module.exports = {
  ...tests,
  testMatch: ['**/*.prove.spec.ts'],
  testTimeout: 600_000,
  passWithNoTests: false,
};
