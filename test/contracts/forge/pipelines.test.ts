import { PreviewError } from '../../../lib/errors';
import { FakePipelines } from '../../fakes/fake-pipelines';
import { cutOff, gitHubWorlds } from './github-world';
import { describePipelinesContract } from './pipelines.contract';

const openWorld = gitHubWorlds();

describePipelinesContract('the fake', async () => {
  const pipelines = new FakePipelines();
  const branches = new Set<string>();
  pipelines.branches = branches;
  return {
    pipelines,
    ci: 'GitHub Actions',
    push: (branch) => void branches.add(branch),
    started: () => pipelines.started,
    cutOff: () => {
      pipelines.faults.fail('start', new PreviewError('pipeline-not-started', 'cut off', { fault: 'world' }));
    },
  };
});

describePipelinesContract('GitHub', async () => {
  const { github, standIn } = await openWorld();
  return {
    pipelines: github.pipelines,
    ci: 'GitHub Actions',
    push: (branch) => standIn.push(branch),
    started: () => standIn.dispatches().map(({ branch }) => branch),
    cutOff: () => cutOff(standIn),
  };
});
