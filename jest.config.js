const { availableParallelism } = require('node:os');

/** Octokit and what it stands on are ESM only: swc makes CommonJS of them for jest. */
const esmOnly = [
  '@octokit',
  'universal-user-agent',
  'before-after-hook',
  'fast-content-type-parse',
  'json-with-bigint',
  'toad-cache',
  'content-type',
  'p-limit',
  'yocto-queue',
  'fast-check',
  'pure-rand',
];

/** The one journey that `npm test` runs; `npm run test:journeys` runs the others. */
const oneJourney = 'clearing.test.ts';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/closed-environment.ts',
  // More than there are cores: many tests wait, for apps that start, for databases, for the pace that GitHub asks for.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Most tests take milliseconds; on a busy machine those that start servers and databases may take long.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/interop/',
    '<rootDir>/test/recorded/',
    `<rootDir>/test/journeys/(?!${oneJourney})`,
    // Stories of one room: each starts processes, databases or the whole program, or tries thousands of cases, and runs with the journeys.
    '\\.story\\.test\\.ts$',
    // Judges by data of others run with test/interop.
    '\\.judge\\.test\\.ts$',
  ],
  transform: {
    '^.+\\.(t|j)s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs', ignoreDynamic: false },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  // Examples of docs/local.md name the package as its users do.
  moduleNameMapper: { '^preview-stacks/local$': '<rootDir>/lib/endpoint/index.ts' },
  setupFiles: ['<rootDir>/test/setup.ts'],
};
