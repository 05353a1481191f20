import { PreviewError } from '../../../errors';
import { targetOfBranch } from '../../../settings/target-of-branch';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { announcingOf, introducePreview } from '../../compose/announce';
import { openSession } from '../../compose/open-session';
import { branch } from '../../flags';
import { pullRequestsText } from '../../render/announce-text';
import { chooseBranch } from '../../session';

export const command = {
  group: 'team',
  summary: 'comment the URL on pull requests opened after a deploy',
  description: "Comments the preview's URL on pull requests that were opened after its deploy. Asks AWS nothing.",
  example: 'announce --branch login-page',
  flags: { ...branch },
} as const satisfies Command;

/** `announce`: tells pull requests that were opened after a deploy where the preview answers. It asks nothing of AWS. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const say = (pullRequests: readonly number[], words: string) => {
    answer(invocation, options, { pullRequests }, () => [words]);
    return 0;
  };
  const because = await session.checkout.foreign();
  if (because !== undefined) return say([], `Skipped: ${plain(because)}`);
  const branch = await chooseBranch(session, options);
  const target = targetOfBranch(session.file, branch);
  if (target.kind !== 'preview')
    return say([], `Skipped: ${plain(branch)} is deployed to ${target.kind}, not to a preview.`);

  const settings = session.settingsOf(target);
  if (!settings.values.announce.comment) return say([], 'Skipped: the settings switch comments off.');
  const outputs = await announcingOf(invocation, session, settings, {}, progressOf(invocation, options));
  const pullRequests = outputs && (await introducePreview(outputs, settings));
  if (pullRequests === undefined) throw withoutGitHub(session.file.github !== undefined);
  const nothing = `Nothing to say: no open pull request of ${plain(branch)} waits for its preview, or it is not ready.`;
  return say(
    pullRequests,
    pullRequests.length === 0 ? nothing : `Wrote ${pullRequestsText(pullRequests)} where ${plain(branch)} answers.`,
  );
};

function withoutGitHub(named: boolean): PreviewError {
  return new PreviewError(
    'announce-without-github',
    named ? 'GITHUB_TOKEN is not set' : 'Settings name no repository on GitHub',
    {
      fault: 'user',
      hint: named
        ? 'Give a token that may write comments on pull requests.'
        : "Set github to 'owner/repository' in the settings file.",
    },
  );
}
