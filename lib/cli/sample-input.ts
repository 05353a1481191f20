import { sampleAccountFacts, sampleApplicationFacts, samplePlatformArn } from '../facts/sample-facts';
import { bundleKey } from '../naming/bundle-key';
import { namesOf } from '../naming/resource-names';
import { type Stage, stageOf, type Target } from '../naming/target';
import type { ApplicationInput, EnvironmentInput } from '../ports/synthesizer';
import type { ResolvedSettings } from '../settings/resolve';
import { targetOfBranch } from '../settings/target-of-branch';
import type { Session } from './session';

/** What of a template is made up where no account can be asked, for people. */
export const madeUp =
  'account, VPC and subnets, hosted zone, certificate, balancer, platform versions, commit and bundles';

/** What the next deploy-application of a stage might hand to the synthesizer, with nothing asked. */
export function sampleApplicationInput(session: Session, stage: Stage): ApplicationInput {
  const application = session.applicationOf(stage);
  return {
    ...application,
    repository: repositoryOf(session),
    account: sampleAccountFacts(application.settings.values),
  };
}

/** The same for the next deploy of a target. */
export function sampleEnvironmentInput(session: Session, target: Target): EnvironmentInput {
  const settings = withSnapshot(session.settingsOf(target));
  const { project, values } = settings;
  const { targetId } = namesOf(project, target);
  const release = (platform: string) => ({
    bundleKey: bundleKey(targetId, '0'.repeat(64)),
    platformArn: samplePlatformArn(platform, values.region),
  });
  return {
    ...{ settings, target, repository: repositoryOf(session), commit: '0'.repeat(40) },
    application: sampleApplicationFacts(project, stageOf(target), values),
    releases: Object.fromEntries(
      Object.entries(values.services).map(([service, { platform }]) => [service, release(platform)]),
    ),
  };
}

/** Every stack that a branch has to do with: those of both stages, and its preview. */
export function sampleContext(session: Session, branch: string) {
  const target = targetOfBranch(session.file, branch);
  const stages = ['staging', 'production'] as const;
  const targets: Target[] = [...stages.map((kind) => ({ kind })), ...(target.kind === 'preview' ? [target] : [])];
  return {
    applications: stages.map((stage) => sampleApplicationInput(session, stage)),
    environments: targets.map((one) => sampleEnvironmentInput(session, one)),
  };
}

function repositoryOf({ file }: Session): string {
  return file.github === undefined ? 'sample' : `github:${file.github}`;
}

/** Which snapshot is the newest is for the account to say. */
function withSnapshot(settings: ResolvedSettings): ResolvedSettings {
  const { database } = settings.values;
  if (database === 'none' || database.snapshot?.newestOf === undefined) return settings;
  const snapshot = { ...database.snapshot, id: `${database.snapshot.newestOf}-sample` };
  return { ...settings, values: { ...settings.values, database: { ...database, snapshot } } };
}
