import { type PreviewError, survivable } from '../errors';
import { applicationOutputs } from '../facts/application-outputs';
import { type GitHubRepository, pinRepository, readRepository, trustsGitHubActions } from '../facts/ci-repository';
import type { Stack } from '../ports/stacks';
import type { ResolvedSettings } from '../settings/resolve';
import type { DoctorPorts } from './doctor-request';

/** What is known of the repository whose jobs take the roles of CI. */
export interface KnownRepository {
  /** As GitHub knows it. @default GitHub was not asked, or does not say */
  readonly seen?: GitHubRepository;
  /** Why GitHub does not say. @default it says, or was not asked */
  readonly unknown?: PreviewError;
  /** The stage's settings as the next deploy-application would use them. */
  readonly settings: ResolvedSettings;
}

/** Asks GitHub, as deploy-application does, and takes the deployed stack's word when it does not say. */
export async function knownRepository(
  { forgeIdentity }: DoctorPorts,
  settings: ResolvedSettings,
  stack: () => Promise<Stack | undefined>,
): Promise<KnownRepository> {
  if (!trustsGitHubActions(settings) || forgeIdentity === undefined) return { settings };
  try {
    const seen = await forgeIdentity.repository();
    return { seen, settings: pinRepository(settings, seen) };
  } catch (error) {
    const unknown = survivable(error);
    const deployed = readRepository((await stack())?.outputs[applicationOutputs.ciRepository], settings);
    return { unknown, settings: pinRepository(settings, deployed) };
  }
}
