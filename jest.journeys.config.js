const base = require('./jest.config.js');

/** The journeys that `npm test` does not run, and the stories of single rooms: each starts programs, and most an endpoint. */
module.exports = {
  ...base,
  testMatch: ['**/test/journeys/**/*.test.ts', '**/*.story.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/clearing.test.ts'],
  testTimeout: 180_000,
};
