import type { Stage } from './target';

/** Fixed names of what an application stack makes, known before it exists so that deploy and cleanup can name them. */
export interface ApplicationNames {
  readonly stackName: string;
  /** The Beanstalk application. */
  readonly applicationName: string;
  /** The role under which CloudFormation acts for the stage's own environment stack. */
  readonly cloudFormationRoleName: string;
  /** The one for previews; of use in staging only, as is the next. */
  readonly previewCloudFormationRoleName: string;
  /** The permissions boundary of every instance role of a preview. */
  readonly previewBoundaryName: string;
  /** The role under which Beanstalk acts for environments. */
  readonly serviceRoleName: string;
  /** The permissions boundary of every instance role of the stage. */
  readonly boundaryName: string;
  /** The role that CI takes to deploy. */
  readonly deployRoleName: string;
  /** The role that CI takes on any branch, for previews alone; of use in staging only. */
  readonly previewRoleName: string;
  /** The role that the cleanup job takes. */
  readonly cleanupRoleName: string;
  /** The role that acts on previews for people who ask in a pull request, a chat or a page; of use in staging only. */
  readonly controlRoleName: string;
  /** The SSM document that shows the log of an app with its secrets masked; of use in staging only. */
  readonly maskedLogsName: string;
  /** Policies for people, as IAM Identity Center names them; of use in staging only. */
  readonly viewerPolicyName: string;
  readonly developerPolicyName: string;
}

/**
 * The names of one stage. IAM: 64 characters for a role, 128 for a policy, letters, digits and `+=,.@_-` (IAM quotas); the
 * longest here has 10 + 1 + 10 + 15 = 36. Beanstalk application: 100 (API reference, CreateApplication). IAM's names are
 * unique in an account, not in a region: one project has one home a stage.
 */
export function applicationNames(project: string, stage: Stage): ApplicationNames {
  const prefix = `${project}-${stage}`;
  return {
    stackName: `${project}-application-${stage}`,
    applicationName: prefix,
    cloudFormationRoleName: `${prefix}-cloudformation`,
    previewCloudFormationRoleName: `${project}-preview-cloudformation`,
    previewBoundaryName: `${project}-preview-boundary`,
    serviceRoleName: `${prefix}-beanstalk`,
    boundaryName: `${prefix}-boundary`,
    deployRoleName: `${prefix}-deploy`,
    previewRoleName: `${prefix}-previews`,
    cleanupRoleName: `${prefix}-cleanup`,
    controlRoleName: `${prefix}-control`,
    // No document's name may begin with `aws` or `amazon`, as a project's may (API reference of SSM, CreateDocument, November 2026).
    maskedLogsName: `masked-logs-${prefix}`,
    viewerPolicyName: `${prefix}-viewer`,
    developerPolicyName: `${prefix}-developer`,
  };
}
