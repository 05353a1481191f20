import { type GitHubClient, openOctokit } from '../../lib/github/calls/open-octokit';
import { StandInGitHub } from '../fakes/stand-in-github';

const place = { owner: 'acme', repo: 'shop' };
const sha = '1'.repeat(40);
let standIn: StandInGitHub;
let octokit: GitHubClient;
beforeEach(async () => {
  standIn = await StandInGitHub.start();
  octokit = await openOctokit({ baseUrl: standIn.url, token: 'secretsecret' });
});
afterEach(() => standIn.stop());

describe('the stand-in for GitHub', () => {
  test.each([
    ['auto_merge', { required_contexts: [] }, 202],
    ['required_contexts', { auto_merge: false }, 409],
  ])('does to a deployment without %s what GitHub does', async (_left, given, status) => {
    const answer = await octokit.rest.repos.createDeployment({ ...place, ref: 'main', ...given }).then(
      (done) => done.status as number,
      (error: { status: number }) => error.status,
    );
    expect(answer).toBe(status);
    expect(standIn.deployments()).toEqual([]);
  });

  test.each([
    ['a deployment without a ref', 'POST /repos/{owner}/{repo}/deployments', {}, 'missing_field'],
    [
      'a long description',
      'POST /repos/{owner}/{repo}/deployments',
      { ref: 'main', description: 'x'.repeat(141) },
      'too long',
    ],
    ['a commit status without a state', `POST /repos/{owner}/{repo}/statuses/${sha}`, {}, 'missing_field'],
    [
      'an address that is none',
      `POST /repos/{owner}/{repo}/statuses/${sha}`,
      { state: 'success', target_url: 'x' },
      'http',
    ],
    [
      'a commit that was never pushed',
      `POST /repos/{owner}/{repo}/statuses/${'9'.repeat(40)}`,
      { state: 'success' },
      'No commit found',
    ],
    ['a comment without a body', 'POST /repos/{owner}/{repo}/issues/1/comments', {}, 'missing_field'],
    ['an empty comment', 'POST /repos/{owner}/{repo}/issues/1/comments', { body: ' ' }, 'blank'],
    ['pull requests in a state that is none', 'GET /repos/{owner}/{repo}/pulls', { state: 'merged' }, 'invalid'],
  ])('rejects %s with 422', async (_what, route, parameters, words) => {
    standIn.openPullRequest('main');
    await expect(octokit.request(route, { ...place, ...parameters })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining(words),
    });
  });

  test('gives pages of 2 and says where the others are', async () => {
    for (const name of ['a', 'b', 'c', 'd']) standIn.push(name);
    const { data, headers } = await octokit.rest.repos.listBranches({ ...place, per_page: 100, page: 2 });
    expect(data.map(({ name }) => name)).toEqual(['c', 'd']);
    expect(headers.link).toMatch(/rel="prev".*rel="first".*rel="next".*rel="last"/);
    expect(await octokit.paginate(octokit.rest.repos.listBranches, place)).toHaveLength(5);
  });

  test('makes former deployments inactive by itself only when they are neither transient nor production', async () => {
    const create = async (transient_environment: boolean) => {
      const { data } = await octokit.rest.repos.createDeployment({
        ...place,
        ref: 'main',
        environment: 'staging',
        auto_merge: false,
        required_contexts: [],
        transient_environment,
      });
      if (!('id' in data)) throw new TypeError('no deployment was made');
      const deployment_id = Number(data.id);
      await octokit.rest.repos.createDeploymentStatus({ ...place, deployment_id, state: 'success' });
    };
    for (const transient of [false, true, false]) await create(transient);
    expect(standIn.deployments().map(({ statuses }) => statuses.at(-1)?.state)).toEqual([
      'inactive',
      'success',
      'success',
    ]);
  });

  test('knows who signs in, and asks those who write to do so', async () => {
    const stranger = await openOctokit({ baseUrl: standIn.url });
    const writing = stranger.rest.repos.createCommitStatus({ ...place, sha, state: 'success' });
    await expect(writing).rejects.toMatchObject({ status: 401 });
    standIn.signIn('secretsecret', 'ann');
    const number = standIn.openPullRequest('main');
    await octokit.rest.issues.createComment({ ...place, issue_number: number, body: 'hello' });
    expect(standIn.comments(number).map(({ author }) => author.login)).toEqual(['ann']);
  });
});
