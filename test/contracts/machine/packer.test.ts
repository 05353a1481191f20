import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import { FakePacker } from '../../fakes/fake-packer';
import { service } from '../../machine/bundle/service-settings';
import { commitAll, gitEnvironment } from '../../machine/git/git-fixture';
import { tempFolders } from '../../machine/temp-folder';
import { describePackerContract } from './packer.contract';

const newFolder = tempFolders();

describePackerContract('the fake', () => {
  const packer = new FakePacker();
  return {
    packer,
    service: service(),
    root: '/tmp/fake',
    change: (contents) => {
      packer.contents = contents;
    },
    keep: () => {
      packer.addZip('/tmp/fake/kept.zip', packer.contents);
      return '/tmp/fake/kept.zip';
    },
  };
});

const packer = new ZipPacker({ environment: gitEnvironment, onBuildOutput: () => undefined });
afterAll(() => packer.close());

describePackerContract('this computer', () => {
  const root = newFolder();
  commitAll(root, { 'server.js': 'first' });
  return {
    packer,
    service: service(),
    root,
    change: (contents) => writeFileSync(join(root, 'server.js'), contents),
    keep: (file) => {
      copyFileSync(file, join(root, 'kept.zip'));
      return join(root, 'kept.zip');
    },
  };
});
