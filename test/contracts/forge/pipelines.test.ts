import { CircleCiPipelines } from '../../../lib/circleci/circleci-pipelines';
import { PreviewError } from '../../../lib/errors';
import { FakeClock } from '../../fakes/fake-clock';
import { FakePipelines } from '../../fakes/fake-pipelines';
import { StandInCircleCi } from '../../fakes/stand-in-circleci';
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

let circleCi: StandInCircleCi;
beforeEach(async () => {
  circleCi = await StandInCircleCi.start();
});
afterEach(() => circleCi.stop());

describePipelinesContract('CircleCI', async () => {
  const { token, organizationId, projectId } = StandInCircleCi;
  const project = { repository: 'acme/shop', organizationId, projectId };
  return {
    pipelines: new CircleCiPipelines(project, { token, baseUrl: circleCi.url, clock: new FakeClock() }),
    ci: 'CircleCI',
    push: (branch) => void circleCi.branches.add(branch),
    started: () => circleCi.started,
    cutOff: () => {
      circleCi.odd = () => ({ status: 502 });
    },
  };
});
