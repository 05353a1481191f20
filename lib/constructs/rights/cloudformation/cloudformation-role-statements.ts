import { globalArnPrefix } from '../arn-prefix';
import { whenEquals } from '../iam-statement';
import { type CloudFormationStatements, stackPrefix } from './cloudformation-statements';

/** Instance roles: made under the boundary only, in one path, by names of these stacks, and passed to EC2 only. */
export const roleStatements: CloudFormationStatements = (scope, props) => {
  const iam = globalArnPrefix(scope, 'iam');
  const roles = `${iam}role${props.rolePath}${stackPrefix(props)}*`;
  const profiles = `${iam}instance-profile${props.rolePath}${stackPrefix(props)}*`;
  return [
    {
      sid: 'BoundedRoles',
      because: 'Who could make a role without the boundary, or change one that lacks it, could become anybody.',
      actions: [
        'iam:CreateRole',
        'iam:PutRolePolicy',
        'iam:DeleteRolePolicy',
        'iam:AttachRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
      ],
      resources: [roles],
      conditions: whenEquals('iam:PermissionsBoundary', props.permissionsBoundaryArn),
    },
    {
      sid: 'OwnRoles',
      because: 'Instance roles are read, retagged and deleted with their stack; none of it makes a role stronger.',
      actions: [
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListRolePolicies',
        'iam:ListAttachedRolePolicies',
        'iam:ListInstanceProfilesForRole',
        'iam:UpdateRole',
        'iam:ListRoleTags',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:DeleteRole',
      ],
      resources: [roles],
    },
    {
      sid: 'OwnProfiles',
      because: 'Each service has one instance profile for its role.',
      actions: [
        'iam:CreateInstanceProfile',
        'iam:GetInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:AddRoleToInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:TagInstanceProfile',
        'iam:UntagInstanceProfile',
      ],
      resources: [profiles],
    },
    {
      sid: 'PassToInstances',
      because:
        'Instances start with the role of their service, which trusts EC2 alone. Two services may pass it on the way there.',
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: whenEquals('iam:PassedToService', [
        'ec2.amazonaws.com',
        'autoscaling.amazonaws.com',
        'elasticbeanstalk.amazonaws.com',
      ]),
    },
  ];
};
