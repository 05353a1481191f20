import { PreviewError, survivable } from '../errors';
import { applicationOutputs } from '../facts/application-outputs';
import {
  type GitHubRepository,
  pinRepository,
  readRepository,
  repositoryFaults,
  trustsGitHubActions,
} from '../facts/ci-repository';
import { applicationNames } from '../naming/resource-names';
import { stageOf } from '../naming/target';
import type { ResolvedSettings } from '../settings/resolve';
import type { ApplicationPorts } from './application-request';

type IdentifyPorts = Pick<ApplicationPorts, 'stacks' | 'progress' | 'forgeIdentity'>;

/**
 * The settings with the numbers of the repository that the roles of CI trust, and its name as GitHub spells it. When GitHub does not say,
 * the deployed stack does: a deploy by a person without a token must not widen what it trusts.
 *
 * @throws PreviewError `ci-repository-differs`; `interrupted`, as an interruption is no answer of GitHub
 */
export async function identifyRepository(ports: IdentifyPorts, settings: ResolvedSettings): Promise<ResolvedSettings> {
  if (!trustsGitHubActions(settings) || ports.forgeIdentity === undefined) return settings;
  let seen: GitHubRepository;
  try {
    seen = await ports.forgeIdentity.repository();
  } catch (error) {
    return withoutGitHub(ports, settings, survivable(error));
  }
  const [fault] = repositoryFaults(settings, seen);
  if (fault === undefined) return pinRepository(settings, seen);
  throw new PreviewError('ci-repository-differs', fault.message, { fault: 'user', hint: fault.hint });
}

async function withoutGitHub(
  { stacks, progress }: IdentifyPorts,
  settings: ResolvedSettings,
  { message, hint = '' }: PreviewError,
): Promise<ResolvedSettings> {
  const { repositoryId, ownerId } = settings.values.ci ?? {};
  const stack = await stacks.find(applicationNames(settings.project, stageOf(settings.target)).stackName);
  const deployed = readRepository(stack?.outputs[applicationOutputs.ciRepository], settings);
  const known = repositoryId !== undefined && ownerId !== undefined;
  if (!known) {
    const trusted = deployed
      ? 'the numbers of the repository that the deployed stack has'
      : `any repository that is called ${settings.github}`;
    progress.emit({ kind: 'warned', message: `${message}. The roles of CI trust ${trusted}. ${hint}`.trim() });
  }
  return pinRepository(settings, deployed);
}
