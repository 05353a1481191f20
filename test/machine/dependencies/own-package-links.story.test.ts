import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { git, write } from '../git/git-fixture';
import { built, newFolder, packed } from './packed-workspace';

describe('a bundle is refused', () => {
  test('where an own package has a link to a file of this machine, which is never read', async () => {
    const prepare = (root: string) => {
      built(root);
      symlinkSync('/etc/hostname', join(root, 'packages/ui/dist/secret'));
      symlinkSync('/etc/hostname', join(root, 'packages/ui/other'));
      git(root, 'add', 'packages/ui/other');
    };
    await expect(packed({ prepare })).rejects.toMatchObject({ code: 'bundle-link-broken' });
  });

  test.each<[string, (root: string) => void]>([
    ["to git's settings", (root) => symlinkSync('../../.git/config', join(root, 'packages/ui/conf'))],
    ['to a file that git does not track', (root) => symlinkSync('../../.env', join(root, 'packages/ui/env.txt'))],
    ['from its build to such a file', (root) => symlinkSync('../../../.env', join(root, 'packages/ui/dist/env.txt'))],
  ])('where an own package has a link %s', async (_, link) => {
    const prepare = (root: string) => {
      built(root);
      write(root, { '.env': 'secret' });
      link(root);
      git(root, 'add', 'packages/ui');
    };
    await expect(packed({ prepare })).rejects.toMatchObject({ code: 'bundle-link-broken' });
  });

  test('where what its build wrote is a link to a folder, which is not read', async () => {
    const prepare = (root: string) => {
      const elsewhere = newFolder();
      write(elsewhere, { 'index.js': 'of elsewhere' });
      symlinkSync(elsewhere, join(root, 'packages/ui/dist'));
    };
    await expect(packed({ prepare })).rejects.toMatchObject({ code: 'bundle-link-broken' });
  });
});

test('a link of an own package to a file that git tracks, or that its build wrote, is that file', async () => {
  const { holds } = await packed({
    prepare: (root) => {
      built(root);
      write(root, { 'LICENSE.md': 'license' });
      symlinkSync('../../LICENSE.md', join(root, 'packages/ui/LICENSE.md'));
      symlinkSync('index.js', join(root, 'packages/ui/dist/main.js'));
      git(root, 'add', 'LICENSE.md', 'packages/ui/LICENSE.md');
    },
  });
  expect(holds).toMatchObject({
    'node_modules/@acme/ui/LICENSE.md': 'license',
    'node_modules/@acme/ui/dist/main.js': 'built',
  });
});

test('a folder of an own package that became a link is not read', async () => {
  const { holds } = await packed({
    prepare: (root) => {
      built(root);
      const elsewhere = newFolder();
      write(elsewhere, { 'index.ts': 'of elsewhere' });
      rmSync(join(root, 'packages/ui/src'), { recursive: true });
      symlinkSync(elsewhere, join(root, 'packages/ui/src'));
    },
  });
  expect(Object.values(holds).join()).not.toContain('of elsewhere');
});
