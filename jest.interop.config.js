const base = require('./jest.config.js');

/**
 * The suites that meet third-party programs, each with servers and other languages' tools, so one at a time; and the recorded answers of
 * AWS.
 */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/interop', '<rootDir>/test/recorded'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
  maxWorkers: 1,
};
