import { command as initCommand } from '../../lib/cli/commands/begin/init';
import { command as tryCommand } from '../../lib/cli/commands/begin/try';
import { PreviewError } from '../../lib/errors';
import { checkSettings } from '../../lib/settings/check';
import { completeDatabase, completeService } from '../../lib/settings/layers/complete';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile } from '../../lib/settings/settings';
import { firstTrial } from '../../lib/try/first-trial';
import {
  agreeToInstall,
  containerService,
  needsMariaDb,
  needsPostgres,
  refuseContainers,
  refuseWithoutMariaDb,
} from '../../lib/try/needs';
import { onAws } from '../../lib/try/on-aws';
import { ofRepository } from '../../lib/try/own-paths';
import { trialBranch } from '../../lib/try/trial-branch';
import { FakeWorkingFolder } from '../fakes/fake-working-folder';

const file: SettingsFile = {
  project: 'shop',
  base: { region: 'eu-central-1', skip: ['docs/*'] },
  production: { branch: 'live', host: 'www.acme.com' },
  staging: { branch: 'main', host: 'staging.acme.dev' },
  preview: { previewDomain: 'preview.acme.dev' },
};

describe('the branch that is tried', () => {
  test('is the one checked out when it gets a preview', () => {
    expect(trialBranch(file, 'feature/login')).toEqual({ name: 'feature/login' });
  });

  test.each([
    ['main', 'main, is the one of staging'],
    ['live', 'live, is the one of production'],
    ['docs/x', 'matches docs/*'],
    ['readme-no-infra', 'matches *-no-infra'],
    [undefined, 'no branch is checked out'],
  ])('of %s is one of its own, with the reason', (checkedOut, because) => {
    expect(trialBranch(file, checkedOut)).toEqual({ name: 'try', because: expect.stringContaining(because) });
  });
});

