import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { ownershipTagKeys, ownershipTags } from '../../lib/naming/ownership-tags';
import { visit } from '../../scripts/demo/visit';
import { StandInGitHub } from '../fakes/stand-in-github';
import { answerOf, type Journey, openJourney, urlOf } from './journey';
import { becomePlain, pushPlain } from './plain-app';

const former = 'github:acme/shop';
const shared = ['plain-application-staging', 'plain-application-production'];
const stacks = ['plain-production', 'plain-staging', 'plain-preview-kept', 'plain-preview-gone'];
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let github: StandInGitHub;
let journey: Journey;
let aws: CloudFormationClient;
beforeAll(async () => {
  github = await StandInGitHub.start();
  journey = await openJourney(becomePlain);
  aws = new CloudFormationClient({ endpoint: journey.endpoint.url, region: 'us-east-1', credentials });
  settings("'plain',", "'plain', github: 'acme/shop',");
  settings('base: {', "base: { ci: { provider: 'github-actions' },");
  settings("'production',", "'production', ci: { createProvider: false },");
}, 60_000);
afterAll(async () => {
  aws.destroy();
  await journey.close();
  await github.stop();
});

const run = (...args: string[]) => journey.run(args, { GITHUB_API_URL: github.url, GITHUB_TOKEN: 'a token' });

