const base = require('./jest.config.js');

/** All the journeys: each starts the built program many times, and an endpoint. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/journeys'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
};
