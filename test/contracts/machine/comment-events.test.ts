import { CommentEventFile } from '../../../lib/machine/ci/comment-event-file';
import { FakeCommentEvents } from '../../fakes/fake-comment-events';
import { StandInGitHub } from '../../fakes/stand-in-github';
import { describeCommentEventsContract } from './comment-events.contract';

let standIn: StandInGitHub;
beforeAll(async () => {
  standIn = await StandInGitHub.start();
  standIn.openPullRequest('login');
});
afterAll(() => standIn.stop());

describeCommentEventsContract('the fake', async ({ login, body, action, issue, app }) => {
  const events = new FakeCommentEvents({
    author: login,
    body,
    isPullRequest: !issue,
    isPerson: app === undefined && !login.endsWith('[bot]'),
    ...(action && { action }),
  });
  return { events, comment: events.event.comment };
});

describeCommentEventsContract('the file of GitHub Actions', async (said) => {
  const { id, file } = standIn.commented({ ...said, number: 1 });
  const events = new CommentEventFile({ GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: file });
  return { events, comment: id };
});