function settings(from: string, to: string): void {
  const file = join(journey.workshop.folder, 'preview-stacks.config.js');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`The settings have no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

/** Commits what is there, and tells GitHub. */
async function push(branch: string): Promise<void> {
  const { git } = journey.workshop;
  await git('commit', '--quiet', '--allow-empty', '-am', branch);
  github.push(branch, await git('rev-parse', 'HEAD'));
}

async function stackOf(name: string) {
  const { Stacks: [stack] = [] } = await aws.send(new DescribeStacksCommand({ StackName: name }));
  return { ...stack, tags: Object.fromEntries((stack?.Tags ?? []).map(({ Key = '', Value }) => [Key, Value])) };
}

/** Physical ids of everything but the version, which each commit makes anew. */
async function resourcesOf(name: string): Promise<Record<string, string | undefined>> {
  const { StackResourceSummaries = [] } = await aws.send(new ListStackResourcesCommand({ StackName: name }));
  return Object.fromEntries(
    StackResourceSummaries.filter(
      ({ ResourceType }) => ResourceType !== 'AWS::ElasticBeanstalk::ApplicationVersion',
    ).map(({ LogicalResourceId = '', PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]),
  );
}

/** What CloudFormation would do to the resources if nothing but the name of the repository changed. */
async function changesByName(name: string) {
  const { tags } = await stackOf(name);
  const names = { StackName: name, ChangeSetName: 'renamed' };
  const Tags = Object.entries({ ...tags, [ownershipTagKeys.repository]: 'github:acme/store' }).map(([Key, Value]) => ({
    Key,
    Value,
  }));
  await aws.send(
    new CreateChangeSetCommand({ ...names, UsePreviousTemplate: true, Tags, Capabilities: ['CAPABILITY_NAMED_IAM'] }),
  );
  const { Changes = [] } = await aws.send(new DescribeChangeSetCommand(names));
  await aws.send(new DeleteChangeSetCommand(names));
  return Changes.map(({ ResourceChange }) => ResourceChange);
}

test('a repository is renamed between two deploys, and everything goes on', async () => {
  const { git } = journey.workshop;
  // Before: production, staging and two previews; and a preview of someone else's project that has the same name.
  for (const stage of ['staging', 'production']) urlOf(await run('deploy-application', '--target', stage));
  await push('main');
  urlOf(await run('deploy'));
  await git('switch', '--quiet', '-c', 'production');
  await push('production');
  const production = urlOf(await run('deploy', '--promote'));
  for (const branch of ['kept', 'gone']) {
    await git('switch', '--quiet', '-c', branch, 'main');
    await push(branch);
    urlOf(await run('deploy'));
  }
  const theirs = ownershipTags({
    ...{ project: 'plain', repository: 'github:somebody/plain', target: { kind: 'preview', branch: 'theirs' } },
  });
  await aws.send(
    new CreateStackCommand({
      StackName: 'plain-preview-theirs',
      TemplateBody: JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }),
      Tags: Object.entries(theirs).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  const before = await Promise.all(stacks.map(resourcesOf));
  const sharedBefore = await Promise.all(shared.map(resourcesOf));

  // GitHub has a new name for it, and redirects the former one.
  github.fullName = 'acme/store';
  github.odd = ({ path }) =>
    path.startsWith('/repos/acme/shop')
      ? { status: 301, headers: { location: path.replace('/repos/acme/shop', '/repositories/1') } }
      : undefined;
  github.delete('gone');
  const refused = await run('cleanup', '--execute');
  expect(refused.code).toBe(1);
  expect(`${refused.stdout}${refused.stderr}`).toContain('acme/store');

  // With the new name alone nothing is ours, and everything says what to set.
  settings("'acme/shop'", "'acme/store'");
  const proposal = "set formerly: ['acme/shop'] in the settings file";
  const listed = await run('list');
  expect(listed.stdout).toContain('Nothing of this repository is deployed.');
  expect(listed.stderr).toContain(`2 previews, production and staging of ${former} are left alone`);
  const clean = await run('cleanup', '--execute');
  expect(clean.stdout).toContain(proposal);
  expect(clean.stdout).toContain('0 left of this repository.');
  for (const args of [['deploy-application'], ['destroy', '--branch', 'kept']]) {
    const { code, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(proposal) });
  }
  expect(await Promise.all(stacks.map(resourcesOf))).toEqual(before);

  // With the former name: first what CI's roles trust, then each target with its next deploy.
  settings("'acme/store',", "'acme/store', formerly: ['acme/shop'],");
  for (const name of stacks) {
    const changes = await changesByName(name);
    expect(changes.length).toBeGreaterThan(2);
    expect(changes.map((change) => [change?.Action, change?.Replacement, change?.Scope])).toEqual(
      changes.map(() => ['Modify', 'False', ['Tags']]),
    );
  }
  for (const stage of ['staging', 'production']) urlOf(await run('deploy-application', '--target', stage));
  expect(await Promise.all(shared.map(resourcesOf))).toEqual(sharedBefore);
  await git('commit', '--quiet', '-am', 'A new name');
  for (const branch of ['main', 'production', 'kept']) {
    await git('switch', '--quiet', branch);
    await git('checkout', '--quiet', 'gone', '--', 'preview-stacks.config.js');
    await push(branch);
    const url = urlOf(await run('deploy', ...(branch === 'production' ? ['--promote'] : [])));
    expect(await visit(url)).toMatchObject({ status: 200, body: 'the plain app' });
  }
  expect((await visit(production)).status).toBe(200);
  for (const [at, name] of stacks.slice(0, 3).entries()) {
    expect((await stackOf(name)).tags[ownershipTagKeys.repository]).toBe('github:acme/store');
    expect(await resourcesOf(name)).toEqual(before[at]);
  }

  // The preview whose branch is gone still has the former name, and goes; what belongs to others stays.
  const cleaned = await run('cleanup', '--execute', '--json');
  expect(answerOf(cleaned)).toMatchObject({ counts: { deleted: 1, kept: 1, left: 0 } });
  await expect(stackOf('plain-preview-gone')).rejects.toThrow('does not exist');
  expect((await stackOf('plain-preview-theirs')).StackStatus).toBe('CREATE_COMPLETE');
  const targets = answerOf<{ targets: { stackName: string }[] }>(await run('list', '--json')).targets;
  expect(targets.map(({ stackName }) => stackName)).toEqual(stacks.slice(0, 3));
  const { stdout } = await run('doctor', '--json');
  expect(stdout).toContain('trusts repo:acme/store:ref:refs/heads/main and repo:acme@7/store@1:ref:refs/heads/main');
  expect(stdout).toContain('nothing here needs `formerly`');
}, 300_000);

test('a git remote that moves is the same case: what list says goes into the settings, and the preview is ours again', async () => {
  const moving = await openJourney(becomePlain);
  try {
    const { folder, git } = moving.workshop;
    urlOf(await moving.run(['deploy-application']));
    await pushPlain(moving.workshop, 'login');
    urlOf(await moving.run(['deploy']));
    const remote = await git('remote', 'get-url', 'origin');
    renameSync(remote, `${remote}.moved`);
    await git('remote', 'set-url', 'origin', `${remote}.moved`);

    const { stdout, stderr } = await moving.run(['list']);
    expect(stdout).toBe('Nothing of this repository is deployed.\n');
    const [, proposed = ''] = /set (formerly: \['file:[^']+'\]) in the settings file/.exec(stderr) ?? [];
    const file = join(folder, 'preview-stacks.config.js');
    writeFileSync(file, readFileSync(file, 'utf8').replace("'plain',", `'plain', ${proposed},`));
    await git('commit', '--quiet', '-am', 'The remote has moved');
    await git('push', '--quiet', 'origin', 'login');
    expect(answerOf(await moving.run(['deploy', '--json']))).toMatchObject({ operation: 'updated' });
    expect((await moving.run(['list'])).stderr).not.toContain('left alone');
    await git('push', '--quiet', 'origin', '--delete', 'login');
    expect(answerOf(await moving.run(['cleanup', '--execute', '--json']))).toMatchObject({
      counts: { deleted: 1, left: 0 },
    });
  } finally {
    await moving.close();
  }
});
