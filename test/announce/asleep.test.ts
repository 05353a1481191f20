import { announceSleep } from '../../lib/announce/asleep/announce-sleep';
import { introduce } from '../../lib/announce/comment/introduce';
import { environmentOutputs } from '../../lib/facts/environment-outputs';
import { namesOf } from '../../lib/naming/resource-names';
import type { KeptSleep, PreviewRecord } from '../../lib/ports/record';
import type { Stack } from '../../lib/ports/stacks';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { AnnounceWorld, branch, commit, down, marker, refused, url } from './announce-world';

const target = { kind: 'preview', branch } as const;
const environment = 'preview/login-page';
const sleep: KeptSleep = {
  ...{ state: 'asleep', since: '2026-11-20T20:00:00.000Z', by: 'mona', because: 'asked', instances: {} },
};
const deploys = [{ at: '2026-11-18T09:00:00.000Z', commit, bundles: {} }];
let world: CleanupWorld;
let forge: AnnounceWorld;
let stack: Stack;
let pullRequest: number;
let deployment: number;

beforeEach(async () => {
  world = new CleanupWorld();
  forge = new AnnounceWorld();
  stack = world.addPreview(branch, { outputs: { [environmentOutputs.url]: url } });
  await world.addRecord(branch, stack, { commit, deploys });
  pullRequest = forge.pullRequests.open(branch);
  forge.pullRequests.say(pullRequest, `${marker}\n\nready`, forge.pullRequests.me);
  deployment = await deploy('success');
});

async function deploy(state: 'success' | 'in_progress' | 'failure'): Promise<number> {
  const facts = { environment, commit, description: '', production: false, transient: true };
  const { id } = await forge.deployments.create(facts);
  const logUrl = 'https://ci.acme.dev/jobs/7';
  await forge.deployments.setStatus(id, { state, description: 'Ready in 3 min', url, logUrl });
  return id;
}

const location = () => ({ bucket: 'bundles-staging', targetId: namesOf('shop', target).targetId, stackId: stack.id });
async function change(facts: Omit<Partial<PreviewRecord>, 'sleep'> & { sleep?: KeptSleep | undefined }): Promise<void> {
  const seen = await world.records.read(location());
  await world.records.write(location(), { ...seen?.record, ...facts } as PreviewRecord, seen?.etag);
}
async function wakes(): Promise<void> {
  await change({ sleep: undefined });
}
const tell = (announce: object = {}) => {
  const resolved = world.settings(target);
  const values = { ...resolved.values, announce: { ...resolved.values.announce, ...announce } };
  const { account, stacks, records, repository, clock, progress } = world;
  return announceSleep(
    { account, stacks, records, repository, clock, progress, outputs: forge },
    { ...resolved, values },
  );
};
const paragraphs = () => forge.comments(pullRequest).map((body) => body.split('\n\n').slice(1, 4));
const statuses = () => forge.deployments.all(environment).flatMap(({ statuses: all }) => all);

test('the comment of a preview that sleeps says since when, by whom, and how to wake it, and its deployment keeps its URL', async () => {
  await change({ sleep });
  expect(await tell()).toEqual({
    ...{ deployment, pullRequests: [pullRequest], commitStatus: false, chat: false, failed: [] },
  });
  expect(paragraphs()).toEqual([
    [
      '### 😴 Preview: asleep',
      `**[login-page.preview.acme.dev](<${url}/>)**`,
      "It is `asleep since 2026-11-20 20:00 UTC by mona`, and its address answers 503. What it stored stays. `npx preview-stacks wake --branch 'login-page'` wakes it, and so does a push.",
    ],
  ]);
  expect(statuses().at(-1)).toEqual({
    ...{ state: 'success', description: 'Asleep since 2026-11-20 20:00 UTC by mona' },
    ...{ url, logUrl: 'https://ci.acme.dev/jobs/7' },
  });
  expect(forge.chat.posted).toEqual([]);
});

