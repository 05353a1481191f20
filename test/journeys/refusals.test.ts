import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { previewStacks } from '../../scripts/demo/program';
import { type Journey, openJourney } from './journey';
import { becomePlain, pushPlain, writePlainApp } from './plain-app';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney(becomePlain);
}, 30_000);
afterAll(() => journey.close());
/** Whatever a test wrote, the next one finds `main`. */
afterEach(() => journey.workshop.git('switch', '--quiet', '--force', 'main'));

const stacks = async () => JSON.parse((await journey.run(['list', '--json'])).stdout);

describe('a deploy that is refused before anything is made', () => {
  let before: unknown;
  beforeAll(async () => {
    before = await stacks();
  });
  afterEach(async () => {
    expect(await stacks()).toEqual(before);
  });

  test('without an application stack names the command that makes it', async () => {
    const { code, stdout, stderr } = await journey.run(['deploy']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('The application stack plain-application-staging does not exist (application-missing)');
    expect(stderr).toContain('deploy-application --target staging');
  });

  test('names each of five faults of the settings with its path, value and fix', async () => {
    const faulty = {
      project: 'Too Long A Name',
      preview: { previewDomain: 'preview.localhost' },
      base: { region: 5, scheme: 'gopher', maxPreviews: -1, services: { web: { healthPath: 'health' } } },
    };
    writeFileSync(join(journey.workshop.folder, 'faulty.json'), JSON.stringify(faulty));
    const { code, stdout, stderr } = await journey.run(['deploy', '--config', 'faulty.json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('the settings have 5 faults');
    const reported = [...stderr.matchAll(/^ {2}([\w.]+): (.+)\n {4}(\S.*)$/gm)].map(([, path, message]) => ({
      path,
      message,
    }));
    const values = {
      project: 'Too Long A Name',
      'base.region': '5',
      'base.scheme': 'gopher',
      'base.maxPreviews': '-1',
      'base.services.web.healthPath': 'health',
    };
    expect(Object.fromEntries(reported.map(({ path, message }) => [path, message]))).toEqual(
      Object.fromEntries(Object.entries(values).map(([path, value]) => [path, expect.stringContaining(value)])),
    );
  });

  test('says that there is no settings file', async () => {
    const { code, stderr } = await previewStacks(['deploy'], { cwd: '/', env: { PATH: process.env.PATH } });
    expect(code).toBe(2);
    expect(stderr).toContain('(settings-missing)');
  });

  test('without credentials says where they come from', async () => {
    const { code, stderr } = await journey.run(['deploy'], {
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('no AWS credentials were found (credentials-missing)');
    expect(stderr).toContain('AWS_PROFILE');
  });

  test('but synth needs none: sample values stand for what only the account knows', async () => {
    const { code, stdout, stderr } = await journey.run(['synth'], {
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('no AWS credentials were found: sample values stand for account'),
    });
    expect(JSON.parse(stdout)).toHaveProperty('Resources');
  });

  test('with credentials of another account names both accounts', async () => {
    await pushPlain(journey.workshop, 'other-account', { settings: { account: '999988887777' } });
    const words =
      /The credentials belong to account \d{12} \(.*\), the settings name account 999988887777 \(account-wrong\)/;
    const stage = ['--target', 'staging'];
    for (const command of [
      ...[['deploy'], ['list'], ['logs'], ['why'], ['diff'], ['synth'], ['context'], ['cleanup'], ['destroy']],
      ...[
        ['diff', '--application'],
        ['synth', '--application'],
        ['deploy-application', ...stage],
      ],
      ['destroy-application', ...stage, '--confirm', 'plain-application-staging'],
    ]) {
      const { code, stdout, stderr } = await journey.run(command);
      expect({ command, code, stdout }).toEqual({ command, code: 2, stdout: '' });
      expect(stderr).toMatch(words);
    }
    await journey.workshop.git('switch', '--quiet', '--force', 'main');
  });

  test('for what git calls no branch name says why', async () => {
    const { code, stderr } = await journey.run(['deploy', '--branch', '; rm -rf /']);
    expect(code).toBe(2);
    expect(stderr).toContain('"; rm -rf /" is not a branch name');
    expect(stderr).toContain('(branch-invalid)');
  });

  test('from no branch at all asks for its name', async () => {
    await journey.workshop.git('switch', '--quiet', '--detach', 'main');
    const { code, stderr } = await journey.run(['deploy']);
    expect(code).toBe(2);
    expect(stderr).toContain('(branch-unknown)');
  });

  test('for both a branch and a target asks for one of them', async () => {
    const { code, stderr } = await journey.run(['deploy', '--branch', 'main', '--target', 'staging']);
    expect(code).toBe(2);
    expect(stderr).toContain('Both --branch and --target were given (option-invalid)');
  });

  test('of a commit that the branch has left behind ends well', async () => {
    const { workshop, run } = journey;
    await pushPlain(workshop, 'moves-on');
    await workshop.git('commit', '--quiet', '--allow-empty', '-m', 'newer');
    await workshop.git('push', '--quiet', 'origin', 'moves-on');
    await workshop.git('switch', '--quiet', '--detach', 'HEAD~1');
    const { code, stdout, stderr } = await run(['deploy', '--branch', 'moves-on'], { CI: 'true' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(
      /Nothing deployed: moves-on is at [0-9a-f]{8} on the remote by now, and [0-9a-f]{8} is older\./,
    );
    expect(stderr).not.toContain('✓');
  });

  test('of a commit that is not pushed asks a person to push, and a job too', async () => {
    const { workshop, run } = journey;
    await pushPlain(workshop, 'not-yet');
    await workshop.git('commit', '--quiet', '--allow-empty', '-m', 'only here');
    for (const CI of ['', 'true']) {
      const { code, stdout, stderr } = await run(['deploy'], { CI });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(
        /[0-9a-f]{8} is not on the remote yet: not-yet is at [0-9a-f]{8} there \(commit-not-pushed\)\n {2}Run `git push` first\./,
      );
    }
  });

  test('of a mistyped branch proposes the one that is meant', async () => {
    const { code, stdout, stderr } = await journey.run(['deploy', '--branch', 'mian'], { CI: '' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('mian is not on the remote (branch-not-pushed)\n  Did you mean main?');
  });

  test('of a branch that was never pushed says how to push it', async () => {
    await journey.workshop.git('switch', '--quiet', '-c', 'never-pushed');
    const { code, stdout, stderr } = await journey.run(['deploy'], { CI: '' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain("Push it first: git push --set-upstream origin 'never-pushed'");
    expect(stderr).not.toContain('✓');
  });
});

describe('the embedded endpoint refuses', () => {
  test('a port that is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((settle) => server.once('listening', settle));
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    try {
      const { code, stdout, stderr } = await journey.run(['local', '--port', port]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`Port ${port} is in use on 127.0.0.1 (port-in-use)`);
    } finally {
      server.close();
    }
  });

  test('a port that is no port', async () => {
    const { code, stderr } = await journey.run(['local', '--port', 'eighty']);
    expect(code).toBe(2);
    expect(stderr).toContain('--port is "eighty"');
  });

  test('a data folder that another endpoint works in', async () => {
    const { code, stderr } = await journey.run(['local', '--data', join(journey.workshop.folder, '..')]);
    expect(code).toBe(2);
    expect(stderr).toContain('(folder-in-use)');
  });
});

test('an unknown command ends with 2 and names those that there are', async () => {
  const { code, stderr } = await journey.run(['deplyo']);
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean deploy?');
});

test('a context file that is none is reported', async () => {
  writePlainApp(journey.workshop);
  writeFileSync(join(journey.workshop.folder, 'context.json'), 'not JSON');
  const { code, stderr } = await journey.run(['synth', '--context', 'context.json']);
  expect(code).toBe(2);
  expect(stderr).toContain('(context-unreadable)');
});
