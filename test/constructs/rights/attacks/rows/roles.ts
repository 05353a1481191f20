import { boundary, cleanup, cloudFormation, control, deploy, iam, kinds, previews } from '../names';
import { type Context, each, type Group, group, on } from '../table';

const calls = (...names: readonly string[]) => names.map((name) => `iam:${name}`);
const role = (kind: string) => iam(`role/shop-${kind}/shop-${kind}-login-WebInstanceRole-1A`);
const under = (name: string): Context => ({ 'iam:PermissionsBoundary': iam(`policy/${name}`) });
const make = calls(
  ...['CreateRole', 'PutRolePolicy', 'AttachRolePolicy', 'DeleteRolePolicy', 'DetachRolePolicy'],
  'PutRolePermissionsBoundary',
);
const pass = 'iam:PassRole';
const to = (service: string): Context => ({ 'iam:PassedToService': `${service}.amazonaws.com` });
const linked = (service: string): Context => ({ 'iam:AWSServiceName': `${service}.amazonaws.com` });
const serviceRole = iam('role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX');

export const roleRows: readonly Group[] = [
  ...kinds.map((kind) => {
    const others = kinds.filter((one) => one !== kind);
    return group(`CloudFormation's role for ${kind} makes roles under its boundary alone`, cloudFormation[kind], {
      denied: [
        ...each(make, role(kind)),
        ...others.flatMap((other) => each(make, role(kind), under(boundary[other]))),
        ...each(make, role(kind), under('shop-preview-boundary-2')),
        ...each(make, iam('role/administrator'), under(boundary[kind])),
        ...each(make, iam(`role/shop-${kind}-x-WebInstanceRole-1A`), under(boundary[kind])),
        ...others.flatMap((other) => each(make, role(other), under(boundary[kind]))),
      ],
      allowed: each(make, role(kind), under(boundary[kind])),
    });
  }),
  ...kinds.map((kind) =>
    group(`CloudFormation's role for ${kind} takes off no boundary and changes no trust policy`, cloudFormation[kind], {
      denied: [
        ...each(calls('DeleteRolePermissionsBoundary', 'UpdateAssumeRolePolicy'), role(kind), under(boundary[kind])),
        ...each(
          calls('CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicy', 'CreatePolicy'),
          iam(`policy/${boundary[kind]}`),
        ),
        ...each(calls('CreateUser', 'CreateAccessKey', 'AttachUserPolicy', 'CreateLoginProfile'), iam('user/eve')),
        ...each(
          calls('CreateOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint'),
          iam('oidc-provider/eve.example'),
        ),
        ...each(make, iam(`role/${cloudFormation[kind]}`), under(boundary[kind])),
        ['sts:AssumeRole', iam(`role/${cloudFormation.production}`)],
        ['sts:AssumeRole', iam('role/administrator')],
      ],
      allowed: each(calls('GetRole', 'TagRole', 'DeleteRole'), role(kind)),
    }),
  ),
  ...kinds.map((kind) => {
    const others = kinds.filter((one) => one !== kind);
    return group(
      `CloudFormation's role for ${kind} passes roles of ${kind} alone, to instances alone`,
      cloudFormation[kind],
      {
        denied: [
          ...others.map((other) => [pass, role(other), to('ec2')] as const),
          [pass, iam('role/administrator'), to('ec2')],
          [pass, role(kind)],
          ...['lambda', 'ecs-tasks', 'cloudformation', 'glue'].map(
            (service) => [pass, role(kind), to(service)] as const,
          ),
        ],
        allowed: [
          ...['ec2', 'autoscaling', 'elasticbeanstalk'].map((service) => [pass, role(kind), to(service)] as const),
          ...on(pass, [iam(`role/shop-${kind === 'production' ? kind : 'staging'}-beanstalk`)]),
          ...on('iam:ListAttachedRolePolicies', [
            iam(`role/shop-${kind === 'production' ? kind : 'staging'}-beanstalk`),
          ]),
        ],
      },
    );
  }),
  group("AWS's own roles are made for the services that environments use", Object.values(cloudFormation), {
    denied: [
      ...['lambda', 'organizations', 'ecs'].map(
        (service) => ['iam:CreateServiceLinkedRole', serviceRole, linked(service)] as const,
      ),
      ['iam:CreateServiceLinkedRole', serviceRole],
      ['iam:DeleteServiceLinkedRole', serviceRole, linked('autoscaling')],
    ],
    allowed: ['autoscaling', 'elasticbeanstalk', 'elasticloadbalancing', 'rds'].map(
      (service) => ['iam:CreateServiceLinkedRole', serviceRole, linked(service)] as const,
    ),
  }),
  group('roles for CI make and change nothing in IAM', [previews, ...Object.values(deploy), cleanup, control], {
    denied: [
      ...each(make, role('preview'), under(boundary.preview)),
      ...each(calls('CreateUser', 'CreateAccessKey'), iam('user/eve')),
      ['sts:AssumeRole', iam(`role/${cloudFormation.preview}`)],
      ['sts:AssumeRole', iam('role/administrator')],
    ],
  }),
];
