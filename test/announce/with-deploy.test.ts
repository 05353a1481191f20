import { namesOf } from '../../lib/naming/resource-names';
import { DeployWorld, failure, url } from '../deploy/deploy-world';
import { AnnounceWorld, branch, commit, down } from './announce-world';

let world: DeployWorld;
let forge: AnnounceWorld;
const preview = 'preview/login-page';

beforeEach(() => {
  world = new DeployWorld();
  forge = new AnnounceWorld();
});

/** What the command does: the announcer listens to the deploy, and hears how it ended. */
async function deployAndAnnounce() {
  const announcer = forge.announcer();
  const listening = Object.assign(Object.create(world), { progress: announcer }) as DeployWorld;
  const outcome = await DeployWorld.prototype.deploy.call(listening).catch(async (error: unknown) => {
    await announcer.failed(error);
    throw error;
  });
  return { outcome, announced: await announcer.ended(outcome) };
}

test('a deploy is announced from its own events and its own end', async () => {
  const pullRequest = forge.pullRequests.open(branch);
  const { outcome, announced } = await deployAndAnnounce();
  expect(outcome).toMatchObject({ kind: 'deployed', url, urls: { web: url }, since: expect.any(String) });
  expect(announced).toMatchObject({ deployment: 1, pullRequests: [pullRequest], commitStatus: true, chat: true });
  expect(forge.states(preview)).toEqual(['in_progress success']);
  expect(forge.events.map(({ kind }) => kind)).toContain('deploy-started');
});

test('GitHub is down all the while: the deploy is as good as without it', async () => {
  for (const method of ['create', 'list'] as const)
    forge.deployments.faults.fail(method, down, { times: Number.POSITIVE_INFINITY });
  forge.pullRequests.faults.fail('ofBranch', down, { times: Number.POSITIVE_INFINITY });
  const { outcome, announced } = await deployAndAnnounce();
  expect(outcome.kind).toBe('deployed');
  expect(announced?.failed.map(({ place }) => place)).toEqual(['deployment', 'comment']);
});

test('a deploy that fails is announced with its cause, and fails as it would have', async () => {
  world.probe.otherwise = { kind: 'answered', status: 500 };
  const error = await failure(deployAndAnnounce());
  expect(error.code).toBe('unhealthy');
  expect(forge.states(preview)).toEqual(['in_progress failure']);
  expect(forge.chat.posted[0]?.lines[0]?.text).toBe(error.message);
});

test('what another commit has superseded is not announced', async () => {
  world.repository.push(branch, '2'.repeat(40));
  world.checkout.job = true;
  const { outcome, announced } = await deployAndAnnounce();
  expect([outcome.kind, announced]).toEqual(['superseded', undefined]);
  expect(forge.deployments.calls).toEqual([]);
});

test('what is kept until a day says so', async () => {
  const stack = world.addStack({ status: 'CREATE_COMPLETE' });
  const { targetId } = namesOf('shop', { kind: 'preview', branch });
  const record = {
    ...{ format: 1 as const, stackId: stack.id, branch, commit, deploys: [], platforms: {}, asleep: false },
    seed: { state: 'done' as const, database: 'db-1' },
    keepUntil: '2026-12-14T00:00:00.000Z',
  };
  await world.records.write({ bucket: 'bundles-staging', targetId, stackId: stack.id }, record, undefined);
  const pullRequest = forge.pullRequests.open(branch);
  await deployAndAnnounce();
  expect(forge.comments(pullRequest)[0]).toContain('but not before 2026-12-14 00:00 UTC');
});
