import { PreviewError } from '../../../lib/errors';
import { FakeConversations } from '../../fakes/fake-conversations';
import { describeConversationsContract } from './conversations.contract';
import { cutOff, gitHubWorlds } from './github-world';

const openWorld = gitHubWorlds();

describeConversationsContract('the fake', async () => {
  const conversations = new FakeConversations();
  return {
    conversations,
    allow: (login, permission) => {
      conversations.permissions.set(login, permission);
      conversations.ids.set(login, conversations.ids.size + 1);
      return conversations.ids.size;
    },
    open: (branch, commit, { fork } = { fork: false }) => {
      const number = conversations.pullRequests.size + 1;
      return conversations.open(number, { branch, commit, isOurs: !fork }).number;
    },
    close: (number) => void conversations.open(number, { ...conversations.pullRequests.get(number), open: false }),
    say: () => {
      const comment = conversations.comments.size + 1;
      conversations.comments.set(comment, new Set());
      return comment;
    },
    forget: (comment) => void conversations.comments.delete(comment),
    reactions: (comment) => conversations.comments.get(comment)?.size ?? 0,
    setPublic: (isPublic) => {
      conversations.readableByAll = isPublic;
    },
    cutOff: () => {
      const error = new PreviewError('github-unavailable', 'cut off by the test', { fault: 'world' });
      for (const method of ['permission', 'pullRequest', 'react', 'isPublic'] as const) {
        conversations.faults.fail(method, error);
      }
    },
  };
});

describeConversationsContract('GitHub', async () => {
  const { github, standIn } = await openWorld();
  standIn.visibility = 'private';
  return {
    conversations: github.conversations,
    allow: (login, permission) => {
      standIn.allow(login, permission);
      return standIn.user(login).id;
    },
    open: (branch, commit, { fork } = { fork: false }) => {
      if (!fork) standIn.push(branch, commit);
      return standIn.openPullRequest(branch, fork ? { from: 'mallory/shop' } : {});
    },
    close: (number) => standIn.closePullRequest(number),
    say: (number) => standIn.say(number, '/preview status', 'ann'),
    forget: (comment) => standIn.deleteComment(comment),
    reactions: (comment) => standIn.reactions(comment).length,
    setPublic: (isPublic) => {
      standIn.visibility = isPublic ? 'public' : 'private';
    },
    cutOff: () => cutOff(standIn),
  };
});
