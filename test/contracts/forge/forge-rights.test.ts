import { PreviewError } from '../../../lib/errors';
import type { ForgeRight } from '../../../lib/ports/forge-rights';
import { FakeForgeRights } from '../../fakes/fake-forge-rights';
import type { StandInRight } from '../../fakes/github/state';
import { describeForgeRightsContract } from './forge-rights.contract';
import { cutOff, gitHubWorlds } from './github-world';

const open = gitHubWorlds();

describeForgeRightsContract('the fake', async () => {
  const rights = new FakeForgeRights();
  return {
    rights,
    login: 'preview-bot',
    deny: (right) => void rights.odd.set(right, { state: 'missing', reason: 'denied by the test', hint: 'Give it.' }),
    cutOff: () => {
      const error = new PreviewError('github-unavailable', 'cut off by the test', { fault: 'world' });
      for (const method of ['login', 'rateLimit'] as const) rights.faults.fail(method, error);
      for (const { right } of everything) rights.odd.set(right, { state: 'unknown', reason: error.message });
    },
  };
});

const everything: readonly { readonly right: ForgeRight; readonly named: StandInRight }[] = [
  { right: 'read branches', named: 'contents' },
  { right: 'write deployments', named: 'deployments' },
  { right: 'write commit statuses', named: 'statuses' },
  { right: 'write pull-request comments', named: 'pull_requests' },
];

describeForgeRightsContract('GitHub', async () => {
  const { github, standIn } = await open();
  standIn.openPullRequest('login');
  return {
    rights: github.rights,
    login: 'preview-bot[bot]',
    deny: (denied) => {
      for (const { right, named } of everything) if (right === denied) standIn.denied.add(named);
    },
    cutOff: () => cutOff(standIn),
  };
});
