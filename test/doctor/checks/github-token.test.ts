import { gitHubTokenCheck } from '../../../lib/doctor/checks/github-token';
import type { ForgeRightFinding, ForgeRights } from '../../../lib/ports/forge-rights';
import { DoctorWorld } from '../doctor-world';

const rights = (findings: readonly ForgeRightFinding[], login: string | undefined = 'deployer'): ForgeRights => ({
  login: async () => login,
  rateLimit: async () => ({ limit: 5000, remaining: 4990, resetsAt: new Date(0) }),
  check: async () => findings,
});

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
});

test('each right is reported as GitHub reports it', async () => {
  world.rights = rights([
    { right: 'read branches', state: 'granted', reason: 'they were read' },
    { right: 'write deployments', state: 'missing', reason: 'scopes are repo:status', hint: 'Give it repo.' },
    { right: 'write commit statuses', state: 'unknown', reason: 'a fine-grained token does not tell' },
  ]);
  expect(await world.said(gitHubTokenCheck)).toEqual([
    'ok: deployer on acme/shop, 4990 of 5000 requests left',
    'ok: may read branches: they were read',
    'warning: may not write deployments: scopes are repo:status',
    'warning: may perhaps write commit statuses: a fine-grained token does not tell',
  ]);
  expect((await world.look(gitHubTokenCheck))[2]?.mend).toBe('Give it repo.');
});

test('a token that may not read branches is a fault', async () => {
  world.rights = rights([{ right: 'read branches', state: 'missing', reason: '404' }]);
  expect((await world.said(gitHubTokenCheck))[1]).toBe('fault: may not read branches: 404');
});

test('without a token it says what that means', async () => {
  world.rights = { ...rights([]), login: async () => undefined };
  expect(await world.look(gitHubTokenCheck)).toEqual([
    {
      state: 'warning',
      saw: expect.stringContaining('there is none: acme/shop is read as anybody may'),
      mend: expect.stringContaining('GITHUB_TOKEN'),
    },
  ]);
});

test('without `github` none is needed', async () => {
  world.withoutGitHub = true;
  expect((await world.said(gitHubTokenCheck))[0]).toMatch(/^ok: none is needed/);
});

test('a right for what settings do not announce need not be there', async () => {
  world.base = { ...world.base, announce: { commitStatus: false } };
  world.rights = rights([{ right: 'write commit statuses', state: 'missing', reason: '403' }]);
  expect((await world.said(gitHubTokenCheck))[1]).toBe(
    'ok: need not write commit statuses: settings have it switched off',
  );
});
