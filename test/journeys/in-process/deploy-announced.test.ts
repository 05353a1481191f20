import { pointSdkAt } from '../../aws/aws-environment';
import { AnnouncedTeam, job } from '../../cli/announced-team';
import { type Started, start } from '../../local/start';

let local: Started;
const teams: AnnouncedTeam[] = [];
const openTeam = async (branch: string) => {
  const team = await AnnouncedTeam.open(local, branch);
  teams.push(team);
  return team;
};

beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  expect(await (await openTeam('main-page')).deployApplication()).toBe(0);
});
afterAll(async () => {
  for (const team of teams) await team.close();
  await local.stop();
});

// Side by side: GitHub is written to at most once a second, and commented on every three.
describe('a deploy that is announced', () => {
  test.concurrent('shows in the pull request, as a deployment, beside the commit and in Slack; when the next one fails, all places show the cause, and the former success stays', async () => {
    const team = await openTeam('login-page');
    const { github, slack } = team;
    expect(await team.deploy({ json: true })).toBe(0);
    const { head } = team;
    const { url, announced } = JSON.parse(team.terminal.results.join('\n')) as { url: string; announced: unknown };
    const [made] = github.deployments();
    expect(announced).toEqual({
      ...{ deployment: made?.id, pullRequests: [team.pullRequest], commitStatus: true, chat: true, failed: [] },
    });
    expect(team.states).toEqual(['in_progress success']);
    expect(made?.statuses.at(-1)).toMatchObject({ environment_url: url, log_url: job });
    expect(team.comments).toEqual([expect.stringContaining('### ✅ Preview: ready')]);
    expect(team.comments[0]).toContain(`/acme/shop/commit/${head}>) \`\` Fixes #1 for @acme/all <b>\`x\` \`\`\n`);
    expect(github.statuses(head).map(({ state }) => state)).toEqual(['pending', 'success']);
    expect(slack.posted).toEqual([expect.objectContaining({ text: 'plain: preview of login-page is ready' })]);

    local.faults.add({ kind: 'access-denied', operation: 'CreateChangeSet', match: 'plain-preview-login-page' });
    await expect(team.deploy()).rejects.toMatchObject({ code: 'access-denied' });
    expect(team.states).toEqual(['in_progress success', 'in_progress failure']);
    expect(team.comments).toEqual([
      expect.stringMatching(/### ❌ Preview: failed[\s\S]*AWS refuses cloudformation:CreateChangeSet/),
    ]);
    expect(JSON.stringify(slack.posted)).toMatch(/login-page failed.*AWS refuses.*mona/);
  });

  test.concurrent('with a token that may not comment ends well, and the warning names the right', async () => {
    const team = await openTeam('no-comments');
    team.github.denied.add('pull_requests');
    expect(await team.deploy()).toBe(0);
    expect(team.states).toEqual(['in_progress success']);
    expect(team.terminal.lines.find((line) => line.includes('not announced on every pull request'))).toContain('pull');
  });

  test.concurrent('to a GitHub that takes nothing new ends well, and prints the URL as ever', async () => {
    const team = await openTeam('no-writes');
    team.github.odd = ({ method, path }) =>
      method !== 'GET' && !path.endsWith('/graphql') ? { status: 403, body: { message: 'no' } } : undefined;
    expect(await team.deploy()).toBe(0);
    expect(team.terminal.results).toEqual([expect.stringMatching(/^http:\/\/no-writes\.preview\.localhost:/)]);
    expect(team.terminal.lines.filter((line) => line.includes('not announced'))).toHaveLength(3);
  });
});
