import { announceCleanup } from '../../lib/announce/removed/announce-cleanup';
import { cleanupEnd } from '../../lib/cli/cleanup-end';
import { PreviewError } from '../../lib/errors';
import { namesOf } from '../../lib/naming/resource-names';
import type { PreviewRecord } from '../../lib/ports/record';
import type { Stack } from '../../lib/ports/stacks';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { FakeRemovalNotices } from '../fakes/fake-removal-notices';
import { AnnounceWorld, down } from './announce-world';

const commit = '1'.repeat(40);
const day = 86_400_000;
const branch = 'login-page';
const { targetId } = namesOf('shop', { kind: 'preview', branch });
let world: CleanupWorld;
let forge: AnnounceWorld;
let pullRequest: number;

beforeEach(async () => {
  world = new CleanupWorld();
  world.policy = { expireAfterDays: 14 };
  forge = new AnnounceWorld();
  stack = await idle(branch, 12);
  pullRequest = forge.pullRequests.open(branch);
  forge.pullRequests.say(pullRequest, '<!-- preview-stacks:shop/login-page -->\n\nready', forge.pullRequests.me);
});

let stack: Stack;
const at = (days: number) => new Date(world.clock.now().getTime() + days * day);
const location = () => ({ bucket: 'bundles-staging', targetId, stackId: stack.id });
const recorded = () => world.records.peek(location()) as PreviewRecord;
const change = async (facts: Partial<PreviewRecord>) => {
  const seen = await world.records.read(location());
  await world.records.write(location(), { ...recorded(), ...facts }, seen?.etag);
};

async function idle(name: string, days: number): Promise<Stack> {
  const outputs = { Url: `https://${name}.preview.acme.dev` };
  const made = world.addPreview(name, { createdAt: at(-days), outputs });
  await world.addRecord(name, made, { commit, deploys: [{ at: at(-days).toISOString(), commit, bundles: {} }] });
  world.repository.push(name, commit);
  return made;
}

/** What the hourly job does. */
async function run(outputs: Partial<AnnounceWorld> = forge) {
  const report = await world.cleanup();
  const ports = { stacks: world.stacks, records: world.records, removalNotices: new FakeRemovalNotices() };
  const { clock, progress } = world;
  const all = { ...ports, clock, progress, outputs, checkout: forge.checkout };
  return announceCleanup(all, world.settings(), cleanupEnd(report));
}
const comments = () => forge.comments(pullRequest);

