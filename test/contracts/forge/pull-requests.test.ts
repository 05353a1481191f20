import { PreviewError } from '../../../lib/errors';
import { FakePullRequests } from '../../fakes/fake-pull-requests';
import { cutOff, gitHubWorlds } from './github-world';
import { describePullRequestsContract } from './pull-requests.contract';

const openWorld = gitHubWorlds();

describePullRequestsContract('the fake', async () => {
  const pullRequests = new FakePullRequests();
  return {
    pullRequests,
    open: (branch, from) => pullRequests.open(branch, from),
    close: (number) => pullRequests.close(number),
    say: (number, body) => void pullRequests.say(number, body, 'mallory'),
    forget: (comment) => pullRequests.forget(comment),
    bodies: (number) => pullRequests.comments(number).map(({ body }) => body),
    cutOff: () => {
      const error = new PreviewError('github-unavailable', 'cut off by the test', { fault: 'world' });
      const methods = ['ofBranch', 'allOpen', 'ownComments', 'comment', 'edit', 'remove'] as const;
      for (const method of methods) pullRequests.faults.fail(method, error);
    },
  };
});

describePullRequestsContract('GitHub', async () => {
  const { github, standIn } = await openWorld();
  return {
    pullRequests: github.pullRequests,
    // A fork of the same owner, under another name: GitHub's own filter takes it for ours.
    open: (branch, { fork = false, ...about } = {}) =>
      standIn.openPullRequest(branch, { ...about, ...(fork && { from: 'acme/copy' }) }),
    close: (number) => standIn.closePullRequest(number),
    say: (number, body) => void standIn.say(number, body, 'mallory'),
    forget: (comment) => standIn.deleteComment(comment),
    bodies: (number) => standIn.comments(number).map(({ body }) => body),
    cutOff: () => cutOff(standIn),
  };
});
