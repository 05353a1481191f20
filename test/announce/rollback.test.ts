import { PreviewError } from '../../lib/errors';
import { AnnounceWorld, branch, commit, deployed, url } from './announce-world';

const preview = 'preview/login-page';
const context = 'preview-stacks/preview/login-page';
const from = '9'.repeat(40);
const began = (services?: readonly string[]) => ({
  kind: 'rollback-started' as const,
  ...{
    target: { kind: 'preview', branch } as const,
    stackName: 'shop-preview-login-page',
    commit,
    from,
    to: commit,
    url,
  },
  ...(services && { services }),
});

/** An announcer whose rollback has begun. */
async function begun(services?: readonly string[]) {
  const world = new AnnounceWorld();
  const pullRequest = world.pullRequests.open(branch);
  const announcer = world.announcer();
  announcer.emit(began(services));
  await new Promise((resolve) => setImmediate(resolve));
  return { world, pullRequest, announcer };
}

test('a rollback is announced where a deploy is, as one', async () => {
  const { world, pullRequest, announcer } = await begun();
  expect(world.commitStatuses.newest(commit, context)).toMatchObject({
    ...{ state: 'pending', description: 'Rolling back from 99999999 to 11111111' },
  });
  await announcer.ended({ ...deployed, data: 'kept' } as typeof deployed);
  expect(world.commitStatuses.newest(commit, context)).toMatchObject({
    ...{ state: 'success', description: expect.stringMatching(/^Rolled back from 99999999 to 11111111, ready in /) },
  });
  expect(world.states(preview)).toEqual(['in_progress success']);
  const [comment] = world.comments(pullRequest);
  expect(comment).toContain('**Rolled** back from `99999999` to `11111111` by `mona`');
  expect(comment).toContain('the next push deploys forward');
  expect(world.chat.posted).toMatchObject([
    { title: 'shop: preview of login-page was rolled back from 99999999 to 11111111', tone: 'good' },
  ]);
});

test('one service that goes back is named', async () => {
  const { world, pullRequest, announcer } = await begun(['api']);
  await announcer.ended(deployed);
  expect(world.comments(pullRequest)[0]).toContain('**Rolled** api alone back from');
});

test('one that fails says so, and one that is refused before it begins is no news', async () => {
  const { world, announcer } = await begun();
  const error = new PreviewError('unhealthy', 'Not healthy', { fault: 'world' });
  await announcer.rollbackFailed(error);
  expect(world.chat.posted).toMatchObject([{ title: 'shop: preview of login-page could not be rolled back' }]);
  expect(world.commitStatuses.newest(commit, context)).toMatchObject({
    description: 'The rollback failed: Not healthy',
  });

  const quiet = new AnnounceWorld();
  expect(await quiet.announcer().rollbackFailed(error)).toBeUndefined();
  expect(quiet.chat.posted).toEqual([]);
});
