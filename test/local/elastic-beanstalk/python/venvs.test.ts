import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstanceFolder } from '../../../../lib/local/elastic-beanstalk/instance/instance-folder';

test('the venvs of former releases are dropped when a release takes over, and the one that it uses stays', () => {
  const root = mkdtempSync(join(tmpdir(), 'venvs-'));
  const folder = new InstanceFolder(root);
  folder.prepare();
  folder.makeRelease('second');
  const venvs = ['first', 'second'].map((name) => join(root, 'var', 'app', 'venvs', name));
  for (const venv of venvs) mkdirSync(venv, { recursive: true });
  folder.linkVenv(join(root, 'var', 'app', 'venvs', 'second'));
  folder.switchTo('second');
  expect(venvs.map((venv) => existsSync(venv))).toEqual([false, true]);
  rmSync(root, { recursive: true });
});
