import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/**
 * Runs test/interop, the parts that meet third-party programs, and test/recorded. cfn-lint, Moto (with boto3) and the AWS CLI come from a
 * Python virtual environment that sees the system's packages; what is missing is installed with pip.
 */
const root = resolve(__dirname, '..');
const venv = join(root, '.venv');
const bin = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin');
const programs = [
  { module: 'cfnlint', command: 'cfn-lint', pin: 'cfn-lint==1.51.0' },
  { module: 'awscli', command: 'aws', pin: 'awscli==1.45.11' },
  { module: 'moto.server', command: 'moto_server', pin: 'moto[server]==5.2.1' },
];

function run(command: string, args: readonly string[], quiet = false): boolean {
  const { status } = spawnSync(command, [...args], { cwd: root, stdio: quiet ? 'ignore' : 'inherit' });
  return status === 0;
}

function prepare(): void {
  mkdirSync(venv, { recursive: true });
  const python = join(bin, 'python3');
  if (!existsSync(python) && !run('python3', ['-m', 'venv', '--system-site-packages', venv])) {
    console.error('No Python virtual environment could be made: install python3 with its venv module.');
    process.exit(1);
  }
  const missing = programs.filter(({ module }) => !run(python, ['-c', `import ${module}`], true));
  if (missing.length === 0) return;
  if (!run(python, ['-m', 'pip', 'install', '--quiet', ...missing.map(({ pin }) => pin)])) {
    console.error(`Not to be had here: ${missing.map(({ pin }) => pin).join(', ')}`);
    process.exit(1);
  }
}

prepare();
process.env.PATH = `${bin}${delimiter}${process.env.PATH ?? ''}`;
process.env.PREVIEW_STACKS_PYTHON = join(bin, 'python3');
const jest = require.resolve('jest/bin/jest');
const { status } = spawnSync(process.execPath, [jest, '--config', 'jest.interop.config.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
