import { readFileSync, writeFileSync } from 'node:fs';
import {
  CreateMultipartUploadCommand,
  ListBucketsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { namesOf } from '../../../lib/naming/resource-names';
import { beyond } from '../../constructs/rights/ci-calls/beyond';
import { commentOn } from '../../constructs/rights/ci-calls/comment-on';
import { may } from '../../constructs/rights/ci-calls/may';
import { type Need, needsOf } from '../../constructs/rights/ci-calls/needs-of';
import { noted } from '../../constructs/rights/ci-calls/noted';
import { apps, openProgram, type ProgramWorld } from '../../constructs/rights/ci-calls/program-world';
import { propose, withdraw } from '../../constructs/rights/ci-calls/propose';
import { type Call, CallRecorder } from '../../constructs/rights/ci-calls/record-calls';
import { git } from '../../machine/git/git-fixture';

const stackOf = (branch: string) => namesOf('shop', { kind: 'preview', branch }).stackName;

/** One that a bygone preview left, until it is deleted; no preview of these stories has a database. */
let snapshots = ['shop-preview-bygone-snapshot-database-1'];
/** What the program needed in each role, at the time when it did. */
const needs = new Map<string, Map<string, Need>>();
/** The role that is at work. @default none: what is done then is none of the program's doings */
let role: string | undefined;
const keep = (call: Call) => {
  if (role === undefined) return;
  const former = needs.get(role) ?? new Map<string, Need>();
  for (const need of needsOf(call, world.place)) former.set(JSON.stringify(need), need);
  needs.set(role, former);
};
const recorder = new CallRecorder(keep, {
  DescribeDBSnapshots: () => ({ DBSnapshots: snapshots.map((id) => ({ DBSnapshotIdentifier: id })) }),
  DeleteDBSnapshot: () => {
    snapshots = [];
    return {};
  },
});
let world: ProgramWorld;
let s3: S3Client;

/** What each role is taken for, in order; every command with what it ends with. */
const stories: readonly (readonly [role: string, story: () => Promise<void>])[] = [
  ['shop-staging-previews', previewsOfBranches],
  ['shop-staging-control', sleepOfPreviews],
  ['shop-staging-control', askedOfPreviews],
  ['shop-staging-control', commentedOnPreviews],
  ['shop-staging-viewer', lookingOfPeople],
  ['shop-staging-deploy', stagingOfMain],
  ['shop-production-deploy', productionByPromotion],
  ['shop-staging-cleanup', clearingUp],
];

beforeAll(async () => {
  world = await openProgram();
  s3 = new S3Client({ ...world.local.client, forcePathStyle: true });
  for (const [name, story] of stories) {
    role = name;
    await story();
  }
  role = undefined;
}, 300_000);
afterAll(async () => {
  recorder.stop();
  s3.destroy();
  await world.close();
});

async function does(code: string | number, ...args: string[]): Promise<void> {
  const ran = await world.run(...args);
  expect({ args, said: ran.said, code: ran.code }).toEqual({ args, said: ran.said, code });
}

/** Does something in another role, or what is none of the program's doings. */
async function as(other: string | undefined, work: () => Promise<unknown>): Promise<void> {
  const former = role;
  role = other;
  await work();
  role = former;
}

const aside = (work: () => Promise<unknown>) => as(undefined, work);

/** The bucket whose name begins so. */
async function bucketOf(beginning: string): Promise<string> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand());
  return Buckets.find(({ Name }) => Name?.startsWith(beginning))?.Name ?? '';
}

/** Does something while the settings give the service these properties. */
async function inSettings(environment: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
  const file = `${world.folder}/copy/preview-stacks.config.json`;
  const text = readFileSync(file, 'utf8');
  const settings = JSON.parse(text);
  settings.base.services.web.environment = environment;
  writeFileSync(file, JSON.stringify(settings));
  await work();
  writeFileSync(file, text);
}

/** Puts into the file store of a preview what its app might. */
async function fill(branch: string): Promise<void> {
  await aside(async () => {
    const Bucket = await bucketOf(`${stackOf(branch)}-`);
    for (const Body of ['a', 'b']) await s3.send(new PutObjectCommand({ Bucket, Key: 'letter', Body }));
    await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'large' }));
  });
}

