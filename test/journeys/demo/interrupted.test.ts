import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, run } from '../../../scripts/demo/program';
import { processesIn } from '../extended/processes-in';
import { refuseOldProgram } from '../journey';

const demo = join(packageRoot, 'dist', 'scripts', 'demo.js');
let folder: string;
let child: ChildProcess | undefined;
beforeAll(() => {
  refuseOldProgram();
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-interrupted-'));
});
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('a flag that the demo does not know starts nothing', async () => {
  const { code, stdout, stderr } = await run(process.execPath, [demo, '--sty'], { cwd: folder, env: process.env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: "--sty" is nothing that the demo takes\.\n.*npm run demo -- --stay/);
});

// As a terminal does it: the signal reaches every process of the group.
test('the demo shows what runs, and Ctrl-C in the middle of its story leaves no process and no file', async () => {
  const env = { ...process.env, TMPDIR: folder, NO_COLOR: '1' };
  child = spawn(process.execPath, [demo, '--stay'], { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const until = async (wanted: RegExp): Promise<string> => {
    for (;;) {
      const found = wanted.exec(said);
      if (found) return found[0];
      await once(child?.stdout as NonNullable<ChildProcess['stdout']>, 'data');
    }
  };
  const url = await until(/http:\/\/127\.0\.0\.1:\d+/);
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('AWS on this machine');
  await until(/deploy-application/);
  expect(processesIn(folder)).not.toEqual([]);

  process.kill(-(child.pid ?? 0), 'SIGINT');
  const [code] = await once(child, 'close');
  expect(code).toBe(130);
  expect(said).toContain('Interrupted: ending all that was started.');
  expect(processesIn(folder)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});
