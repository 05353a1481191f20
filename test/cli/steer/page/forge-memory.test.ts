import { ForgeMemory } from '../../../../lib/cli/steer/page/forge-memory';
import { PreviewError } from '../../../../lib/errors';
import { collect } from '../../../../lib/previews/listing';
import { FakeClock } from '../../../fakes/fake-clock';
import { FakePullRequests } from '../../../fakes/fake-pull-requests';
import { FakeSourceRepository } from '../../../fakes/fake-source-repository';

let clock: FakeClock;
let repository: FakeSourceRepository;
let memory: ForgeMemory;
beforeEach(() => {
  clock = new FakeClock();
  repository = new FakeSourceRepository('github:acme/shop', ['main']);
  memory = new ForgeMemory(clock, true);
});

async function names(changed?: Date): Promise<readonly string[]> {
  const { items } = await collect(memory.repository(repository, () => changed).branches());
  return items.map(({ name }) => name);
}

test('branches are asked for again after a minute, without a token after a quarter of an hour', async () => {
  for (const [hasToken, keptMs] of [
    [true, 60_000],
    [false, 900_000],
  ] as const) {
    memory = new ForgeMemory(clock, hasToken);
    const before = await names();
    repository.push(`new-${hasToken}`);
    await clock.sleep(keptMs - 1);
    expect(await names()).toEqual(before);
    await clock.sleep(1);
    expect(await names()).toContain(`new-${hasToken}`);
  }
});

test('a preview that was changed since, and an act, ask for the branches anew', async () => {
  await names();
  repository.push('pushed');
  await clock.sleep(1000);
  expect(await names(new Date(clock.now().getTime() - 2000))).toEqual(['main']);
  expect(await names(clock.now())).toContain('pushed');
  repository.push('later');
  expect(await names()).not.toContain('later');
  memory.forget();
  expect(await names()).toContain('later');
});

test('a listing that broke off stays incomplete until it is asked for again', async () => {
  repository.faults.fail('branches', new PreviewError('github-unavailable', 'down', { fault: 'world' }));
  for (let round = 0; round < 2; round += 1) {
    expect(await collect(memory.repository(repository).branches())).toMatchObject({ complete: false });
  }
});

test('pull requests and the default branch are kept as well', async () => {
  const pulls = new FakePullRequests();
  pulls.open('login');
  for (let round = 0; round < 3; round += 1) {
    expect((await collect(memory.pullRequests(pulls))).items).toMatchObject([{ branch: 'login' }]);
    expect(await memory.repository(repository).defaultBranch()).toBe(await repository.defaultBranch());
  }
  expect(pulls.calls).toEqual(['allOpen']);
});