/** Leaves a log group that is in no stack, as instances do. */
function leaveLogs(branch: string): void {
  const { environmentName } = namesOf('shop', { kind: 'preview', branch });
  world.local.world.logs.append(`/aws/elasticbeanstalk/${environmentName('web')}/x`, 'i', ['x']);
}

async function previewsOfBranches(): Promise<void> {
  world.branch('login');
  await does(0, 'deploy');
  await does(0, 'deploy');
  await does(0, 'list');
  await does(0, 'logs');
  await does(0, 'diff');
  await does(0, 'keep', '--for', '1d');
  await does(0, 'keep', '--no-longer');

  await inSettings({ OLD_FLAG: 'on' }, () => does(0, 'deploy'));
  await does(0, 'deploy');

  world.branch('sick', { 'server.js': apps.sick });
  await does('unhealthy', 'deploy');

  world.branch('unborn');
  world.local.faults.add({ kind: 'refuse-create', match: 'WebEnvironment', times: 1 });
  await does('stack-failed', 'deploy');
  await fill('unborn');
  await does(0, 'deploy');
}

/** What a job does that people ask, or the hour; a branch's own job wakes. */
async function sleepOfPreviews(): Promise<void> {
  const branch = 'shop-staging-previews';
  const file = 'preview-stacks.config.json';
  const settings = JSON.parse(git(`${world.folder}/copy`, 'show', `main:${file}`));
  settings.base.database = { engine: 'postgres' };
  settings.branches = [{ match: 'nap', because: 'it sleeps', settings: { sleep: { idleHours: 1 } } }];
  world.branch('nap', { [file]: JSON.stringify(settings) });
  await as(branch, () => does(0, 'deploy'));
  await does(0, 'sleep');
  await does(0, 'sleep', '--due', '--execute');
  await as(branch, () => does(0, 'wake'));
  await does(0, 'sleep');
  await as(branch, () => does(0, 'deploy'));
  await does(0, 'sleep');
  await does(0, 'wake');
  await does(0, 'hold', '--now');
  await does(0, 'release');
  await does(0, 'keep', '--for', '1d');
  // Alone for longer than settings say, by the clock of AWS.
  world.pass(2);
  await does(0, 'sleep', '--due', '--execute');
  world.pass(-2);
  await does(0, 'wake');
  const [bygone] = snapshots;
  snapshots = [`${stackOf('nap')}-snapshot-database-1`];
  await does(0, 'destroy');
  expect(snapshots).toEqual([]);
  snapshots = [bygone ?? ''];
}

/** What people ask for besides, to the end of the preview: with all that it leaves, and noted for GitHub. */
async function askedOfPreviews(): Promise<void> {
  const branch = 'shop-staging-previews';
  world.branch('asked');
  await as(branch, () => does(0, 'deploy'));
  world.commit('again', { 'again.txt': 'again' });
  await as(branch, () => does(0, 'deploy'));
  await aside(() => propose(world.local, 'shop-preview-proposed'));
  await does(0, 'list');
  await does(0, 'why', '--branch', 'asked');
  await aside(() => withdraw(world.local, 'shop-preview-proposed'));
  await does(0, 'cost', '--branch', 'asked');
  await does(0, 'history', '--branch', 'asked');
  await does(0, 'keep', '--for', '1d');
  await does(0, 'rollback');

  let bundles = '';
  await aside(async () => {
    bundles = await bucketOf('shop-application-staging-bundles');
    const Bucket = await bucketOf(`${stackOf('asked')}-`);
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  });
  await fill('asked');
  leaveLogs('asked');
  await noted(bundles, { branch: 'asked', stackName: stackOf('asked') });
  await does(0, 'destroy', '--branch', 'asked');
}

async function commentedOnPreviews(): Promise<void> {
  const branch = 'shop-staging-previews';
  world.branch('talk');
  await as(branch, () => does(0, 'deploy'));
  world.commit('again', { 'again.txt': 'again' });
  await as(branch, () => does(0, 'deploy'));
  await commentOn(world, 'talk');
}

