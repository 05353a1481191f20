import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Client } from 'pg';
import { sign, visit } from '../../../scripts/demo/visit';
import { type Journey, openJourney, urlOf } from '../journey';
import { asleep, awake, placeOf, whatRuns } from './what-runs';

let journey: Journey;
let url: string;
const stack = 'guestbook-preview-nap';
const person = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Ada' };
const run = (...args: string[]) => journey.run(args, person);

beforeAll(async () => {
  journey = await openJourney();
  expect(await run('deploy-application', '--target', 'staging')).toMatchObject({ code: 0 });
  await journey.workshop.pushBranch('nap', { heading: 'Nap' });
  url = urlOf(await run('deploy'));
  expect((await sign(url, 'Grace', 'written awake')).status).toBeLessThan(400);
}, 120_000);
afterAll(() => journey?.close());

/** Enters the database with the URL that the app has. */
async function enter(): Promise<string> {
  const { StackResources = [] } = await new CloudFormationClient(placeOf(journey)).send(
    new DescribeStackResourcesCommand({ StackName: stack }),
  );
  const secret = StackResources.find(({ LogicalResourceId = '' }) => LogicalResourceId.startsWith('DatabaseSecretUrl'));
  const { SecretString = '' } = await new SecretsManagerClient(placeOf(journey)).send(
    new GetSecretValueCommand({ SecretId: secret?.PhysicalResourceId }),
  );
  const client = new Client({
    connectionString: SecretString.replace(/\?.*$/, ''),
    ssl: { rejectUnauthorized: false },
  });
  try {
    await client.connect();
    return (await client.query("select 'let in' as word")).rows[0].word;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The page has what was signed, with its picture. */
async function checkIntact(): Promise<void> {
  const page = (await visit(url)).body;
  expect(page).toContain('written awake');
  const picture = /src="(\/pictures\/[^"]+)"/.exec(page)?.[1] ?? '';
  expect((await visit(new URL(picture, url).href)).status).toBe(200);
}

const fault = (body: object) =>
  visit(`${journey.endpoint.url}/_local/faults`, { method: 'POST', body: Buffer.from(JSON.stringify(body)) });

test('a preview that sleeps has no process and no open database, answers 503, and every command says so', async () => {
  expect(await whatRuns(placeOf(journey))).toEqual(awake);
  expect(await enter()).toBe('let in');
  const ran = await run('sleep');
  expect(ran).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^nap fell asleep in .*: asleep since .* by Ada\./),
  });
  expect((await visit(url)).status).toBe(503);
  expect(await whatRuns(placeOf(journey))).toEqual(asleep);
  expect(await enter()).not.toBe('let in');

  const again = await run('sleep');
  expect(again).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^nap was asleep already: asleep since .* by Ada\./),
  });
  for (const command of ['list', 'why']) {
    expect(await run(command)).toMatchObject({ code: 0, stdout: expect.stringMatching(/asleep since .* by Ada/) });
  }
  expect(await run('open')).toMatchObject({ code: 1, stderr: expect.stringContaining('asleep since') });
  expect(await run('rollback')).toMatchObject({ code: 1, stderr: expect.stringContaining('(asleep)') });
  expect(await run('exec', '--', 'ls')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('preview-stacks wake'),
  });
  expect(await run('hold')).toMatchObject({ code: 2, stderr: expect.stringContaining('(hold-impossible)') });
  expect(await whatRuns(placeOf(journey))).toEqual(asleep);
}, 180_000);

test('wake brings it back with its data and its files', async () => {
  const ran = await run('wake');
  expect(urlOf(ran)).toBe(url);
  expect(ran.stderr).toMatch(/nap is awake after /);
  expect(await whatRuns(placeOf(journey))).toEqual(awake);
  await checkIntact();
  const again = await run('wake');
  expect(urlOf(again)).toBe(url);
  expect(again.stderr).toBe('nap is awake.\n');
  expect((await run('list')).stdout).not.toContain('asleep');
}, 180_000);

