const { availableParallelism } = require('node:os');

/** Tests run as CommonJS through swc, ESM-only packages included, so that no flag is needed on any Node from 20 on. */
const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
const esm = { jsc: { target: 'es2022' }, module: { type: 'commonjs' } };

module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // The long proofs and what needs a real server have runs of their own.
  testPathIgnorePatterns: ['/node_modules/', '\\.prove\\.spec\\.ts$', '/real-server\\.spec\\.ts$'],
  moduleNameMapper: {
    '^#event-store/(.+)$': '<rootDir>/libs/event-store/src/$1/index.ts',
    '^#([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '\\.ts$': ['@swc/jest', swc], '\\.m?js$': ['@swc/jest', esm] },
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|@opentelemetry|uuid|jose|openid-client|oauth4webapi|@as-integrations|graphql-ws|@graphql-yoga|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|fetch-blob|data-uri-to-buffer|csv-parse|fast-check|pure-rand|@sparticuz|content-disposition)/)',
  ],
  testSequencer: '<rootDir>/jest.sequencer.cjs',
  reporters: ['default', '<rootDir>/jest.results.cjs'],
  // Generous, since two slow cores are enough for the whole suite.
  testTimeout: 90_000,
  // Many suites wait for servers, browsers and time-outs: one worker more than there are cores works meanwhile.
  maxWorkers: availableParallelism() + 1,
  clearMocks: true,
};
