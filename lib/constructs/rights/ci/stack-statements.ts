import type { Construct } from 'constructs';
import type { TargetKind } from '../../../naming/target';
import { type IamStatement, whenEquals } from '../iam-statement';
import { labelOf, stackArn } from './look-statements';

/** Makes, changes and deletes stacks of a kind, each under the role that CloudFormation has for the kind. */
export function stackStatements(
  scope: Construct,
  project: string,
  kind: TargetKind,
  cloudFormationRoleArn: string,
  more: readonly string[] = [],
): IamStatement[] {
  return [
    {
      sid: `${labelOf(kind)}Stacks`,
      because:
        'A branch has a stack of its own, whose name is not known before the branch is; no other stack is reached.',
      actions: [
        'cloudformation:CreateChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeChangeSet',
        'cloudformation:DeleteChangeSet',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:TagResource',
        ...more,
      ],
      resources: [stackArn(scope, project, kind)],
    },
    {
      sid: `PassTo${labelOf(kind)}Stacks`,
      because: 'Stacks are made under the role of their kind, and it is for nothing else.',
      actions: ['iam:PassRole'],
      resources: [cloudFormationRoleArn],
      conditions: whenEquals('iam:PassedToService', 'cloudformation.amazonaws.com'),
    },
  ];
}

/** CloudFormation must act under these roles and no others. */
export function onlyUnderTheRoles(cloudFormationRoleArns: readonly string[]): IamStatement {
  return {
    sid: 'OnlyUnderTheRole',
    because: 'CloudFormation must never act with the rights of the caller, nor under a stronger role.',
    effect: 'Deny',
    actions: ['cloudformation:CreateChangeSet'],
    resources: ['*'],
    conditions: { StringNotEquals: { 'cloudformation:RoleArn': cloudFormationRoleArns } },
  };
}

export const nothingOfOthers: IamStatement = {
  sid: 'NothingOfOthers',
  because: 'A stack that took in what others made could delete it: nothing of ours is ever imported.',
  effect: 'Deny',
  actions: ['cloudformation:CreateChangeSet'],
  resources: ['*'],
  conditions: { 'ForAnyValue:StringLike': { 'cloudformation:ImportResourceTypes': '*' } },
};