test('a push while it is asleep is deployed, with its data and its files', async () => {
  expect(await run('sleep')).toMatchObject({ code: 0 });
  const { folder, git } = journey.workshop;
  const page = join(folder, 'src', 'page.ts');
  writeFileSync(page, readFileSync(page, 'utf8').replace(/heading = '[^']*'/, "heading = 'Pushed'"));
  await git('commit', '--quiet', '-am', 'Pushed');
  await git('push', '--quiet', 'origin', 'nap');
  const ran = await run('deploy');
  expect(urlOf(ran)).toBe(url);
  expect(ran.stderr).toContain('wake guestbook-preview-nap (web)');
  expect((await visit(url)).body).toContain('Pushed');
  await checkIntact();
  expect(await whatRuns(placeOf(journey))).toEqual(awake);
  expect((await run('wake')).stderr).toBe('nap is awake.\n');
}, 180_000);

test('what cannot sleep is refused before anything is done', async () => {
  const { git, folder } = journey.workshop;
  const settled = await whatRuns(placeOf(journey));
  for (const command of ['sleep', 'wake']) {
    for (const branch of ['main', 'production']) {
      const ran = await run(command, '--branch', branch);
      expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('never sleeps (option-invalid)') });
    }
    const ran = await run(command, '--branch', 'not-there');
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('(not-deployed)') });
    expect(await run(command, '--branch', '')).toMatchObject({ code: 2 });
  }
  expect(await whatRuns(placeOf(journey))).toEqual(settled);

  await git('switch', '--quiet', '-c', 'alone', 'main');
  const file = join(folder, 'preview-stacks.config.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(
      'branches: [',
      "branches: [{ match: 'alone', because: 'one', settings: { routing: 'single-instance' } },",
    ),
  );
  await git('commit', '--quiet', '-am', 'Alone');
  await git('push', '--quiet', '-u', 'origin', 'alone');
  const alone = urlOf(await run('deploy'));
  for (const command of ['sleep', 'wake']) {
    const ran = await run(command);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('(sleep-impossible)') });
  }
  expect((await visit(`${alone}/health`)).status).toBe(200);
  expect(await run('destroy', '--branch', 'alone')).toMatchObject({ code: 0 });
  await git('switch', '--quiet', 'nap');
}, 180_000);

test('where RDS deletes no database that is stopped, destroy starts it, and the next one deletes it', async () => {
  expect(await run('sleep')).toMatchObject({ code: 0 });
  await fault({
    ...{ kind: 'refuse-delete', match: 'AWS::RDS::DBInstance', code: 'InvalidDBInstanceState' },
    message: 'Instance guestbook is not in available state.',
  });
  const refused = await run('destroy', '--branch', 'nap');
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('its database is stopped') });
  await visit(`${journey.endpoint.url}/_local/faults`, { method: 'DELETE' });
  while ((await whatRuns(placeOf(journey))).database !== 'available')
    await new Promise((resolve) => setTimeout(resolve, 50));
  const ran = await run('destroy', '--branch', 'nap');
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('deleted') });
  expect(await whatRuns(placeOf(journey))).toMatchObject({ processes: 0, databases: 0 });
  expect((await run('list')).stdout).toBe('Nothing is deployed.\n');
}, 180_000);

test('cleanup deletes a preview that is asleep when its branch is gone, and 0 are left', async () => {
  url = urlOf(await run('deploy'));
  await sign(url, 'Grace', 'gone with its branch');
  expect(await run('sleep')).toMatchObject({ code: 0 });
  await journey.workshop.git('push', '--quiet', 'origin', '--delete', 'nap');
  const ran = await run('cleanup', '--execute');
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 preview deleted .* 0 left/) });
  expect(await whatRuns(placeOf(journey))).toMatchObject({ database: undefined, processes: 0, databases: 0 });
  expect((await visit(url)).status).toBe(404);
}, 180_000);
