import type { Construct } from 'constructs';
import { ownershipTagKeys } from '../../naming/ownership-tags';
import type { Stage, TargetKind } from '../../naming/target';
import { arnPrefix } from './arn-prefix';
import type { IamStatement } from './iam-statement';

/**
 * The names of the environments of a kind, as IAM's patterns have them: see `environmentName` in resource-names.ts. The key of a preview
 * ends with a hyphen and 8 hexadecimal digits, so that no environment of a stage fits, be it of a project whose name goes on from ours.
 */
export function environmentPattern(project: string, kind: TargetKind): string {
  return `${project}-${kind === 'preview' ? '*-????????' : kind}--*`;
}

/** ARNs of the log groups into which the instances of these kinds stream. */
export function logGroupArns(scope: Construct, project: string, kinds: readonly TargetKind[]): readonly string[] {
  const logs = `${arnPrefix(scope, 'logs')}log-group:/aws/elasticbeanstalk/`;
  return kinds.map((kind) => `${logs}${environmentPattern(project, kind)}`);
}

const stages: readonly Stage[] = ['staging', 'production'];

/** The stages that are nothing to targets of this kind. */
export function stagesBeside(kind: TargetKind): readonly Stage[] {
  return stages.filter((stage) => stage !== kind);
}

/**
 * The condition that a resource has the tag of another project. Names alone do not tell previews of `shop-ui` from those of `shop`; Beanstalk
 * hands our tags to what it makes (trap T6).
 */
export function ofAnotherProject(project: string): NonNullable<IamStatement['conditions']> {
  const key = `aws:ResourceTag/${ownershipTagKeys.project}`;
  return { StringNotEquals: { [key]: project }, Null: { [key]: 'false' } };
}

/** The kinds of targets that live in the Beanstalk application of a stage. */
export function kindsOf(stage: Stage): readonly TargetKind[] {
  return stage === 'staging' ? ['staging', 'preview'] : [stage];
}

/**
 * Actions on what Beanstalk makes, whose resources have the key `aws:ResourceTag` (service authorization reference, November 2026). Not
 * the order of rules behind a shared balancer: Beanstalk may move those of another target there.
 */
export const taggedByBeanstalk: readonly string[] = [
  'elasticbeanstalk:*',
  'cloudformation:*',
  'autoscaling:*',
  'ec2:*',
  'cloudwatch:*',
  'dynamodb:*',
  'logs:*',
  'elasticloadbalancing:Delete*',
  'elasticloadbalancing:Modify*',
  'elasticloadbalancing:RegisterTargets',
  'elasticloadbalancing:DeregisterTargets',
  'elasticloadbalancing:AddTags',
  'elasticloadbalancing:RemoveTags',
];
