import { introduce, introduceAll } from '../../lib/announce/comment/introduce';
import { AnnounceWorld, branch, commit, deployed, down, marker, url } from './announce-world';

let world: AnnounceWorld;
beforeEach(() => {
  world = new AnnounceWorld();
});
const tell = () => introduce(world, world.resolved());

async function deploy(): Promise<void> {
  await (await world.started()).ended(deployed);
}

describe('a pull request that is opened after the deploy', () => {
  test('gets a comment: where the preview answers, of which commit it is, when it goes, and where the log is', async () => {
    await deploy();
    const number = world.pullRequests.open(branch);
    expect(await tell()).toEqual([number]);
    const [body, ...more] = world.comments(number);
    expect(more).toEqual([]);
    expect(body?.split('\n\n').slice(0, -1)).toEqual([
      marker,
      '### ✅ Preview: ready',
      `**[login-page.preview.acme.dev](<${url}/>)**`,
      [
        '- **Branch** `login-page`',
        '- **Commit** `11111111`',
        '- **Deployed** 2025-01-01 00:00 UTC, 688 d 12 h before this change',
        '- **Goes** when the branch is deleted',
        "- **Rebuild** push to the branch, [run the job again](<https://ci.acme.dev/jobs/7>), or `npx preview-stacks deploy --branch 'login-page'`",
        '- **Logs** [of the run](<https://ci.acme.dev/jobs/7>)',
      ].join('\n'),
    ]);
  });

  test('and the comment of the deploy before it say what the preview costs a day', async () => {
    const first = world.pullRequests.open(branch);
    world.costs = (settings) => `about ${settings.project}`;
    await deploy();
    expect(world.comments(first)[0]).toContain('- **Costs** about shop');
    const second = world.pullRequests.open(branch);
    expect(await tell()).toEqual([second]);
    expect(world.comments(second)[0]).toContain('- **Costs** about shop');
  });

  test('gets one comment, which the next deploy edits', async () => {
    await deploy();
    const number = world.pullRequests.open(branch);
    await tell();
    expect(await tell()).toEqual([]);
    await deploy();
    expect(world.comments(number)).toHaveLength(1);
    expect(world.comments(number)[0]).toContain('Add a login page');
  });

  test('has one comment though two runs tell it in the same moment', async () => {
    await deploy();
    const number = world.pullRequests.open(branch);
    expect(await Promise.all([tell(), tell()])).toEqual([[number], [number]]);
    expect(world.comments(number)).toHaveLength(1);
  });

  test('keeps its comment when GitHub could not say whether there is another one', async () => {
    await deploy();
    const number = world.pullRequests.open(branch);
    world.pullRequests.faults.fail('ownComments', down, { skip: 1 });
    expect(await tell()).toEqual([number]);
    expect(world.comments(number)).toHaveLength(1);
  });

  test('leaves the one that has its comment as it is', async () => {
    const first = world.pullRequests.open(branch);
    await deploy();
    const [before] = world.comments(first);
    const second = world.pullRequests.open(branch);
    expect(await tell()).toEqual([second]);
    expect(world.comments(first)).toEqual([before]);
  });

  test('hears nothing when a person only wrote our marker: that is no comment of ours', async () => {
    await deploy();
    const number = world.pullRequests.open(branch);
    world.pullRequests.say(number, `${marker} I am the preview`, 'mallory');
    expect(await tell()).toEqual([number]);
    expect(world.comments(number)).toHaveLength(1);
  });

  test('gets no comment while the newest deploy has not ended, or when it failed', async () => {
    world.pullRequests.open(branch);
    expect(await tell()).toEqual([]);
    await deploy();
    const other = world.pullRequests.open(branch);
    const { id } = await world.deployments.create({
      ...{ environment: 'preview/login-page', commit, description: '', production: false, transient: true },
    });
    expect(await tell()).toEqual([]);
    await world.deployments.setStatus(id, { state: 'failure', description: 'no' });
    expect(await tell()).toEqual([]);
    expect(world.comments(other)).toEqual([]);
  });

  test('costs one request where there is none', async () => {
    await deploy();
    world.pullRequests.calls.length = 0;
    world.deployments.calls.length = 0;
    expect(await tell()).toEqual([]);
    expect([...world.pullRequests.calls, ...world.deployments.calls]).toEqual(['ofBranch login-page open']);
  });
});

describe('the previews that stay', () => {
  const all = (staying: readonly string[], isOver = () => false) => {
    return introduceAll(world, world.resolved(), { staying, isOver });
  };

  test('are introduced one by one, and an event says so', async () => {
    await deploy();
    const number = world.pullRequests.open(branch);
    expect(await all(['other', branch])).toEqual({ failure: undefined, introduced: [number] });
    expect(world.events).toContainEqual({ kind: 'introduced', branch, pullRequests: [number] });
  });

  test('wait for the next run when GitHub is down or the time is up, and of many the first fifty are looked at', async () => {
    world.pullRequests.faults.fail('ofBranch', down);
    expect((await all([branch])).failure).toBe(down);
    world.pullRequests.calls.length = 0;
    await all([branch], () => true);
    expect(world.pullRequests.calls).toEqual([]);
    await all(Array.from({ length: 80 }, (_, index) => `branch-${index}`));
    expect(world.pullRequests.calls).toHaveLength(50);
  });
});