describe('settings for a repository without any', () => {
  const express = {
    'package.json': JSON.stringify({ scripts: { start: 'node app.js' }, dependencies: { express: '4', pg: '8' } }),
  };
  const trial = (app?: string) => firstTrial(new FakeWorkingFolder(express), app);

  test('are without a fault, and have no account', async () => {
    const { file: first } = await trial();
    expect(() => checkSettings(first)).not.toThrow();
    expect(resolveSettings(first, { kind: 'preview', branch: 'x' }).values).not.toHaveProperty('account');
  });

  test('ask the route for health that the sources have, else the first page', async () => {
    const route = { ...express, 'app.js': "app.get('/health', (request, response) => response.end());" };
    const { file: first } = await firstTrial(new FakeWorkingFolder(route));
    expect(first.base.services?.web?.healthPath).toBe('/health');
    expect((await trial()).file.base.services?.web?.healthPath).toBe('/');
    expect((await trial()).assumed.join('\n')).toContain('the app is well when / answers 200');
  });

  test('say the platform, the build and the stores that were assumed', async () => {
    const { assumed } = await trial();
    expect(assumed.join('\n')).toMatch(/nodejs-22.*no build.*database is postgres.*no files/s);
  });

  test('come with the Procfile that init would write, and say so', async () => {
    const flask = {
      'requirements.txt': 'flask\ngunicorn\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    };
    const { procfiles, assumed } = await firstTrial(new FakeWorkingFolder(flask));
    expect(procfiles).toEqual([{ path: 'Procfile', text: expect.stringMatching(/^web: gunicorn .*app:app/) }]);
    expect(assumed.join('\n')).toContain('Procfile says `web: gunicorn');
    expect((await trial()).procfiles).toEqual([]);
  });

  test('carry what init says of the app, and nothing of jobs that are not there', async () => {
    const folder = new FakeWorkingFolder({ 'api/package.json': '{ "dependencies": { "express": "4" } }' });
    folder.place = 'api';
    const { notes } = await firstTrial(folder);
    expect(notes).toEqual([expect.stringContaining('no script "start"'), expect.stringContaining('`healthPath` is /')]);
  });

  test('a repository without an app is refused at once, with what an app needs', async () => {
    const refused = (files: Readonly<Record<string, string>>) =>
      firstTrial(new FakeWorkingFolder(files)).then(
        () => undefined,
        (error) => error,
      );
    expect(await refused({})).toMatchObject({
      code: 'app-missing',
      exitCode: 2,
      message: 'there are no files in this repository',
    });
    expect(await refused({ 'README.md': 'soon' })).toMatchObject({
      ...{ code: 'app-missing', exitCode: 2, hint: expect.stringContaining('Procfile') },
      message: expect.stringContaining('no file in this repository says how an app is started'),
    });
    for (const name of ['Procfile', 'server.js', 'app.js', 'application.py', 'manage.py', 'package.json']) {
      expect([name, await refused({ [name]: '{}' })]).toEqual([name, undefined]);
    }
    expect((await firstTrial(new FakeWorkingFolder({ 'run.sh': '' }), 'node')).file).toBeDefined();
  });

  test('take the kind of app that is named', async () => {
    for (const kind of ['python', 'docker']) {
      expect((await trial(kind)).file.base.services?.web?.platform).toMatch(new RegExp(`^${kind}`));
    }
    await expect(trial('cobol')).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

test('`try --app` takes the kinds that `init --app` takes, by their descriptions', () => {
  const kinds = (flag: string) => flag.match(/`\w+`/g);
  expect(kinds(tryCommand.flags['--app <kind>'])).toEqual(kinds(initCommand.flags['--app <kind>']));
});

describe('what this machine must have', () => {
  test('a container is refused where no program runs one, before anything is started, with another way', () => {
    expect(() => refuseContainers('web', undefined)).toThrow(
      expect.objectContaining({ code: 'try-impossible', exitCode: 1, hint: expect.stringContaining('Podman') }),
    );
    expect(() => refuseContainers('web', 'podman 5.6.0')).not.toThrow();
    const services = { api: completeService(), web: completeService({ platform: 'docker' }) };
    expect(containerService({ services })).toBe('web');
    expect(containerService({ services: { web: completeService() } })).toBeUndefined();
  });

  test('an app with MySQL or MariaDB is refused where no server runs one, before anything is started', () => {
    expect(needsMariaDb({ database: completeDatabase({ engine: 'mysql' }) })).toBe(true);
    expect(needsMariaDb({ database: completeDatabase({ engine: 'postgres' }) })).toBe(false);
    expect(needsMariaDb({ database: 'none' })).toBe(false);
    expect(() => refuseWithoutMariaDb('this machine has none')).toThrow(
      expect.objectContaining({ code: 'try-impossible', hint: expect.stringContaining('mariadb-server') }),
    );
    expect(() => refuseWithoutMariaDb(undefined)).not.toThrow();
  });

  test('PostgreSQL is needed where the app has it, and nowhere else', () => {
    expect(needsPostgres({ database: completeDatabase({ engine: 'postgres' }) })).toBe(true);
    expect(needsPostgres({ database: completeDatabase({ engine: 'mysql' }) })).toBe(false);
    expect(needsPostgres({ database: 'none' })).toBe(false);
  });
});

describe('what goes wrong in the copy', () => {
  const folders = { copy: '/tmp/try-1/shop', top: '/home/me/shop $&' };

  test('is said of the repository, since the copy is gone by then', () => {
    const cause = new Error('why');
    const failed = new PreviewError('build-failed', 'no /tmp/try-1/shop/a, no /tmp/try-1/shop/b', {
      ...{ fault: 'world', cause, hint: 'Run it in /tmp/try-1/shop/apps/site and fix what it reports.' },
    });
    expect(ofRepository(failed, folders)).toMatchObject({
      ...{ code: 'build-failed', exitCode: 1, cause },
      message: 'no /home/me/shop $&/a, no /home/me/shop $&/b',
      hint: 'Run it in /home/me/shop $&/apps/site and fix what it reports.',
    });
  });

  test('stays what it is where it names no file of the copy', () => {
    for (const other of [new Error('/tmp/try-1/shop'), new PreviewError('a', 'b', { fault: 'us' })]) {
      expect(ofRepository(other, folders)).toBe(other);
    }
  });
});

describe('a PostgreSQL server that is missing', () => {
  test('is installed when a person says so, or --yes does, and never unasked', async () => {
    await expect(agreeToInstall(true, undefined)).resolves.toBeUndefined();
    for (const answer of ['yes', 'Y', ''])
      await expect(agreeToInstall(false, async () => answer)).resolves.toBeUndefined();
    const missing = { code: 'postgres-missing', exitCode: 2, hint: expect.stringContaining('--yes') };
    await expect(agreeToInstall(false, async () => 'no')).rejects.toMatchObject(missing);
    await expect(agreeToInstall(false, undefined)).rejects.toMatchObject(missing);
  });
});

describe('what AWS decides otherwise', () => {
  const { values } = resolveSettings(
    { project: 'shop', base: { region: 'eu-central-1' } },
    { kind: 'preview', branch: 'x' },
  );

  test('another version of Node.js is named, the same one is not', () => {
    expect(onAws(values, [], 'v20.20.2').join('\n')).toContain(
      'web runs on nodejs-22; here it ran on Node.js v20.20.2',
    );
    expect(onAws(values, [], 'v22.1.0').join('\n')).not.toContain('Node.js');
  });

  test('the version of the database, secrets that must exist, and what was not asked are named', () => {
    const lines = onAws(values, [{ path: 'base.services.web.secrets.STRIPE', because: 'random' }], 'v22.1.0').join(
      '\n',
    );
    expect(lines).toContain('The database is postgres');
    expect(lines).toContain('The secrets must exist: STRIPE');
    expect(lines).toContain('doctor');
    expect(onAws({ ...values, database: 'none' }, [], 'v22.1.0').join('\n')).not.toContain('The database');
  });
});
