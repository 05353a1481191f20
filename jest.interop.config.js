const base = require('./jest.config.js');

/** The suites that meet third-party programs: each starts servers and other languages' tools, so one at a time. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/interop'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
  maxWorkers: 1,
};
