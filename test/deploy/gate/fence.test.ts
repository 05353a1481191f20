import { PreviewError } from '../../../lib/errors';
import type { Standing } from '../../../lib/ports/checkout';
import { commit, DeployWorld, failure, names } from '../deploy-world';

const branch = 'login-page';
const head = '3'.repeat(40);

/** A world in which the remote has another head than the working copy. */
function moved(standing: Standing): DeployWorld {
  const world = new DeployWorld();
  world.repository.push(branch, head);
  world.checkout.currentStanding = standing;
  return world;
}

describe('in a job of CI', () => {
  test.each(['behind', 'apart', 'unknown'] as const)('a commit that is %s is superseded', async (standing) => {
    const world = moved(standing);
    world.checkout.currentRun = {};
    expect(await world.deploy()).toEqual({ kind: 'superseded', branch, commit, head, standing });
    expect(world.packer.packed).toEqual([]);
  });

  test('a commit that is ahead of the remote is an error: nothing pushed it, or the remote does not show it yet', async () => {
    const world = moved('ahead');
    world.checkout.job = true;
    expect(await failure(world.deploy())).toMatchObject({ code: 'commit-not-pushed', exitCode: 1 });
  });

  test('the branch of the job that the remote does not have is gone, even without credentials', async () => {
    const world = new DeployWorld();
    world.checkout.job = true;
    world.repository.delete(branch);
    world.account.faults.fail('identity', new PreviewError('credentials-missing', 'none', { fault: 'user' }));
    expect(await world.deploy()).toEqual({ kind: 'branch-gone', branch, stack: false });
    expect(world.stacks.changes).toEqual([]);
  });

  test('another branch than the job is of, which the remote does not have, is a mistake', async () => {
    const world = new DeployWorld();
    world.checkout.job = true;
    expect(await failure(world.deploy({ kind: 'preview', branch: 'logn-page' }))).toMatchObject({
      code: 'branch-not-pushed',
      exitCode: 1,
      hint: 'Did you mean login-page? Else push it first.',
    });
  });
});

describe('at a terminal', () => {
  test.each([
    ['ahead', 'commit-not-pushed', '11111111 is not on the remote yet: login-page is at 33333333 there', 'git push'],
    [
      'behind',
      'commit-superseded',
      '11111111 is older than login-page on the remote, which is at 33333333',
      'git pull',
    ],
    [
      'apart',
      'commit-not-the-head',
      'login-page is at 33333333 on the remote, and 11111111 is not part of it',
      'rebase',
    ],
    ['unknown', 'commit-not-the-head', 'this clone does not know which is the newer', 'git fetch'],
  ] as const)('a commit that is %s ends with %s', async (standing, code, message, hint) => {
    const world = moved(standing);
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code, exitCode: 1 });
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
    expect([world.packer.packed, world.stacks.changes]).toEqual([[], []]);
  });

  test('with another branch checked out it is that one which is missing', async () => {
    const world = moved('apart');
    world.checkout.currentBranch = 'main';
    expect((await failure(world.deploy())).hint).toBe("Check out what is there: git switch 'login-page'");
  });

  test('a branch that the remote never had is an error that says how to push it', async () => {
    const world = new DeployWorld();
    world.repository.delete(branch);
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'branch-not-pushed', exitCode: 1, message: 'login-page is not on the remote' });
    expect(error.hint).toBe("Push it first: git push --set-upstream origin 'login-page'");
  });

  test('near names are proposed, three at most, and none when the branches cannot be listed', async () => {
    const world = new DeployWorld();
    for (const name of ['login-pages', 'login-pag3', 'logins-page']) world.repository.push(name);
    const typed = { kind: 'preview', branch: 'login-paeg' } as const;
    expect((await failure(world.deploy(typed))).hint?.match(/log[\w-]+/g)).toHaveLength(3);
    world.repository.faults.fail('branches', new PreviewError('github-unreachable', 'no', { fault: 'world' }));
    expect((await failure(world.deploy(typed))).hint).toContain('git push');
  });

  test('a branch that has a stack is on the remote no more, and cleanup takes its stack away', async () => {
    const world = new DeployWorld();
    world.repository.delete(branch);
    world.addStack({ status: 'CREATE_COMPLETE' });
    expect(await world.deploy()).toEqual({ kind: 'branch-gone', branch, stack: true });
  });

  test('the stack of another repository does not make it one that was there', async () => {
    const world = new DeployWorld();
    world.repository.delete(branch);
    const stack = world.addStack({ status: 'CREATE_COMPLETE' });
    world.stacks.alter(stack.id, { tags: { ...stack.tags, 'preview-stacks:repository': 'github:other/shop' } });
    expect(await failure(world.deploy())).toMatchObject({ code: 'branch-not-pushed' });
    expect(await world.stacks.find(names.stackName)).toBeDefined();
  });
});
