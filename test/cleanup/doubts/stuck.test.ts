import { CleanupWorld } from '../cleanup-world';

const hour = 3_600_000;

describe('report 14 K-5: an orphan that CloudFormation does not get on with', () => {
  test.each(['DELETE_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'SOMETHING_NEW'])(
    'is left after six days in %s, with its age and what became of its branch',
    async (status) => {
      const world = new CleanupWorld();
      const since = new Date(world.clock.now().getTime() - 6 * 24 * hour);
      const stack = world.addPreview('orphan-one', { status, createdAt: since });
      const { left, counts, plan } = await world.cleanup();
      expect(left).toEqual([
        { name: stack.name, because: expect.stringMatching(/for 6 d 0 h; its branch orphan-one is gone$/) },
      ]);
      expect([counts.left, plan.decisions[0]?.verdict]).toEqual([1, 'keep']);
      expect(world.untouched).toBe(true);
      expect((await world.heartbeats.read('bundles-staging'))?.good).toBe(false);
    },
  );

  test.each([
    ['created', { status: 'CREATE_IN_PROGRESS' }],
    ['updated', { status: 'UPDATE_IN_PROGRESS', updatedAt: 5 }],
    ['deleted', { status: 'DELETE_IN_PROGRESS', deletionAt: 5 }],
  ] as const)('is not left while it is being %s for less than six hours', async (_what, { status, ...times }) => {
    const world = new CleanupWorld();
    const ago = (hours: number) => new Date(world.clock.now().getTime() - hours * hour);
    const dated = Object.fromEntries(Object.entries(times).map(([name, hours]) => [name, ago(hours)]));
    const createdAt = ago(Object.keys(times).length === 0 ? 5 : 100);
    world.addPreview('orphan-one', { status, createdAt, ...dated });
    expect((await world.cleanup()).left).toEqual([]);
  });

  test('is not left while something else keeps it as well', async () => {
    const world = new CleanupWorld();
    world.policy = { protectedBranches: ['orphan-two'] };
    world.addPreview('orphan-one', { status: 'UPDATE_IN_PROGRESS', terminationProtection: true });
    world.addPreview('orphan-two', { status: 'UPDATE_IN_PROGRESS' });
    expect((await world.cleanup()).left).toEqual([]);
  });

  test('is not left while its branch exists', async () => {
    const world = new CleanupWorld();
    world.addPreview('alive-one', { status: 'UPDATE_IN_PROGRESS' });
    expect((await world.cleanup()).left).toEqual([]);
  });
});

describe('report 18 K-5: a preview whose branch became that of a stage', () => {
  test('goes: pushes deploy the stage now', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('main');
    world.addPreview('alive-one');
    const { plan, results } = await world.cleanup();
    expect(plan.decisions.map(({ preview, reason }) => [preview.branch, reason])).toEqual([
      ['alive-one', 'branch-alive'],
      ['main', 'branch-is-target'],
    ]);
    expect(plan.decisions[1]?.because).toContain('deploy staging now');
    expect(results).toMatchObject([{ outcome: 'deleted' }]);
    expect(await world.exists(stack)).toBe(false);
  });

  test('is kept by what keeps any other', async () => {
    const world = new CleanupWorld();
    world.addPreview('main', { createdAt: world.clock.now() });
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ reason: 'young' }]);
  });
});

describe("b' K-5: without an application stack", () => {
  test('the report names the stack, the region and the account', async () => {
    const world = new CleanupWorld();
    world.stacks.vanish('shop-application-staging');
    expect((await world.cleanup()).missingApplication).toEqual({
      stackName: 'shop-application-staging',
      account: '111122223333',
      region: 'eu-central-1',
    });
  });

  test('nothing is said of it when there is one, or when the stacks could not be listed', async () => {
    expect((await new CleanupWorld().cleanup()).missingApplication).toBeUndefined();
    const world = new CleanupWorld();
    world.stacks.pageSize = 1;
    world.addPreview('alive-one');
    world.stacks.faults.fail('page', new Error('broke off'));
    expect((await world.cleanup()).missingApplication).toBeUndefined();
  });
});
