import { PreviewError } from '../../../errors';
import type { GitHub } from '../../../github/open-github';
import { typed } from '../../../lazily';
import { CommentEventFile } from '../../../machine/ci/comment-event-file';
import { SystemClock } from '../../../machine/system-clock';
import type { CommentEvents } from '../../../ports/comment-event';
import type { Pipelines } from '../../../ports/pipelines';
import type { Progress } from '../../../progress';
import type { ControlSettings } from '../../../settings/ci-settings';
import type { Invocation } from '../../command';
import type { Session } from '../../session';
import { gitHubOf } from '../github';

/**
 * The repository on GitHub that people write in.
 *
 * @throws PreviewError `control-without-github`
 */
export function forgeOf(invocation: Invocation, session: Session, progress: Progress): GitHub {
  const github = invocation.env.GITHUB_TOKEN ? gitHubOf(invocation, session, progress) : undefined;
  if (github) return github;
  namedRepository(session);
  throw new PreviewError('control-without-github', 'GITHUB_TOKEN is not set', {
    fault: 'user',
    hint: 'Give this job the token of GitHub Actions, as the preview-commands.yml does that init writes.',
  });
}

/**
 * `owner/repository` on GitHub, where people are asked for what they may do.
 *
 * @throws PreviewError `control-without-github`
 */
export function namedRepository({ file }: Pick<Session, 'file'>): string {
  if (file.github !== undefined) return file.github;
  throw new PreviewError('control-without-github', 'Settings name no repository on GitHub', {
    fault: 'user',
    hint: "Set github to 'owner/repository' in the settings file.",
  });
}

/**
 * What the settings that are checked out say of those who ask.
 *
 * @throws PreviewError `control-off`
 */
export function controlOf(session: Session): ControlSettings {
  const { control } = session.settingsOf({ kind: 'staging' }).values;
  if (control !== undefined) return control;
  throw new PreviewError('control-off', 'The settings of staging have no control: no one may ask for anything', {
    fault: 'user',
    hint: 'Set `control: {}` in staging on the default branch, and run deploy-application.',
  });
}

/** The comment that this job was started for. */
export function commentEventsOf({ env }: Invocation): CommentEvents {
  return new CommentEventFile(env);
}

/** The CI that deploys, by the settings. Undefined when it cannot be asked for want of a token. */
export function pipelinesOf({ env, signal }: Invocation, session: Session, github: GitHub): Pipelines | undefined {
  const { ci } = session.settingsOf({ kind: 'staging' }).values;
  if (ci?.provider !== 'circleci') return github.pipelines;
  const { CIRCLECI_TOKEN: token, CIRCLECI_HOST: baseUrl } = env;
  if (!token) return undefined;
  const { CircleCiPipelines } = typed<typeof import('../../../circleci/circleci-pipelines')>(
    require('../../../circleci/circleci-pipelines'),
  );
  const { organizationId = '', projectId = '' } = ci;
  const project = { repository: session.file.github ?? '', organizationId, projectId };
  return new CircleCiPipelines(project, { token, clock: new SystemClock(), signal, ...(baseUrl && { baseUrl }) });
}
