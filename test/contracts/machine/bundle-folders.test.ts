import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiskBundleFolders } from '../../../lib/machine/bundle/bundle-folders';
import { FakeBundleFolders } from '../../fakes/fake-bundle-folders';
import { tempFolders } from '../../machine/temp-folder';
import { describeBundleFoldersContract } from './bundle-folders.contract';

const newFolder = tempFolders();

describeBundleFoldersContract('the fake', () => {
  const folders = new FakeBundleFolders();
  folders.folders.set('/work/empty', undefined);
  return { folders, absent: '/work/bundles', empty: '/work/empty', zip: '/work/app.zip' };
});

describeBundleFoldersContract('the disk', () => {
  const top = newFolder();
  const empty = join(top, 'empty');
  const zip = join(top, 'app.zip');
  mkdirSync(empty);
  writeFileSync(zip, 'zip');
  return { folders: new DiskBundleFolders(), absent: join(top, 'out', 'bundles'), empty, zip };
});
