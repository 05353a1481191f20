import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cdkCommand } from '../../lib/cli/commands/set-up/context';
import { runProgram } from './run-program';

const root = resolve(__dirname, '../..');
const program = join(createRequire(__filename).resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'preview-stacks-cdk-app-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** The CDK CLI without credentials, in the folder. */
async function cdk(folder: string, ...args: readonly string[]) {
  const output = ['--output', join(home, 'cdk.out'), '--no-notices', '--ci'];
  return runProgram('http://127.0.0.1:9', folder, process.execPath, [program, ...args, ...output], {
    ...{ HOME: home, CDK_HOME: home, CDK_DISABLE_CLI_TELEMETRY: '1', CDK_VALIDATION: 'false' },
    ...{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_ENDPOINT_URL: '' },
  });
}

test('cdk ls and cdk synth work at the root of this repository, once it is built', async () => {
  const listed = await cdk(root, 'ls');
  expect(listed).toMatchObject({ code: 0, errors: expect.stringContaining('sample values stand for account') });
  expect(listed.output.split('\n')).toEqual(
    expect.arrayContaining(['guestbook-application-staging', 'guestbook-staging', 'guestbook-production']),
  );
  const made = await cdk(root, 'synth', 'guestbook-staging');
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('AWS::ElasticBeanstalk::Environment') });
});

test('they work in a repository that installed the package, with the --app of the docs', async () => {
  const folder = join(home, 'shop');
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(root, join(folder, 'node_modules/preview-stacks'));
  const settings = {
    project: 'shop',
    base: { region: 'eu-central-1' },
    production: { branch: 'production', host: 'shop.acme.com' },
    staging: { branch: 'main', host: 'staging.acme.dev' },
    preview: { previewDomain: 'preview.acme.dev' },
  };
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(settings));
  const [, app = ''] = /--app "(.+)"/.exec(cdkCommand('.preview-stacks/context.json')) ?? [];
  const listed = await cdk(folder, 'ls', '--app', app);
  expect(listed).toMatchObject({ code: 0, output: expect.stringContaining('shop-preview-sample') });

  const deployed = await cdk(folder, 'deploy', 'shop-staging', '--app', app, '--require-approval', 'never');
  expect(deployed.code).not.toBe(0);
  expect(deployed.errors + deployed.output).toMatch(/111122223333|credentials/);
});
