import { collect } from '../contracts/collect';
import { gitHubWorlds } from '../contracts/forge/github-world';

const open = gitHubWorlds();
const commit = '1'.repeat(40);
const request = { environment: 'preview/login', commit, description: 'x', production: false, transient: true };

test('T40: a deployment merges nothing, waits for no check, and is of the commit itself', async () => {
  const { github, standIn } = await open();
  await github.deployments.create(request);
  expect(standIn.received.at(-1)).toEqual({
    method: 'POST',
    path: '/repos/acme/shop/deployments',
    body: {
      ref: commit,
      task: 'deploy:preview-stacks',
      environment: 'preview/login',
      description: 'x',
      auto_merge: false,
      required_contexts: [],
      production_environment: false,
      transient_environment: true,
    },
  });
});

test('T40: a status leaves the former deployments as they are, and gives both addresses', async () => {
  const { github, standIn } = await open();
  const { id } = await github.deployments.create(request);
  await github.deployments.setStatus(id, {
    state: 'success',
    description: 'ready',
    url: 'https://login.preview.acme.dev',
    logUrl: 'https://ci.dev/1',
  });
  expect(standIn.received.at(-1)?.body).toEqual({
    state: 'success',
    description: 'ready',
    environment_url: 'https://login.preview.acme.dev',
    log_url: 'https://ci.dev/1',
    auto_inactive: false,
  });
});

test('an answer that tells of a merge is not taken for a deployment', async () => {
  const { github, standIn } = await open();
  standIn.odd = () => ({ status: 202, body: { message: 'Auto-merged main into login on deployment.' } });
  await expect(github.deployments.create(request)).rejects.toMatchObject({ code: 'github-not-credible' });
});

test('only our own are listed, from page to page, and a consumer that has seen enough asks for no more', async () => {
  const { github, standIn } = await open();
  const other = { ref: commit, environment: 'preview/login', task: 'deploy' };
  for (let count = 0; count < 5; count += 1) {
    await github.deployments.create(request);
    standIn.deployed.push({
      id: 1 + count,
      creator: standIn.user('ann'),
      createdAt: new Date().toISOString(),
      sha: commit,
      body: other,
      statuses: [],
    });
  }
  expect(await collect(github.deployments.list({ environment: 'preview/login' }))).toHaveLength(5);
  standIn.requests.length = 0;
  for await (const one of github.deployments.list()) {
    expect(one.environment).toBe('preview/login');
    break;
  }
  expect(standIn.requests).toHaveLength(1);
  expect(standIn.requests[0]).toContain('task=deploy%3Apreview-stacks');
});

test('a server that takes no notice of the filter does not make those of others ours', async () => {
  const { github, standIn } = await open();
  const entry = { id: 1, sha: commit, environment: 'preview/login', created_at: '2025-01-01T00:00:00Z' };
  const body = [
    { ...entry, task: 'deploy' },
    { ...entry, id: 2, task: 'deploy:preview-stacks' },
    { ...entry, id: 3, task: 'deploy:preview-stacks', environment: 'staging' },
  ];
  standIn.odd = () => ({ status: 200, body });
  const found = await collect(github.deployments.list({ environment: 'preview/login' }));
  expect(found.map(({ id }) => id)).toEqual([2]);
});

test('a commit that a forced push removed is rejected with GitHub’s words', async () => {
  const { github } = await open();
  const lost = { ...request, commit: '9'.repeat(40) };
  await expect(github.deployments.create(lost)).rejects.toMatchObject({
    code: 'github-rejected',
    message: expect.stringContaining('No ref found'),
  });
});

test.each([
  ['an unknown state', [{ state: 'sleeping' }]],
  ['no state', [{}]],
  ['no list', {}],
])('%s is not believed', async (_what, body) => {
  const { github, standIn } = await open();
  standIn.odd = () => ({ status: 200, body });
  await expect(github.deployments.status(1)).rejects.toMatchObject({ code: 'github-not-credible' });
});
