import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as name } from '../../lib/cli/commands/look/name';
import { run as settings } from '../../lib/cli/commands/look/settings';
import { run as synth } from '../../lib/cli/commands/look/synth';
import { TerminalStandIn } from './terminal-stand-in';

const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf';

/** A folder without a git repository, in which settings ask for all that only an account knows. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-without-'));
  const file = {
    project: 'shop',
    base: {
      region: 'eu-central-1',
      account: '444455556666',
      accessLogs: true,
      alarms: { email: 'on-call@acme.com' },
      database: { engine: 'postgres', snapshot: { newestOf: 'shop-staging', credentials } },
      services: { web: { links: ['jobs'] }, jobs: { kind: 'worker' } },
    },
    production: { branch: 'production', host: 'shop.acme.com' },
    staging: { branch: 'main', host: 'staging.acme.dev' },
    preview: { previewDomain: 'preview.acme.dev', routing: 'shared-load-balancer' },
  };
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(file));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function invocation() {
  const terminal = new TerminalStandIn();
  return { terminal, env: { PATH: process.env.PATH }, cwd: folder, signal: new AbortController().signal };
}

const noticed = /git knows no commit in .*: sample values stand for account, VPC and subnets, hosted zone, certificate/;

test.each([
  ['a preview', { branch: 'feature/login' }],
  ['staging', { target: 'staging' }],
  ['production', { target: 'production' }],
  ['the application stack of staging', { target: 'staging', application: true }],
  ['the application stack of production', { target: 'production', application: true }],
])('synth makes the template of %s with sample values, and says so on standard error', async (_, options) => {
  const given = invocation();
  expect(await synth(given, options)).toBe(0);
  expect(given.terminal.lines.join('\n')).toMatch(noticed);
  const template = JSON.parse(given.terminal.results.join('\n'));
  expect(Object.keys(template.Resources).length).toBeGreaterThan(5);
  // The account of the settings is not in it: nothing of a sample can be deployed there.
  expect(JSON.stringify(template)).not.toContain('444455556666');
});

test('name prints all but the tags, which name the repository', async () => {
  const given = invocation();
  expect(await name(given, { branch: 'login-page', json: true })).toBe(0);
  const answer = JSON.parse(given.terminal.results.join('\n'));
  expect(answer).toMatchObject({ stack: 'shop-preview-login-page', host: 'login-page.preview.acme.dev' });
  expect(answer).not.toHaveProperty('tags');
  expect(given.terminal.lines.join('\n')).toContain('The tags, which name the repository, are not shown');
});

test('settings asks neither AWS nor git', async () => {
  const given = invocation();
  expect(await settings(given, { target: 'staging', against: 'production' })).toBe(0);
  expect(given.terminal.lines).toEqual([]);
});
