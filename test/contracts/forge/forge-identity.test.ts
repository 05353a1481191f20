import { PreviewError } from '../../../lib/errors';
import { FakeForgeIdentity } from '../../fakes/fake-forge-identity';
import { describeForgeIdentityContract } from './forge-identity.contract';
import { cutOff, gitHubWorlds } from './github-world';

const open = gitHubWorlds();

describeForgeIdentityContract('the fake', async () => {
  const identity = new FakeForgeIdentity();
  return {
    identity,
    become: (repository) => {
      identity.known = repository;
    },
    customise: (claims) => {
      identity.subjects = { byDefault: false, claims };
    },
    cutOff: () => {
      const error = new PreviewError('github-unavailable', 'cut off by the test', { fault: 'world' });
      for (const method of ['repository', 'jobSubjects'] as const) identity.faults.fail(method, error);
    },
  };
});

describeForgeIdentityContract('GitHub', async () => {
  const { github, standIn } = await open();
  return {
    identity: github.identity,
    become: ({ id, ownerId: owner, fullName }) => {
      Object.assign(standIn, { numbers: { id, owner }, fullName });
      const location = `${standIn.url}/repositories/1`;
      const isFormer = (path: string) => path === '/repos/acme/shop' && fullName.toLowerCase() !== 'acme/shop';
      standIn.odd = ({ path }) => (isFormer(path) ? { status: 301, headers: { location } } : undefined);
    },
    customise: (claims) => {
      standIn.subjects = { use_default: false, include_claim_keys: [...claims] };
    },
    cutOff: () => cutOff(standIn),
  };
});
