import { applicationOutputs } from '../facts/application-outputs';
import type { Stage } from '../naming/target';

/** Name of the variable in which the jobs that `init` writes look for a role, by stage and output. */
const variables: Readonly<Record<Stage, Readonly<Record<string, string>>>> = {
  staging: {
    PREVIEW_ROLE_ARN: applicationOutputs.previewRoleArn,
    STAGING_ROLE_ARN: applicationOutputs.deployRoleArn,
    CLEANUP_ROLE_ARN: applicationOutputs.cleanupRoleArn,
  },
  production: { PRODUCTION_ROLE_ARN: applicationOutputs.deployRoleArn },
};

/** ARNs of the roles that CI takes, by the variable that hands them to its jobs; none when settings name no CI. */
export function ciRolesOf(outputs: Readonly<Record<string, string>>, stage: Stage): Readonly<Record<string, string>> {
  const found = Object.entries(variables[stage]).map(
    ([variable, output]) => [variable, outputs[output] ?? ''] as const,
  );
  return Object.fromEntries(found.filter(([, arn]) => arn !== ''));
}
