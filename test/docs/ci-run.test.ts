import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const { sumReports } = require(join(root, '.ci/sum-reports.js')) as {
  sumReports(
    folder: string,
    suites: readonly string[],
    failedSteps: number,
  ): { readonly passed: number; readonly failed: number };
};
const good = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-reports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const leave = (suite: string, report: unknown) =>
  writeFileSync(join(folder, `${suite}.json`), typeof report === 'string' ? report : JSON.stringify(report));

test.each([
  ['every report counts', [good, { ...good, numFailedTests: 2 }], 1, { passed: 6, failed: 2 }],
  ['a file that cannot be loaded', [good, { ...good, numRuntimeErrorTestSuites: 1 }], 1, { passed: 6, failed: 1 }],
  ['a suite that left no report', [good, undefined], 0, { passed: 3, failed: 1 }],
  ['a report that was cut off', [good, '{ "numPassed'], 0, { passed: 3, failed: 1 }],
  ['a step that failed without a failed test', [good, good], 1, { passed: 6, failed: 1 }],
  ['all well', [good, good], 0, { passed: 6, failed: 0 }],
])('.ci/run sums: %s', (_, reports, failedSteps, sum) => {
  reports.forEach((report, index) => {
    if (report !== undefined) leave(String(index), report);
  });
  expect(sumReports(folder, ['0', '1'], failedSteps)).toEqual(sum);
});

test('.ci/run has a step for every suite of package.json, and sums the report of each', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  // The gallery is a part of test:interop.
  const suites = Object.keys(scripts).filter((name) => /^test\b/.test(name) && name !== 'test:gallery');
  const run = readFileSync(join(root, '.ci/run'), 'utf8');
  expect(run.match(/^suite (.+)$/gm)).toEqual(suites.map((name) => `suite ${name}`));
  expect(run).toMatch(new RegExp(`^node \\.ci/sum-reports\\.js .* ${suites.join(' ')}$`, 'm'));
});

test('.ci/run starts the program, the demo and the journeys on the oldest Node that package.json allows, on 22 and on 24', () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  const run = readFileSync(join(root, '.ci/run'), 'utf8');
  const lines = run.match(/^on_node .+$/gm) ?? [];
  expect(lines).toEqual([
    `on_node ${engines.node.replace('>=', '')} test/journeys/start`,
    "on_node 22 'test/journeys/[^/]+\\.test' 'test/journeys/(back|extended|in-process)/'",
    'on_node 24 test/journeys',
  ]);
  for (const [, version] of lines.map((line) => line.split(' '))) {
    expect(run).toMatch(new RegExp(`^node \\.ci/sum-reports\\.js .* node-${version} `, 'm'));
  }
});

test.each([
  ['has no apt-get', {}, 'no apt-get: the tests with rclone, s3cmd and Python apps are skipped\n'],
  [
    'may not become root',
    { 'apt-get': 'exit 0', id: 'echo 1000' },
    'could not be installed: their tests are skipped\n',
  ],
  ['reaches no packages', { 'apt-get': 'exit 100', id: 'echo 0' }, 'could not be installed: their tests are skipped\n'],
  [
    'has all of them',
    { rclone: '', s3cmd: '', 'redis-server': '', nginx: '', python3: '', 'apt-get': 'echo asked' },
    '',
  ],
  ['lacks the packages of Python', { rclone: '', s3cmd: '', python3: 'exit 1' }, 'Python apps are skipped\n'],
  ['has packages', { 'apt-get': 'echo "$*" >&2', id: 'echo 0', env: 'shift; exec "$@"' }, ''],
])('.ci/run goes on where the machine %s', (_, programs, said) => {
  const run = readFileSync(join(root, '.ci/run'), 'utf8');
  const step = /^clients\(\) \{.*?^\}/ms.exec(run)?.[0] ?? '';
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  const script = `set -u\n${step}\nPATH=${folder} SYSTEM_PYTHON=${folder}/python3\nclients`;
  const { status, stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout.endsWith(said) && (said !== '' || stdout === '')).toBe(true);
});
