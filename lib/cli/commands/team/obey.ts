import { answerInComment } from '../../../announce/comment/answers';
import { obey } from '../../../control/obey';
import { withoutAccount } from '../../../control/without-account';
import { survivable } from '../../../errors';
import { stagingBucket } from '../../../previews/deployed/staging-application';
import type { Progress } from '../../../progress';
import { targetOfBranch } from '../../../settings/target-of-branch';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { announcingOf, introducePreview } from '../../compose/announce';
import { commentEventsOf, controlOf, forgeOf, namedRepository, pipelinesOf } from '../../compose/control/forge';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { openPricesOrWarn } from '../../compose/prices';
import { anyPreview } from '../../session';
import { deedsOf } from '../../steer/deeds';
import { settingsOf } from '../../steer/steering';

export const command = {
  group: 'team',
  summary: 'do what a comment on a pull request asks for',
  description:
    'Does what the comment asks for that started this job of GitHub Actions, when its author may ask for it, and answers in the comment of the preview. The settings that are checked out count: the job checks out the default branch. `init` writes the job, `.github/workflows/preview-commands.yml`.',
  example: 'obey',
  flags: {},
} as const satisfies Command;

/** Errors of AWS name its resources and its account. */
function harmless<T extends { readonly text: string; readonly lines?: readonly string[] }>(said: T): T {
  return { ...said, text: withoutAccount(said.text), ...(said.lines && { lines: said.lines.map(withoutAccount) }) };
}

/** `obey`: what a comment asks for. What was refused is answered, and no fault of the job. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const drawn = progressOf(invocation, options);
  const github = forgeOf(invocation, session, drawn);
  const settings = session.settingsOf(anyPreview);
  const policy = controlOf(session);
  const pipelines = pipelinesOf(invocation, session, github);
  const { conversations, pullRequests } = github;
  // Whom it does not know to be private is public: the log of this job is read by all who read the repository.
  const isPublic = await conversations.isPublic().catch((error: unknown) => {
    survivable(error);
    return true;
  });
  const progress: Progress = {
    emit: (event) => {
      if (event.kind !== 'evidence' || !isPublic || policy.publicLogs) drawn.emit(event);
    },
  };
  const outputs = await announcingOf(invocation, session, settings, {}, progress);
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    const outcome = await obey(
      { events: commentEventsOf(invocation), conversations, audit: ports.audit, clock: ports.clock, progress },
      {
        repository: namedRepository(session),
        policy,
        isStage: (branch) => targetOfBranch(session.file, branch).kind !== 'preview',
        bucket: () => stagingBucket(ports, settings),
        deeds: deedsOf({
          ...{ invocation, session, progress, outputs, isPublic },
          ...{ pricesOf: await openPricesOrWarn(session, progress), word: policy.word, publicLogs: policy.publicLogs },
          ...(pipelines && { pipelines }),
        }),
        say: async ({ pullRequest, branch }, said) => {
          const of = settingsOf({ session }, branch);
          // Where no comment says yet how the preview is, the answer would stand beside "none".
          if (outputs && of.target.kind === 'preview') {
            await introducePreview(outputs, of)?.catch((error: unknown) => {
              progress.emit({ kind: 'warned', message: survivable(error).message });
            });
          }
          const { clock } = ports;
          const otherwise = 'How the preview is was not said here yet.';
          await answerInComment(
            { pullRequests, clock },
            { settings: of, pullRequest, answer: isPublic ? harmless(said) : said, otherwise },
          );
        },
      },
    );
    const shown = isPublic && outcome.kind === 'answered' ? harmless(outcome) : outcome;
    answer(invocation, options, shown, () =>
      shown.kind === 'nothing'
        ? [`Nothing to do: ${plain(shown.because)}.`]
        : [plain(shown.text), ...(shown.lines ?? []).map(plain)],
    );
    return outcome.kind === 'answered' && (outcome.ended === 'failed' || !outcome.isSaid) ? 1 : 0;
  } finally {
    await ports.close();
  }
};
