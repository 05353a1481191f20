import { PreviewError } from '../../../lib/errors';
import { FakeDeployments } from '../../fakes/fake-deployments';
import { describeDeploymentsContract } from './deployments.contract';
import { cutOff, gitHubWorlds } from './github-world';

const open = gitHubWorlds();

describeDeploymentsContract('the fake', async () => {
  const deployments = new FakeDeployments();
  return {
    deployments,
    commit: 'a'.repeat(40),
    shownDescription: (id) =>
      deployments
        .all()
        .find((one) => one.id === id)
        ?.statuses.at(-1)?.description,
    forget: (id) => deployments.forget(id),
    cutOff: () => {
      const error = new PreviewError('github-unavailable', 'cut off by the test', { fault: 'world' });
      for (const method of ['list', 'status', 'create', 'setStatus'] as const) deployments.faults.fail(method, error);
    },
  };
});

describeDeploymentsContract('GitHub', async () => {
  const { github, standIn } = await open();
  const commit = 'b'.repeat(40);
  standIn.push('login', commit);
  return {
    deployments: github.deployments,
    commit,
    shownDescription: (id) =>
      standIn
        .deployments()
        .find((one) => one.id === id)
        ?.statuses.at(-1)?.description,
    forget: (id) => standIn.deleteDeployment(id),
    cutOff: () => cutOff(standIn),
  };
});
