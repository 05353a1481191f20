const base = require('./jest.config.js');

/**
 * The suites that meet third-party programs, each with servers and other languages' tools, so one at a time; and the recorded answers of
 * AWS.
 */
module.exports = {
  ...base,
  testMatch: ['**/test/{interop,recorded}/**/*.test.ts', '**/*.judge.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
  maxWorkers: 1,
};
