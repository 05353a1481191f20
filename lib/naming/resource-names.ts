import { applicationNames } from './application-names';
import { previewKey } from './preview-id';
import { type Stage, stageOf, type Target, type TargetKind, targetId } from './target';

export { applicationNames } from './application-names';

/** What one target is called, everywhere. */
export interface TargetNames {
  readonly kind: TargetKind;
  /** `production`, `staging` or the preview's id: folder in the bundle bucket and name in lists. */
  readonly targetId: string;
  /** The name for people; the host label of a preview. Equal to `targetId`. */
  readonly id: string;
  /** The name where AWS is tight: 20 characters at most. */
  readonly key: string;
  /** The environment stack. */
  readonly stackName: string;
  readonly stage: Stage;
  /** The application stack that this target lives in. */
  readonly applicationStackName: string;
  /** The Beanstalk application that this target lives in. */
  readonly applicationName: string;
  /** The Beanstalk environment of a service. */
  environmentName(service: string): string;
  /** The one DNS label of a service: the id for the main one, `<id>--<service>` for any other. @default main 'web' */
  hostLabel(service: string, main?: string): string;
}

/** Names of everything that a target owns; a pure function of the project and the target, whatever else exists. */
export function namesOf(project: string, target: Target): TargetNames {
  const id = targetId(project, target);
  const key = target.kind === 'preview' ? previewKey(project, target.branch) : target.kind;
  const stage = stageOf(target);
  const application = applicationNames(project, stage);
  return {
    kind: target.kind,
    targetId: id,
    id,
    key,
    // CloudFormation: 128 characters, [a-zA-Z][-a-zA-Z0-9]* (API reference, CreateStack). At most 10 + 9 + 53 = 72.
    stackName: target.kind === 'preview' ? `${project}-preview-${id}` : `${project}-${target.kind}`,
    stage,
    applicationStackName: application.stackName,
    applicationName: application.applicationName,
    // Beanstalk: 4 to 40 characters, letters, digits and hyphens, none at the ends, unique in account and region (API
    // reference, CreateEnvironment; trap T9). At most 10 + 1 + 20 + 2 + 7 = 40. No project, key or service holds `--`.
    environmentName: (service) => `${project}-${key}--${service}`,
    // DNS: 63 characters a label (RFC 1035). At most 53 + 2 + 7 = 62. `--` is never in third place, where RFC 5891 forbids
    // it, because an id has 3 characters or more.
    hostLabel: (service, main = 'web') => (service === main ? id : `${id}--${service}`),
  };
}
