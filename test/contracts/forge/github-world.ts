import type { GitHubAccess } from '../../../lib/github/calls/open-octokit';
import { type GitHub, openGitHub } from '../../../lib/github/open-github';
import { FakeClock } from '../../fakes/fake-clock';
import { StandInGitHub } from '../../fakes/stand-in-github';

/** The real adapters over HTTP to a stand-in; every stand-in is stopped after the test that started it. */
export function gitHubWorlds(): (
  access?: Partial<GitHubAccess>,
) => Promise<{ github: GitHub; standIn: StandInGitHub }> {
  const started: StandInGitHub[] = [];
  afterEach(async () => {
    for (const standIn of started.splice(0)) await standIn.stop();
  });
  return async (access = {}) => {
    const standIn = await StandInGitHub.start();
    started.push(standIn);
    const github = openGitHub('acme/shop', {
      baseUrl: standIn.url,
      token: 'ghs_secretsecret',
      clock: new FakeClock(),
      timeoutMs: 2000,
      ...access,
    });
    return { github, standIn };
  };
}

/** From now on no answer comes that could be used. */
export function cutOff(standIn: StandInGitHub): void {
  standIn.odd = () => ({ status: 502, body: { message: 'bad gateway' } });
}
