import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustDatabases } from '../../../lib/local/elastic-beanstalk/instance/trust-databases';
import { type AppWorld, appFiles, ask, never, openAppWorld, optionsOf, property, requestFor } from './app-world';

const file = '/var/app/current/.certificates/rds.pem';

describe('the files of an app', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'preview-stacks-trust-'));
    mkdirSync(join(folder, 'app', '.certificates'), { recursive: true });
    writeFileSync(join(folder, 'app', '.certificates', 'rds.pem'), 'OF RDS\n');
    writeFileSync(join(folder, 'beside.pem'), 'BESIDE\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const trust = (properties: Record<string, string>) =>
    trustDatabases(join(folder, 'app'), properties, () => 'AUTHORITY\n');
  const texts = () =>
    ['app/.certificates/rds.pem', 'beside.pem'].map((name) => readFileSync(join(folder, name), 'utf8'));

  test.each(['NODE_EXTRA_CA_CERTS', 'PGSSLROOTCERT', 'SSL_CERT_FILE'])(
    '%s names one that gets the authority',
    async (name) => {
      await trust({ [name]: file });
      expect(texts()).toEqual(['OF RDS\n\nAUTHORITY\n', 'BESIDE\n']);
    },
  );

  test('a file gets it once, however many properties name it and however often the app starts', async () => {
    await trust({ NODE_EXTRA_CA_CERTS: file, PGSSLROOTCERT: file });
    await trust({ NODE_EXTRA_CA_CERTS: file });
    expect(texts()).toEqual(['OF RDS\n\nAUTHORITY\n', 'BESIDE\n']);
  });

  test('nothing else is written: other properties, other folders, what is not there, what leads out of the app', async () => {
    symlinkSync('../beside.pem', join(folder, 'app', 'link.pem'));
    await trust({ OTHER: file, PGSSLROOTCERT: '/etc/ssl/certs/ca.pem', SSL_CERT_FILE: '/var/app/current/absent.pem' });
    await trust({ SSL_CERT_FILE: '/var/app/current/link.pem', PGSSLROOTCERT: '/var/app/current/../beside.pem' });
    await trust({ SSL_CERT_FILE: '/var/app/current/.certificates', PGSSLROOTCERT: '/var/app/current/' });
    expect(texts()).toEqual(['OF RDS\n', 'BESIDE\n']);
  });
});

describe('a running app', () => {
  let world: AppWorld;
  beforeEach(async () => {
    world = await openAppWorld();
  });
  afterEach(() => world.close());

  test('and the hooks before it find a file of theirs by the path that it has on AWS', async () => {
    await world.version('v1', {
      ...appFiles,
      '.certificates/rds.pem': 'OF RDS\n',
      '.platform/hooks/predeploy/look.sh': '#!/bin/sh\ncp "$NODE_EXTRA_CA_CERTS" seen.txt\n',
    });
    const options = { [property('NODE_EXTRA_CA_CERTS')]: file, [property('OTHER')]: 'x/var/app/current/x' };
    await world.beanstalk.createEnvironment(requestFor('shop-web', options), never);
    const { env, folder } = await ask(world.beanstalk.portOf('shop-web'));
    expect(env).toMatchObject({
      NODE_EXTRA_CA_CERTS: join(folder, '.certificates', 'rds.pem'),
      OTHER: 'x/var/app/current/x',
    });
    const wanted = 'OF RDS\n\nTHE AUTHORITY\n';
    expect(
      [env.NODE_EXTRA_CA_CERTS ?? '', 'seen.txt'].map((name) =>
        readFileSync(join(folder, name.replace(folder, '')), 'utf8'),
      ),
    ).toEqual([wanted, wanted]);
  });

  test('a file that a property names later gets the authority before the app starts again', async () => {
    await world.version('v1', { ...appFiles, '.certificates/rds.pem': 'OF RDS\n' });
    await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
    await world.beanstalk.updateEnvironment(
      'shop-web',
      { options: optionsOf({ [property('PGSSLROOTCERT')]: file }) },
      never,
    );
    const { env } = await ask(world.beanstalk.portOf('shop-web'));
    expect(readFileSync(env.PGSSLROOTCERT ?? '', 'utf8')).toContain('THE AUTHORITY');
  });
});
