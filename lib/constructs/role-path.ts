import type { Stage } from '../naming/target';

/** IAM path of the roles that environment stacks of a stage make; CloudFormation's role reaches no other. */
export function rolePath(project: string, stage: Stage): string {
  return `/${project}-${stage}/`;
}
