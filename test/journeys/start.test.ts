import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { previewStacks } from '../../scripts/demo/program';
import { refuseOldProgram } from './journey';

let folder: string;
beforeAll(() => {
  refuseOldProgram();
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-start-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe(`on Node ${process.versions.node}`, () => {
  test.each([
    ['--version', 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    ['--help', 0, /Usage: preview-stacks/, /^$/],
    ['init --help', 0, /--artifact/, /^$/],
    // A warning of Node's would be a line before the error.
    ['list', 2, /^$/, /^error .*\n.*\n?$/],
    ['doctor', 1, /^fault +settings /, /^$/],
  ])('`%s` says what it has to say and no warning', async (line, code, stdout, stderr) => {
    const env = { PATH: process.env.PATH, HOME: folder };
    const ran = await previewStacks(line.split(' '), { cwd: folder, env });
    expect(ran).toEqual({
      ...{ code, milliseconds: expect.any(Number) },
      ...{ stdout: expect.stringMatching(stdout), stderr: expect.stringMatching(stderr) },
    });
  });
});
