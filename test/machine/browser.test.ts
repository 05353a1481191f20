import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserPrograms, openInBrowser } from '../../lib/machine/browser';

const url = 'https://a.preview.acme.dev/?x=1&y=$(touch%20/tmp/no)';

test.each([
  ['darwin', {}, [['open', url]]],
  ['win32', {}, [['rundll32', 'url.dll,FileProtocolHandler', url]]],
  ['linux', { DISPLAY: ':0' }, [['xdg-open', url]]],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, [['xdg-open', url]]],
  ['linux', { WSL_DISTRO_NAME: 'Debian' }, [['wslview', url]]],
  [
    'linux',
    { WSL_INTEROP: '/run/WSL/1_interop', DISPLAY: ':0' },
    [
      ['wslview', url],
      ['xdg-open', url],
    ],
  ],
  ['linux', {}, []],
  ['linux', { CI: 'true', DISPLAY: ':0' }, []],
  ['darwin', { CI: '1' }, []],
])('on %s with %j the programs are %j', (platform, env, programs) => {
  expect(browserPrograms(url, platform, env)).toEqual(programs);
});

describe('the browser', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preview-stacks-browser-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const env = () => ({ PATH: folder, DISPLAY: ':0' });
  const program = async (name: string, script: string) => {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  };

  test('gets the URL as one argument, to the letter', async () => {
    await program('xdg-open', `printf '%s|' "$#" "$@" >'${folder}/got'`);
    expect(await openInBrowser(url, { env: env(), platform: 'linux' })).toBe(true);
    expect(await readFile(join(folder, 'got'), 'utf8')).toBe(`1|${url}|`);
  });

  test('is tried by the next program when the first is not there or fails', async () => {
    await program('xdg-open', 'exit 0');
    const both = { ...env(), WSL_DISTRO_NAME: 'Debian' };
    expect(await openInBrowser(url, { env: both, platform: 'linux' })).toBe(true);
    await program('xdg-open', 'exit 3');
    expect(await openInBrowser(url, { env: both, platform: 'linux' })).toBe(false);
  });

  test('is not there where no program opens it', async () => {
    expect(await openInBrowser(url, { env: env(), platform: 'linux' })).toBe(false);
    expect(await openInBrowser(url, { env: { PATH: folder }, platform: 'linux' })).toBe(false);
  });
});