test('awake again, both say so, and what is right already is not written again', async () => {
  await change({ sleep });
  await tell();
  await tell();
  await wakes();
  await tell();
  await tell();
  expect(paragraphs()[0]?.[0]).toBe('### ✅ Preview: ready');
  expect(forge.comments(pullRequest)[0]).not.toContain('asleep');
  expect(statuses().map(({ description }) => description)).toEqual([
    ...['Ready in 3 min', 'Asleep since 2026-11-20 20:00 UTC by mona', 'Awake again'],
  ]);
});

test('a pull request without our comment gets none, and one that is opened while it sleeps hears of it from the deployment', async () => {
  await change({ sleep });
  const other = forge.pullRequests.open(branch);
  expect(await tell()).toMatchObject({ pullRequests: [pullRequest] });
  expect(forge.comments(other)).toEqual([]);
  expect(await introduce(forge, forge.resolved())).toEqual([other]);
  expect(forge.comments(other)[0]).toContain('### 😴 Preview: asleep');
  expect(forge.comments(other)[0]).toContain('`asleep since 2026-11-20 20:00 UTC by mona`');
});

test.each([
  ['GitHub shows a deploy at work', () => deploy('in_progress')],
  ['CloudFormation works on it', async () => void world.stacks.add({ ...stack, status: 'UPDATE_IN_PROGRESS' })],
  ['another run puts it to sleep', () => change({ sleep: { ...sleep, state: 'falling' } })],
])('nothing is said while %s', async (_, begin) => {
  await change({ sleep });
  await begin();
  const before = statuses().length;
  expect(await tell()).toMatchObject({ pullRequests: [], failed: [] });
  expect(paragraphs()).toEqual([['ready']]);
  expect(statuses()).toHaveLength(before);
});

test('after a deploy that failed, the one before it is what sleeps, and the comment goes on saying why the last one failed', async () => {
  const failed = { at: '2026-11-19T09:00:00.000Z', commit, bundles: {}, ended: 'failed', code: 'unhealthy' } as const;
  await deploy('failure');
  await change({ sleep, failed: [{ ...failed, because: 'web did not answer' }] });
  expect(await tell()).toMatchObject({ deployment });
  expect(forge.comments(pullRequest)[0]).toContain('- **Last deploy** failed: `web did not answer`');
});

test('the warning of an expiry, which is said once, stays in the comment', async () => {
  world.policy = { expireAfterDays: 14 };
  const expiryWarning = {
    at: '2026-11-19T09:00:00.000Z',
    goesAt: '2026-11-22T12:00:00.000Z',
    said: ['comment'],
  } as const;
  await change({ sleep, expiryWarning });
  await tell();
  expect(forge.comments(pullRequest)[0]).toMatch(
    /Preview: goes soon[\s\S]*asleep since[\s\S]*after \*\*2026-11-22 12:00 UTC/,
  );
});

test('a place that fails is a warning, and the other place says it', async () => {
  await change({ sleep });
  forge.deployments.faults.fail('setStatus', refused('deployments: write'));
  expect(await tell()).toMatchObject({ pullRequests: [pullRequest], failed: [{ place: 'deployment' }] });
  forge.pullRequests.faults.fail('edit', down);
  expect(await tell()).toMatchObject({ deployment, failed: [{ place: 'comment', because: down.message }] });
  expect(world.events.filter(({ kind }) => kind === 'not-announced')).toHaveLength(2);
});

test('AWS that does not say how it stands is a warning, and settings switch each place off', async () => {
  await change({ sleep });
  world.records.faults.fail('read', down);
  expect(await tell()).toMatchObject({ pullRequests: [], failed: [{ because: down.message }] });
  expect(await tell({ deployments: false, comment: false })).toMatchObject({ pullRequests: [], failed: [] });
  expect(paragraphs()).toEqual([['ready']]);
  expect(await tell({ deployments: false })).not.toHaveProperty('deployment');
  expect(paragraphs()[0]?.[0]).toBe('### 😴 Preview: asleep');
});

test('what a forged record says is shown as text', async () => {
  await change({ sleep: { ...sleep, by: '`@acme/all` <img src=x>\u202e' } });
  await tell();
  const [body = ''] = forge.comments(pullRequest);
  expect(body).toContain('It is ``asleep since 2026-11-20 20:00 UTC by `@acme/all` <img src=x>\\u202e``,');
});
