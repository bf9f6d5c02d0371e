const Sequencer = require('@jest/test-sequencer').default;

/** The suites that take longest: begun last, one of them would run on alone while the other workers have nothing left. */
const longest = [
  'test/web/page.spec.ts',
  'test/e2e/cli.spec.ts',
  'test/e2e/service.spec.ts',
  'test/contract/eventstoredb.spec.ts',
  'test/simulation/storms.prove.spec.ts',
  'test/e2e/faults.prove.spec.ts',
];
const rank = ({ path }) => {
  const place = longest.findIndex((name) => path.endsWith(name));
  return place === -1 ? longest.length : place;
};

module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => rank(one) - rank(other));
  }
};