async function lookingOfPeople(): Promise<void> {
  await does(0, 'list');
  await does(0, 'logs', '--branch', 'login');
  await does(0, 'diff', '--branch', 'login');
  await does(0, 'why', '--branch', 'sick');
}

async function stagingOfMain(): Promise<void> {
  git(`${world.folder}/copy`, 'switch', '--quiet', 'main');
  await inSettings({ OLD_FLAG: 'on' }, () => does(0, 'deploy'));
  await does(0, 'deploy');
}

async function productionByPromotion(): Promise<void> {
  world.branch('production');
  await does(0, 'deploy', '--promote');
}

async function clearingUp(): Promise<void> {
  await fill('login');
  leaveLogs('bygone');
  await aside(async () => {
    const Bucket = await bucketOf('shop-application-staging-bundles');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'bygone/bundles/x.zip', Body: 'x' }));
    await propose(world.local, 'shop-preview-proposed');
  });
  git(`${world.folder}/copy`, 'push', '--quiet', 'origin', '--delete', 'login');
  await does(0, 'cleanup');
  await does(0, 'cleanup', '--execute');
  await does(0, 'why', '--branch', 'sick');
  await does(0, 'destroy', '--branch', 'sick');
}

const roles = [...new Set(stories.map(([name]) => name))];

test.each(roles)('%s may do whatever the program asks of AWS in it', (name) => {
  const statements = world.statements(name);
  const needed = [...(needs.get(name)?.values() ?? [])];
  expect(statements.length).toBeGreaterThan(5);
  expect(needed.length).toBeGreaterThan(10);
  expect(needed.filter((need) => !may(statements, need))).toEqual([]);
});

test('the policies for people may together run commands as the program does on instances of previews, and the first alone may not', () => {
  const viewer = world.statements('shop-staging-viewer');
  const both = [...viewer, ...world.statements('shop-staging-developer')];
  const commands = [...(needs.get('shop-staging-previews')?.values() ?? [])].filter(({ action }) =>
    action.startsWith('ssm:'),
  );
  expect(new Set(commands.map(({ action }) => action))).toEqual(
    new Set(['ssm:SendCommand', 'ssm:GetCommandInvocation']),
  );
  expect(commands.filter((need) => !may(both, need))).toEqual([]);
  expect(commands.filter((need) => may(viewer, need))).toEqual([]);
});

test('a right that is missing would be missed', () => {
  const statements = world
    .statements('shop-staging-previews')
    .filter(({ Sid }) => Sid !== 'Bundles' && Sid !== 'ReadRecords');
  const refused = [...(needs.get('shop-staging-previews')?.values() ?? [])].filter((need) => !may(statements, need));
  expect(new Set(refused.map(({ action }) => action))).toEqual(new Set(['s3:GetObject', 's3:PutObject']));
});

test('the roles for deploys may do nothing that the program does not ask for', () => {
  expect(unused(roles.filter((name) => !name.endsWith('cleanup')))).toEqual(Object.keys(beyond.deploys));
});

test('the role for cleanup may do nothing that the program does not ask for', () => {
  expect(unused(['shop-staging-cleanup'])).toEqual(Object.keys(beyond.cleanup));
});

/** What these roles, made by the same hand, allow and no call needed: `statement action`, the same for previews and stages. */
function unused(names: readonly string[]): string[] {
  const allowed = names.flatMap((name) =>
    world.statements(name).flatMap((statement) =>
      statement.Action.map((action) => {
        const asked = [...(needs.get(name)?.values() ?? [])].some((need) => {
          return need.action === action && may([statement], need);
        });
        return {
          what: `${statement.Sid.replace(/Preview|Stage/, '')} ${action}`,
          asked,
          allows: statement.Effect === 'Allow',
        };
      }),
    ),
  );
  const asked = new Set(allowed.filter((one) => one.asked).map(({ what }) => what));
  return [...new Set(allowed.filter(({ what, allows }) => allows && !asked.has(what)).map(({ what }) => what))].sort();
}
