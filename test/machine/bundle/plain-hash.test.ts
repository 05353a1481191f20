import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import { commitAll, gitEnvironment, write } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { service } from './service-settings';

const newFolder = tempFolders();
const packer = new ZipPacker({ environment: gitEnvironment, onBuildOutput: () => undefined });
afterAll(() => packer.close());

// The hash names bundles that are kept in AWS: another one for the same files, our hooks among them, would deploy every environment again.
test('a plain repository has the bundle hash that it always had', async () => {
  const root = newFolder();
  write(root, {
    'server.js': "require('http').createServer((_, res) => res.end('ok')).listen(process.env.PORT);\n",
    'package.json': '{"name":"shop"}\n',
    'bin/start.sh': '#!/bin/sh\nexec node server.js\n',
    'public/ä.txt': 'ä\n',
    'test/server.test.js': '',
    '.ebignore': 'test/\n*.md\n!README.md\n',
    'README.md': '# Shop\n',
    'notes.md': '',
    '.gitignore': 'dist/\n',
  });
  chmodSync(join(root, 'bin/start.sh'), 0o755);
  symlinkSync('../README.md', join(root, 'public/about'));
  symlinkSync('public', join(root, 'static'));
  commitAll(root, {});
  write(root, { 'dist/main.js': 'built\n' });
  const { hash, files } = await packer.pack(service({ buildOutput: ['dist'] }), root);
  expect([files, hash]).toEqual([13, 'd75979607ad6ff0f04eabd166478c8710c2c2407874968cc815cad620be7e54d']);
});
