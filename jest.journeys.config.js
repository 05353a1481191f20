const base = require('./jest.config.js');

/** The journeys that `npm test` does not run: each starts the built program many times, and an endpoint. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/journeys'],
  testPathIgnorePatterns: ['/node_modules/', '/clearing.test.ts'],
  testTimeout: 180_000,
};