describe('a preview that expires soon', () => {
  test('is warned of once: its comment and Slack say when it goes and how to keep it', async () => {
    expect(await run()).toMatchObject({ warned: [branch], failed: [] });
    const [body, ...others] = comments();
    expect(others).toEqual([]);
    expect(body?.split('\n\n').slice(1, 4)).toEqual([
      '### ⚠️ Preview: goes soon',
      '**[login-page.preview.acme.dev](<https://login-page.preview.acme.dev/>)**',
      "It is deleted with its data after **2026-11-22 12:00 UTC**, 2 d 0 h from this change: the last push was 2026-11-08 12:00 UTC, 12 d 0 h before this change. A push to the branch keeps it, and so does `npx preview-stacks keep --branch 'login-page' --for 9d`.",
    ]);
    const text =
      "goes after 2026-11-22 12:00 UTC, with its data: last push 2026-11-08 12:00 UTC. A push keeps it, or npx preview-stacks keep --branch 'login-page' --for 9d";
    expect(forge.chat.posted).toMatchObject([
      { title: 'shop: 1 preview goes soon', tone: 'neutral', lines: [{ label: branch, text }, {}] },
    ]);
    expect(world.events).toContainEqual({
      ...{ kind: 'expiry-announced', branch, goesAt: at(2), pullRequests: [pullRequest] },
    });
    world.clock.advance(3_600_000);
    expect(await run()).not.toHaveProperty('warned');
    expect(forge.pullRequests.calls.filter((call) => call.startsWith('edit'))).toHaveLength(1);
    expect(forge.chat.posted).toHaveLength(1);
  });

  test('gets a comment on a pull request that has none', async () => {
    const other = forge.pullRequests.open(branch);
    await run();
    expect(forge.comments(other)).toEqual([expect.stringContaining('goes soon')]);
  });

  test.each([
    ['no earlier than settings want it', { expireAfterDays: 14, warnDays: 1 }],
    ['not where settings switch it off', { expireAfterDays: 14, warnDays: 0 }],
    ['not where nothing expires', {}],
    ['not where a pattern protects it', { expireAfterDays: 14, protectedBranches: [branch] }],
  ])('is warned of, but %s', async (_, policy) => {
    world.policy = policy;
    expect(await run()).not.toHaveProperty('warned');
    expect(forge.chat.posted).toEqual([]);
    expect(recorded()).not.toHaveProperty('expiryWarning');
  });

  test('that lives for two days is warned of after one', async () => {
    world.policy = { expireAfterDays: 2 };
    stack = await idle('short', 0.9);
    const short = forge.pullRequests.open('short');
    await run();
    expect(forge.comments(short)).toEqual([]);
    world.clock.advance(0.2 * day);
    expect(await run()).toMatchObject({ warned: ['short'] });
  });

  test('which settings keep no longer is not said to be kept by a command', async () => {
    world.policy = { expireAfterDays: 14, maxKeepDays: 14 };
    await run();
    expect(comments()[0]).toContain('A push to the branch keeps it.');
    expect(comments()[0]).not.toContain('preview-stacks keep');
  });

  test('and is kept: the comment is right again, and it is warned of before the new end', async () => {
    await run();
    await change({ keepUntil: at(9).toISOString() });
    await run();
    expect(comments()).toEqual([
      expect.stringMatching(/### ✅ Preview: ready[\s\S]*\*\*Goes\*\* .*, but not before 2026-11-29 12:00 UTC/),
    ]);
    expect(recorded()).not.toHaveProperty('expiryWarning');
    world.clock.advance(8 * day);
    expect(await run()).toMatchObject({ warned: [branch] });
    expect(comments()[0]).toContain('after **2026-11-29 12:00 UTC**');
  });

  test('and is deployed: what that deploy said stays, and the next expiry has a warning of its own', async () => {
    await run();
    forge.pullRequests.say(pullRequest, 'x', 'mallory');
    world.clock.advance(day);
    await change({ deploys: [{ at: at(0).toISOString(), commit, bundles: {} }] });
    const [before] = comments();
    await run();
    expect(comments()[0]).toBe(before);
    world.clock.advance(12.5 * day);
    expect(await run()).toMatchObject({ warned: [branch] });
  });
});

describe('a place that fails', () => {
  test('is a warning, and the next run tries that place alone', async () => {
    forge.pullRequests.faults.fail('edit', down);
    const report = await run();
    expect(report).toMatchObject({ warned: [branch], failed: [{ place: 'comment', because: down.message }] });
    expect(recorded().expiryWarning?.said).toEqual(['chat']);
    expect(await run()).toMatchObject({ warned: [branch], failed: [] });
    expect(comments()[0]).toContain('goes soon');
    expect(forge.chat.posted).toHaveLength(1);
  });

  test('is Slack: the comment is not written again', async () => {
    forge.chat.refuses = new PreviewError('slack-unavailable', 'no', { fault: 'world' });
    expect(await run()).toMatchObject({ warned: [branch], failed: [{ place: 'chat' }] });
    forge.chat.refuses = undefined;
    const edits = forge.pullRequests.calls.filter((call) => call.startsWith('edit')).length;
    expect(await run()).toMatchObject({ warned: [branch], failed: [] });
    expect(forge.chat.posted).toHaveLength(1);
    expect(forge.pullRequests.calls.filter((call) => call.startsWith('edit'))).toHaveLength(edits);
  });

  test('is the record: then nothing is said, for it would be said each hour', async () => {
    const denied = new PreviewError('access-denied', 'AWS refuses s3:PutObject', { fault: 'world' });
    world.records.faults.fail('write', denied);
    expect(await run()).toMatchObject({ failed: [{ because: 'AWS refuses s3:PutObject' }] });
    expect(forge.chat.posted).toEqual([]);
    expect(comments()).toEqual([expect.stringContaining('ready')]);
    expect(await run()).toMatchObject({ warned: [branch] });
  });
});

test('without GitHub Slack alone says it, and with neither nothing is written', async () => {
  await run({});
  expect(recorded()).not.toHaveProperty('expiryWarning');
  expect(await run({ chat: forge.chat })).toMatchObject({ warned: [branch] });
  expect(recorded().expiryWarning?.said).toEqual(['chat']);
});

test('two runs at once warn once, and a wish to keep it since the listing is heard', async () => {
  await Promise.all([run(), run()]);
  expect(forge.chat.posted).toHaveLength(1);
  await idle('kept-since', 12);
  world.repository.onListed = () => undefined;
  const read = world.records.read.bind(world.records);
  let looks = 0;
  world.records.read = async (where) => {
    const seen = await read(where);
    looks += where.targetId === 'kept-since' ? 1 : 0;
    return seen && looks > 1 ? { ...seen, record: { ...seen.record, keepUntil: at(5).toISOString() } } : seen;
  };
  expect(await run()).not.toHaveProperty('warned');
});

test('of many previews Slack names twenty, in one message', async () => {
  for (let index = 0; index < 25; index += 1) await idle(`idle-${index}`, 13);
  await run({ chat: forge.chat });
  expect(forge.chat.posted).toMatchObject([{ title: 'shop: 26 previews go soon' }]);
  expect(forge.chat.posted[0]?.lines).toHaveLength(22);
});
