import type { TargetKind } from '../../naming/target';

/** IAM path of the roles that environment stacks of a kind make; the role that CloudFormation has for them reaches no other. */
export function rolePath(project: string, kind: TargetKind): string {
  return `/${project}-${kind}/`;
}
