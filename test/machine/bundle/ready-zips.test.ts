import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessHookPaths } from '../../../lib/machine/bundle/hooks/access-hook';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import { roughZip } from '../../local/elastic-beanstalk/zip-of';
import { gitEnvironment } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { codeFor } from './native-files';
import { service } from './service-settings';

const newFolder = tempFolders();
const packer = new ZipPacker({ environment: gitEnvironment, onBuildOutput: () => undefined });

function open(...entries: Parameters<typeof roughZip>[0]) {
  const file = join(newFolder(), 'ready.zip');
  writeFileSync(file, roughZip(entries));
  return packer.open(file);
}

describe('D18 a ready zip', () => {
  test('with backslashes in its names is refused', async () => {
    await expect(open({ name: 'server.js', text: '' }, { name: 'lib\\x.js', text: '' })).rejects.toMatchObject({
      ...{ code: 'bundle-backslash', exitCode: 2 },
      message: 'lib\\x.js has a backslash in its name, where a zip has slashes',
    });
  });

  test('with one folder around everything is refused', async () => {
    await expect(open({ name: 'shop/server.js', text: '' }, { name: 'shop/lib/x.js', text: '' })).rejects.toMatchObject(
      {
        ...{ code: 'bundle-top-folder', exitCode: 2 },
        message: expect.stringMatching(/^shop\/ holds the whole bundle/),
      },
    );
  });

  test('says that it lacks the access hook, and one that has it does not', async () => {
    const own = { name: 'server.js', text: '' };
    expect(await open(own)).toMatchObject({ withoutAccessHook: true });
    const hooked = await open(own, ...accessHookPaths.map((name) => ({ name, text: '#!/bin/sh' })));
    expect(hooked).not.toHaveProperty('withoutAccessHook');
  });

  test('of a Go program or a WAR file may be one folder', async () => {
    expect(await open({ name: 'bin/application', text: '' })).toMatchObject({ files: 1 });
    expect(await open({ name: 'WEB-INF/web.xml', text: '' })).toMatchObject({ files: 1 });
  });

  test('D17: with links that lead out of it or to nothing is refused', async () => {
    const entries = [
      { name: 'server.js', text: '' },
      { name: 'out', text: '../x', link: true },
      { name: 'dangling', text: 'nowhere', link: true },
    ];
    await expect(open(...entries)).rejects.toMatchObject({
      ...{ code: 'bundle-link-broken', exitCode: 2 },
      faults: [{ path: 'out' }, { path: 'dangling' }],
    });
  });
});

test('a ready zip with native code for another machine is taken, with a warning', async () => {
  const file = join(newFolder(), 'ready.zip');
  const code = codeFor('x64').toString('latin1');
  writeFileSync(
    file,
    roughZip([
      { name: 'server.js', text: '' },
      { name: 'lib/own.node', text: code },
    ]),
  );
  expect(await packer.open(file, service({ instanceType: 't4g.small' }))).toMatchObject({
    ...{ files: 2, warnings: [expect.stringMatching(/^lib\/own\.node is native code for linux-x64/)] },
  });
  expect(await packer.open(file, service({ instanceType: 't3.small' }))).not.toHaveProperty('warnings');
});
