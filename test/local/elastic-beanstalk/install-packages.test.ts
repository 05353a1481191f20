import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from '../../../lib/local/elastic-beanstalk/instance/install-packages';
import { InstanceLogs } from '../../../lib/local/elastic-beanstalk/instance/instance-logs';
import { platforms } from '../../../lib/local/elastic-beanstalk/platforms';
import type { Logs } from '../../../lib/local/logs/logs';
import { ProcessRegister } from '../../../lib/local/processes/process-register';

const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-npm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('npm trusts and asks what its user does; what the app trusts comes after', async () => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { pg: '8' } }));
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\necho "$* $NODE_EXTRA_CA_CERTS $npm_config_cache $NAME" > seen\n', {
    mode: 0o755,
  });
  const [platform] = platforms;
  if (!platform) throw new Error('there is no platform');
  const logs = new InstanceLogs(
    folder,
    'i-1',
    'shop',
    {} as Logs,
    () => false,
    () => 0,
  );
  await installPackages(
    platform,
    { cache: '/cache', variables: { NODE_EXTRA_CA_CERTS: '/of-the-user.pem' } },
    {
      ...{ folder, root: folder, signal: new AbortController().signal, register: new ProcessRegister(folder), logs },
      env: { PATH: `${folder}:/usr/bin:/bin`, NODE_EXTRA_CA_CERTS: '/of-the-app.pem', NAME: 'app' },
    },
  );
  expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('--omit=dev install /of-the-user.pem /cache app\n');
});
