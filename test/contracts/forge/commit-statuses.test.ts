import { PreviewError } from '../../../lib/errors';
import type { CommitStatus } from '../../../lib/ports/commit-statuses';
import { FakeCommitStatuses } from '../../fakes/fake-commit-statuses';
import { describeCommitStatusesContract } from './commit-statuses.contract';
import { cutOff, gitHubWorlds } from './github-world';

const open = gitHubWorlds();

describeCommitStatusesContract('the fake', async () => {
  const commitStatuses = new FakeCommitStatuses();
  const commit = 'a'.repeat(40);
  return {
    commitStatuses,
    commit,
    newest: (context) => commitStatuses.newest(commit, context),
    cutOff: () => {
      const error = new PreviewError('github-unavailable', 'cut off by the test', { fault: 'world' });
      commitStatuses.faults.fail('set', error);
    },
  };
});

describeCommitStatusesContract('GitHub', async () => {
  const { github, standIn } = await open();
  const commit = 'b'.repeat(40);
  standIn.push('login', commit);
  return {
    commitStatuses: github.commitStatuses,
    commit,
    newest: (wanted) => {
      const found = standIn.statuses(commit).findLast(({ context }) => context === wanted);
      return found && shown(wanted, found);
    },
    cutOff: () => cutOff(standIn),
  };
});

function shown(
  context: string,
  { state, description, target_url: url }: ReturnType<Awaited<ReturnType<typeof open>>['standIn']['statuses']>[number],
): CommitStatus {
  return { context, state, description: description ?? '', ...(url && { url }) };
}
